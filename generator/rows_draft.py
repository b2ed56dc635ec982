"""Writes the addition that `drift --format yaml` prints into the text of `rows.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .errors import InputError

_KEY = re.compile(r'(?P<indent> *)(?P<key>"(?:[^"\\]|\\.)*"|[^\s"#][^:]*):')


@dataclass
class _Block:
    """The lines for one type: a whole new type, or new fields of an existing one."""

    section: str
    name: str
    is_new: bool
    lines: list[str] = field(default_factory=list)


def insert_draft(text: str, addition: str, *, file: str = "spec/rows.yaml") -> str:
    """`text` with new fields appended to their types, and new types appended to `objects:`.

    Existing entries are unchanged, so that writing a draft twice is harmless.

    Raises:
        InputError: A section or a type of the addition is not in the text.
    """
    lines = text.removesuffix("\n").split("\n")
    for block in _missing(lines, addition, file):
        begin, end = _range(lines, block, file)
        lines[begin - 1] = lines[begin - 1].removesuffix(" {}")
        gap = ["", *block.lines] if block.is_new else block.lines
        lines = [*lines[:end], *gap, *lines[end:]]
    return "\n".join(lines) + "\n"


def entries_of(addition: str, text: str, *, file: str = "spec/rows.yaml") -> list[str]:
    """The names that the addition adds to the text: `UserDay.new_key`, `NewTotals`, in order."""
    lines = text.removesuffix("\n").split("\n")
    found = []
    for block in _missing(lines, addition, file):
        found += [block.name] if block.is_new else []
        keys = (_key_at(line, 6) for line in block.lines)
        found += [f"{block.name}.{key}" for key in keys if key is not None]
    return found


def _missing(lines: Sequence[str], addition: str, file: str) -> Iterator[_Block]:
    """The blocks of the addition, without existing entries."""
    for block in _blocks(addition):
        begin, end = _range(lines, block, file)
        known = {_key_at(line, 2 if block.is_new else 6) for line in lines[begin:end]}
        if block.is_new:
            if block.name not in known:
                yield block
            continue
        kept: list[str] = []
        is_known = False
        for line in block.lines:
            key = _key_at(line, 6)
            is_known = key in known if key is not None else is_known
            kept += [] if is_known else [line]
        if kept:
            yield _Block(block.section, block.name, is_new=False, lines=kept)


def _blocks(addition: str) -> Iterator[_Block]:
    section = ""
    block: _Block | None = None
    for line in addition.split("\n"):
        if line.startswith("#") or not line.strip():
            continue
        if _indent(line) == 0:
            section = line.rstrip(":")
        elif _indent(line) == 2:
            if block is not None:
                yield block
            first = line.removesuffix("# new").rstrip()
            is_new = line.endswith("# new")
            block = _Block(section, first.strip().rstrip(":"), is_new, [first] if is_new else [])
        elif block is not None and (block.is_new or _indent(line) > 4):
            block.lines.append(line)
    if block is not None:
        yield block


def _range(lines: Sequence[str], block: _Block, file: str) -> tuple[int, int]:
    """The line range of the block's entries: the fields of its type, or the types of its section."""
    begin, depth = _find(lines, f"{block.section}:", 0, file) + 1, 2
    if not block.is_new:
        begin = _find(lines, f"  {block.name}:", begin, file) + 1
        begin, depth = _find(lines, "    properties:", begin, file) + 1, 6
    inside = (
        number
        for number in range(begin, len(lines))
        if lines[number].strip() and _indent(lines[number]) < depth
    )
    end = next(inside, len(lines))
    while end > begin and not lines[end - 1].strip():  # blank lines belong to the next entry
        end -= 1
    return begin, end


def _find(lines: Sequence[str], wanted: str, begin: int, file: str) -> int:
    for number in range(begin, len(lines)):
        if lines[number].removesuffix(" {}") == wanted:
            return number
    raise InputError(f"expected a line {wanted.strip()!r}, found none", file=file, line=begin + 1)


def _key_at(line: str, indent: int) -> str | None:
    """The key of a line with this indent; None for another line."""
    found = _KEY.match(line)
    return found["key"].strip('"') if found and len(found["indent"]) == indent else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
