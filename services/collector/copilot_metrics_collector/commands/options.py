"""Options of several commands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Annotated, TypeAlias

import typer

from ..exits import UsageError
from ..units import COLLECTED, FAMILIES, Entity, Family

DEFAULT_BASE_URL = "https://api.github.com"


def day(text: str | datetime.date) -> datetime.date:
    """Parses a day. Raises `typer.BadParameter`."""
    if isinstance(text, datetime.date):
        return text
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("expected a day in the form YYYY-MM-DD") from None


def price(text: str | float | Decimal) -> Decimal:
    """Parses a price of at most two decimal places. Raises `typer.BadParameter`."""
    try:
        found = Decimal(str(text))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found < 10**9 or found != round(found, 2):
        raise typer.BadParameter("expected an amount such as 19 or 39.50")
    return found


LakeOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--lake",
        "--to",
        envvar="COPILOT_METRICS_LAKE",
        metavar="PATH|URL",
        help="The lake: a folder, or the URL of an object store such as s3://bucket/lake.",
    ),
]
OrgOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--org",
        envvar="COPILOT_METRICS_ORG",
        metavar="SLUG",
        help="An organization. Repeatable.",
    ),
]
EnterpriseOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--enterprise",
        envvar="COPILOT_METRICS_ENTERPRISE",
        metavar="SLUG",
        help="An enterprise. Repeatable.",
    ),
]
FamilyOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--family",
        metavar="NAME",
        help=f"A report family. Repeatable. One of: {', '.join(FAMILIES)}.",
    ),
]
SinceOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option("--since", parser=day, metavar="YYYY-MM-DD", help="First day (UTC)."),
]
UntilOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option(
        "--until", parser=day, metavar="YYYY-MM-DD", help="Last day (UTC). Default: yesterday."
    ),
]
BaseUrlOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--base-url",
        envvar=["COPILOT_METRICS_BASE_URL", "GITHUB_API_URL"],
        metavar="URL",
        help="URL of GitHub's API; with data residency, https://api.SUBDOMAIN.ghe.com.",
    ),
]


def entities_of(
    orgs: Iterable[str] | None, enterprises: Iterable[str] | None
) -> tuple[Entity, ...]:
    """Returns the named entities without duplicates, in order. Raises `UsageError`."""
    named = [("organization", name) for name in orgs or ()]
    named += [("enterprise", name) for name in enterprises or ()]
    found: dict[Entity, None] = {}
    for kind, name in named:
        if not name.strip(" .") or "/" in name or name != name.strip():
            raise UsageError(f"invalid {kind} {name!r}: expected its slug, as in its URL on GitHub")
        found[Entity(kind, name)] = None  # type: ignore[arg-type]  # one of the two above
    return tuple(found)


def families_of(names: Iterable[str] | None) -> tuple[Family, ...]:
    """Returns the named families without duplicates; those of a sync if none is named. Raises `UsageError`."""
    from difflib import get_close_matches

    for name in names or ():
        if name not in FAMILIES:
            close = get_close_matches(name, FAMILIES, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"unknown report family {name!r}; expected one of: {', '.join(FAMILIES)}{hint}"
            )
    return tuple(FAMILIES[name] for name in dict.fromkeys(names or COLLECTED))
