"""YAML texts as JSON values, within bounds, with the line of every key and item.

The reader handles one parser event at a time and stops at the first one beyond a bound. PyYAML's own
composer has no bounds: aliases multiply a text of 600 bytes to a billion values, 20,000 brackets take
it seconds, and a million dashes overflow its stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    _Loader = yaml.SafeLoader
else:
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_VALUES = 1_000_000
"""How many values a document may hold, aliases expanded. GitHub's has 280,000."""
MAX_DEPTH = 100
"""How deep values may be nested; Python's own parser ends at 200 brackets."""
MAX_CHARACTERS = 1 << 26
"""How many characters the scalars may have together, aliases expanded."""
MAX_DIGITS = 4_000
"""How many digits an integer may have."""

_PLAIN = re.compile(
    r"(?P<null>~|null|Null|NULL|)"
    r"|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>[-+]?[0-9]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_FIRST = frozenset("~nNtTfF-+.0123456789")
_TAG = "tag:yaml.org,2002:"


class YamlError(Exception):
    """A problem in a text, with its line (from 1) if known."""

    def __init__(self, problem: str, line: int | None, *, is_syntax: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.is_syntax = is_syntax
        """Whether the text is not YAML."""


class Positions:
    """The lines of the keys and items of one value."""

    def __init__(self, value: Any, line: int, tables: dict[int, dict[Any, int]]) -> None:
        self._value = value
        self._line = line
        self._tables = tables

    def line(self, tokens: list[str]) -> int:
        """The line (from 1) of the value at the tokens, or of its nearest parent that exists."""
        value, line = self._value, self._line
        for token in tokens:
            table = self._tables.get(id(value), {})
            key: Any = int(token) if isinstance(value, list) and token.isdecimal() else token
            if key not in table:
                break
            value, line = value[key], table[key]
        return line


def is_plain_string(text: str) -> bool:
    """Whether a scalar without quotes is a string to YAML 1.2."""
    return _PLAIN.fullmatch(text) is None


class _Frame:
    """A sequence or a mapping that is still open."""

    __slots__ = ("anchor", "characters", "key", "lines", "value", "values")

    def __init__(
        self, value: Any, anchor: str | None, values: int, characters: int, lines: dict[Any, int]
    ) -> None:
        self.value = value
        self.anchor = anchor
        self.values = values
        self.characters = characters
        self.lines = lines
        self.key: str | None = None


class _Reader:
    def __init__(self, text: str, number: Callable[[str], float]) -> None:
        self._loader = _Loader(text)
        self._number = number
        self._anchors: dict[str, tuple[Any, int, int] | None] = {}
        """Each anchor's value with its count of values and characters; None while it is open."""
        self._values = 0
        self._characters = 0
        self.tables: dict[int, dict[Any, int]] = {}
        self.line = 1

    def read(self) -> Any:
        """The value of the single document; None for an empty text."""
        get_event: Callable[[], Any] = self._loader.get_event
        stack: list[_Frame] = []
        root: Any = None
        documents = 0
        try:
            while True:
                event = get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    frame = stack[-1] if stack else None
                    if frame is not None and frame.key is None and type(frame.value) is dict:
                        self._key(frame, event)
                        continue
                    self._note_item(event, stack)
                    value = self._scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    stack.append(self._start(event, stack))
                    continue
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    value = self._end(stack.pop())
                elif kind is yaml.AliasEvent:
                    value = self._alias(event, stack)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        raise _error("expected a single document", event)
                    continue
                elif kind is yaml.StreamEndEvent:
                    return root
                else:
                    continue
                if not stack:
                    root = value
                    continue
                frame = stack[-1]
                if type(frame.value) is dict:
                    frame.value[frame.key] = value
                    frame.key = None
                else:
                    frame.value.append(value)
        finally:
            self._loader.dispose()

    def _count(self, event: yaml.Event, values: int, characters: int) -> None:
        self._values += values
        self._characters += characters
        if self._values > MAX_VALUES:
            raise _error(f"more than {MAX_VALUES:,} values, aliases included", event)
        if self._characters > MAX_CHARACTERS:
            raise _error(f"more than {MAX_CHARACTERS:,} characters, aliases included", event)

    def _note_item(self, event: yaml.Event, stack: list[_Frame]) -> None:
        """Record the line of an item; a member's line is that of its key."""
        line = _line(event)
        if not stack:
            self.line = line
        elif type(stack[-1].value) is list:
            stack[-1].lines[len(stack[-1].value)] = line
        elif stack[-1].key is None:
            raise _error("a key must be a plain scalar", event)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key = event.value
        if key in frame.value:
            raise _error(f"duplicate key {key[:60]!r}", event)
        if key == "<<" and event.implicit[0]:
            raise _error("merge keys (<<) are not YAML 1.2: write out the members", event)
        self._scalar(event, is_key=True)
        frame.key = key
        frame.value[key] = None
        frame.lines[key] = _line(event)

    def _scalar(self, event: yaml.ScalarEvent, *, is_key: bool = False) -> Any:
        text = event.value
        self._count(event, 1, len(text))
        value: Any = text
        if event.tag is not None and event.tag != "!":
            value = self._tagged(event, event.tag)
        elif event.implicit[0] and (not text or text[0] in _FIRST) and not is_key:
            value = self._plain(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1, len(text))
        return value

    def _plain(self, event: yaml.ScalarEvent) -> Any:
        text = event.value
        match = _PLAIN.fullmatch(text)
        kind = None if match is None else match.lastgroup
        if kind is None:
            return text
        if kind == "null":
            return None
        if kind == "bool":
            return text[0] in "tT"
        if kind == "int":
            if len(text) > MAX_DIGITS:
                raise _error(f"an integer with more than {MAX_DIGITS:,} digits", event)
            return int(text)  # base ten always: YAML 1.1 would read 010 as eight
        value = self._number(text) if kind == "float" else float("inf")
        if value in (float("inf"), float("-inf")):
            raise _error(f"{text[:60]} is not a JSON number", event)
        return value

    def _tagged(self, event: yaml.ScalarEvent, tag: str) -> Any:
        name = tag.removeprefix(_TAG)
        if name == "str":
            return event.value
        match = _PLAIN.fullmatch(event.value)
        kind = "" if match is None else match.lastgroup
        if name not in ("null", "bool", "int", "float"):
            raise _error(f"unsupported tag {tag[:60]!r}", event)
        if kind != name and (kind, name) != ("int", "float"):
            raise _error(f"{event.value[:60]!r} is not a valid {name}", event)
        return self._plain(event)

    def _start(self, event: yaml.CollectionStartEvent, stack: list[_Frame]) -> _Frame:
        is_mapping = type(event) is yaml.MappingStartEvent
        tag = event.tag or "!"
        if tag not in ("!", f"{_TAG}{'map' if is_mapping else 'seq'}"):
            raise _error(f"unsupported tag {tag[:60]!r}", event)
        if len(stack) >= MAX_DEPTH:
            raise _error(f"nested too deeply: more than {MAX_DEPTH} levels", event)
        self._note_item(event, stack)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        before = self._values, self._characters
        self._count(event, 1, 0)
        value: Any = {} if is_mapping else []
        lines: dict[Any, int] = {}
        self.tables[id(value)] = lines
        return _Frame(value, event.anchor, *before, lines)

    def _end(self, frame: _Frame) -> Any:
        if frame.anchor is not None:
            sizes = self._values - frame.values, self._characters - frame.characters
            self._anchors[frame.anchor] = (frame.value, *sizes)
        return frame.value

    def _alias(self, event: yaml.AliasEvent, stack: list[_Frame]) -> Any:
        self._note_item(event, stack)
        if event.anchor not in self._anchors:
            raise _error(f"undefined alias {str(event.anchor)[:60]!r}", event)
        known = self._anchors[event.anchor]
        if known is None:
            raise _error(f"the alias {str(event.anchor)[:60]!r} contains itself", event)
        value, values, characters = known
        self._count(event, values, characters)
        return value


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return 1 if mark is None else mark.line + 1


def _error(problem: str, event: yaml.Event) -> YamlError:
    return YamlError(problem, _line(event))


def read(text: str, number: Callable[[str], float] = float) -> tuple[Any, Positions]:
    """The value of a YAML text, and the lines of its parts. `number` converts a float's text.

    Raises:
        YamlError: The text is not YAML, has no JSON value, or exceeds a bound.
    """
    reader = _Reader(text, number)
    try:
        value = reader.read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "unreadable"
        line = None if mark is None else mark.line + 1
        raise YamlError(f"not YAML: {problem}", line, is_syntax=True) from None
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        raise YamlError(f"not YAML: {problem}", None, is_syntax=True) from None
    return value, Positions(value, reader.line, reader.tables)
