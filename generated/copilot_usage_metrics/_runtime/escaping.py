r"""Escapes text from outside for display: on a terminal, in a log, and in Markdown, CSV and JSON.

Text from a server, a file or an editor may contain control characters, terminal commands, bidirectional
marks, Markdown, spreadsheet formulas, and commands of the runners of GitHub Actions.
Every output of this package, the collector and the generator that shows such text uses this module.

An invisible character is written as in Python: `\n`, `\x1b`, `\u202e`. A backslash remains one
backslash, so that escaping twice changes nothing; a text with a literal `\x1b` looks the same as ESC.
Only `escape_json` is exact: parsing gives the same value.
"""

from __future__ import annotations

import re

__all__ = [
    "escape_csv_cell",
    "escape_json",
    "escape_lines",
    "escape_markdown",
    "escape_text",
    "guard_line",
    "markdown_code",
    "shorten",
]

# `str.isprintable` rejects controls, format characters (bidi marks, zero-width joiners), surrogates, separators,
# private and unassigned code points. These characters count as letters, marks or symbols, and are invisible too.
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_SUSPECTS = re.compile(r"[^\x20-\x7e]")
_MARKER = "##["
"""Starts a command of an older runner of GitHub Actions anywhere in a line; `::` does so at the start of one."""
_FORMULA = re.compile(
    r"'*(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212])"
)


def escape_text(text: str, limit: int | None = None) -> str:
    r"""`text` as one line of visible characters without commands of GitHub Actions.

    Args:
        text: Any text, lone surrogates included.
        limit: The most characters of the result; a longer one ends with `…`. None for no limit.

    Returns:
        A text for which `isprintable` is true and that does not change if it is escaped again.
    """
    if not (text.isascii() and text.isprintable()):
        text = _SUSPECTS.sub(_visible, text)
    text = guard_line(text)
    return text if limit is None else shorten(text, limit)


def _visible(found: re.Match[str]) -> str:
    char = found[0]
    if char.isprintable() and _BLANKS.match(char) is None:
        return char
    return char.encode("unicode_escape", "surrogatepass").decode()


def shorten(text: str, limit: int) -> str:
    """`text`, or its first characters and `…`, with at most `limit` characters in total."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"


def escape_lines(text: str) -> str:
    """A text of several lines, each of them escaped."""
    return "\n".join(map(escape_text, text.split("\n")))


def guard_line(line: str) -> str:
    """A finished line of output that no runner of GitHub Actions interprets as a command (`::error::`)."""
    bare = line.lstrip()
    if bare.startswith("::"):
        line = rf"{line[: len(line) - len(bare)]}\x3a{bare[1:]}"
    return line.replace(_MARKER, r"#\x23[")


def escape_json(text: str) -> str:
    r"""JSON of visible characters and line breaks, with the same value.

    Characters that `json.dumps(…, ensure_ascii=False)` does not escape become `\uXXXX`.
    """
    return _SUSPECTS.sub(_json_visible, text).replace(_MARKER, r"#\u0023[")


def _json_visible(found: re.Match[str]) -> str:
    char = found[0]
    if char == "\n" or (char.isprintable() and _BLANKS.match(char) is None):
        return char
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(rf"\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def escape_csv_cell(text: str) -> str:
    r"""A text for a CSV cell that no spreadsheet interprets as a formula.

    An apostrophe is inserted before a text that begins with `=`, `+`, `-`, `@` (including full-width and small forms),
    a tab or a line break, after optional apostrophes and blanks. To restore the text, remove one
    apostrophe if such a character follows the apostrophes.
    """
    guarded = f"'{text}" if _FORMULA.match(text) else text
    return escape_text(guarded)


# Characters with a meaning in Markdown, HTML or GitHub's own filters. A backslash is written as an entity,
# so that it escapes nothing after it, and a bar so that it ends no cell.
_ENTITIES = {c: f"&#{ord(c)};" for c in "\\|$!^"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BACKSLASHED = set("`*_{}[]~#")
# Places where GitHub would make a mention, a reference, a link or an emoji; an empty comment prevents this.
_LINKED = re.compile(
    r"(?<=@)|(?<=#)(?=[0-9])|(?i:(?<=\bgh-)(?=[0-9])|(?<=\bwww)(?=\.))|(?<=:)(?=//)"
    r"|(?<=:)(?=(?:[+-]1|100|1234|[\w+-]*[A-Za-z_][\w+-]*):)"
)
_COMMENT = "<!-- -->"
_BLOCK = re.compile(r"[0-9]{1,9}(?=[.)](?: |$))|(?=[-+](?: |$)|[-=]+$)")
"""At the start of a line: the text before the character that makes it a list, a rule or a heading."""


def escape_markdown(text: str, limit: int | None = None) -> str:
    """A text as running text of one line, without markup, link, image, mention, reference or emoji.

    Args:
        text: Any text.
        limit: The greatest number of characters, before the escapes of Markdown. None for no limit.
    """
    shown = escape_text(text.strip(), limit)
    parts = [_markdown_part(part) for part in _LINKED.split(shown)]
    begin = _BLOCK.match(shown)
    if begin is not None:
        parts[0] = rf"{begin[0]}\{parts[0][begin.end() :]}"
    return _COMMENT.join(parts)


def _markdown_part(text: str) -> str:
    return "".join(_ENTITIES.get(c) or (f"\\{c}" if c in _BACKSLASHED else c) for c in text)


def markdown_code(text: str, limit: int | None = None) -> str:
    """A value or a name as code of one line, for any position in a table; empty for an empty text."""
    text = escape_text(text.strip(), limit)
    if not text:
        return ""
    if re.search(r"[`|\\]", text) is None:
        return f"`{text}`"
    entities = (c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text)
    return f"<code>{''.join(entities)}</code>"
