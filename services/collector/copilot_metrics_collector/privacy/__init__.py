"""Lakes without plain names: pseudonyms by a key, or teams and entities alone.

transform = transform_of(settings)          # None: nothing is to be replaced
clean = transform.batch(family, batch)      # before it is written to Parquet
transform.raw(family, source, target)       # instead of keeping the file as it came
keys = transform.keys(rows.unknown_keys)    # what goes into a manifest
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
