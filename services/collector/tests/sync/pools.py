"""Executors for tests: their functions are named as `module:function`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, ClassVar

import cloudpickle  # type: ignore[import-untyped]

Sent = tuple[bytes, bytes]


class Spying(Executor):
    """Runs each task immediately, after pickling it as a cluster would, and stores the pickles."""

    sent: ClassVar[list[bytes]] = []
    came: ClassVar[list[bytes]] = []
    lose: ClassVar[Callable[[int], bool]]
    number: ClassVar[int] = 0

    @classmethod
    def reset(cls, lose: Callable[[int], bool] = lambda number: False) -> None:
        cls.sent, cls.came, cls.number = [], [], 0
        cls.lose = staticmethod(lose)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        text = cloudpickle.dumps((fn, args, kwargs))
        type(self).sent.append(text)
        type(self).number += 1
        if type(self).lose(type(self).number):
            future.set_exception(ConnectionError("the worker is gone"))
            return future
        try:
            called, given, named = cloudpickle.loads(text)
            found = cloudpickle.dumps(called(*given, **named))
            type(self).came.append(found)
            future.set_result(cloudpickle.loads(found))
        except BaseException as error:  # noqa: BLE001 - as executors do
            future.set_exception(error)
        return future


def spying() -> Executor:
    return Spying()


def processes() -> Executor:
    return ProcessPoolExecutor(2, get_context("spawn"))


def nothing() -> object:
    return object()


def broken() -> Executor:
    raise RuntimeError("no cluster today")


def provide_more(lane: str, base_url: str) -> dict[str, Any]:
    return {**provide(lane, base_url), "timeout": 9.0, "one_at_a_time": False}


def provide_nonsense(lane: str, base_url: str) -> dict[str, Any]:
    return {**provide(lane, base_url), "nonsense": 1}


def provide(lane: str, base_url: str) -> dict[str, Any]:
    """A provider of credentials, as users write them."""
    import os

    assert lane
    assert base_url.startswith("http")
    return {"token": os.environ["PROVIDED_TOKEN"]}
