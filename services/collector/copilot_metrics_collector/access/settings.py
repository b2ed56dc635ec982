"""Settings of a sync, without secrets, so that they can be sent to a worker."""

from __future__ import annotations

import datetime
import os
from typing import Final

import attrs

from ..units import host_of

DEFAULT_WORKERS: Final = min(8, 2 + (os.cpu_count() or 1))
"""Two more than can compute, because some wait for the network; more would only compete for the GIL."""
DEFAULT_TRIES: Final = 6
DEFAULT_TIMEOUT_SECONDS: Final = 60.0
DEFAULT_DEADLINE_SECONDS: Final = 2 * 3600.0
"""Long enough to wait for the hourly reset of the primary rate limit, and for other retries."""


@attrs.frozen(kw_only=True)
class RunSettings:
    """Settings that all units of a run share. Contains names of secret files, but no secrets."""

    lake: str
    """Path or URL of the lake."""
    base_url: str = "https://api.github.com"
    today: datetime.date
    """The current day in UTC."""
    keep_raw: bool = False
    """Whether raw files are stored in addition to the rows."""
    pseudonymize: str | None = None
    """Path of the pseudonym key."""
    users: bool = True
    """Whether rows of users are stored."""
    cost_centers: tuple[str, ...] = ()
    """Ids of the cost centers whose bills are requested."""
    timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS
    """Timeout of each step of a request."""
    tries: int = DEFAULT_TRIES
    """Maximum attempts per request."""
    first_wait_seconds: float = 1.0
    """Maximum backoff before the first retry, if GitHub specifies none."""
    deadline_seconds: float = DEFAULT_DEADLINE_SECONDS
    """Maximum duration of a request, including waits."""
    workers: int = DEFAULT_WORKERS
    """Number of units read in parallel; each uses some megabytes of memory."""

    @property
    def host(self) -> str:
        """The host part of the units' paths."""
        return host_of(self.base_url)
