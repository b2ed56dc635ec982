"""Inputs of the tests of transforms."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
from copilot_usage_metrics import read_rows

from copilot_metrics_collector.privacy import Transform
from copilot_metrics_collector.units import FAMILIES

ODD = (
    "new-keys",
    "types",
    "ids=strings",
    "documented-fields",
    "conflicts",
    "bad-lines",
    "duplicates=7",
)
"""A row with everything that rows can contain."""


@attrs.frozen
class Wanted:
    pseudonymize: str | None = None
    users: bool = True


def reading(family: str, file: bytes) -> Any:
    """A file's rows, as a sync reads them."""
    row_type: Any = FAMILIES[family].row_type
    return read_rows(io.BytesIO(file), row_type)


def batches(family: str, file: bytes) -> list[Any]:
    return list(reading(family, file).arrow())


def cleaned(transform: Transform, family: str, file: bytes) -> Iterator[dict[str, Any]]:
    """The stored rows of a file."""
    for batch in batches(family, file):
        yield from transform.batch(family, batch).to_pylist()


def scrubbed(transform: Transform, family: str, pieces: Iterable[bytes]) -> bytes:
    """A stored raw file."""
    scrubber = transform.scrubber(family)
    return b"".join([*(scrubber.feed(piece) for piece in pieces), scrubber.finish()])
