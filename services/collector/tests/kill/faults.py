"""What goes wrong while the collector is killed: everything that the fake knows and a sync can outlive."""

from __future__ import annotations

from random import Random
from typing import Final

from copilot_metrics_collector.units import FAMILIES

_MISSING: Final = FAMILIES["users-28-day"].operations["enterprise"].operation_id
STYLES: Final[tuple[tuple[str, ...], ...]] = (
    (
        f"blob-missing=1,on={_MISSING}",
        "link-lifetime=3 expiry-status=401 repeated-links gzip api-gzip",
        "crlf blank-lines=3 duplicates=5 conflicts=7 new-keys=2 types ids=swapped bad-lines=9 idle-days",
        "multibyte u2028 suffix=csv content-type=text/plain",
    ),
    (
        f"blob-missing=0,on={_MISSING}",
        "link-lifetime=5 expiry-status=404 changed-file no-data-organization=text no-data-enterprise=empty",
        "bom pretty array documented-fields early-counts incomplete=5 conflicts=4 no-final-newline",
    ),
    (
        "no-ranges wrapped duplicates=2 ids=strings no-data-organization=null-links suffix=none",
        "link-lifetime=4 expiry-status=410",
    ),
)
"""What is so in every run, the undisturbed ones too: how files are written and handed out."""
_PASSING: Final = (
    # the API
    "primary-limit=1",
    "primary-limit-429=1",
    "secondary-limit=1",
    "secondary-limit-429=1",
    "limit-date=1",
    "limit-reset=1",
    "limit-bare",
    "limit-bare-403",
    "server-error=500",
    "server-error=502",
    "server-error=503",
    "server-error=504",
    "server-error-json",
    "api-reset",
    "api-truncate=20",
    "redirect",
    # the download host
    "expired=401",
    "expired=403",
    "expired=404",
    "expired=410",
    "dies-midway=3000",
    "truncate=2500",
    "overstate=100",
    "chunk-cut=2000",
    "reset=1500",
    "blob-error=429",
    "blob-error=500",
    "blob-error=503",
    "download-redirect",
)
"""What a sync gets over by trying again; a link that ends twice at the same place excepted, which the next run mends."""
_STALLS: Final = ("api-stall=5", "stall=1000")
"""The same, at the price of a timeout each."""
_SHORTENING: Final = (
    "late-day=1",
    "api-garbage",
    "proxy-403,times=1",
    "policy-off,times=1",
    "role-missing,times=1",
    "revoked,times=1",
    "no-data=404,times=2",
    "no-data=204,times=3",
    "redirect-away,times=1",
    "download-redirect-away",
    "download-proxy-403,times=1",
    "server-error=503,times=60",
)
"""What makes that a run leaves something out, and loses nothing."""


def passing(random: Random) -> tuple[str, ...]:
    """Faults of a run that is to come to its end: each once or twice, at other requests each time."""
    return tuple(
        f"{fault},times={random.randint(1, 2)},after={random.randint(0, 40)}"
        for fault in (*_PASSING, random.choice(_STALLS))
    )


def all_of_them(random: Random) -> tuple[str, ...]:
    """Faults of a run that is going to be killed."""
    chosen = random.sample(_SHORTENING, 2)
    return (*passing(random), *(f"{fault},after={random.randint(0, 40)}" if fault != "late-day=1" else fault for fault in chosen))
