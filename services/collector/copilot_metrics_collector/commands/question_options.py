"""The options that all questions share, and the commands built from them and each question's own options."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, TypeAlias

import attrs
import typer

from ..asking import MOST_WINDOW_DAYS
from ..exits import UsageError
from .formats import SUFFIXES, Format
from .options import EnterpriseOption, LakeOption, OrgOption, day

STANDARD_OUTPUT: Final = Path("-")
"""The value of `--output` for standard output."""
TABLE_ROWS: Final = 50
"""Default number of rows in a table."""

WindowOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--window",
        min=1,
        max=MOST_WINDOW_DAYS,
        metavar="DAYS",
        help="Number of days up to --until. Default: 28; for seats, 90.",
    ),
]
FirstOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option(
        "--since",
        parser=day,
        metavar="YYYY-MM-DD",
        help="First day (UTC), instead of --window.",
    ),
]
LastOption: TypeAlias = Annotated[
    datetime.date | None,
    typer.Option(
        "--until",
        parser=day,
        metavar="YYYY-MM-DD",
        help="Last day (UTC). Default: the newest with data.",
    ),
]
HostOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        envvar=["COPILOT_METRICS_BASE_URL", "GITHUB_API_URL"],
        metavar="URL",
        help="Only data from this API. Default: all.",
    ),
]
CompleteOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--require-complete", help="Fail with exit code 6 if a day is missing or partial."
    ),
]
FormatOption: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="Default: from the suffix of --output, or table. In json, exact decimals such as credits are strings.",
    ),
]
OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        dir_okay=False,
        allow_dash=True,
        help=f"Write to this file; its suffix selects the format: {', '.join(SUFFIXES)}. Standard output: -",
    ),
]
RawCsvOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--raw-csv",
        help="In csv, write texts unchanged: no escapes, and no ' before texts that a spreadsheet "
        "would read as formulas.",
    ),
]
ColumnsOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAME,…",
        help="Only these columns, in this order, in every format. Default: all; a table shows the most "
        "important ones that fit.",
    ),
]
SortOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="COLUMN[:asc|:desc]",
        help="Sort the rows, in every format. Numbers and days descend by default.",
    ),
]
LimitOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=1,
        metavar="N",
        help=f"Only the first N rows, in every format. Default: {TABLE_ROWS} in a table, all in other formats.",
    ),
]
AllOption: TypeAlias = Annotated[bool, typer.Option("--all", help="Show all rows of a table.")]
WideOption: TypeAlias = Annotated[
    bool, typer.Option("--wide", help="Show all columns of a table, whatever its width.")
]


@attrs.frozen(kw_only=True)
class DisplayOptions:
    """How to print or write a result."""

    format: Format | None = None
    output: Path | None = None
    raw_csv: bool = False
    columns: list[str] | None = None
    sort: str | None = None
    limit: int | None = None
    all: bool = False
    wide: bool = False


@attrs.frozen(kw_only=True)
class SelectionOptions:
    """The selected entities and days."""

    org: list[str] | None = None
    enterprise: list[str] | None = None
    window: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    base_url: str | None = None
    require_complete: bool = False


_Options: TypeAlias = dict[str, tuple[Any, Any]]
"""Returns annotations and defaults by parameter."""
_LAKE: Final[_Options] = {"lake": (LakeOption, inspect.Parameter.empty)}
_SELECTION: Final[_Options] = {
    "org": (OrgOption, None),
    "enterprise": (EnterpriseOption, None),
    "window": (WindowOption, None),
    "since": (FirstOption, None),
    "until": (LastOption, None),
    "base_url": (HostOption, None),
    "require_complete": (CompleteOption, False),
}
_DISPLAY: Final[_Options] = {
    "format": (FormatOption, None),
    "output": (OutputOption, None),
    "raw_csv": (RawCsvOption, False),
    "columns": (ColumnsOption, None),
    "sort": (SortOption, None),
    "limit": (LimitOption, None),
    "all": (AllOption, False),
    "wide": (WideOption, False),
}


def command_of(
    own: Callable[..., Any], run: Callable[..., None], *, has_selection: bool = True
) -> Callable[..., None]:
    """Returns a typer command with the options of `own` and the shared ones; its help is the docstring of `own`.

    Args:
        own: Function of the question's own options, all by keyword.
        run: Called with the context, the lake, the value of `own`, the selection if there is one, and the
            display options.
        has_selection: Whether the command has options for entities and days.
    """
    shared = [_LAKE, *([_SELECTION] if has_selection else []), _DISPLAY]
    parameters = [_parameter("ctx", typer.Context, inspect.Parameter.empty)]
    mine = inspect.signature(own, eval_str=True).parameters
    parameters += [_parameter("lake", *_LAKE["lake"])]
    parameters += [each.replace(kind=_KEYWORD) for each in mine.values()]
    parameters += [
        _parameter(name, *option) for options in shared[1:] for name, option in options.items()
    ]

    def command(**values: Any) -> None:
        ctx, lake = values.pop("ctx"), values.pop("lake")
        if values["output"] == STANDARD_OUTPUT:
            values["output"] = None
        display = DisplayOptions(**{name: values.pop(name) for name in _DISPLAY})
        chosen = {name: values.pop(name) for name in _SELECTION if name in values}
        selection = (SelectionOptions(**chosen),) if has_selection else ()
        run(ctx, lake, own(**values), *selection, display)

    command.__doc__ = own.__doc__
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return command


_KEYWORD: Final = inspect.Parameter.KEYWORD_ONLY


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, _KEYWORD, default=default, annotation=annotation)


def column_names(values: Sequence[str] | None) -> tuple[str, ...]:
    """Returns the names of `--columns`: comma-separated, repeatable. Raises `UsageError`."""
    names = [name.strip() for value in values or () for name in value.split(",")]
    if values and not all(names):
        raise UsageError("--columns: expected comma-separated names, such as slug,active_users")
    return tuple(names)
