"""Derive Python names from upstream names: pure text to text.

Names consist of ASCII letters, digits and underscores, so that names that look the same are the same.
"""

from __future__ import annotations

import keyword
import re
import unicodedata

_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

# Attributes that every generated class has.
RESERVED_ATTRIBUTES = frozenset({"extra", "from_dict", "to_dict", "self", "cls"})


def words(text: str) -> list[str]:
    """The words of a name, split at humps and at anything but letters and digits; a digit ends no word.

    >>> words("copilot-usage-metrics-1-day"), words("getUsageRecords"), words("scimType")
    (['copilot', 'usage', 'metrics', '1', 'day'], ['get', 'Usage', 'Records'], ['scim', 'Type'])
    """
    plain = unicodedata.normalize("NFKC", text)
    return [
        word
        for chunk in re.split(r"[^A-Za-z0-9]+", plain)
        for word in _join_digits(_HUMP.findall(chunk))
    ]


def _join_digits(parts: list[str]) -> list[str]:
    """Digits belong to the letters before them: `v2`, `sha256`."""
    joined: list[str] = []
    for part in parts:
        if part.isdecimal() and joined:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def camel(text: str) -> str:
    """`copilot/get-usage-records` without the part before the first slash, in camelCase: `getUsageRecords`.

    A camelCase name is returned unchanged. Empty if nothing is left.
    """
    tail = text.partition("/")[2] or text
    if re.fullmatch(r"[a-z][A-Za-z0-9]*", tail):
        return tail
    parts = words(tail)
    return "".join(
        [part.lower() if index == 0 else _title(part) for index, part in enumerate(parts)]
    )


def snake(text: str) -> str:
    """A function's name for a camelCase one; empty if nothing is left."""
    return _safe("_".join(words(text)).lower())


def pascal(text: str) -> str:
    """A class's name for a title or a key: `Copilot Metrics 1 Day Report` → `CopilotMetrics1DayReport`."""
    return _safe("".join(_title(part) for part in words(text)))


def attribute(wire_name: str, reserved: frozenset[str] = RESERVED_ATTRIBUTES) -> str:
    """An attribute's or a parameter's name: the wire name if Python and our classes allow it.

    >>> [attribute(name) for name in ("total_users", "@timestamp", "class", "__init__")]
    ['total_users', 'timestamp', 'class_', 'init']
    """
    plain = unicodedata.normalize("NFKC", wire_name)
    name = re.sub(r"[^A-Za-z0-9_]+", "_", plain)
    if name != wire_name or name.startswith("_"):
        name = name.strip("_")
    name = _safe(name, prefix="field_")
    return f"{name}_" if name in reserved else name


def is_name(text: object) -> bool:
    """Whether a text can be written as a name in Python, in ASCII."""
    return (
        isinstance(text, str)
        and text.isascii()
        and text.isidentifier()
        and not keyword.iskeyword(text)
    )


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def _safe(name: str, prefix: str = "_") -> str:
    if name[:1].isdecimal():
        name = prefix + name
    return f"{name}_" if keyword.iskeyword(name) else name
