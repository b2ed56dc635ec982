"""Lakes without plain names: with pseudonyms, or without users.

transform = transform_of(settings)          # None: nothing is replaced
clean = transform.batch(family, batch)      # before it is written to Parquet
transform.raw(family, source, target)       # instead of storing the file unchanged
keys = transform.keys(rows.unknown_keys)    # for the manifest
"""

from __future__ import annotations

from .families import check_families, families_with_people
from .keys import make_key, read_key
from .scrubbing import Scrubber
from .transform import Rows, Transform, transform_of

__all__ = [
    "Rows",
    "Scrubber",
    "Transform",
    "check_families",
    "families_with_people",
    "make_key",
    "read_key",
    "transform_of",
]
