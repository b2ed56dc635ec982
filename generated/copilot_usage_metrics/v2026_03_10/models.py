# Generated: edits are lost. Change spec/ or templates/ and run `make generate`.

"""Responses of GitHub, API version 2026-03-10.

Keys that the description does not define are in `extra`. A missing key is `UNSET`, not None.
"""

from __future__ import annotations

from .._since_2022_11_28 import models as since_2022_11_28
from .._since_2022_11_28.models import *

__all__: list[str] = []
__all__ += since_2022_11_28.__all__
