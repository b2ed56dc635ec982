"""Signed links: URLs whose query is secret."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ..escaping import escape_text
from .addresses import is_loopback_host, leads_to_this_machine

_LONGEST_NAME = 120


class Link:
    """A signed link that `repr`, logs and pickle do not show."""

    __slots__ = ("_may_be_loopback", "_url", "name")

    def __init__(self, url: str, *, may_be_loopback: bool = False) -> None:
        """`may_be_loopback`: whether it may point to loopback, which is allowed only if the API is there, too."""
        self._url = url
        self._may_be_loopback = may_be_loopback
        self.name = _file_name(url)
        """The file's name: the last segment of the path, without the query."""

    def reveal(self) -> str:
        """The URL."""
        return self._url

    def followed(self, location: str) -> Link:
        """The link of a redirect from here."""
        try:
            return Link(urljoin(self._url, location), may_be_loopback=self._may_be_loopback)
        except ValueError:
            return Link("")

    @property
    def objection(self) -> str | None:
        """Why it must not be requested; None if it may be."""
        try:
            parts = urlsplit(self._url)
            host, is_bare, _ = parts.hostname, parts.username is None, parts.port
        except ValueError:
            return "its link is not a URL"
        if not host or not is_bare:
            return "its link is not a URL"
        if leads_to_this_machine(host) and not self._may_be_loopback:
            return "its link points to a loopback address"
        if parts.scheme == "https" or (parts.scheme == "http" and is_loopback_host(host)):
            return None
        return "its link is not https"

    def __eq__(self, other: object) -> bool:
        return self._url == other._url if isinstance(other, Link) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._url)

    def __repr__(self) -> str:
        return f"<link to {self.name}>"

    def __reduce__(self) -> str:
        raise TypeError("a signed link cannot be pickled: request a new one where it is used")


def in_order_of(old: list[Link], new: list[Link]) -> list[Link] | None:
    """New links to the files of the old ones, in their order; None if they are other files.

    Files are matched by their names, or if all names are new, by their position.
    """
    if len(old) != len(new):
        return None
    by_name = {link.name: link for link in new}
    if len(by_name) == len(new) and by_name.keys() == {link.name for link in old}:
        return [by_name[link.name] for link in old]
    return new


def _file_name(url: str) -> str:
    try:
        name = urlsplit(url).path.rsplit("/", 1)[-1]
    except ValueError:
        name = ""
    return escape_text(name, _LONGEST_NAME) or "file"
