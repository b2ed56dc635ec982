"""Relative links of a Markdown file, converted for the site: to its pages and files, to the repository, or removed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

# Code comes first, so that `rows[0](x)` in an example is not taken for a link.
_CODE_OR_LINK = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)"
    r"|(?P<ticks>`+).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^)\s]+)\)",
    re.MULTILINE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def rewrite(markdown: str, source: str, target: str, resolve: Callable[[str], str | None]) -> str:
    """The text with every relative link resolved.

    Args:
        source: The file's path in the repository; links are relative to its folder.
        target: The page's path on the site.
        resolve: From a path of the repository to a path on the site or a URL; None removes the link and keeps its text.
    """

    def replace(match: re.Match[str]) -> str:
        link = match["target"]
        if link is None or _ABSOLUTE.match(link):
            return match[0]
        text = _CODE_OR_LINK.sub(replace, match["text"])  # an image can be the text of a link
        path, hash_sign, fragment = link.partition("#")
        found = resolve(posixpath.normpath(posixpath.join(posixpath.dirname(source), path)))
        if found is None:
            return text
        if not _ABSOLUTE.match(found):
            found = posixpath.relpath(found, posixpath.dirname(target) or ".")
        return f"{match['image']}[{text}]({found}{hash_sign}{fragment})"

    return _CODE_OR_LINK.sub(replace, markdown)
