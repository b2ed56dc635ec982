"""Replaces people in JSON objects: in whole rows, or in the column `extra`.

Known fields that do not identify people are unchanged. In unknown fields, figures and texts that cannot be names
are unchanged; all other values are replaced if the row is about a person or a repository. In rows about whole
entities, only values whose key or form identifies a person are replaced.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

import attrs

from .names import (
    Kind,
    is_common_key,
    is_field_name,
    is_of_a_person,
    kind_of,
    measures,
    names_one,
    names_somebody,
    says_nobody,
)
from .pseudonyms import Substitutes, is_author_kind, number_in
from .schema_paths import PERSONS, SchemaPlace

LEAST_ID: Final = 1000
"""Integers from this one on may be ids, unless the key marks them as figures."""
_MOST: Final = 2**64
_SHORT: Final = 3
_SHORT_IN_KEYS: Final = 6
"""Shorter logins are not searched within texts and keys, because they would match everywhere."""


@attrs.frozen
class Own:
    """The person of a row, and whether its repository belongs to a person."""

    texts: frozenset[str] = frozenset()
    """Case-folded logins."""
    numbers: frozenset[int] = frozenset()
    is_personal: bool = True

    def is_in(self, text: str, shortest: int = _SHORT) -> bool:
        """Whether a text is the name of the row's person or, if the login is long enough, contains it."""
        folded = text.casefold()
        if folded.strip() in self.texts or number_in(text) in self.numbers:
            return True
        return any(len(each) >= shortest and each in folded for each in self.texts)


def own_of(values: Iterable[Any], is_personal: bool) -> Own:
    """Creates it from the values of the fields that identify the row's person."""
    texts: set[str] = set()
    numbers: set[int] = set()
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and value.strip():
            number = number_in(value)
            texts.add(value.strip().casefold()) if number is None else numbers.add(number)
        elif (number := _whole(value)) is not None:
            numbers.add(number)
    return Own(frozenset(texts), frozenset(numbers), is_personal)


def is_personal(owner: Any, organization_id: Any) -> bool:
    """Whether a repository may belong to a person: its row names no organization, or its owner's name has an
    underscore, as only managed users have."""
    return organization_id is None or not isinstance(owner, str) or "_" in owner


@attrs.frozen
class _Under:
    """The context of an unknown value, from the keys above it."""

    key: str
    kind: Kind | None
    is_figure: bool
    """Whether numbers are figures."""
    is_one: bool = False
    """Whether a number would be a person's id: an item of `reviewers`, or the value of `reviewer`."""


class Objects:
    """Replaces people in the objects of one row type."""

    def __init__(self, names: Substitutes, place: SchemaPlace, as_keys: set[str]) -> None:
        """Adds names that are used as keys next to known fields to `as_keys`."""
        self.names = names
        self.place = place
        self._is_strict = place.names_people
        self._as_keys = as_keys

    def row(self, found: Mapping[str, Any], columns: Own | None = None) -> dict[str, Any]:
        """Replaces people in a row, or in a part of one.

        Args:
            found: The object from the file or the column `extra`.
            columns: The person from the row's columns, if `found` is a part.
        """
        place = self.place
        values = [found.get(each.name) for each in place.of_kind(*PERSONS)]
        if columns is None:
            owner = next((found.get(each.name) for each in place.of_kind("owner")), None)
            own = own_of(values, is_personal(owner, found.get("organization_id")))
        else:
            more = own_of(values, columns.is_personal)
            own = attrs.evolve(
                columns, texts=columns.texts | more.texts, numbers=columns.numbers | more.numbers
            )
        return self._object(found, place, own)

    # -- known fields

    def _object(self, found: Mapping[str, Any], place: SchemaPlace, own: Own) -> dict[str, Any]:
        clean: dict[str, Any] = {}
        for key, value in found.items():
            below = place.children.get(key)
            if below is None:
                clean[self._field_key(key, own)] = self._unknown(value, self._under(key), own)
            elif value is None or (type(value) in below.harmless and _is_plain(value)):
                clean[key] = value  # the common case
            elif (known := self._known(value, below, own)) is not None:
                clean[key] = known  # removed values are absent, not null
        return clean

    def _known(self, value: Any, place: SchemaPlace, own: Own) -> Any:
        if value is None or isinstance(value, bool):
            return value
        if place.kind is not None:
            return self._of_kind(value, place, place.kind, own)
        if place.children:
            if isinstance(value, dict):
                return self._object(value, place, own)
            if isinstance(value, list):
                return [self._known(item, place, own) for item in value]
        if isinstance(value, (dict, list)):
            if place.is_list and isinstance(value, list) and all(map(_is_text, value)):
                return [self._drifted(item, place, own) for item in value]
            return self._unknown(value, _Under(place.name, None, measures(place.name)), own)
        return self._drifted(value, place, own)

    def _of_kind(self, value: Any, place: SchemaPlace, kind: Kind, own: Own) -> Any:
        if kind in ("owner", "repository", "repository id") and not own.is_personal:
            return value
        return self._unknown(value, _Under(place.name, kind, is_figure=False), own)

    def _drifted(self, value: Any, place: SchemaPlace, own: Own) -> Any:
        """Replaces a plain value of a known field, of the expected type or another one."""
        if isinstance(value, str):
            if place.holds == "text" and _is_text(value):
                return value
            if own.is_in(value):
                return self._own_text(value, own)
            if (
                not self._is_strict
                or says_nobody(value)
                or (place.holds == "number" and _is_number(value))
            ):
                return value
            return self.names.text(value)
        if place.holds != "number" and _whole(value) in own.numbers:
            return self.names.number(_whole(value) or 0)
        return value

    # -- unknown fields

    def _under(self, key: str, above: _Under | None = None) -> _Under:
        kind, inherited = kind_of(key), None if above is None else above.kind
        if kind == "id" and not (self._is_strict or inherited or is_of_a_person(key)):
            kind = None
        is_figure = measures(key) or (above is not None and above.is_figure)
        return _Under(key, kind or inherited, is_figure, is_one=kind is not None and names_one(key))

    def _unknown(self, value: Any, under: _Under, own: Own) -> Any:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self._unknown_text(value, under, own)
        if isinstance(value, dict):
            return {
                self._inner_key(key, under, own): self._unknown(inner, self._under(key, under), own)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            inside = attrs.evolve(under, is_one=under.kind is not None)
            return [self._unknown(item, inside, own) for item in value]
        return self._unknown_number(value, under, own)

    def _unknown_text(self, text: str, under: _Under, own: Own) -> str | None:
        match under.kind:
            case "login" | "owner":
                return self.names.login(text)
            case "id" | "repository id":
                return self.names.id(text)
            case "repository":
                return self.names.text(text)
            case "author kind" if is_author_kind(text):
                return text
            case "author kind":
                return self.names.login(text)
        if own.is_in(text):
            return self._own_text(text, own)
        if not self._is_strict:
            return self.names.text(text) if names_somebody(text) else text
        number = number_in(text)
        if number is not None:
            return text if under.is_figure or number < LEAST_ID else self.names.id(text)
        return text if says_nobody(text) else self.names.text(text)

    def _own_text(self, text: str, own: Own) -> str | None:
        """Replaces a text that names the row's person; the name alone gets the person's pseudonym."""
        if number_in(text) in own.numbers:
            return self.names.id(text)
        return (
            self.names.login(text)
            if text.strip().casefold() in own.texts
            else self.names.text(text)
        )

    def _unknown_number(self, value: Any, under: _Under, own: Own) -> Any:
        number = _whole(value)
        if number is None:
            # 1001.5 is not an id, but reveals one
            return (
                self.names.number(int(value)) if under.kind == "id" and _can_be_id(value) else value
            )
        if number in own.numbers or under.kind in ("id", "repository id"):
            return self.names.number(number)
        if under.is_figure:
            return value
        if under.is_one:
            return self.names.number(number)
        return self.names.number(number) if self._is_strict and abs(number) >= LEAST_ID else value

    # -- keys

    def _field_key(self, key: str, own: Own) -> str:
        """Replaces a key next to known fields, unless it looks like a new field of GitHub's."""
        if own.is_in(key, _SHORT_IN_KEYS):
            self._as_keys.add(key)
            return self.names.key(key)
        if is_field_name(key) or not (self._is_strict or names_somebody(key)):
            return key
        return self.names.key(key)

    def _inner_key(self, key: str, under: _Under, own: Own) -> str:
        """Replaces a key inside an unknown object, which may be a name, as in {"by_user": {"octocat": 3}}."""
        if own.is_in(key) or names_somebody(key):
            return self.names.key(key)
        if not self._is_strict and under.kind is None:
            return key
        return key if is_common_key(key) else self.names.key(key)


def _whole(value: Any) -> int | None:
    """Returns the number of a value in any notation: 1001.0 is 1001."""
    if isinstance(value, int):
        return None if isinstance(value, bool) else value
    if not isinstance(value, float | Decimal) or not _can_be_id(value):
        return None
    number = int(value)
    return number if value == number else None


def _can_be_id(value: float | Decimal) -> bool:
    return math.isfinite(value) and -_MOST < value < _MOST


def _is_text(value: Any) -> bool:
    """Whether a text is valid Unicode: a lone surrogate is not."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_plain(value: Any) -> bool:
    return type(value) is not str or value.isascii() or _is_text(value)


def _is_number(text: str) -> bool:
    try:
        return len(text) <= 40 and Decimal(text).is_finite()
    except ArithmeticError:
        return False
