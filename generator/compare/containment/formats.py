"""Relations between formats."""

from __future__ import annotations

from collections.abc import Mapping

_DISJOINT = frozenset({"date", "date-time", "time", "duration", "uuid", "ipv4", "ipv6", "email"})
"""No text has two of these formats."""
_WITHIN: Mapping[str, frozenset[str]] = {
    "email": frozenset({"idn-email"}),
    "hostname": frozenset({"idn-hostname"}),
    "uri": frozenset({"uri-reference", "iri", "iri-reference"}),
    "uri-reference": frozenset({"iri-reference"}),
    "iri": frozenset({"iri-reference"}),
    "int32": frozenset({"int64"}),
}
"""Format → formats that accept all of its values."""
_TEXTS = (
    _DISJOINT
    | {"hostname", "idn-email", "idn-hostname", "uri", "uri-reference", "uri-template"}
    | {"iri", "iri-reference", "json-pointer", "relative-json-pointer", "regex", "byte", "binary"}
)
NARROW_NUMBERS = frozenset({"int32"})
"""Formats that hold less than programs use for a number without a format."""


def constrains(name: str, kind: str) -> bool:
    """Whether a format excludes values of a JSON type; other formats are hints."""
    return name in (_TEXTS if kind == "string" else NARROW_NUMBERS if kind == "number" else ())


def within(one: str, other: str) -> bool:
    """Whether every value of one format has the other."""
    return one == other or other in _WITHIN.get(one, ())


def are_disjoint(one: str, other: str) -> bool:
    """Whether no value has both."""
    return one != other and {one, other} <= _DISJOINT


def takes_all(one: str | None, other: str | None, kind: str) -> bool:
    """Whether every value of the other format, or of no format, is valid for the first one."""
    if one is None or not constrains(one, kind):
        return True
    return other is not None and within(other, one)
