"""Fixtures for all tests."""

from __future__ import annotations

import datetime
import gc
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from copilot_usage_metrics.testing import FakeGitHub, clock_at

TODAY = datetime.date(2026, 11, 20)
"""A Friday: the current day in every test, and in every process that a test starts with its environment."""


def pytest_configure(config: pytest.Config) -> None:
    """No result depends on the machine's date."""
    with ExitStack() as stack:
        stack.enter_context(clock_at(TODAY))
        config.add_cleanup(stack.pop_all().close)


def pytest_collection_finish() -> None:
    """Freeze the objects that exist now: tests for garbage look at later objects only."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def _objects_of_a_module_are_frozen() -> Iterator[None]:
    """What a module leaves is not garbage: cached documents, mostly.

    Otherwise each later collection visits all of it, and takes up to a second at the end of the session.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _closed_operations_respond() -> Iterator[None]:
    """A test may use any operation: one that GitHub closes responds in the fake as before.

    Tests about closed operations say `legacy="closed"`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(FakeGitHub.__init__.__kwdefaults__ or {}, "legacy", "open")
        yield


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """Share one set of CA certificates between all HTTP clients of the tests.

    Loading it takes 30 ms of CPU time, and there are thousands of clients; they connect to loopback only.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of mypy, shared by the runs of `strict.mypy`."""
    return tmp_path_factory.mktemp("mypy")
