"""Prepares a run: opens the lake, plans the units, and assigns them to credentials."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import attrs

from ..access.credentials import Credential, lanes
from ..access.settings import RunSettings
from ..lake.lake import Lake
from ..lake.lake_file import LAKE_FILE, Privacy
from ..lake.open_store import open_store
from ..plan.planning import Plan, first_day, known_units, make_plan, requested_spans
from ..units import Entity
from .running import Share, shares


@attrs.frozen
class Prepared:
    """A prepared run."""

    plan: Plan
    work: tuple[Share, ...]
    """The units by credential."""


def prepare(
    settings: RunSettings,
    credentials: Iterable[Credential],
    entities: Sequence[Entity],
    families: Sequence[str],
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    *,
    create: bool = True,
    refetch: bool = False,
) -> Prepared:
    """Plans a run and records its days in the lake, without requests to GitHub.

    Args:
        settings: Settings of the run.
        credentials: Credentials; empty for `GITHUB_TOKEN`.
        entities: The entities.
        families: Family names.
        since: The first day; None for the first that GitHub has.
        until: The last day; None for yesterday.
        create: Whether to create a missing lake and record the requested days; false for a plan only.
        refetch: Whether settled days are requested again.

    Raises:
        ConfigurationError: An entity has no credential, or the pseudonym key is missing.
        LakeError: The lake cannot be read, or its privacy differs.
    """
    by_lane = lanes(credentials, entities)
    lake = open_lake(settings, create=create)
    first = since or first_day(families, entities, settings.today)
    known = known_units(lake, settings.host, entities, families, first, until or settings.today)
    plan = make_plan(
        known, settings.host, entities, families, since, until, settings.today, refetch=refetch
    )
    if create and lake is not None:
        lake.record_requested(
            requested_spans(settings.host, entities, families, since, until, settings.today)
        )
    return Prepared(plan, shares(by_lane, plan.units))


def check_secrets(credentials: Iterable[Credential], entities: Sequence[Entity]) -> None:
    """Raises `ConfigurationError` if a local run would lack a secret, before a lake is created."""
    for credential in lanes(credentials, entities).values():
        credential.check()


def open_lake(settings: RunSettings, *, create: bool) -> Lake | None:
    """Opens the lake; None if it is missing and must not be created. Raises like `prepare`."""
    from ..privacy import transform_of

    transform = transform_of(settings)
    privacy = Privacy(None if transform is None else transform.fingerprint, settings.users)
    if not create and not open_store(settings.lake).exists(LAKE_FILE):
        return None
    return Lake.open(settings.lake, create=create, privacy=privacy)
