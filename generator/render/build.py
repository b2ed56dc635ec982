"""From a finished description to the render model, the input of the templates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from ..errors import RenderError
from .adapter import Parsed, ParsedOperation, parse
from .classnames import class_names, component_names
from .distinct import distinct, refuse_same
from .facts import check, is_fact
from .flatten import FlatDescription, OperationSource, flatten
from .model import (
    ApiModel,
    Code,
    FieldModel,
    ModelClass,
    OperationModel,
    RequestBodyModel,
    ResponseModel,
)
from .naming import (
    CLASS_WORDS,
    CLIENT_WORDS,
    CONSTANT_WORDS,
    MODEL_WORDS,
    attribute_name,
    constant_name,
    function_name,
    octokit_name,
    pin_of,
    pinned_name,
)
from .parameters import parameters
from .references import list_of, object_of, text_of
from .refusals import Refusals
from .schemas import ClassSource
from .servers import own_server, server_of


def build_api(
    document: Mapping[str, Any],
    *,
    api_version: str,
    spec_sha256: str,
    row_keys: Mapping[str, tuple[str, ...]],
    client: str = "CopilotMetrics",
    has_facts: bool = True,
) -> ApiModel:
    """The model of one API version.

    `row_keys` gives the identity of each row type that an operation may name; `client` is the name of the client's
    class, which no class of a response gets. Without `has_facts`, an `x-` key of another shape than a fact is the
    API's own.

    Raises:
        RenderError: The description has a part that cannot be expressed.
    """
    flat = flatten(document)
    names = class_names(flat.classes, CLASS_WORDS | {client, f"Async{client}"})
    parsed = parse(flat, component_names(flat.schemas.components, names))
    taken = CLIENT_WORDS | set(names.values())
    octokit = _octokit_names(flat.operations, taken)
    wire = {
        str(names[key]): {
            name: parsed.fields[names[key]][field][0]
            for field, (name, _, _) in source.fields.items()
        }
        for key, source in flat.classes.items()
    }
    server, _ = server_of(document, "")
    operations: list[OperationModel] = []
    refusals = Refusals()
    for source, each in zip(flat.operations, parsed.operations, strict=True):
        with refusals.of(source.pointer):
            name = octokit[source.pointer]
            operations.append(
                _operation(flat, source, server, name, each, taken, row_keys, wire, has_facts)
            )
    _refuse_twins(operations, refusals)
    refusals.raise_all()
    info = document.get("info")
    return ApiModel(
        title=text_of(info, "title") if isinstance(info, Mapping) else "",
        api_version=api_version,
        server=server,
        spec_sha256=spec_sha256,
        operations=tuple(sorted(operations, key=lambda each: each.operation_id)),
        models=tuple(sorted(_models(flat, parsed, names), key=lambda each: each.name)),
    )


def _models(
    flat: FlatDescription, parsed: Parsed, names: Mapping[str, Code]
) -> Iterable[ModelClass]:
    # an attribute with the name of a class would change the meaning of other annotations
    taken = MODEL_WORDS | set(names.values())
    descriptions = {each.pointer: each.schema.get("description") for each in flat.classes.values()}
    for key, source in flat.classes.items():
        found = parsed.fields[names[key]]
        fields = [
            _field(descriptions, part, *found[field], taken)
            for field, part in source.fields.items()
        ]
        fields = _distinct(fields, source)
        yield ModelClass(
            name=names[key],
            description=text_of(source.schema, "description"),
            fields=tuple(sorted(fields, key=lambda each: not each.required)),
            tags=parsed.tags.get(names[key], {}),
            further=Code(parsed.further[names[key]]) if names[key] in parsed.further else None,
            deprecated=source.schema.get("deprecated") is True,
            pinned="x-python-name" in source.schema,
            pointer=source.pointer,
        )


def _field(
    descriptions: Mapping[str, Any],
    part: tuple[str, str, Mapping[str, Any]],
    annotation: str,
    required: bool,
    taken: frozenset[str],
) -> FieldModel:
    wire_name, pointer, raw = part
    # a plain reference has the description of its target
    target = str(raw.get("$ref", "")).removeprefix("#")
    schema = {"description": descriptions.get(target), **raw}
    return FieldModel(
        name=pin_of(raw, pointer, taken) or attribute_name(wire_name, pointer, taken),
        wire_name=wire_name,
        annotation=Code(annotation if required else f"{annotation} | UnsetType"),
        required=required,
        nullable=annotation.endswith("| None"),
        description=text_of(schema, "description"),
        deprecated=schema.get("deprecated") is True,
        hidden=schema.get("x-sensitive") is True,
        pointer=pointer,
    )


def _operation(
    flat: FlatDescription,
    source: OperationSource,
    server: str,
    octokit: Code,
    parsed: ParsedOperation,
    taken: frozenset[str],
    row_keys: Mapping[str, tuple[str, ...]],
    wire: Mapping[str, Mapping[str, str]],
    has_facts: bool,
) -> OperationModel:
    raw, pointer = source.raw, source.pointer
    operation_id = _operation_id(source)
    function = _function(raw, octokit, pointer, taken)
    answers = tuple(_answers(source, parsed))
    result = _result(answers, pointer)
    extensions = {key: each for key, each in raw.items() if key.startswith("x-")}
    foreign = {
        key: each for key, each in extensions.items() if not has_facts and not is_fact(key, each)
    }
    operation = OperationModel(
        operation_id=operation_id,
        upstream_operation_id=_string(raw, "x-upstream-operation-id", pointer) or operation_id,
        octokit_name=octokit,
        function=function,
        constant=constant_name(function, CONSTANT_WORDS | taken),
        aliases=tuple(_aliases(raw, pointer, taken | {function, octokit})),
        method=source.method,
        path=source.path,
        server=own_server(source, server),
        summary=text_of(raw, "summary"),
        description=text_of(raw, "description"),
        parameters=parameters(flat, source, parsed),
        body=_body(source, parsed),
        answers=answers,
        result=result,
        item=Code("") if "x-pagination" in foreign else _item(source, result, wire),
        redirects=_is_redirect(answers),
        is_public=raw.get("security") == [],
        facts={
            key: each
            for key, each in raw.items()
            if key in ("deprecated", "externalDocs") or (key in extensions and key not in foreign)
        },
        extensions=foreign,
        row_key=_row_key(raw, row_keys, pointer),
        pinned="x-python-name" in raw,
        pointer=pointer,
    )
    check(operation)
    return operation


def _function(raw: Mapping[str, Any], octokit: Code, pointer: str, taken: frozenset[str]) -> Code:
    return pin_of(raw, pointer, taken) or function_name(octokit, pointer, taken)


def _aliases(raw: Mapping[str, Any], pointer: str, taken: frozenset[str]) -> Iterable[Code]:
    for index, alias in enumerate(list_of(raw, "x-python-aliases", pointer)):
        yield pinned_name(alias, f"{pointer}/x-python-aliases/{index}", taken)


def _row_key(
    raw: Mapping[str, Any], row_keys: Mapping[str, tuple[str, ...]], pointer: str
) -> tuple[str, ...]:
    row_type = raw.get("x-row-type")
    if row_type is None or not row_keys:
        return ()
    if row_type not in row_keys:
        raise RenderError(f"there is no row type {row_type!r}", pointer=f"{pointer}/x-row-type")
    return row_keys[row_type]


def _body(source: OperationSource, parsed: ParsedOperation) -> RequestBodyModel | None:
    if source.body is None or parsed.body is None:
        return None
    return RequestBodyModel(
        media_type=source.body.media_type,
        annotation=Code(parsed.body),
        part_types=source.body.part_types,
        styles=source.body.styles,
        pointer=source.body.pointer,
    )


def _answers(source: OperationSource, parsed: ParsedOperation) -> Iterable[ResponseModel]:
    successes = _successes(source.answers)
    for status, (raw, pointer, bodies) in sorted(source.answers.items()):
        yield ResponseModel(
            status=status,
            is_success=status in successes,
            description=text_of(raw, "description"),
            bodies=tuple(zip(bodies, map(Code, parsed.answers[status]), strict=True)),
            pointer=pointer,
        )


def _result(answers: tuple[ResponseModel, ...], pointer: str) -> Code:
    successes = [each for each in answers if each.is_success]
    if not successes:
        raise RenderError(
            "an operation without a success cannot be expressed", pointer=f"{pointer}/responses"
        )
    if _is_redirect(answers):
        return Code("RedirectLink")
    kinds = [str(each.annotation) for each in successes if each.annotation is not None]
    return Code(" | ".join(dict.fromkeys(kinds)) or "None")


def _is_redirect(answers: tuple[ResponseModel, ...]) -> bool:
    return all(each.status.startswith("3") for each in answers if each.is_success)


def _successes(statuses: Iterable[str]) -> list[str]:
    """The statuses that a call succeeds with: the 2xx, else `default`, else redirects to a document."""
    kinds = ("2",), ("default",), ("301", "302", "303", "307", "308", "3XX")
    found = ([each for each in statuses if each.startswith(kind)] for kind in kinds)
    return next((each for each in found if each), [])


def _item(source: OperationSource, result: Code, classes: Mapping[str, Mapping[str, str]]) -> Code:
    """The type of an item of a page: the success is a list, or has one under the key `items`."""
    if "x-pagination" not in source.raw:
        return Code("")
    page, where = str(result), f"{source.pointer}/x-pagination"
    key = object_of(source.raw["x-pagination"], where).get("items")
    if key is not None:
        page = classes.get(page, {}).get(key, "").removesuffix(" | None")
    found = re.fullmatch(r"list\[(.+)\]", page)
    if found is None:
        problem = f"a page must be a list, or `items` name one in it; found {page or 'nothing'}"
        raise RenderError(problem, pointer=where)
    return Code(found[1])


def _string(raw: Mapping[str, Any], key: str, pointer: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise RenderError(f"{key} must be a string", pointer=f"{pointer}/{key}")
    return value


def _distinct(fields: list[FieldModel], source: ClassSource) -> list[FieldModel]:
    """The fields with distinct names. Raises `RenderError` where two are pinned to one."""
    pinned = [
        field
        for field, (_, _, raw) in zip(fields, source.fields.values(), strict=True)
        if "x-python-name" in raw
    ]
    refuse_same(((each.name, each.pointer) for each in pinned), "properties become the attribute")
    wire_names = {each.wire_name: each.wire_name for each in fields}
    names = distinct(
        {each.wire_name: each.name for each in fields},
        wire_names,
        frozenset(each.wire_name for each in pinned),
    )
    return [attrs.evolve(each, name=names[each.wire_name]) for each in fields]


def _octokit_names(sources: Sequence[OperationSource], taken: frozenset[str]) -> dict[str, Code]:
    """The camelCase name of each operation, by its key: with the tag, where another tag has the same verb."""
    ids = {each.pointer: _operation_id(each) for each in sources}
    plain = {each.pointer: octokit_name(ids[each.pointer], each.pointer, taken) for each in sources}

    def function(each: OperationSource, names: Mapping[str, Code]) -> Code:
        return _function(each.raw, names[each.pointer], each.pointer, taken)

    functions = Counter(function(each, plain) for each in sources)
    names = {}
    for each in sources:
        name = plain[each.pointer]
        is_shared = functions[function(each, plain)] > 1
        if is_shared and "/" in ids[each.pointer] and "x-python-name" not in each.raw:
            name = octokit_name(ids[each.pointer].replace("/", "-"), each.pointer, taken)
        names[each.pointer] = name
    folded = Counter(function(each, names).upper() for each in sources)
    # an operation that is called like its function keeps the name
    order = sorted(
        sources,
        key=lambda each: (function(each, names) != ids[each.pointer], ids[each.pointer]),
    )
    seen: dict[str, int] = {}
    for each in order:
        word = function(each, names).upper()
        seen[word] = seen.get(word, 0) + 1
        if folded[word] > 1 and seen[word] > 1 and "x-python-name" not in each.raw:
            names[each.pointer] = Code(f"{names[each.pointer]}_{seen[word]}")
    return names


def _operation_id(source: OperationSource) -> str:
    return _string(source.raw, "operationId", source.pointer) or f"{source.method}{source.path}"


def _refuse_twins(operations: Iterable[OperationModel], refusals: Refusals) -> None:
    seen: dict[tuple[str, str], OperationModel] = {}
    for operation in operations:
        names = {operation.operation_id, operation.octokit_name, operation.function}
        own = {("name", name) for name in names.union(operation.aliases)}
        own |= {("constant", operation.constant)}
        for key in sorted(own & seen.keys()):
            with refusals.of(operation.pointer):
                problem = f"two operations become {key[1][:80]}: here and at {seen[key].pointer}"
                raise RenderError(problem, pointer=operation.pointer)
        seen |= dict.fromkeys(own, operation)
