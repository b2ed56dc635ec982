"""Output formats of results, and the suffixes of their files."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    MD = "md"


SUFFIXES: Final = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".md": Format.MD,
    ".markdown": Format.MD,
    ".parquet": Format.PARQUET,
    ".txt": Format.TABLE,
}
"""File formats by suffix in lower case."""
