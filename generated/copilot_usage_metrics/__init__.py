# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""GitHub's Copilot usage metrics, typed.

    from copilot_usage_metrics import CopilotMetrics

The top of the package is one API version; each version has a subpackage of its own. Row types of
the downloaded files are in `rows`.
"""

from __future__ import annotations

from . import _public
from ._runtime.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import rows
    from ._public import *
    from ._runtime.arrow.batches import arrow_schema, rows_from_arrow, rows_to_arrow
    from ._runtime.client.items import AsyncItems, Items
    from ._runtime.client.rows import AsyncRows, Rows
    from ._runtime.drift.detect import detect_drift
    from ._runtime.drift.result import Drift
    from ._runtime.files.file_rows import FileRows
    from .files import read_rows
    from .v2026_03_10 import models
    from .v2026_03_10.async_client import AsyncCopilotMetrics
    from .v2026_03_10.client import CopilotMetrics
    from .v2026_03_10.operations import API_VERSION, OPERATIONS, SPEC_SHA256

else:
    __getattr__, __dir__ = lazy(
        globals(),
        {
            ".": ["rows"],
            "._public": _public.__all__,
            "._runtime.arrow.batches": ["arrow_schema", "rows_from_arrow", "rows_to_arrow"],
            "._runtime.client.items": ["AsyncItems", "Items"],
            "._runtime.client.rows": ["AsyncRows", "Rows"],
            "._runtime.drift.detect": ["detect_drift"],
            "._runtime.drift.result": ["Drift"],
            "._runtime.files.file_rows": ["FileRows"],
            ".files": ["read_rows"],
            ".v2026_03_10": ["models"],
            ".v2026_03_10.async_client": ["AsyncCopilotMetrics"],
            ".v2026_03_10.client": ["CopilotMetrics"],
            ".v2026_03_10.operations": ["API_VERSION", "OPERATIONS", "SPEC_SHA256"],
        },
    )

__version__ = "0.1.0"

__all__ = [
    "API_VERSION",
    "AsyncCopilotMetrics",
    "AsyncItems",
    "AsyncRows",
    "CopilotMetrics",
    "Drift",
    "FileRows",
    "Items",
    "OPERATIONS",
    "Rows",
    "SPEC_SHA256",
    "__version__",
    "arrow_schema",
    "detect_drift",
    "models",
    "read_rows",
    "rows",
    "rows_from_arrow",
    "rows_to_arrow",
]

__all__ += _public.__all__
