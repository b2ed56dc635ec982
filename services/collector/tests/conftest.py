"""What all tests share."""

from __future__ import annotations

import gc
import ssl
from collections.abc import Iterator
from functools import cache

import pytest


def pytest_collection_finish() -> None:
    """What is there now stays to the end: looking for garbage is about what comes later."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """At the end it is garbage like all else; DuckDB's library prints what is left then."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """Each HTTP client reads the certificates of the world; here, they all have those of the first one.

    That takes 30 ms of a processor, and there are thousands of clients; what they talk to is on this machine.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield
