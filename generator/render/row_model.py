"""The model of the row types: frozen values, and their JSON Schema 2020-12."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .model import Code

PLAIN_TYPES = {"integer": "int", "string": "str", "number": "float", "boolean": "bool"}
"""Python types of the JSON types without `format`."""


@dataclass(frozen=True, slots=True)
class RowFieldModel:
    """One field of a row type. `type` is JSON's; `ref` names the row type of an object or of a list's items."""

    name: Code
    wire_name: str
    type: str
    format: str | None
    ref: str | None
    items: str | None
    is_id: bool
    description: str
    unit: str | None
    since: str | None
    absent: str | None
    values: tuple[str, ...]
    is_confirmed: bool

    @property
    def annotation(self) -> Code:
        """The Python type, without None and UNSET."""
        inner = self.ref or PLAIN_TYPES[self.items or self.type]
        if self.type == "array":
            return Code(f"list[{inner}]")
        if self.is_id:
            return Code("IntId" if inner == "int" else "StrId")
        return Code(
            {"date": "datetime.date", "decimal": "ExactNumber"}.get(self.format or "", inner)
        )

    @property
    def is_renamed(self) -> bool:
        """Whether the attribute has another name than the key in the file."""
        return self.name != self.wire_name

    @property
    def notes(self) -> tuple[str, ...]:
        """Facts besides the meaning: unit, first day, when it is absent, values."""
        notes = (
            f"Unit: {self.unit}." if self.unit else "",
            f"Since {self.since}." if self.since else "",
            f"Absent: {self.absent}." if self.absent else "",
            f"Seen: {', '.join(self.values)}." if self.values else "",
            "" if self.is_confirmed else "Not yet seen in a real file.",
        )
        return tuple(note for note in notes if note)

    @property
    def documentation(self) -> str:
        """The meaning of the field, and the other facts."""
        return " ".join([self.description, *self.notes])


@dataclass(frozen=True, slots=True)
class RowType:
    """A kind of row, or of object inside one. `fields` are those that its `base` does not have."""

    name: Code
    description: str
    is_row: bool
    base: Code | None
    fields: tuple[RowFieldModel, ...]
    row_key: tuple[str, ...]
    file_shape: str | None

    @property
    def documentation(self) -> str:
        """The docstring of the class, for `help()`: its meaning, and that of each field that its base does not have."""
        if not self.fields:
            return self.description
        inherited = f" beside those of `{self.base}`" if self.base else ""
        fields = (
            f"    {each.name}: {' '.join(each.documentation.split())}" for each in self.fields
        )
        return "\n".join([self.description, "", f"Attributes{inherited}:", *fields])

    @property
    def parent(self) -> Code:
        """The class that this one is derived from."""
        return self.base or Code("Row")


@dataclass(frozen=True, slots=True)
class RowSource:
    """The content of a report: rows of the type `yields`, and the object around them, if any."""

    yields: Code
    window: Code | None


@dataclass(frozen=True, slots=True)
class RowModel:
    """The content of `rows.yaml`. `types` are in the order in which classes can be written."""

    version: int
    entity: tuple[tuple[str, str], ...]
    types: tuple[RowType, ...]

    @property
    def rows(self) -> tuple[RowType, ...]:
        """The types that are rows of files."""
        return tuple(row_type for row_type in self.types if row_type.is_row)

    @property
    def sources(self) -> dict[str, RowSource]:
        """For each type that an operation may name: the rows that are read from its files.

        A file of many days and a file of one day have the same rows, one for each day.
        """
        days = {window: day for day, window in self.windows.items()}
        yielded = {each.name: days.get(each.name, each.name) for each in self.rows}
        return {
            name: RowSource(yields=row, window=self.windows.get(row))
            for name, row in yielded.items()
        }

    @property
    def windows(self) -> dict[Code, Code]:
        """The type of the objects that hold days in `day_totals`, by the type of the days."""
        return {
            Code(field.ref): row_type.name
            for row_type in self.rows
            for field in row_type.fields
            if field.wire_name == "day_totals" and field.ref is not None
        }

    @property
    def sources_derived_first(self) -> dict[str, RowSource]:
        """`sources`, each type before its base types: the order that overloads need."""
        return dict(reversed(self.sources.items()))

    @property
    def yielded(self) -> tuple[Code, ...]:
        """The types of the rows that are read from files, each once."""
        return tuple(dict.fromkeys(source.yields for source in self.sources.values()))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all types, in alphabetical order."""
        return tuple(sorted(str(row_type.name) for row_type in self.types))

    @property
    def has_renamed_fields(self) -> bool:
        """Whether an attribute has another name than its key."""
        return any(field.is_renamed for row_type in self.types for field in row_type.fields)

    def may_be_absent(self, row_type: RowType) -> tuple[str, ...]:
        """The keys of a type, without its base's, that a complete file may lack."""
        by_entity = {field for _, field in self.entity}
        return tuple(
            field.wire_name
            for field in row_type.fields
            if field.absent or not field.is_confirmed or field.wire_name in by_entity
        )

    def known_since(self, row_type: RowType) -> dict[str, str]:
        """The first day of each key that is not in the oldest rows."""
        days = [field.since for each in self.types for field in each.fields if field.since]
        skipped = {None, min(days, default=None)}
        absent = self.may_be_absent(row_type)
        return {
            field.wire_name: str(field.since)
            for field in row_type.fields
            if field.since not in skipped and field.wire_name not in absent
        }

    def all_fields(self, name: str) -> tuple[RowFieldModel, ...]:
        """The fields of a type, its base's first."""
        row_type = next(each for each in self.types if each.name == name)
        return (self.all_fields(row_type.base) if row_type.base else ()) + row_type.fields


def json_schema(model: RowModel) -> dict[str, Any]:
    """The row types as JSON Schema 2020-12; each is a definition, `#/$defs/UserDay` for one."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rows of GitHub's Copilot usage metrics reports",
        "description": "Every field may be absent or null, and unknown ones may be added at any time.",
        "$defs": {row_type.name: _definition(row_type) for row_type in model.types},
    }


def _definition(row_type: RowType) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": row_type.description, "type": "object"}
    if row_type.base is not None:
        schema["allOf"] = [{"$ref": f"#/$defs/{row_type.base}"}]
    if row_type.is_row:
        schema["x-row-key"] = list(row_type.row_key)
        schema["x-file-shape"] = row_type.file_shape
    schema["properties"] = {field.wire_name: _property(field) for field in row_type.fields}
    schema["additionalProperties"] = True
    return schema


def _property(field: RowFieldModel) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": field.description}
    if field.type == "object":
        schema["anyOf"] = [{"$ref": f"#/$defs/{field.ref}"}, {"type": "null"}]
    elif field.is_id:
        # the type of our own first
        others = {"integer": "string", "string": "integer"}
        schema["type"] = [field.type, others[field.type], "null"]
    else:
        schema["type"] = [field.type, "null"]
    if field.type == "array":
        schema["items"] = {"$ref": f"#/$defs/{field.ref}"} if field.ref else {"type": field.items}
    optional = {
        "format": field.format,
        "examples": list(field.values) or None,
        "x-id": field.is_id or None,
        "x-unit": field.unit,
        "x-since": field.since,
        "x-absent": field.absent,
        "x-evidence": None if field.is_confirmed else "unconfirmed",
    }
    return schema | {key: value for key, value in optional.items() if value is not None}
