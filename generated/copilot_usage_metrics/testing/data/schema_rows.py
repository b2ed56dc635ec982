"""Rows and fields that no other module here generates: from their schema, for the fake's own users.

A new row type or field in `spec/rows.yaml` is served without a change here. Its values are random, but
equal in each file with the row; ids, logins, teams, repositories and days are those of the other reports.
"""

from __future__ import annotations

import datetime
import itertools
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from .activity import WINDOW_DAYS
from .aggregates import Aggregates
from .draws import Draws
from .estate import Entity
from .handmade import FIELDS
from .repositories import identity_of
from .teams import team_rows, teams

Row = dict[str, Any]
Schema = Mapping[str, Any]
_OTHERS: Final = 6
"""The number of different values of a key field that does not name a part of the estate."""
_WINDOW: Final = ("report_start_day", "report_end_day")
_ABSENT: Final = 4
"""Every n-th row lacks a field that may be absent."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of a value, which determines its random numbers."""

    seed: int
    day: datetime.date
    people: int
    """The greatest number of users that the row is about."""

    def below(self, *names: object) -> _Place:
        return _Place(zlib.crc32(repr((self.seed, *names)).encode()), self.day, self.people)


class SchemaRows:
    """Generates rows from `rows.schema.json`.

    Args:
        aggregates: The figures of the estate.
        schemas: The types of rows and of the objects in them, by name.
    """

    def __init__(self, aggregates: Aggregates, schemas: Mapping[str, Schema]) -> None:
        self._aggregates = aggregates
        self._activity = aggregates.activity
        self._schemas = schemas
        self._additions = cache(self._find_additions)

    def rows(
        self,
        row_type: str,
        entity: Entity,
        last: datetime.date,
        rows_of: Callable[[str, datetime.date], Iterator[Row]],
    ) -> Iterator[Row]:
        """The rows of a type that no other module generates. Raises `KeyError` for a type without a schema.

        Args:
            row_type: The type's name in `rows.yaml`.
            entity: An organization or the enterprise.
            last: The day, or the last one of the window.
            rows_of: Returns the rows of another type and a day, for a report of days.
        """
        schema, fields = self._schemas[row_type], self._fields(row_type)
        estate = self._activity.estate
        start = last - datetime.timedelta(days=WINDOW_DAYS - 1)
        window = dict(zip(_WINDOW, (start.isoformat(), last.isoformat()), strict=True))
        key = [each for each in schema["x-row-key"] if each not in ("entity", "day", *_WINDOW)]
        is_window = _WINDOW[0] in fields
        days = estate.window(last) if is_window and "day" in schema["x-row-key"] else [last]
        for day in days:
            if not self._is_active(entity, day):
                continue
            ids = {"day": day.isoformat(), "enterprise_id": str(estate.enterprise.id)}
            ids |= {entity.key: str(entity.id)} | (window if is_window else {})
            for identity in self._identities(row_type, key, entity, day):
                row: Row = {
                    name: value for name, value in (ids | identity).items() if name in fields
                }
                if "day_totals" in fields:
                    inner = _reference(fields["day_totals"])
                    totals = (rows_of(str(inner), each) for each in estate.window(last))
                    row["day_totals"] = list(itertools.chain.from_iterable(totals))
                yield self._filled(row_type, row, day, entity, frozenset(fields) - row.keys())

    def fill(
        self, row_type: str, rows: Iterator[Row], entity: Entity, last: datetime.date
    ) -> Iterator[Row]:
        """The rows with the fields of their type, and of their objects, that no other module generates."""
        if not self._additions(row_type):
            yield from rows
            return
        for row in rows:
            written = row.get("day")
            day = datetime.date.fromisoformat(written) if written else last
            yield self._filled(row_type, row, day, entity, self._new(row_type))

    # -- the fields

    def _fields(self, name: str) -> Mapping[str, Schema]:
        schema = self._schemas[name]
        found: dict[str, Any] = {}
        for base in schema.get("allOf", ()):
            found |= self._fields(_reference(base) or "")
        found |= schema.get("properties", {})
        return found

    def _new(self, name: str) -> frozenset[str]:
        """The fields of a type that no other module generates."""
        return frozenset(self._fields(name)) - FIELDS.get(name, frozenset())

    def _find_additions(self, name: str) -> bool:
        """Whether a type, or one in it, has fields that no other module generates."""
        fields = self._fields(name)
        if any(
            each.get("x-evidence") != "unconfirmed"
            for key, each in fields.items()
            if key in self._new(name)
        ):
            return True
        below = (_reference(each) for each in fields.values())
        return any(self._additions(each) for each in below if each)

    # -- their values

    def _filled(
        self, name: str, row: Row, day: datetime.date, entity: Entity, new: frozenset[str]
    ) -> Row:
        schema = self._schemas[name]
        identity = [
            row.get(each) for each in (*schema["x-row-key"], entity.key) if each != "entity"
        ]
        if "user_id" in row:  # a user's row is equal in every report that has it
            identity = [row["user_id"], day.isoformat()]
        seed = zlib.crc32(json.dumps(identity).encode()) ^ self._activity.estate.seed
        place = _Place(seed, day, len(self._activity.people(entity)))
        may_lack = schema.get("x-file-shape") == "lines"
        return self._completed(name, row, place, new, may_lack=may_lack)

    def _completed(
        self, name: str, row: Row, place: _Place, new: frozenset[str], *, may_lack: bool = False
    ) -> Row:
        """A copy of an object of a type, with the fields `new` and with the missing fields of its objects."""
        made = dict(row)
        for key, schema in self._fields(name).items():
            if key in row:
                inner = _reference(schema)
                if inner and self._additions(inner) and row[key] is not None:
                    made[key] = self._completed_inside(inner, row[key], place.below(key))
            elif key in new and _is_seen(schema, place.day):
                below = place.below(key)
                lacks = may_lack and "x-absent" in schema and below.seed % _ABSENT == 0
                if not lacks and key not in ("enterprise_id", "organization_id"):
                    made[key] = self._value(key, schema, below)
        return made

    def _completed_inside(self, name: str, value: Any, place: _Place) -> Any:
        if isinstance(value, list):
            return [
                self._completed_inside(name, each, place.below(number))
                for number, each in enumerate(value)
            ]
        return self._completed(name, value, place, self._new(name))

    def _value(self, name: str, schema: Schema, place: _Place, number: int | None = None) -> Any:
        draws = Draws(place.seed)
        inner = _reference(schema)
        if "array" in _kinds(schema):
            items = schema.get("items", {})
            return [
                self._value(name, items, place.below(each), each)
                for each in range(draws.between(1, 3))
            ]
        if inner:
            return {
                key: self._value(key, each, place.below(key), number)
                for key, each in self._fields(inner).items()
                if _is_seen(each, place.day)
            }
        return _plain(name, schema, draws, place, number)

    # -- their users, teams and repositories

    def _is_active(self, entity: Entity, day: datetime.date) -> bool:
        column = self._activity.on(day)
        return any(column[person] for person in self._activity.people(entity))

    def _identities(
        self, row_type: str, key: list[str], entity: Entity, day: datetime.date
    ) -> Iterator[Row]:
        """The keys of the rows of a day: users, teams and repositories of the estate, and invented ids."""
        activity, estate = self._activity, self._activity.estate
        found: Iterator[Row] = iter([{}])
        if {"user_id", "team_id"} <= {*key}:
            found = team_rows(activity, entity, day)
        elif "user_id" in key:
            column = activity.on(day)
            found = (
                {"user_id": estate.user_id(person), "user_login": estate.login(person, day)}
                for person in activity.people(entity)
                if column[person]
            )
        elif "team_id" in key:
            found = (
                {"team_id": each.id, "slug": each.slug} for each in teams(activity, entity, day)
            )
        elif "repo_id" in key:
            repositories = self._aggregates.repositories
            found = (identity_of(estate, number) for number in repositories.of(entity))
        others = [each for each in key if each not in ("user_id", "team_id", "repo_id")]
        fields, place = self._fields(row_type), _Place(0, day, 0)
        choices = [
            [(name, _plain(name, fields[name], Draws(0), place, each)) for each in range(_OTHERS)]
            for name in others
        ]
        for identity in found:
            for more in itertools.product(*choices):
                yield identity | dict(more)


def _reference(schema: Schema) -> str | None:
    """The type of an object, or of a list's items."""
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return None


def _kinds(schema: Schema) -> tuple[str, ...]:
    """JSON's names of the types of a value; for an id, the type in rows is first."""
    kinds = schema.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _is_seen(schema: Schema, day: datetime.date) -> bool:
    """Whether files of a day have a field, if known."""
    return (
        schema.get("x-evidence") != "unconfirmed"
        and str(schema.get("x-since", "")) <= day.isoformat()
    )


def _plain(name: str, schema: Schema, draws: Draws, place: _Place, number: int | None) -> Any:
    kinds = _kinds(schema)
    if schema.get("x-id"):
        value = 7_000_000 + (number or 0)
        return str(value) if kinds[0] == "string" else value
    if "boolean" in kinds:
        return draws.chance(0.5)
    if "integer" in kinds:
        most = place.people if schema.get("x-unit") == "users" else 40
        return draws.between(0, most)
    if "number" in kinds:
        return round(draws.share(0, 90), 2)
    if schema.get("format") == "date":
        return place.day.isoformat()
    if schema.get("format") == "date-time":
        return f"{place.day.isoformat()}T{draws.between(8, 19):02d}:00:00.000Z"
    examples = schema.get("examples", ())
    if number is None:
        return draws.one(examples) if examples else f"{name}-{draws.between(0, 9):02d}"
    # objects of one list differ in their texts, which name them
    return examples[number % len(examples)] if examples else f"{name}-{number:02d}"
