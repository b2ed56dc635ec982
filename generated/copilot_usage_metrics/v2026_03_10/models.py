# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""What GitHub answers with, API version 2026-03-10.

Keys that the description does not define are stored in `extra`. A missing key is `UNSET`: neither
None nor 0.
"""

from __future__ import annotations

from .._since_2022_11_28.models import (
    BasicError,
    CopilotMetrics1DayReport,
    CopilotMetrics28DayReport,
    ScimError,
    UsageRecord,
    ValidationError,
    ValidationErrorItem,
)

__all__ = [
    "BasicError",
    "CopilotMetrics1DayReport",
    "CopilotMetrics28DayReport",
    "ScimError",
    "UsageRecord",
    "ValidationError",
    "ValidationErrorItem",
]
