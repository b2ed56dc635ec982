"""Checks of the built site: no dead link, and no request to another host."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
}
_NOT_LOADED = {"canonical", "next", "prev", "alternate"}


class _Links(HTMLParser):
    """Collects the anchors, links and loaded files of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collects the attributes of one tag."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        target = values.get(_LOADED.get(tag, ""), "")
        if target and values.get("rel") not in _NOT_LOADED:
            self.loaded.append(target)


def problems(site: Path) -> list[str]:
    """A line for each dead link and each file from another host."""
    read: dict[str, _Links] = {}
    for path in sorted(site.rglob("*.html")):
        found = read[path.relative_to(site).as_posix()] = _Links()
        found.feed(path.read_text("utf-8"))
    return [line for name, page in read.items() for line in _of_page(site, name, page, read)]


def _of_page(site: Path, name: str, page: _Links, read: dict[str, _Links]) -> Iterator[str]:
    for target in page.loaded:
        if urlsplit(target).netloc:
            yield f"{name}: loads {target} from another host"
    if name == "404.html":
        return  # its links are relative to the root of the site
    for target in (*page.links, *page.loaded):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        path = name if not parts.path else path
        file = site / path
        if file.is_dir():
            path = posixpath.normpath(posixpath.join(path, "index.html"))
            file = site / path
        if not file.is_file():
            yield f"{name}: {target} leads nowhere"
        elif parts.fragment and path in read and not _has_anchor(read[path], parts.fragment):
            yield f"{name}: {target} has no such heading"


def _has_anchor(page: _Links, fragment: str) -> bool:
    return unquote(fragment) in page.anchors or bool(re.match(r"__(?:tabbed|codelineno)", fragment))
