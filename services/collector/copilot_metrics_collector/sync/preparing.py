"""From what the user names to what is to be done: the lake opened, the plan made, the units shared out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import attrs

from ..lake.lake import LAKE_FILE, Lake, Privacy
from ..lake.store import open_store
from ..units import Entity
from .credentials import Credential, lanes
from .planning import Plan, first_day, known_units, make_plan, requested_spans
from .running import Share, shares
from .settings import Settings


@attrs.frozen
class Prepared:
    """What a run would do."""

    plan: Plan
    work: tuple[Share, ...]
    """The plan's units by credential."""


def prepare(
    settings: Settings,
    credentials: Iterable[Credential],
    entities: Sequence[Entity],
    families: Sequence[str],
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    *,
    create: bool = True,
    again: bool = False,
) -> Prepared:
    """Plans a run, and stores in the lake which days it requests; asks GitHub for nothing.

    Args:
        settings: How, and into which lake.
        credentials: With what; none for `GITHUB_TOKEN`.
        entities: Whose reports.
        families: Which, by name.
        since: The first day; None for the first that GitHub has.
        until: The last day; None for yesterday.
        create: Whether the run is going to be made: where there is no lake it makes one, and stores what it requests.
        again: Whether settled days are asked for again, too.

    Raises:
        ConfigurationError: An entity without a credential, or no key of pseudonyms.
        LakeError: The lake cannot be read, or names people otherwise.
    """
    by_lane = lanes(credentials, entities)
    lake = open_lake(settings, create=create)
    first = since or first_day(families, entities, settings.today)
    last = until or settings.today - datetime.timedelta(days=1)
    known = known_units(lake, settings.host, entities, families, first, last)
    plan = make_plan(
        known, settings.host, entities, families, since, until, settings.today, again=again
    )
    if create and lake is not None:
        lake.record_requested(
            requested_spans(settings.host, entities, families, since, until, settings.today)
        )
    return Prepared(plan, shares(by_lane, plan.units))


def check_secrets(credentials: Iterable[Credential], entities: Sequence[Entity]) -> None:
    """Raises `ConfigurationError` where a run on this machine would lack a secret, before there is a lake."""
    for credential in lanes(credentials, entities).values():
        credential.check()


def open_lake(settings: Settings, *, create: bool) -> Lake | None:
    """The lake of a run; None where there is none yet and none is to be made. Raises as `prepare`."""
    from ..privacy import transform_of

    transform = transform_of(settings)
    privacy = Privacy(None if transform is None else transform.fingerprint, settings.users)
    if not create and not open_store(settings.lake).exists(LAKE_FILE):
        return None
    return Lake.open(settings.lake, create=create, privacy=privacy)
