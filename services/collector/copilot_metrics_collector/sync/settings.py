"""How a sync asks and what it keeps: a value without secrets, so that it can go to a worker."""

from __future__ import annotations

import datetime
import os
from typing import Final

import attrs

from ..units import host_of

DEFAULT_WORKERS: Final = min(8, 2 + (os.cpu_count() or 1))
"""Two more than can compute, for some wait for the network: others would only hand Python's lock around."""
DEFAULT_TRIES: Final = 6
DEFAULT_TIMEOUT_SECONDS: Final = 60.0
DEFAULT_DEADLINE_SECONDS: Final = 2 * 3600.0
"""Long enough to sit out a primary rate limit, which begins anew every hour, and what else goes wrong meanwhile."""


@attrs.frozen(kw_only=True)
class Settings:
    """What every unit of a run has in common. Of secrets it knows at most the names of files."""

    lake: str
    """The lake's path or address."""
    base_url: str = "https://api.github.com"
    today: datetime.date
    """The day that it is, in UTC."""
    keep_raw: bool = False
    """Whether the files are kept as they came, beside the rows."""
    pseudonymize: str | None = None
    """The file of the key that names are hashed with."""
    users: bool = True
    """Whether rows of single users are kept."""
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    """For each step of a request."""
    tries: int = DEFAULT_TRIES
    """How often a request is sent at most."""
    first_wait_seconds: float = 1.0
    """The longest first wait before another try, where GitHub asks for none."""
    deadline_seconds: float = DEFAULT_DEADLINE_SECONDS
    """How long one request may take, waits included."""
    workers: int = DEFAULT_WORKERS
    """Units whose files are read at the same time: of each, some megabytes are in memory."""

    @property
    def host(self) -> str:
        """The host's part of the units' paths."""
        return host_of(self.base_url)
