# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""The operations, API version 2026-03-10, and the facts of GitHub's pages about them."""

from __future__ import annotations

from .._runtime.operation import Operations
from .._since_2022_11_28 import operations as since_2022_11_28

__all__ = ["API_VERSION", "OPERATIONS", "SPEC_SHA256"]

API_VERSION = "2026-03-10"
"""The value of the header `X-GitHub-Api-Version`."""
SPEC_SHA256 = "23b1a56ea1d38046be2dcf52f44462fe6426487ede81ddc13b9378b43ef25848"
"""Digest of the description from which this was generated."""


OPERATIONS = Operations(since_2022_11_28.OPERATIONS)
"""Every operation of this API version by its operationId."""
