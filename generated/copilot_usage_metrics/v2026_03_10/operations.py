# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The operations, API version 2026-03-10, and the facts of GitHub's pages about them."""

from __future__ import annotations

from .._runtime.operation import (
    Operations,
)
from .._since_2022_11_28 import operations as since_2022_11_28

__all__ = ["API_VERSION", "OPERATIONS", "SPEC_SHA256"]

API_VERSION = "2026-03-10"
"""The value of the header `X-GitHub-Api-Version`."""
SPEC_SHA256 = "44d91e6b8c000232196eed2e6cb8eee3045547c7056a4b8ad3191e8c98400839"
"""Digest of the description from which this was generated."""


OPERATIONS = Operations(
    [
        since_2022_11_28.COPILOT_ENTERPRISE_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_ENTERPRISE_REPOS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ENTERPRISE_USAGE_METRICS,
        since_2022_11_28.COPILOT_ENTERPRISE_USER_TEAMS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ORGANIZATION_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_ORGANIZATION_REPOS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ORGANIZATION_USAGE_METRICS,
        since_2022_11_28.COPILOT_ORGANIZATION_USER_TEAMS_ONE_DAY_REPORT,
        since_2022_11_28.COPILOT_ORGANIZATION_USERS_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_ORGANIZATION_USERS_USAGE_METRICS,
        since_2022_11_28.COPILOT_USERS_ONE_DAY_USAGE_METRICS,
        since_2022_11_28.COPILOT_USERS_USAGE_METRICS,
        since_2022_11_28.GET_USAGE_RECORDS,
    ]
)
"""Every operation of this API version by its operationId."""
