"""Replaces people in record batches; each distinct name of a batch is hashed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute

from . import texts
from .pseudonyms import Substitutes, is_author_kind
from .replace import Objects, Own, is_personal, own_of
from .schema_paths import PERSONS, SchemaPlace, rest_of

_compute: Final[Any] = pyarrow.compute  # mostly created at import


def replace_batch(batch: Any, objects: Objects) -> Any:
    """Replaces people in the columns of a batch and in `extra`. `nulls` lists known fields only and is unchanged."""
    place, names = objects.place, objects.names
    personal = _personal(batch, place)
    columns = []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        below = place.children.get(field.name)
        if below is None or not below.names_people:
            columns.append(column)
        elif below.kind in ("owner", "repository", "repository id"):
            columns.append(_compute.if_else(personal, _replaced(column, below, names), column))
        else:
            columns.append(_replaced(column, below, names))
    extra, _ = rest_of(batch.schema)
    if extra in batch.schema.names:
        index = batch.schema.get_field_index(extra)
        columns[index] = _extras(batch, extra, objects, personal)
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _personal(batch: Any, place: SchemaPlace) -> Any:
    """Returns the mask of rows whose repository may belong to a person."""
    owner = next((each.name for each in place.of_kind("owner")), None)
    if owner is None or "organization_id" not in batch.schema.names:
        return pa.array([True] * batch.num_rows, pa.bool_())
    pairs = zip(batch[owner].to_pylist(), batch["organization_id"].to_pylist(), strict=True)
    return pa.array([is_personal(*pair) for pair in pairs], pa.bool_())


def _replaced(column: Any, place: SchemaPlace, names: Substitutes) -> Any:
    kind = column.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        lengths = _compute.fill_null(_compute.list_value_length(column), 0)
        offsets = [0, *_compute.cumulative_sum(lengths).to_pylist()]
        inner = _replaced(column.flatten(), place, names)
        made = pa.ListArray if pa.types.is_list(kind) else pa.LargeListArray
        return made.from_arrays(
            pa.array(offsets, made.from_arrays([0], pa.array([], kind.value_type)).offsets.type),
            inner,
            type=kind,
            mask=column.is_null(),
        )
    if pa.types.is_struct(kind):
        arrays = [
            _replaced(column.field(index), below, names)
            if below.names_people
            else column.field(index)
            for index, below in enumerate(place.children[each.name] for each in kind)
        ]
        return pa.StructArray.from_arrays(arrays, fields=list(kind), mask=column.is_null())
    encoded = column.dictionary_encode()
    replace = _function(place, names)
    values = [None if value is None else replace(value) for value in encoded.dictionary.to_pylist()]
    return pa.array(values, kind).take(encoded.indices)


def _function(place: SchemaPlace, names: Substitutes) -> Callable[[Any], Any]:
    match place.kind, place.holds:
        case _, "number":
            return names.number
        case "id", _:
            return names.id
        case "author kind", _:
            return lambda value: value if is_author_kind(value) else names.login(value)
        case "repository", _:
            return names.text
        case _:
            return names.login


def _extras(batch: Any, extra: str, objects: Objects, personal: Any) -> Any:
    column = batch[extra]
    if column.null_count == len(column):
        return column
    people = [batch[each.name].to_pylist() for each in objects.place.of_kind(*PERSONS)]
    found = [
        None if text is None else _extra(text, objects, _own(people, row, personal[row].as_py()))
        for row, text in enumerate(column.to_pylist())
    ]
    return pa.array(found, column.type)


def _own(people: Sequence[Sequence[Any]], row: int, is_a_persons: bool) -> Own:
    return own_of((values[row] for values in people), is_a_persons)


def _extra(text: str, objects: Objects, own: Own) -> str:
    try:
        return texts.written(objects.row(texts.read(text), own))
    except (RecursionError, ValueError):
        return texts.REMOVED
