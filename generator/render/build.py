"""From a finished description to the render model: what the templates see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from ..errors import RenderError
from .adapter import Types, parse
from .classnames import class_names
from .escape import literal
from .model import Answer, Api, Code, Field, ModelClass, Operation, Parameter
from .naming import (
    CLIENT_WORDS,
    MODEL_WORDS,
    PARAMETER_WORDS,
    attribute_name,
    constant_name,
    function_name,
    octokit_name,
    parameter_name,
    pinned_name,
)
from .normalize import Normalized, OperationSource, normalize

DEFAULT_SERVER = "https://api.github.com"


def build_api(
    document: Mapping[str, Any],
    *,
    api_version: str,
    spec_sha256: str,
    row_keys: Mapping[str, tuple[str, ...]],
) -> Api:
    """The model of one API version.

    `row_keys` gives the identity of each row type that an operation may name.

    Raises:
        RenderError: The description holds something that cannot be expressed.
    """
    normalized = normalize(document)
    types = parse(normalized)
    names = class_names(normalized.classes)
    operations = tuple(
        _operation(normalized, source, types, names, row_keys) for source in normalized.operations
    )
    _refuse_twins(operations)
    info = document.get("info")
    title = info.get("title") if isinstance(info, Mapping) else None
    return Api(
        title=title if isinstance(title, str) else "",
        api_version=api_version,
        server=_server(document),
        spec_sha256=spec_sha256,
        operations=tuple(sorted(operations, key=lambda each: each.operation_id)),
        models=tuple(sorted(_models(normalized, types, names), key=lambda each: each.name)),
    )


def _server(document: Mapping[str, Any]) -> str:
    servers = document.get("servers")
    first = servers[0] if isinstance(servers, list) and servers else {}
    url = first.get("url", DEFAULT_SERVER) if isinstance(first, Mapping) else None
    try:
        usable = isinstance(url, str) and urlsplit(url).scheme == "https" and bool(urlsplit(url).hostname)
    except ValueError:
        usable = False
    if not usable or not isinstance(url, str) or not url.isprintable():
        raise RenderError("expected an https URL as the first server", pointer="/servers/0/url")
    return url.rstrip("/")


def _models(
    normalized: Normalized, types: Types, names: Mapping[str, Code]
) -> Iterable[ModelClass]:
    for key, source in normalized.classes.items():
        fields = []
        for field, (wire_name, pointer, raw) in source.fields.items():
            schema = {**_target(normalized, raw), **raw}
            annotation = _named(types.fields[key][field], names)
            required = field in types.required[key]
            name = _own_name(raw, wire_name, pointer, attribute_name, MODEL_WORDS)
            fields.append(
                Field(
                    # called like a class it would change what the annotations beside it mean
                    name=Code(f"{name}_") if name in names.values() else name,
                    wire_name=wire_name,
                    annotation=annotation if required else Code(f"{annotation} | UnsetType"),
                    required=required,
                    nullable=annotation.endswith("| None"),
                    description=_text(schema, "description"),
                    deprecated=schema.get("deprecated") is True,
                    hidden=schema.get("x-sensitive") is True,
                    pointer=pointer,
                )
            )
        _refuse_same_names(fields, source.pointer)
        yield ModelClass(
            name=names[key],
            description=_text(source.schema, "description"),
            fields=tuple(sorted(fields, key=lambda each: not each.required)),
            deprecated=source.schema.get("deprecated") is True,
            pinned="x-python-name" in source.schema,
            pointer=source.pointer,
        )


def _target(normalized: Normalized, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a property that is a mere reference says of itself: the description of its target."""
    reference = raw.get("$ref")
    if not isinstance(reference, str):
        return {}
    pointer = reference.removeprefix("#")
    target = next((each for each in normalized.classes.values() if each.pointer == pointer), None)
    return {} if target is None else {"description": target.schema.get("description")}


def _operation(
    normalized: Normalized,
    source: OperationSource,
    types: Types,
    names: Mapping[str, Code],
    row_keys: Mapping[str, tuple[str, ...]],
) -> Operation:
    raw, pointer = source.raw, source.pointer
    operation_id = raw.get("operationId", f"{source.method}{source.path}")
    if not isinstance(operation_id, str) or not operation_id:
        raise RenderError("operationId must be a string", pointer=f"{pointer}/operationId")
    function = (
        pinned_name(raw["x-python-name"], f"{pointer}/x-python-name", CLIENT_WORDS)
        if "x-python-name" in raw
        else function_name(octokit_name(operation_id, pointer), pointer)
    )
    parameters = tuple(_parameters(normalized, source, types))
    answers = tuple(_answers(source, types, names))
    facts = {key: value for key, value in raw.items() if key.startswith("x-")}
    for key in ("deprecated", "externalDocs"):
        if key in raw:
            facts[key] = raw[key]
    return Operation(
        operation_id=operation_id,
        upstream_operation_id=str(raw.get("x-upstream-operation-id", operation_id)),
        octokit_name=octokit_name(operation_id, pointer),
        function=function,
        constant=constant_name(function),
        aliases=tuple(
            pinned_name(alias, f"{pointer}/x-python-aliases", CLIENT_WORDS)
            for alias in _list(raw, "x-python-aliases", pointer)
        ),
        method=source.method,
        path=source.path,
        summary=_text(raw, "summary"),
        description=_text(raw, "description"),
        parameters=parameters,
        answers=answers,
        result=_result(answers, pointer),
        facts=facts,
        row_key=_row_key(raw, row_keys, pointer),
        pinned="x-python-name" in raw,
        pointer=pointer,
    )


def _row_key(
    raw: Mapping[str, Any], row_keys: Mapping[str, tuple[str, ...]], pointer: str
) -> tuple[str, ...]:
    row_type = raw.get("x-row-type")
    if row_type is None or not row_keys:
        return ()
    if row_type not in row_keys:
        raise RenderError(f"there is no row type {row_type!r}", pointer=f"{pointer}/x-row-type")
    return row_keys[row_type]


def _parameters(
    normalized: Normalized, source: OperationSource, types: Types
) -> Iterable[Parameter]:
    in_path = re.findall(r"\{([^{}]*)\}", source.path)
    found = []
    facts = source.raw.get("x-parameter-facts", {})
    for key, (raw, pointer) in source.parameters.items():
        own = facts.get(raw.get("name")) if isinstance(facts, Mapping) else None
        found.append(_parameter(normalized, raw, pointer, types.parameters[source.key][key], own or {}))
    declared = [each.wire_name for each in found if each.location == "path"]
    if sorted(in_path) != sorted(declared):
        raise RenderError(
            f"the path names the parameters {in_path}, but {declared} are described", pointer=source.pointer
        )
    seen: dict[str, str] = {}
    for each in found:
        if each.name in seen:
            raise RenderError(f"two parameters become {each.name}: here and at {seen[each.name]}", pointer=each.pointer)
        seen[each.name] = each.pointer
    yield from sorted(
        found,
        key=lambda each: in_path.index(each.wire_name) if each.location == "path" else len(in_path),
    )


def _parameter(
    normalized: Normalized, raw: Mapping[str, Any], pointer: str, annotation: str, facts: Mapping[str, Any]
) -> Parameter:
    wire_name, location = raw.get("name"), str(raw.get("in"))
    if not isinstance(wire_name, str) or not wire_name:
        raise RenderError("a parameter needs a name", pointer=pointer)
    if location == "header" and re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", wire_name) is None:
        raise RenderError(f"{wire_name!r} cannot be the name of a header", pointer=pointer)
    schema, _ = normalized.deref(raw["schema"], f"{pointer}/schema")
    items = schema
    if schema.get("type") == "array":
        items, _ = normalized.deref(schema.get("items", {}), f"{pointer}/schema/items")
    enum = tuple(value for value in _list(items, "enum", pointer) if value is not None)
    qualifiers = raw.get("x-qualifiers", {})
    if not isinstance(qualifiers, Mapping) or not isinstance(facts, Mapping):
        raise RenderError("the facts of a parameter must be an object", pointer=pointer)
    return Parameter(
        name=_own_name(raw, wire_name, pointer, parameter_name, PARAMETER_WORDS),
        wire_name=wire_name,
        location=location,
        required=raw.get("required") is True or location == "path",
        annotation=_argument(annotation, items, enum),
        format=items.get("format"),
        default=schema.get("default"),
        enum=enum,
        description=_text(raw, "description"),
        deprecated=raw.get("deprecated") is True,
        explode=raw.get("explode", raw.get("style", "form") == "form") is not False,
        case_sensitive=facts.get("case-sensitive", raw.get("x-case-sensitive")),
        accepts_id=facts.get("accepts-id", raw.get("x-accepts-id")) is True,
        qualifiers={key: tuple(map(str, _list(qualifiers, key, pointer))) for key in qualifiers},
        not_before=raw.get("x-not-before"),
        pointer=pointer,
    )


def _argument(annotation: str, items: Mapping[str, Any], enum: tuple[Any, ...]) -> Code:
    """The annotation of an argument: what a caller passes, not what an answer holds."""
    annotation = annotation.removesuffix(" | None")
    is_list = annotation.startswith("list[")
    inner = annotation[len("list[") : -1] if is_list else annotation
    if enum and all(isinstance(value, str | int) for value in enum):
        inner = f"Literal[{', '.join(literal(value) for value in enum)}]"
    elif items.get("format") == "date-time":
        inner = "datetime.datetime"
    return Code(f"list[{inner}]" if is_list else inner)


def _answers(
    source: OperationSource, types: Types, names: Mapping[str, Code]
) -> Iterable[Answer]:
    for status, (raw, pointer, bodies) in sorted(source.answers.items()):
        yield Answer(
            status=status,
            description=_text(raw, "description"),
            bodies=tuple(
                (media_type, _named(types.answers[key]["200"] if key else types.answers[source.key][status], names))
                for media_type, key in bodies.items()
            ),
            pointer=pointer,
        )


def _result(answers: tuple[Answer, ...], pointer: str) -> Code:
    kinds = [str(each.annotation) for each in answers if each.is_success and each.annotation is not None]
    if not kinds:
        if any(each.is_success for each in answers):
            return Code("None")
        raise RenderError("an operation without a success cannot be expressed", pointer=f"{pointer}/responses")
    return Code(" | ".join(dict.fromkeys(kinds)))


def _named(annotation: str, names: Mapping[str, Code]) -> Code:
    return Code(re.sub(r"\{(M\d+)\}", lambda match: names[match[1]], annotation))


def _own_name(
    raw: Mapping[str, Any],
    wire_name: str,
    pointer: str,
    rule: Callable[[str, str], Code],
    taken: frozenset[str],
) -> Code:
    if "x-python-name" in raw:
        return pinned_name(raw["x-python-name"], f"{pointer}/x-python-name", taken)
    return rule(wire_name, pointer)


def _list(raw: Mapping[str, Any], key: str, pointer: str) -> list[Any]:
    value = raw.get(key)
    if value is not None and not isinstance(value, list):
        raise RenderError(f"{key} must be a list", pointer=pointer)
    return value or []


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _refuse_same_names(fields: list[Field], pointer: str) -> None:
    seen: dict[str, str] = {}
    for field in fields:
        if field.name in seen:
            raise RenderError(
                f"two properties become the attribute {field.name}: {seen[field.name]!r} and {field.wire_name!r}",
                pointer=pointer,
            )
        seen[field.name] = field.wire_name


def _refuse_twins(operations: tuple[Operation, ...]) -> None:
    seen: dict[str, Operation] = {}
    for operation in operations:
        own = {operation.function, operation.octokit_name, *operation.aliases, operation.constant}
        for name in sorted(own):
            if name in seen:
                raise RenderError(
                    f"two operations become {name}: here and at {seen[name].pointer}",
                    pointer=operation.pointer,
                )
        seen |= dict.fromkeys(own, operation)
        if operation.operation_id in seen and seen[operation.operation_id] is not operation:
            raise RenderError(f"two operations have the id {operation.operation_id!r}", pointer=operation.pointer)
