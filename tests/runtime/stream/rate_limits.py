"""The default retry policy, the message of GitHub's secondary rate limit, and dates in HTTP headers."""

from __future__ import annotations

import email.utils

from copilot_usage_metrics import RetryPolicy

POLICY = RetryPolicy()
SECONDARY = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
)


def http_date(moment: float) -> str:
    return email.utils.formatdate(moment, usegmt=True)
