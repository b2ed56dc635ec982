"""Reads `spec/rows.yaml` into the model of `row_model.py`.

The file is read strictly: an unknown key is an error with file and line. The keys are explained at the top of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

from .. import document
from ..errors import InputError
from .model import Code
from .naming import attribute_name
from .row_model import PLAIN_TYPES, RowFieldModel, RowModel, RowType

ROW_WORDS: Final = frozenset(
    {"ENTITY_FIELDS", "ExactNumber", "Final", "IntId", "ROW_TYPES", "Row", "StrId", "msgspec"}
)
"""Names that the generated module uses beside those that no model's attribute may have."""
NOT_DESCRIBED: Final = "Not described yet."
"""The replacement of an empty description."""
FILE_SHAPES: Final = ("object", "day-totals", "lines")

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TOP = {"version", "entity", "groups", "objects", "rows"}
_GROUP = {"description", "x-fields-of", "properties"}
_OBJECT = _GROUP | {"allOf", "x-order"}
_ROW = _OBJECT | {"x-row-key", "x-file-shape"}
_NOTES = {"x-unit": "unit", "x-since": "since", "x-absent": "absent"}
_FIELD = {
    "type",
    "format",
    "$ref",
    "items",
    "description",
    "x-id",
    "x-values",
    "x-evidence",
    *_NOTES,
}
_FORMATS = {"string": {"date", "date-time"}, "number": {"decimal"}}


def load(path: Path) -> RowModel:
    """The model of a file. Raises `InputError` with file and line if it is not valid."""
    return parse(document.read_bytes(path), name=path)


def parse(text: str | bytes, *, name: str | Path = "rows.yaml") -> RowModel:
    """As `load`, for a text."""
    return _Reader(text, name).model()


class _Reader:
    """Reads one text, and reports errors with their lines."""

    def __init__(self, text: str | bytes, name: str | Path) -> None:
        self.text = text
        self.name = name
        self.value = document.parse(text, name=name)

    def model(self) -> RowModel:
        top = self.mapping(self.value, "", _TOP, required=("version", "entity", "objects", "rows"))
        if top["version"] != 1:
            self.fail("/version", f"expected version 1, found {top['version']!r}")
        sections = {key: self.section(key) for key in ("groups", "objects", "rows")}
        for name in sections["objects"].keys() & sections["rows"].keys():
            self.fail(f"/objects/{name}", f"{name} is also under rows")
        entity = self.mapping(top["entity"], "/entity", {"organization", "enterprise"})
        self.types = {**sections["objects"], **sections["rows"]}
        read = {}
        for section in ("objects", "rows"):
            for name, value in sections[section].items():
                read[name] = self.row_type(name, value, f"/{section}/{name}")
        model = RowModel(1, tuple(entity.items()), tuple(_bases_first(read)))
        for row_type in model.types:
            self.check_whole(model, row_type)
        return model

    def section(self, key: str) -> dict[str, Any]:
        value = self.mapping(self.value.get(key, {}), f"/{key}", None)
        for name in value:
            if not _NAME.match(name) or name in ROW_WORDS:
                self.fail(f"/{key}/{name}", f"{name!r} cannot be the name of a type")
        return value

    def row_type(self, name: str, value: Any, pointer: str) -> RowType:
        is_row = pointer.startswith("/rows/")
        required = ("description", "properties", "x-row-key", "x-file-shape") if is_row else ()
        self.mapping(
            value,
            pointer,
            _ROW if is_row else _OBJECT,
            required=required or ("description", "properties"),
        )
        if is_row and value["x-file-shape"] not in FILE_SHAPES:
            self.fail(f"{pointer}/x-file-shape", f"expected one of {', '.join(FILE_SHAPES)}")
        return RowType(
            name=Code(name),
            description=self.description(value, pointer, name),
            is_row=is_row,
            base=self.base(value, pointer),
            fields=self.ordered(value, pointer),
            row_key=tuple(self.strings(value, pointer, "x-row-key")),
            file_shape=value.get("x-file-shape"),
        )

    def base(self, value: dict[str, Any], pointer: str) -> Code | None:
        if "allOf" not in value:
            return None
        if not isinstance(value["allOf"], list) or len(value["allOf"]) != 1:
            self.fail(f"{pointer}/allOf", "expected a list of one $ref")
        only = self.mapping(value["allOf"][0], f"{pointer}/allOf/0", {"$ref"}, required=("$ref",))
        base = self.ref(only["$ref"], f"{pointer}/allOf/0/$ref")
        seen = {pointer.rsplit("/", 1)[-1]}
        above: str | None = base
        while above is not None:
            if above in seen:
                self.fail(f"{pointer}/allOf", f"{above} would be a kind of itself")
            seen.add(above)
            next_up = self.types[above]
            above = next_up["allOf"][0]["$ref"].rsplit("/", 1)[-1] if _has_base(next_up) else None
        return Code(base)

    def ordered(self, value: dict[str, Any], pointer: str) -> tuple[RowFieldModel, ...]:
        """The fields of a type: those of `x-order` first, in its order."""
        fields = list(self.fields(value, pointer, ()))
        known = {field.wire_name for field in fields}
        order = self.strings(value, pointer, "x-order")
        for name in order:
            if name not in known or order.count(name) > 1:
                reason = "is named twice" if name in known else "is no field of this type"
                self.fail(f"{pointer}/x-order", f"{name!r} {reason}")
        rank = {name: place for place, name in enumerate(order)}
        return tuple(sorted(fields, key=lambda field: rank.get(field.wire_name, len(rank))))

    def fields(
        self, value: dict[str, Any], pointer: str, inside: tuple[str, ...]
    ) -> Iterator[RowFieldModel]:
        for wire, schema in self.mapping(
            value["properties"], f"{pointer}/properties", None
        ).items():
            yield self.field(wire, schema, f"{pointer}/properties/{document.escape(wire)}")
        for group in self.strings(value, pointer, "x-fields-of"):
            where = f"/groups/{group}"
            if group not in self.value.get("groups", {}) or group in inside:
                reason = "holds itself" if group in inside else "is no group"
                self.fail(f"{pointer}/x-fields-of", f"{group!r} {reason}")
            body = self.mapping(
                self.value["groups"][group], where, _GROUP, required=("description", "properties")
            )
            yield from self.fields(body, where, (*inside, group))

    def field(self, wire: str, schema: Any, pointer: str) -> RowFieldModel:
        self.mapping(schema, pointer, _FIELD, required=("description",))
        kind, ref, items = schema.get("type"), None, None
        if "$ref" in schema:
            ref = self.ref(schema["$ref"], f"{pointer}/$ref")
            if kind not in (None, "object"):
                self.fail(pointer, f"a $ref is an object, not {kind!r}")
            kind = "object"
        elif kind == "array":
            inner = self.mapping(schema.get("items"), f"{pointer}/items", {"$ref", "type"})
            if "$ref" in inner:
                ref = self.ref(inner["$ref"], f"{pointer}/items/$ref")
            elif inner.get("type") in PLAIN_TYPES:
                items = inner["type"]
            else:
                self.fail(f"{pointer}/items", f"expected a $ref or one of {', '.join(PLAIN_TYPES)}")
        elif kind not in PLAIN_TYPES:
            self.fail(
                pointer, f"expected a $ref or one of {', '.join(PLAIN_TYPES)}, array as its type"
            )
        if "items" in schema and kind != "array":
            self.fail(f"{pointer}/items", "items belong to an array")
        shape = schema.get("format")
        if shape is not None and shape not in _FORMATS.get(kind, ()):
            self.fail(f"{pointer}/format", f"{shape!r} is not a format of {kind}")
        is_id = schema.get("x-id", False)
        if is_id not in (True, False) or (is_id and (kind not in ("integer", "string") or shape)):
            self.fail(
                f"{pointer}/x-id", "expected true, on an integer or a string without a format"
            )
        if schema.get("x-evidence") not in (None, "unconfirmed"):
            self.fail(f"{pointer}/x-evidence", "expected unconfirmed")
        notes = {ours: self.note(schema, key, pointer) for key, ours in _NOTES.items()}
        if notes["since"] is not None and not _DAY.match(notes["since"]):
            self.fail(f"{pointer}/x-since", "expected a day, YYYY-MM-DD")
        return RowFieldModel(
            name=self.attribute(wire, pointer),
            wire_name=wire,
            type=kind,
            format=shape,
            ref=ref,
            items=items,
            is_id=is_id,
            description=self.description(schema, pointer, wire),
            values=tuple(self.strings(schema, pointer, "x-values")),
            is_confirmed="x-evidence" not in schema,
            **notes,
        )

    def attribute(self, wire: str, pointer: str) -> Code:
        # msgspec has no field for such a key
        if not wire.isprintable() or '"' in wire or "\\" in wire:
            self.fail(pointer, "a key with quotes, backslashes or controls cannot be a field")
        name = attribute_name(wire, pointer)
        return Code(f"{name}_") if name in ROW_WORDS or name in self.types else name

    def check_whole(self, model: RowModel, row_type: RowType) -> None:
        pointer = f"/{'rows' if row_type.is_row else 'objects'}/{row_type.name}"
        fields = model.all_fields(row_type.name)
        for what in ("wire_name", "name"):
            names = [getattr(field, what) for field in fields]
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                self.fail(pointer, f"the field {twice!r} is there twice")
        known = {field.wire_name for field in fields}
        entity = {field for _, field in model.entity}
        for key in row_type.row_key:
            if not (key in known or (key == "entity" and entity & known)):
                self.fail(f"{pointer}/x-row-key", f"{key!r} is no field of {row_type.name}")

    def ref(self, value: Any, pointer: str) -> str:
        section, _, name = str(value).removeprefix("#/").partition("/")
        if not str(value).startswith("#/") or section not in ("objects", "rows"):
            self.fail(pointer, "expected #/objects/NAME or #/rows/NAME")
        if name not in self.value[section]:
            self.fail(pointer, f"{value} leads nowhere")
        return name

    def description(self, value: Mapping[str, Any], pointer: str, name: str) -> str:
        text = self.note(value, "description", pointer) or ""
        if value.get("description") == "":
            return NOT_DESCRIBED  # a draft: `make lint` names it
        words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower())
        said = [
            word
            for word in re.findall(r"[a-z0-9]+", text.lower())
            if word not in ("a", "the", "of")
        ]
        if not said or said == words:
            self.fail(pointer, f"the description says nothing that the name {name} does not say")
        return text

    def note(self, value: Mapping[str, Any], key: str, pointer: str) -> str | None:
        text = value.get(key)
        if text is not None and not isinstance(text, str):
            self.fail(f"{pointer}/{key}", f"expected a string, found {document.kind(text)}")
        return text

    def strings(self, value: Mapping[str, Any], pointer: str, key: str) -> list[str]:
        items = value.get(key, [])
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.fail(f"{pointer}/{key}", "expected a list of strings")
        return list(items)

    def mapping(
        self, value: Any, pointer: str, keys: set[str] | None, *, required: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(pointer, f"expected an object, found {document.kind(value)}")
        for key in value:
            if keys is not None and key not in keys:
                self.fail(f"{pointer}/{document.escape(key)}", f"{key!r} means nothing here")
        for key in required:
            if key not in value:
                self.fail(pointer, f"{key!r} is missing")
        return dict(value)

    def fail(self, pointer: str, message: str) -> NoReturn:
        line = document.line_of(self.text, pointer)
        raise InputError(message, file=self.name, line=line, pointer=pointer)


def _has_base(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("allOf"))


def _bases_first(types: dict[str, RowType]) -> list[RowType]:
    ordered: dict[str, RowType] = {}

    def add(row_type: RowType) -> None:
        if row_type.base is not None:
            add(types[row_type.base])
        ordered.setdefault(row_type.name, row_type)

    for row_type in types.values():
        add(row_type)
    return list(ordered.values())
