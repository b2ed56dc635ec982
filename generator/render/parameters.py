"""The arguments of an operation: named, annotated, in the order in which they are passed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..document import escape
from ..errors import RenderError
from .adapter import ParsedOperation
from .distinct import distinct, refuse_same
from .escape import literal
from .flatten import FlatBody, FlatDescription, OperationSource
from .model import Code, ParameterModel
from .naming import PARAMETER_WORDS, parameter_name, pin_of
from .parameter_styles import ParameterSource, is_exploded_by
from .references import list_of, object_of, text_of
from .schema_kinds import values_of

_ORDER = {"path": 1, "query": 2, "header": 3, "cookie": 4, "body": 5}
_FACTS = frozenset({"accepts-id", "case-sensitive"})
"""The facts that `x-parameter-facts` may have about a parameter of one operation."""


def parameters(
    flat: FlatDescription, source: OperationSource, parsed: ParsedOperation
) -> tuple[ParameterModel, ...]:
    """The parameters of an operation, those of the path in its order first, the request's body last.

    Raises:
        RenderError: Two are pinned to one name, or a fact has another shape.
    """
    facts = _facts_by_name(source)
    found = []
    for key, each in source.parameters.items():
        own = facts.pop(str(each.raw["name"]), {})
        found.append(_parameter(flat, each, parsed.parameters[key], own))
    for name in facts:
        place = f"{source.pointer}/x-parameter-facts/{escape(name)}"
        raise RenderError(f"there is no parameter {name!r}", pointer=place)
    pinned = frozenset(
        index
        for index, each in enumerate(source.parameters.values())
        if "x-python-name" in each.raw
    )
    refuse_same(
        ((found[index].name, found[index].pointer) for index in sorted(pinned)), "parameters become"
    )
    if source.body is not None and parsed.body is not None:
        found.append(_body(source.body, parsed.body))
    by_location = sorted(enumerate(found), key=lambda item: _ORDER[item[1].location])
    names = distinct(
        {index: each.name for index, each in by_location},
        {index: each.wire_name for index, each in by_location},
        pinned,
    )
    found = [attrs.evolve(each, name=names[index]) for index, each in enumerate(found)]

    def rank(each: ParameterModel) -> int:
        in_path = each.location == "path"
        return source.path.index(f"{{{each.wire_name}}}") if in_path else len(source.path)

    return tuple(sorted(found, key=rank))


def _facts_by_name(source: OperationSource) -> dict[str, Mapping[str, Any]]:
    pointer = f"{source.pointer}/x-parameter-facts"
    facts = object_of(source.raw.get("x-parameter-facts", {}), pointer)
    by_name = {name: object_of(each, f"{pointer}/{escape(name)}") for name, each in facts.items()}
    for name, each in by_name.items():
        for key in each.keys() - _FACTS:
            raise RenderError(f"{key!r} means nothing here", pointer=f"{pointer}/{escape(name)}")
    return by_name


def _body(body: FlatBody, annotation: str) -> ParameterModel:
    return ParameterModel(
        name=Code("body"),
        wire_name="body",
        location="body",
        required=body.required,
        annotation=Code(annotation),
        description=body.description,
        pointer=body.pointer,
    )


def _parameter(
    flat: FlatDescription, source: ParameterSource, annotation: str, facts: Mapping[str, Any]
) -> ParameterModel:
    raw, pointer, style = source.raw, source.pointer, source.style
    schema, _ = flat.deref({} if source.schema is True else source.schema, f"{pointer}/schema")
    # only the flat schema has the target of a reference in an allOf or next to null
    plain = source.plain.get("items", source.plain)
    items = schema
    if schema.get("type") == "array":
        items, _ = flat.deref(schema.get("items", {}), f"{pointer}/schema/items")
    enum = tuple(value for value in values_of(items, pointer) if value is not None)
    enum = enum or flat.schemas.values_of(plain)
    shape = plain.get("format", _format(items))
    qualifiers = object_of(raw.get("x-qualifiers", {}), f"{pointer}/x-qualifiers")
    wire_name, location = raw["name"], raw["in"]
    told = {**raw, **{f"x-{key}": value for key, value in facts.items()}}  # of this operation alone
    return ParameterModel(
        name=pin_of(raw, pointer, PARAMETER_WORDS) or parameter_name(wire_name, pointer),
        wire_name=wire_name,
        location=location,
        required=raw.get("required") is True or location == "path",
        annotation=_annotation(annotation, shape, enum),
        format=shape,
        default=schema.get("default"),
        enum=enum,
        description=text_of(raw, "description"),
        deprecated=raw.get("deprecated") is True,
        explode=is_exploded_by(raw, style) or not (source.is_object or "list[" in annotation),
        style="" if style in ("form", "simple") else style,
        is_object=source.is_object,
        case_sensitive=_fact(told, "x-case-sensitive", bool, pointer),
        accepts_id=_fact(told, "x-accepts-id", bool, pointer) is True,
        qualifiers={key: tuple(map(str, list_of(qualifiers, key, pointer))) for key in qualifiers},
        not_before=_fact(raw, "x-not-before", str, pointer),
        pointer=pointer,
    )


def _fact(raw: Mapping[str, Any], key: str, kind: type, pointer: str) -> Any:
    value = raw.get(key)
    if value is not None and type(value) is not kind:
        raise RenderError(f"expected {kind.__name__}", pointer=f"{pointer}/{key}")
    return value


def _annotation(annotation: str, shape: str | None, enum: tuple[Any, ...]) -> Code:
    """The annotation of an argument, which callers pass, in contrast to that of a response."""
    is_list = annotation.startswith("list[")
    inner = annotation[len("list[") : -1] if is_list else annotation
    if enum and all(isinstance(value, str | int) for value in enum):
        inner = f"Literal[{', '.join(literal(value) for value in enum)}]"
    elif shape == "date-time" and inner == "str":
        inner = "datetime.datetime"
    return Code(f"list[{inner}]" if is_list else inner)


def _format(items: Mapping[str, Any]) -> str | None:
    shape = items.get("format")
    if not isinstance(shape, str):
        return None
    is_moment = shape in ("date", "date-time")
    return None if is_moment and "string" not in str(items.get("type")) else shape
