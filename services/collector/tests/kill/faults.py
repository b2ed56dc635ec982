"""Faults while the collector is killed: all scenarios of the fake that a sync can survive."""

from __future__ import annotations

from random import Random
from typing import Final

from copilot_metrics_collector.units import FAMILIES

_MISSING: Final = FAMILIES["users-28-day"].operations["enterprise"].operation_id
STYLES: Final[tuple[tuple[str, ...], ...]] = (
    (
        f"blob-missing=1,on={_MISSING}",
        "expiry-status=401 repeated-links gzip api-gzip",
        "crlf blank-lines=3 duplicates=5 conflicts=7 new-keys=2 types ids=swapped bad-lines=9 idle-days",
        "multibyte u2028 suffix=csv content-type=text/plain",
    ),
    (
        f"blob-missing=0,on={_MISSING}",
        "expiry-status=404 changed-file no-data-organization=text no-data-enterprise=empty",
        "bom pretty array documented-fields early-counts incomplete=5 conflicts=4 no-final-newline",
    ),
    (
        "no-ranges wrapped duplicates=2 ids=strings no-data-organization=null-links suffix=none",
        "expiry-status=410",
    ),
)
"""Scenarios of every run, including undisturbed ones: how files are written and served."""
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
    "truncate=2500",
    "overstate=100",
    "chunk-cut=2000",
    "reset=1500",
    "blob-error=429",
    "blob-error=500",
    "blob-error=503",
    "download-redirect",
)
"""Faults that a sync survives by retrying."""
_ENDING: Final = ("expired=401", "expired=403", "expired=404", "expired=410", "dies-midway=3000")
"""The same, but a link that ends twice at the same place causes a gap, which the next run fills. They are not used for
the reports of 28 days: such a report would keep its gap, and the first of two partial responses remains."""
_STALLS: Final = ("api-stall=5", "stall=1000")
"""The same, each after a timeout."""
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
    "download-redirect-away,on=OneDay",
    "download-proxy-403,times=1,on=OneDay",
    "server-error=503,times=60",
)
"""Faults that make a run skip units without losing data."""


def passing(random: Random, *, stalls: bool = True, links_end: bool = True) -> tuple[str, ...]:
    """Faults of a run that is to come to its end: each once or twice, at other requests each time."""
    found = [
        f"{fault},times={random.randint(1, 2)},after={random.randint(0, 40)}" for fault in _PASSING
    ]
    if links_end:
        found += [
            f"{fault},times={random.randint(1, 2)},after={random.randint(0, 30)},on=OneDay"
            for fault in _ENDING
        ]
    if stalls:
        found.append(f"{random.choice(_STALLS)},times=1,after={random.randint(0, 20)}")
    return tuple(found)


def all_of_them(random: Random) -> tuple[str, ...]:
    """Faults of a run that is going to be killed."""
    chosen = (
        fault if fault.startswith("late-day") else f"{fault},after={random.randint(0, 40)}"
        for fault in random.sample(_SHORTENING, 2)
    )
    return (*passing(random, stalls=random.random() < 0.2), *chosen)
