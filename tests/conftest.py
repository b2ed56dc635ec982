"""What all tests share."""

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
"""A Friday. It is this day in every test, and in every process that a test starts with its environment."""


def pytest_configure(config: pytest.Config) -> None:
    """No outcome depends on the machine's date."""
    with ExitStack() as stack:
        stack.enter_context(clock_at(TODAY))
        config.add_cleanup(stack.pop_all().close)


def pytest_collection_finish() -> None:
    """What is there now stays to the end: looking for garbage is about what comes later."""
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
    """Each HTTP client reads the certificates of the world; here, they all have those of the first one.

    That takes 30 ms of a processor, and there are thousands of clients; what they talk to is on this machine.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one run of mypy leaves for the next (`strict.mypy`)."""
    return tmp_path_factory.mktemp("mypy")
