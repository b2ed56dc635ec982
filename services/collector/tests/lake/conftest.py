from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from copilot_metrics_collector.lake.lake import Lake


@pytest.fixture(params=["local", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Places of a lake: a folder whose name must be quoted, and an object store."""
    if request.param == "local":
        yield str(tmp_path / "it's a [lake] entity=no kind=")
        return
    root = f"bucket-{uuid.uuid4().hex}"
    yield f"memory://{root}/it's"
    files = fsspec.filesystem("memory")
    if files.exists(root):
        files.rm(root, recursive=True)


@pytest.fixture
def lake(url: str) -> Lake:
    return Lake.open(url, create=True)


@pytest.fixture
def local(tmp_path: Path) -> Lake:
    return Lake.open(tmp_path / "lake", create=True)
