"""Compares the requests that the server sends: webhooks and callbacks.

The caller of the API receives them, so their bodies and parameters are judged like responses, and the receiver's
responses like requests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import attrs

from ...document import escape
from ..openapi.references import Document, obj
from .change import OUT, ChangeRecorder, Position
from .headers import Header, headers
from .operations import DocumentOperation, operations_of
from .parameters import DocumentParameter, parameters_of
from .schemas import SchemaComparer

Compare = Callable[[DocumentOperation, DocumentOperation, Position], None]


def hook_parameters(
    recorder: ChangeRecorder,
    schemas: SchemaComparer,
    old: DocumentOperation,
    new: DocumentOperation,
    position: Position,
) -> None:
    """Records what differs between the parameters of two requests that the server sends."""
    sides = parameters_of(recorder.old, old), parameters_of(recorder.new, new)
    for location in ("header", "query", "path", "cookie", "querystring"):
        before, after = (
            {key[1]: _header(each) for key, each in side.items() if key[0] == location}
            for side in sides
        )
        here = attrs.evolve(position, direction=OUT, subject=old.label, place=(location,))
        headers(recorder, schemas, before, after, here, location)


def _header(parameter: DocumentParameter) -> Header:
    return parameter.raw, parameter.pointer, parameter.site


def callbacks(
    recorder: ChangeRecorder,
    old: DocumentOperation,
    new: DocumentOperation,
    position: Position,
    compare: Compare,
) -> None:
    """Records new and removed callbacks, and compares the others by the address that they are sent to."""
    before, after = _callbacks(recorder.old, old), _callbacks(recorder.new, new)
    for key in before:
        below = position.below(key, f": the callback {key}")
        if key not in after:
            recorder.record("hook-gone", below, before[key].pointer, None, key, None)
        else:
            node = (before[key].pointer, after[key].pointer, "callback")
            if recorder.enter(position.node, node):
                compare(before[key], after[key], attrs.evolve(below, node=node))
    for key in after:
        if key not in before:
            below = position.below(key, f": the callback {key}")
            recorder.record("hook-new", below, None, after[key].pointer, None, key)


def _callbacks(document: Document, operation: DocumentOperation) -> dict[str, DocumentOperation]:
    """The requests of the callbacks, by method and expression: their names are not sent."""
    found: dict[str, DocumentOperation] = {}
    count: Counter[str] = Counter()
    for name, value in obj(operation.raw.get("callbacks")).items():
        callback, pointer = document.follow(value, f"{operation.pointer}/callbacks/{escape(name)}")
        for expression, item in callback.items():
            if expression.startswith("x-"):
                continue
            place = f"{pointer}/{escape(expression)}"
            for each in operations_of(
                document, item, place, f"callback {expression}", hook=not operation.hook
            ):
                key = f"{each.method.upper()} {expression}"
                count[key] += 1
                found[key if count[key] == 1 else f"{key} #{count[key]}"] = each
    return found
