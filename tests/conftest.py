"""What all tests share."""

from __future__ import annotations

import gc
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest


def pytest_collection_finish() -> None:
    """What is there now stays to the end: looking for garbage is about what comes later."""
    gc.collect()
    gc.freeze()


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
