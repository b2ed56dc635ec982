"""The requests and bodies that the description (spec/<api version>.yaml) allows, read without the generator.

The package is generated from the same file. These checks prove that it follows the file, so they use nothing of the
package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote

from openapi_schema_validator import OAS30Validator, oas30_format_checker

from generator import document

from .interactions import ROOT

API_VERSIONS = ("2026-03-10", "2022-11-28")
MEDIA_TYPE = "application/vnd.github+json"


@cache
def operations(api_version: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """By operationId: method, path template and the operation, with references resolved."""
    raw = document.read(ROOT / "spec" / f"{api_version}.yaml")
    return {
        operation["operationId"]: (method.upper(), path, _expanded(operation, raw))
        for path, item in raw["paths"].items()
        for method, operation in item.items()
    }


def statuses() -> dict[tuple[str, str], tuple[str, ...]]:
    """By API version and operationId: the documented statuses."""
    return {
        (api_version, operation_id): tuple(operation["responses"])
        for api_version in API_VERSIONS
        for operation_id, (_, _, operation) in operations(api_version).items()
    }


def examples(api_version: str, operation_id: str) -> list[Any]:
    """The example bodies of a success in the description."""
    _, _, operation = operations(api_version)[operation_id]
    content = operation["responses"]["200"]["content"]["application/json"]
    return [example["value"] for example in content["examples"].values()]


def request_problems(
    api_version: str,
    operation_id: str,
    method: str,
    path: str,
    query: Sequence[tuple[str, str]],
    headers: Mapping[str, str],
) -> list[str]:
    """How a request violates the description. `headers` are by lower-case name."""
    expected_method, template, operation = operations(api_version)[operation_id]
    found = [] if method == expected_method else [f"method {method}"]
    described = {(each["in"], each["name"]): each for each in operation.get("parameters", [])}
    given: list[tuple[str, str, str]] = [("query", name, value) for name, value in query]
    names = re.findall(r"\{(.+?)\}", template)
    match = re.fullmatch(re.sub(r"\\\{.+?\\\}", "([^/?#]+)", re.escape(template)), path)
    if match is None:
        found.append(f"path {path}")
    else:
        values = map(unquote, match.groups())
        given += [("path", name, value) for name, value in zip(names, values, strict=True)]
    given += [
        ("header", name, headers[name.lower()])
        for where, name in described
        if where == "header" and name.lower() in headers
    ]
    for where, name, value in given:
        parameter = described.get((where, name))
        if parameter is None:
            found.append(f"unknown {where} parameter {name}")
            continue
        found += [
            f"{where} parameter {name}: {problem}"
            for problem in _schema_problems(parameter["schema"], _typed(parameter["schema"], value))
        ]
    present = [(where, name) for where, name, _ in given]
    found += [
        f"{where} parameter {name} is missing"
        for (where, name), parameter in described.items()
        if parameter.get("required") and (where, name) not in present
    ]
    found += [
        f"{where} {name} twice" for where, name in set(present) if present.count((where, name)) > 1
    ]
    if headers.get("accept") != MEDIA_TYPE:
        found.append(f"Accept {headers.get('accept')}")
    if headers.get("x-github-api-version") != api_version:
        found.append(f"X-GitHub-Api-Version {headers.get('x-github-api-version')}")
    return found


def body_problems(
    api_version: str, operation_id: str, status: int, media_type: str, body: bytes
) -> list[str]:
    """How a response violates the description."""
    _, _, operation = operations(api_version)[operation_id]
    response = operation["responses"].get(str(status))
    if response is None:
        return [f"the status {status} is not described"]
    content = response.get("content")
    if content is None:
        return ["a body is not described"] if body else []
    if media_type not in content:
        return [f"the media type {media_type!r} is not described"]
    try:
        value = json.loads(body.decode())  # decoded first: json.loads accepts bytes with a BOM
    except ValueError as error:
        return [f"not JSON: {error}"]
    return list(_schema_problems(content[media_type]["schema"], value))


def _schema_problems(schema: Mapping[str, Any], value: Any) -> Iterator[str]:
    validator = OAS30Validator(schema, format_checker=oas30_format_checker)
    for error in validator.iter_errors(value):
        yield f"{error.json_path}: {error.message}"


def _typed(schema: Mapping[str, Any], text: str) -> Any:
    if schema.get("type") == "integer" and re.fullmatch("-?[0-9]+", text):
        return int(text)
    return text


def _expanded(value: Any, raw: Any) -> Any:
    """The value with references resolved; the descriptions here have no reference cycles."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            return _expanded(document.resolve(raw, value["$ref"]), raw)
        return {key: _expanded(each, raw) for key, each in value.items()}
    if isinstance(value, list):
        return [_expanded(each, raw) for each in value]
    return value
