"""The docstrings of generated code: result, permissions, exceptions and GitHub's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .facts import documentation_url
from .model import Answer, Field, ModelClass, Operation, Parameter

_ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "422": "UnprocessableError",
    "429": "RateLimitError",
}
_SHAPES = {
    "object": "one JSON object a file",
    "day-totals": "one JSON object with a list of days, `day_totals`",
    "lines": "one JSON object a line",
}
_KINDS = {
    "app-installation": "GitHub App installation tokens",
    "app-user": "GitHub App user tokens",
    "classic-pat": "classic personal access tokens",
    "fine-grained-pat": "fine-grained personal access tokens",
    "oauth-app": "OAuth app tokens",
}


def class_doc(model: ModelClass) -> str:
    """The docstring of a class of answers."""
    text = model.description or f"An object at `{model.pointer}` of the description."
    return (
        f"{text}\n\nFurther keys are in `extra`; their values are `{model.further}`."
        if model.further
        else text
    )


def field_doc(field: Field, owner: str) -> str:
    """The docstring below an attribute; empty where nothing is known that the annotation does not say."""
    parts = [field.description] if field.description else []
    if field.wire_name != field.name:
        parts.append(f"On the wire: `{field.wire_name}`.")
    if field.deprecated:
        parts.append(f"Deprecated by {owner}.")
    return " ".join(parts)


def operation_doc(operation: Operation, owner: str) -> str:
    """The docstring of a method of the synchronous client: everything that is known of the operation."""
    return _joined(
        _summary(operation),
        _closing(operation),
        operation.description,
        _section(
            "Args",
            [
                *(
                    _argument(each, owner)
                    for each in (*operation.positional, *operation.keyword_only)
                ),
                _timeout(operation),
            ],
        ),
        _section("Returns", [_returns(operation, owner)]),
        _section("Raises", _raises(operation)),
        _who(operation),
        _data(operation),
        _see(operation),
    )


def pointer_doc(operation: Operation, place: str) -> str:
    """The docstring of a method that differs only in how it is called; `place` has the other one."""
    return _joined(_summary(operation), _closing(operation), f"See `{place}.{operation.function}`.")


def rows_doc(operation: Operation) -> str:
    """The docstring of a report's method under `rows`."""
    summary = _summary(operation).removeprefix("Links to ")
    return _joined(
        summary[:1].upper() + summary[1:],
        _closing(operation),
        f"See `CopilotMetrics.{operation.function}`.",
    )


def _joined(*sections: str) -> str:
    return "\n\n".join(section for section in sections if section)


def _summary(operation: Operation) -> str:
    return _flat(operation.summary) or f"{operation.method.upper()} {operation.path}"


def _section(title: str, items: Iterable[str]) -> str:
    lines = [f"    {item}" for item in items if item]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _closing(operation: Operation) -> str:
    if not operation.deprecated:
        return ""
    last = operation.facts.get("x-last-data-day")
    data = f" It has no data after {last}." if last else ""
    return f"Deprecated: {operation.closing}.{data}"


def _timeout(operation: Operation) -> str:
    """The argument that every call has, unless a parameter of the operation has its name."""
    if any(each.name == "timeout" for each in operation.parameters):
        return ""
    return "timeout: Seconds for each step of this call's requests, instead of the client's."


def _argument(parameter: Parameter, owner: str) -> str:
    notes = [parameter.description] if parameter.description else []
    if parameter.case_sensitive is False:
        notes.append("Not case-sensitive.")
    if parameter.accepts_id:
        notes.append("The id may stand for the slug.")
    if parameter.format == "date-time":
        notes.append("An aware datetime; sent in UTC as `YYYY-MM-DDTHH:MM:SSZ`.")
    if parameter.not_before:
        notes.append(f"Not before `{parameter.not_before}`.")
    if parameter.enum:
        notes.append(f"One of {', '.join(map(str, parameter.enum))}.")
    if parameter.default is not None:
        notes.append(f"{owner[:1].upper()}{owner[1:]}'s default: {parameter.default}.")
    for name, values in parameter.qualifiers.items():
        notes.append(f"Qualifier `{name}`{': ' + ', '.join(values) if values else ''}.")
    return f"{parameter.name}: {_flat(' '.join(notes))}" if notes else ""


def _returns(operation: Operation, owner: str) -> str:
    success = next((each for each in operation.answers if each.is_success and each.bodies), None)
    said = _flat(success.description) if success is not None else ""
    return f"{said.rstrip('.') or f'`{operation.result}`'}. `NoData`, which is falsy, where {owner} has nothing."


def _raises(operation: Operation) -> Iterable[str]:
    for answer in operation.answers:
        if not answer.is_success:
            yield f"{_error(answer)}: {answer.status}. {_flat(answer.description)}".rstrip()


def _error(answer: Answer) -> str:
    return _ERRORS.get(
        answer.status, "ServerError" if answer.status.startswith("5") else "StatusError"
    )


def _who(operation: Operation) -> str:
    facts = operation.facts
    kinds: Mapping[str, Any] = facts.get("x-token-kinds") or {}
    permissions = [
        f'"{each.get("name")}" ({each.get("resource")}, {each.get("access")})'
        for each in facts.get("x-permissions", ())
    ]
    items = [
        _line("Roles", " or ".join(facts.get("x-roles", ()))),
        _line("OAuth scopes", " or ".join(facts.get("x-oauth-scopes", ()))),
        _line("Permissions", " or ".join(permissions)),
        _line("Works with", _kinds(kinds.get("works", ()))),
        _line("Does not work with", _kinds(kinds.get("fails", ()))),
        _line("Setting", facts.get("x-policy", "")),
    ]
    return _section("Who may call it", items)


def _kinds(names: Iterable[str]) -> str:
    return ", ".join(_KINDS.get(name, name) for name in names)


def _data(operation: Operation) -> str:
    facts = operation.facts
    window = facts.get("x-day-window") or {}
    licenses = facts.get("x-min-licenses") or {}
    pages = facts.get("x-pagination") or {}
    row_type, shape = facts.get("x-row-type"), str(facts.get("x-file-shape", ""))
    items = [
        _line("Stage", facts.get("x-stage", "")),
        _line("Rows", f"`rows.{row_type}`, {_SHAPES.get(shape, shape)}" if row_type else ""),
        _line("A row is identified by", ", ".join(operation.row_key)),
        _line("First day", window.get("first", "")),
        _line(
            "Greatest age of a day",
            f"{window['max-age-days']} days" if "max-age-days" in window else "",
        ),
        _line(
            "Greatest age of `since`",
            f"{facts['x-since-max-age-days']} days" if "x-since-max-age-days" in facts else "",
        ),
        _line(
            "Least number of licences",
            f"{licenses.get('count')} members of the {licenses.get('of')} on a day"
            if licenses
            else "",
        ),
        _line("Freshness", facts.get("x-freshness", "")),
        _line("Pages", _pages(pages)),
    ]
    return _section("The data", items)


def _pages(pages: Mapping[str, Any]) -> str:
    if not pages:
        return ""
    clamped = ", larger values are clamped" if pages.get("clamped") else ""
    return (
        f"by {pages.get('style')}; {pages.get('default')} a page where `{pages.get('size')}` is left out, "
        f"{pages.get('largest')} at most{clamped}"
    )


def _see(operation: Operation) -> str:
    links = [documentation_url(operation), *operation.facts.get("x-see-also", ())]
    return _section("See", [link for link in links if link])


def _line(label: str, text: object) -> str:
    flat = _flat(str(text))
    return f"{label}: {flat}" + ("" if flat.endswith(".") else ".") if flat else ""
