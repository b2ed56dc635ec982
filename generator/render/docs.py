"""The docstrings of generated code: result, permissions, exceptions and GitHub's page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .facts import documentation_url
from .model import FieldModel, ModelClass, OperationModel, ParameterModel, ResponseModel

_ERRORS = {
    "400": "BadRequestError",
    "401": "AuthenticationError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "422": "UnprocessableError",
    "429": "RateLimitError",
}
_SHAPES = {
    "object": "a JSON object per file",
    "day-totals": "a JSON object with a list of days, `day_totals`",
    "lines": "a JSON object per line",
}
_KINDS = {
    "app-installation": "GitHub App installation token",
    "app-user": "GitHub App user token",
    "classic-pat": "classic personal access token",
    "fine-grained-pat": "fine-grained personal access token",
    "oauth-app": "OAuth app token",
}


def class_doc(model: ModelClass) -> str:
    """The docstring of a class of responses."""
    text = model.description or f"An object at `{model.pointer}` of the description."
    return (
        f"{text}\n\nFurther keys are in `extra`; their values are `{model.further}`."
        if model.further
        else text
    )


def field_doc(field: FieldModel, owner: str) -> str:
    """The docstring below an attribute; empty if there is nothing besides the annotation."""
    parts = [field.description] if field.description else []
    if field.wire_name != field.name:
        parts.append(f"On the wire: `{field.wire_name}`.")
    if field.deprecated:
        parts.append(f"Deprecated by {owner}.")
    return " ".join(parts)


def common_arguments(operations: Sequence[OperationModel]) -> tuple[str, ...]:
    """The documented arguments that many operations have: the class of the methods documents them, once."""
    counts = Counter(
        text for operation in operations for text in map(_argument, operation.parameters) if text
    )
    least = max(4, len(operations) / 4)
    return tuple(sorted(text for text, count in counts.items() if count >= least))


def operation_doc(operation: OperationModel, common: Sequence[str] = ()) -> str:
    """The docstring of a method of the synchronous client: everything that is known of the operation.

    `common` are the arguments that the class documents.
    """
    arguments = map(_argument, (*operation.positional, *operation.keyword_only))
    return _joined(
        _summary(operation),
        _closing(operation),
        operation.description,
        "" if operation.description else _section("Returns", [_result(operation)]),
        _section("Args", [each for each in arguments if each not in common]),
        _section("Raises", _raises(operation)),
        _section("Who may call it", _who(operation)),
        _section("The data", _data(operation)),
        _section("See", [documentation_url(operation)]),
    )


def pointer_doc(operation: OperationModel, place: str) -> str:
    """The docstring of a method that differs only in how it is called; `place` has the other one."""
    return _joined(_summary(operation), _closing(operation), f"See `{place}.{operation.function}`.")


def summary_doc(operation: OperationModel) -> str:
    """The docstring of a method whose class names the one that has the documented methods."""
    return _joined(_summary(operation), _closing(operation))


def rows_doc(operation: OperationModel, *, points: bool) -> str:
    """The docstring of a report's method under `rows`, which points to that of the client if `points` is true."""
    summary = _summary(operation).removeprefix("Links to ")
    pointer = f"See `CopilotMetrics.{operation.function}`." if points else ""
    return _joined(summary[:1].upper() + summary[1:], _closing(operation), pointer)


def _joined(*sections: str) -> str:
    return "\n\n".join(section for section in sections if section)


def _summary(operation: OperationModel) -> str:
    return _flat(operation.summary) or f"{operation.method.upper()} {operation.path}"


def _section(title: str, items: Iterable[str]) -> str:
    lines = [f"    {item}" for item in items if item]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _closing(operation: OperationModel) -> str:
    if not operation.deprecated:
        return ""
    last = operation.facts.get("x-last-data-day")
    data = f" It has no data after {last}." if last else ""
    said = operation.closing.removeprefix("this operation is deprecated").removeprefix("; ")
    return f"Deprecated{': ' * bool(said)}{said}.{data}"


def _result(operation: OperationModel) -> str:
    """The description of a success, for an operation without a description."""
    success = next((each for each in operation.answers if each.is_success and each.bodies), None)
    return _flat(success.description) if success is not None else ""


def _argument(parameter: ParameterModel) -> str:
    notes = [parameter.description] if parameter.description else []
    if parameter.case_sensitive is False:
        notes.append("Not case-sensitive.")
    if parameter.accepts_id:
        notes.append("Its id is accepted, too.")
    if parameter.format == "date-time":
        notes.append("An aware datetime, sent as YYYY-MM-DDTHH:MM:SSZ in UTC.")
    if parameter.not_before:
        notes.append(f"Not before `{parameter.not_before}`.")
    if parameter.enum and "Literal" not in parameter.annotation:
        notes.append(f"One of {', '.join(map(str, parameter.enum))}.")
    if parameter.qualifiers:
        qualifiers = (
            f"`{name}`{' (' + ', '.join(values) + ')' if values else ''}"
            for name, values in parameter.qualifiers.items()
        )
        notes.append(f"Qualifiers: {', '.join(qualifiers)}.")
    if parameter.default is not None:
        notes.append(f"Default: {parameter.default}.")
    return f"{parameter.name}: {_flat(' '.join(notes))}" if notes else ""


def _raises(operation: OperationModel) -> Iterable[str]:
    for answer in operation.answers:
        if not answer.is_success:
            yield f"{_error(answer)}: {answer.status}. {_flat(answer.description)}".rstrip()


def _error(answer: ResponseModel) -> str:
    return _ERRORS.get(
        answer.status, "ServerError" if answer.status.startswith("5") else "StatusError"
    )


def _who(operation: OperationModel) -> Iterable[str]:
    """The roles, the token, and the policy, a line each."""
    facts = operation.facts
    kinds: Mapping[str, Any] = facts.get("x-token-kinds") or {}
    scopes: Sequence[str] = facts.get("x-oauth-scopes", ())
    permissions = [
        f'"{each.get("name")}" ({each.get("resource")}, {each.get("access")})'
        for each in facts.get("x-permissions", ())
    ]
    needs = [f"scope {_either(scopes)}"] if scopes else []
    needs += [f"permission {_either(permissions)}"] if permissions else []
    fails = [f"a {_KINDS.get(each, each)}" for each in kinds.get("fails", ())]
    token = [", or ".join(needs)] if needs else []
    token += [f"not {_either(fails)}"] if fails else []
    yield _line("Roles", _either(facts.get("x-roles", ())))
    yield _line("Token", "; ".join(token))
    yield _line("Policy", facts.get("x-policy", ""))


def _either(texts: Sequence[str]) -> str:
    """`a`, `a or b`, or `a, b or c`."""
    *first, last = [*texts] or [""]
    return f"{', '.join(first)} or {last}" if first else last


def _data(operation: OperationModel) -> Iterable[str]:
    facts = operation.facts
    row_type, shape = facts.get("x-row-type"), str(facts.get("x-file-shape", ""))
    licenses = facts.get("x-min-licenses") or {}
    stage = facts.get("x-stage", "")
    if row_type:
        key = f"; key: {', '.join(operation.row_key)}" if operation.row_key else ""
        yield _line("Rows", f"`rows.{row_type}`, {_SHAPES.get(shape, shape)}{key}")
    yield _line("Days", _days(facts))
    if licenses:
        yield _line(
            "Minimum", f"{licenses.get('count')} licensed members of the {licenses.get('of')}"
        )
    yield _line("Freshness", facts.get("x-freshness", ""))
    yield _line("Pages", _pages(facts.get("x-pagination") or {}))
    yield _line("Stage", stage if stage not in ("generally available", "closed") else "")


def _days(facts: Mapping[str, Any]) -> str:
    window = facts.get("x-day-window") or {}
    parts = [
        f"from {window['first']}" if "first" in window else "",
        f"at most {window['max-age-days']} days back" if "max-age-days" in window else "",
        f"`since` at most {facts['x-since-max-age-days']} days back"
        if "x-since-max-age-days" in facts
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _pages(pages: Mapping[str, Any]) -> str:
    if not pages:
        return ""
    clamped = "; larger values are clamped" if pages.get("clamped") else ""
    return (
        f"by {pages.get('style')}, {pages.get('default')} items by default and "
        f"{pages.get('largest')} at most{clamped}"
    )


def _line(label: str, text: object) -> str:
    flat = _flat(str(text))
    return f"{label}: {flat}" + ("" if flat.endswith(".") else ".") if flat else ""
