"""Fixtures of all tests."""

from __future__ import annotations

import datetime
import gc
import os
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache

import hypothesis
import pytest
import typer.main
import typer.testing
from copilot_usage_metrics.testing import FakeGitHub, clock_at

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


TODAY = datetime.date(2026, 11, 20)
"""A Friday. It is this day in every test, and in every process that a test starts with its environment."""


def pytest_configure(config: pytest.Config) -> None:
    """No outcome depends on the machine's date."""
    with ExitStack() as stack:
        stack.enter_context(clock_at(TODAY))
        config.add_cleanup(stack.pop_all().close)


def pytest_collection_finish() -> None:
    """Exempts the present objects from garbage collection, which speeds up later collections."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Ends the exemption; otherwise DuckDB's library prints the remaining objects."""
    gc.unfreeze()


@pytest.fixture(scope="module", autouse=True)
def _objects_of_a_module_are_frozen() -> Iterator[None]:
    """What a module leaves is not garbage: caches, mostly. Otherwise each later collection visits all of it."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _closed_operations_respond() -> Iterator[None]:
    """A test may use any operation: one that GitHub closes responds in the fake as before.

    Tests about closed operations say `legacy="closed"`.
    """
    with pytest.MonkeyPatch.context() as patch:
        defaults = FakeGitHub.__init__.__kwdefaults__
        assert defaults is not None
        patch.setitem(defaults, "legacy", "open")
        yield


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """Each HTTP client reads the certificates of the world; here, they all have those of the first one.

    Reading them takes 30 ms of CPU time, and the tests create thousands of clients; all servers are on loopback.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_made_once() -> Iterator[None]:
    """Typer makes the commands of their functions for each call, 20 ms of a processor; a process has one call."""
    with pytest.MonkeyPatch.context() as patch:
        made = cache(typer.main.get_command)
        patch.setattr(typer.main, "get_command", made)
        patch.setattr(typer.testing, "_get_command", made)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_waits_for_the_disk() -> Iterator[None]:
    """No test cuts the power, so no lake of theirs has to outlive that; thousands of files are written.

    `lake/test_store.py` checks by the order of calls that a file is on the disk before its name.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield
