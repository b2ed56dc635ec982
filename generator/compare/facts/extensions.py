"""Compares the facts of two operations: deprecation, our `x-` keys, GitHub's announcements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from ...document import escape
from ..openapi.json_values import canonical, equal
from ..openapi.references import items, obj
from .change import ChangeRecorder, Position
from .operations import DocumentOperation

PENDING = "x-github-breaking-changes"
"""The extension in which GitHub announces the changes of a later API version."""
_OF_CLOSING = ("deprecated", "x-stage", "x-sunset", "x-successor")
"""The keys that closing an operation changes, together one change."""
_OF_DRAFTS = frozenset(
    {
        "x-stage",
        "x-oauth-scopes",
        "x-permissions",
        "x-roles",
        "x-token-kinds",
        "x-policy",
        "x-min-licenses",
        "x-since-max-age-days",
        "x-max-age-hours",
        "x-day-window",
    }
)
"""Facts that a draft entry lacks. An operation with none of them is a draft, and the first ones are documentation."""
_STAGES = ("closed", "closing down", "public preview", "generally available")
"""From the least to the most stable."""


def facts(
    recorder: ChangeRecorder, old: DocumentOperation, new: DocumentOperation, position: Position
) -> None:
    """Records what differs between the facts of two operations."""
    closed = _is_closed(new) and not _is_closed(old)
    if closed:
        ends = f"{old.pointer}/deprecated", f"{new.pointer}/deprecated"
        also = (f"{new.pointer}/{key}" for key in _OF_CLOSING)
        sunset = new.raw.get("x-sunset")
        below = position.below("deprecated", "")
        recorder.record("operation-closed", below, *ends, None, sunset, also=also)
    else:
        _flag(recorder, old, new, position)
    unknown = _OF_DRAFTS if not any(old.raw.get(key) for key in _OF_DRAFTS) else frozenset()
    for key, noted in _FACTS.items():
        if key in unknown or (closed and key in _OF_CLOSING):
            continue
        before, after = old.raw.get(key), new.raw.get(key)
        if canonical(before) == canonical(after):
            continue
        kind = noted(before, after)
        if kind:
            place = escape(key)
            below = position.below(key, f": {key}")
            ends = f"{old.pointer}/{place}", f"{new.pointer}/{place}"
            recorder.record(kind, below, *ends, *_edited(before, after))


def _is_closed(operation: DocumentOperation) -> bool:
    return operation.raw.get("x-stage") == "closed"


def _edited(old: Any, new: Any) -> tuple[Any, Any]:
    """The members that differ between two objects."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return old, new
    keys = [key for key in {**old, **new} if not equal(old.get(key), new.get(key))]
    before, after = ({key: side[key] for key in keys if key in side} for side in (old, new))
    return before, after


def _flag(
    recorder: ChangeRecorder, old: DocumentOperation, new: DocumentOperation, position: Position
) -> None:
    before, after = (each.raw.get("deprecated") is True for each in (old, new))
    if before != after:
        kind = "operation-deprecated" if after else "operation-revived"
        ends = f"{old.pointer}/deprecated", f"{new.pointer}/deprecated"
        recorder.record(kind, position.below("deprecated", ""), *ends, before, after)


_Kind = Callable[[Any, Any], str]


def _sunset(old: Any, new: Any) -> str:
    if new is None:
        return "sunset-later"
    if old is None:
        return "sunset-set"
    return "sunset-earlier" if str(new) < str(old) else "sunset-later"


def _stage(old: Any, new: Any) -> str:
    ranks = [_STAGES.index(each) if each in _STAGES else len(_STAGES) for each in (old, new)]
    return "stability-down" if ranks[1] < ranks[0] else "stability-up"


def _row_type(old: Any, new: Any) -> str:
    return "row-type-set" if old is None else "row-type-changed"


def _file_shape(old: Any, new: Any) -> str:
    return "file-shape-set" if old is None else "file-shape-changed"


def _pagination(old: Any, new: Any) -> str:
    if old is None:
        return "pagination-set"
    a, b = obj(old), obj(new)
    how = ("style", "size", "page", "after", "before")
    if any(a.get(key) != b.get(key) for key in how):
        return "pagination-changed"
    return "page-size"


def _licenses(old: Any, new: Any) -> str:
    return _limit(obj(old).get("count") or 0, obj(new).get("count") or 0, more_is_looser=False)


def _age(old: Any, new: Any) -> str:
    return _limit(old, new, more_is_looser=True)


def _window(old: Any, new: Any) -> str:
    a, b = obj(old), obj(new)
    if str(a.get("first")) != str(b.get("first")):
        later = str(b.get("first", "")) > str(a.get("first", ""))
        return "limit-of-ours-tighter" if later else "limit-of-ours-looser"
    return _limit(a.get("max-age-days"), b.get("max-age-days"), more_is_looser=True)


def _limit(old: Any, new: Any, *, more_is_looser: bool) -> str:
    """The value of a limit; a missing one is infinite."""
    if new is None:
        return "limit-of-ours-looser"
    if old is None or not isinstance(old, (int, float)) or not isinstance(new, (int, float)):
        return "limit-of-ours-tighter"
    return "limit-of-ours-looser" if (new > old) == more_is_looser else "limit-of-ours-tighter"


def _options(old: Any, new: Any) -> str:
    """Lists where one entry suffices: a shorter list is a loss."""
    a, b = ({canonical(each) for each in items(value)} for value in (old, new))
    if not a or not b:
        return "access-less" if b else "access-more"
    return "access-less" if a - b else "access-more" if b - a else ""


def _tokens(old: Any, new: Any) -> str:
    lost = set(items(obj(old).get("works"))) - set(items(obj(new).get("works")))
    found = set(items(obj(new).get("works"))) - set(items(obj(old).get("works")))
    return "access-less" if lost else "access-more" if found else ""


def _policy(old: Any, new: Any) -> str:
    return "access-more" if new is None else "access-less"


_FACTS: Mapping[str, _Kind] = {
    "x-sunset": _sunset,
    "x-stage": _stage,
    "x-row-type": _row_type,
    "x-file-shape": _file_shape,
    "x-pagination": _pagination,
    "x-min-licenses": _licenses,
    "x-since-max-age-days": _age,
    "x-max-age-hours": lambda old, new: _limit(old, new, more_is_looser=False),
    "x-day-window": _window,
    "x-oauth-scopes": _options,
    "x-permissions": _options,
    "x-roles": _options,
    "x-token-kinds": _tokens,
    "x-policy": _policy,
}


def pending(recorder: ChangeRecorder, pairs: set[tuple[str, str]], position: Position) -> None:
    """Records what GitHub announces, or no longer announces, of the objects that are in both documents."""
    for old_pointer, new_pointer in sorted(pairs):
        before, after = (
            {canonical(each) for each in items(obj(document.at(pointer)).get(PENDING))}
            for document, pointer in ((recorder.old, old_pointer), (recorder.new, new_pointer))
        )
        place = f"{old_pointer}/{PENDING}", f"{new_pointer}/{PENDING}"
        name = new_pointer.rsplit("/", 1)[-1]
        here = attrs.evolve(position, subject=name, place=(name, PENDING))
        if after - before:
            recorder.record(
                "pending-new", here, *place, None, _versions(recorder.new.at(new_pointer))
            )
        elif before - after:
            recorder.record(
                "pending-gone", here, *place, _versions(recorder.old.at(old_pointer)), None
            )


def _versions(owner: Any) -> list[str]:
    entries = items(obj(owner).get(PENDING))
    return sorted(f"{obj(each).get('version')}: {obj(each).get('changeset')}" for each in entries)
