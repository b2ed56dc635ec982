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
            **dict.fromkeys(_public.__all__, "._public"),
            "rows": ".",
            "arrow_schema": "._runtime.arrow.batches",
            "rows_from_arrow": "._runtime.arrow.batches",
            "rows_to_arrow": "._runtime.arrow.batches",
            "AsyncItems": "._runtime.client.items",
            "Items": "._runtime.client.items",
            "AsyncRows": "._runtime.client.rows",
            "Rows": "._runtime.client.rows",
            "detect_drift": "._runtime.drift.detect",
            "Drift": "._runtime.drift.result",
            "FileRows": "._runtime.files.file_rows",
            "read_rows": ".files",
            "models": ".v2026_03_10",
            "AsyncCopilotMetrics": ".v2026_03_10.async_client",
            "CopilotMetrics": ".v2026_03_10.client",
            "API_VERSION": ".v2026_03_10.operations",
            "OPERATIONS": ".v2026_03_10.operations",
            "SPEC_SHA256": ".v2026_03_10.operations",
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
