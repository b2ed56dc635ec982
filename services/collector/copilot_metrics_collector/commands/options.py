"""Options of several commands."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, TypeAlias

import typer

from ..exits import UsageError
from ..naming import price_of
from ..units import FAMILIES

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
    """Parses a price. Raises `typer.BadParameter`."""
    try:
        return price_of(text)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None


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
