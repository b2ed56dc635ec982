"""The tree of exceptions matches its drawing, and every exception survives pickle and copy."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from collections.abc import Iterator
from typing import Any

import pytest

import copilot_usage_metrics
from copilot_usage_metrics import CopilotMetricsError, v2022_11_28, v2026_03_10
from copilot_usage_metrics._runtime import errors
from copilot_usage_metrics.v2026_03_10.models import BasicError

DEFINED = {
    name: value
    for name, value in vars(errors).items()
    if inspect.isclass(value) and issubclass(value, BaseException)
}
RESPONSE: dict[str, Any] = {
    "operation_id": "op",
    "status": 418,
    "message": "words",
    "documentation_url": "https://docs.example",
    "request_id": "A:1",
    "answer": BasicError(message="words", extra={"new": [1]}),
}
VALUES: dict[str, Any] = {
    "missing": ("file 1: gone", "file 2: gone"),
    "text": "it happened",
    "name": "day",
    "path": "a[0]",
    "expected": "a list",
    "found": "null",
    **RESPONSE,
}


def drawn() -> Iterator[tuple[str, str | None, str | None]]:
    """Each class of the tree in the docs: its name, its builtin base, and its parent."""
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ((?:[│ ]   )*(?:[├└]── )?)([A-Z]\w+)(?: \((\w+)\))?(?: |$)", line)
        if match:
            depth = len(match[1]) // 4
            del above[depth:]
            yield match[2], match[3], above[-1] if above else None
            above.append(match[2])


DRAWN = {name: (builtin, parent) for name, builtin, parent in drawn()}


def test_every_class_is_drawn_once_and_public() -> None:
    assert sorted(DRAWN) == sorted(DEFINED) == sorted(errors.__all__)
    assert len([name for name, _, _ in drawn()]) == len(DRAWN)
    for name, cls in DEFINED.items():
        for package in (copilot_usage_metrics, v2022_11_28, v2026_03_10):
            assert getattr(package, name) is cls
            assert name in package.__all__


@pytest.mark.parametrize("name", DRAWN)
def test_tracebacks_name_the_package_alone(name: str) -> None:
    assert DEFINED[name].__module__ == copilot_usage_metrics.__name__


@pytest.mark.parametrize("name", DRAWN)
def test_each_class_has_its_drawn_bases(name: str) -> None:
    builtin, parent = DRAWN[name]
    bases = [base.__name__ for base in DEFINED[name].__bases__]
    assert bases == [parent or "Exception", *([builtin] if builtin else [])]
    assert DEFINED[name].__doc__


def value_of(name: str) -> Any:
    """The value of a constructor argument: a text, unless `VALUES` has another."""
    return VALUES.get(name, f"some {name}")


def made(cls: type[CopilotMetricsError]) -> CopilotMetricsError:
    """An instance with every field set."""
    wanted = inspect.signature(cls).parameters
    positional = [
        value_of(p.name)
        for p in wanted.values()
        if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]
    keywords = {p.name: value_of(p.name) for p in wanted.values() if p.kind is p.KEYWORD_ONLY}
    return cls(*positional, **keywords)


@pytest.mark.parametrize("cls", DEFINED.values(), ids=DEFINED)
class TestEachError:
    def test_exception_survives_pickle_and_copy(self, cls: type[CopilotMetricsError]) -> None:
        error = made(cls)
        error.add_note("a note")
        if isinstance(error, errors.RateLimitError):
            error.retry_after = 60.0
        copies = [
            copy.copy(error),
            copy.deepcopy(error),
            *(pickle.loads(pickle.dumps(error, n)) for n in range(pickle.HIGHEST_PROTOCOL + 1)),
        ]
        for copied in copies:
            assert copied is not error
            assert type(copied) is cls
            assert vars(copied) == vars(error)
            assert (str(copied), repr(copied), copied.args) == (str(error), repr(error), error.args)
            assert copied.__notes__ == ["a note"]

    def test_message_contains_the_arguments(self, cls: type[CopilotMetricsError]) -> None:
        error = made(cls)
        assert str(error) == error.text
        assert error.args == (error.text,)
        for name, value in vars(error).items():
            if name != "text" and name in inspect.signature(cls).parameters:
                assert value == value_of(name)

    def test_exception_is_a_subclass_of_the_base(self, cls: type[CopilotMetricsError]) -> None:
        with pytest.raises(CopilotMetricsError):
            raise made(cls)


def test_subclass_of_a_user_survives_pickle_and_copy() -> None:
    copied = pickle.loads(pickle.dumps(Own("text", extra=1)))
    assert (type(copied), str(copied), copied.extra) == (Own, "text", 1)


class Own(CopilotMetricsError):
    def __init__(self, text: str, *, extra: int) -> None:
        super().__init__(text)
        self.extra = extra


def test_statuses_have_their_drawn_classes() -> None:
    drawing = errors.__doc__ or ""
    for status, cls in errors.BY_STATUS.items():
        assert re.search(rf"{cls.__name__} +{status}\b", drawing)
        assert issubclass(cls, errors.StatusError)


def test_shape_error_names_the_path() -> None:
    assert str(errors.ShapeError("a.b[0]", "a list", "null")) == (
        "a.b[0]: expected a list, found null"
    )
    assert str(errors.ShapeError("", "a list", "null")) == "the body: expected a list, found null"
