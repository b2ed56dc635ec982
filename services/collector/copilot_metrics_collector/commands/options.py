"""Options that several commands share: the same names, variables and words everywhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, TypeAlias

import typer

from ..exits import UsageError
from ..units import FAMILIES, REPORTS, Entity, Family

DEFAULT_BASE_URL = "https://api.github.com"


def day(text: str | datetime.date) -> datetime.date:
    """A day as it is written on a command line. Raises `typer.BadParameter`."""
    if isinstance(text, datetime.date):
        return text
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("expected a day, written YYYY-MM-DD") from None


LakeOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--lake",
        "--to",
        envvar="COPILOT_METRICS_LAKE",
        metavar="PATH|URL",
        help="The lake: a folder, or an object store's address such as s3://bucket/lake.",
    ),
]
OrgOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--org",
        envvar="COPILOT_METRICS_ORG",
        metavar="SLUG",
        help="An organization; may be given several times.",
    ),
]
EnterpriseOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--enterprise",
        envvar="COPILOT_METRICS_ENTERPRISE",
        metavar="SLUG",
        help="An enterprise; may be given several times.",
    ),
]
FamilyOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--family",
        metavar="NAME",
        help=f"A report family; may be given several times. There are: {', '.join(FAMILIES)}.",
    ),
]
SinceOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option("--since", parser=day, metavar="YYYY-MM-DD", help="The first day (UTC)."),
]
UntilOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option(
        "--until", parser=day, metavar="YYYY-MM-DD", help="The last day (UTC); else yesterday."
    ),
]
BaseUrlOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--base-url",
        envvar=["COPILOT_METRICS_BASE_URL", "GITHUB_API_URL"],
        metavar="URL",
        help="GitHub's API; with data residency https://api.SUBDOMAIN.ghe.com.",
    ),
]


def entities_of(
    orgs: Iterable[str] | None, enterprises: Iterable[str] | None
) -> tuple[Entity, ...]:
    """The entities that were named, each once, in the order given. Raises `UsageError`."""
    named = [("organization", name) for name in orgs or ()]
    named += [("enterprise", name) for name in enterprises or ()]
    found: dict[Entity, None] = {}
    for kind, name in named:
        if not name.strip(" .") or "/" in name or name != name.strip():
            raise UsageError(
                f"{name!r} is no {kind}: expected its slug, as it stands in its address on GitHub"
            )
        found[Entity(kind, name)] = None  # type: ignore[arg-type]  # one of the two above
    return tuple(found)


def families_of(names: Iterable[str] | None) -> tuple[Family, ...]:
    """The families that were named, each once; every report where none was. Raises `UsageError`."""
    from difflib import get_close_matches

    for name in names or ():
        if name not in FAMILIES:
            close = get_close_matches(name, FAMILIES, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise UsageError(
                f"{name!r} is no report family; there are: {', '.join(FAMILIES)}.{hint}"
            )
    return tuple(FAMILIES[name] for name in dict.fromkeys(names or REPORTS))
