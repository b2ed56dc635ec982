"""Signed links: addresses whose query is a key."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from ..escaping import escape_text
from .addresses import is_loopback_host, leads_to_this_machine

_LONGEST_NAME = 120


class Link:
    """A signed link. It shows itself to nobody who prints, logs or pickles it."""

    __slots__ = ("_may_be_loopback", "_url", "name")

    def __init__(self, url: str, *, may_be_loopback: bool = False) -> None:
        """`may_be_loopback` says whether it may lead to this machine: only where the API is there, too."""
        self._url = url
        self._may_be_loopback = may_be_loopback
        self.name = _file_name(url)
        """The file's name, for people: the last part of the path, without the key."""

    def reveal(self) -> str:
        """The address itself."""
        return self._url

    def followed(self, location: str) -> Link:
        """Where a redirect from here leads."""
        try:
            return Link(urljoin(self._url, location), may_be_loopback=self._may_be_loopback)
        except ValueError:
            return Link("")

    @property
    def objection(self) -> str | None:
        """Why it must not be asked; None where it may be."""
        try:
            parts = urlsplit(self._url)
            host, is_bare, _ = parts.hostname, parts.username is None, parts.port
        except ValueError:
            return "its link is no URL"
        if not host or not is_bare:
            return "its link is no URL"
        if leads_to_this_machine(host) and not self._may_be_loopback:
            return "its link leads to this machine"
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
        raise TypeError("a signed link is not pickled: ask for a new one where it is used")


def in_order_of(old: list[Link], new: list[Link]) -> list[Link] | None:
    """New links to the files that the old ones led to, in their order; None where they are others.

    Files are told apart by their names; where all names are new, by their place.
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
