"""What a transform is made from, and what it is tried on."""

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
"""Everything that can stand in rows, at once."""


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
    """The rows of a file, as they are kept."""
    for batch in batches(family, file):
        yield from transform.batch(family, batch).to_pylist()


def scrubbed(transform: Transform, family: str, pieces: Iterable[bytes]) -> bytes:
    """A file, as it is kept."""
    scrubber = transform.scrubber(family)
    return b"".join([*(scrubber.feed(piece) for piece in pieces), scrubber.finish()])
