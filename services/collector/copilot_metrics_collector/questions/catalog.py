"""The questions as data: their rows, options, and functions. Commands, Python, exports and metrics read this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ..exits import UnanswerableError, UsageError
from .spans import PERIODS, Period

if TYPE_CHECKING:  # the command line reads this module at every start; these import Arrow
    from .answer import Answer
    from .selection import Connect, Selection

Options: TypeAlias = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class RowKind:
    """One kind of rows that a question can return, selected by `--by`."""

    function: str
    """`module:function` in this package; called with a connection function, a selection, and keywords."""
    keywords: Options = attrs.field(factory=dict)
    """Keywords of the function. A value `cut:NAME` is a breakdown of `breakdown_kinds`."""
    is_personal: bool = False
    """Whether the rows are people."""
    not_by_period: str | None = None
    """Why these rows cannot be computed for weeks and months; None if they can."""


@attrs.frozen(kw_only=True)
class Question:
    """A question about a lake."""

    name: str
    summary: str
    """One short sentence."""
    details: str = ""
    """More sentences for the help of the command."""
    rows: Mapping[str, RowKind]
    """By the values of `--by`; the first one is the default."""
    rows_of_period: str | None = None
    """The rows if `--by` is only a period; None for the default ones."""
    options: frozenset[str] = frozenset()
    """Names of its other options."""
    metric_rows: tuple[str, ...] = ()
    """The rows that are exported as metrics."""

    @property
    def by(self) -> tuple[str, ...]:
        """The values of `--by`."""
        return tuple(dict.fromkeys((*self.rows, *PERIODS)))

    def ask(
        self, connect: Connect, selection: Selection, by: Iterable[str] = (), **options: Any
    ) -> Answer:
        """Returns the result.

        Args:
            connect: Opens the lake.
            selection: The entities and days.
            by: The rows and the period, at most one of each.
            options: The question's other options; None is the default.

        Raises:
            UsageError: `by` has an unknown value, or two of one kind.
            UnanswerableError: There is no data, or these rows cannot be computed for this period.
            LakeError: The lake cannot be read.
        """
        chosen, period = self._parse(by)
        rows = self.rows[chosen]
        if period is not None and rows.not_by_period is not None:
            raise UnanswerableError(
                f"{self.name} --by {chosen} --by {period}: {rows.not_by_period}"
            )
        known = {name: value for name, value in options.items() if value is not None}
        function = partial(_load(rows.function), **_resolved(rows.keywords), **known)
        if period is None:
            return function(connect, selection)
        from .periods import by_period

        return by_period(connect, selection, function, period)

    def _parse(self, by: Iterable[str]) -> tuple[str, Period | None]:
        """Returns the rows and the period."""
        given = list(dict.fromkeys(by))
        for each in given:
            if each not in self.by:
                raise UsageError(f"{self.name} --by {each}: expected one of {', '.join(self.by)}")
        # `day` in `credits --by day` names rows, and is a period only if other rows are named
        named = [each for each in given if each in self.rows and each not in PERIODS]
        periods: list[Period] = [each for each in PERIODS if each in given]
        if len(named) > 1 or len(periods) > 1:
            both = " --by ".join(named if len(named) > 1 else periods)
            raise UsageError(f"{self.name} --by {both}: only one of these can be used")
        if not named and periods and periods[0] in self.rows:
            return periods[0], None
        default = self.rows_of_period if periods and self.rows_of_period else next(iter(self.rows))
        return (named[0] if named else default), (periods[0] if periods else None)


def _load(function: str) -> Callable[..., Answer]:
    module, _, name = function.partition(":")
    found: Callable[..., Answer] = getattr(import_module(f".{module}", __package__), name)
    return found


def _resolved(keywords: Options) -> dict[str, Any]:
    from . import breakdown_kinds

    return {
        name: getattr(breakdown_kinds, value.removeprefix("cut:"))
        if isinstance(value, str) and value.startswith("cut:")
        else value
        for name, value in keywords.items()
    }


def _breakdown(name: str) -> RowKind:
    return RowKind(function="breakdowns:breakdown", keywords={"cut": f"cut:{name}"})


def _rows(function: str, by: Iterable[str]) -> dict[str, RowKind]:
    return {name: RowKind(function=function, keywords={"by": name}) for name in by}


_MEDIANS_DIFFER: Final = (
    "medians and 90th percentiles of a repository and day cannot be combined; leave the period out"
)
_ONE_DAY_ONLY: Final = (
    "GitHub has no history of seats, and a snapshot is of one day: leave the period out, and use --until for an "
    "earlier snapshot"
)
MOST_IDLE_DAYS: Final = 90
"""GitHub knows the last activity of the last 90 days."""
_ALL: Final = (
    Question(
        name="active",
        summary="Show active people: new, returning and gone.",
        details="A row is one day, week or month; people are counted once in it.",
        rows={
            each: RowKind(function="active:active", keywords={"period": each}) for each in PERIODS
        },
    ),
    Question(
        name="teams",
        summary="Show activity by team.",
        details="Each day's user rows are joined with the team members of that day.",
        rows={"team": RowKind(function="teams:teams")},
        metric_rows=("team",),
    ),
    Question(
        name="users",
        summary="Show activity, credits and used features by user.",
        details="Also shows active days, and sessions and tokens of Copilot CLI.",
        rows={"user": RowKind(function="users:users", is_personal=True)},
    ),
    Question(
        name="languages",
        summary="Show activity by programming language.",
        details="GitHub does not report languages by editor.",
        rows={
            "language": _breakdown("LANGUAGE"),
            "language-feature": _breakdown("LANGUAGE_FEATURE"),
        },
        options=frozenset({"source"}),
        metric_rows=("language",),
    ),
    Question(
        name="models",
        summary="Show activity by model.",
        details="Covers only activity that GitHub could attribute: chat and agents, or code by language-model.",
        rows={
            "model": _breakdown("MODEL"),
            "model-feature": _breakdown("MODEL_FEATURE"),
            "language-model": _breakdown("LANGUAGE_MODEL"),
        },
        options=frozenset({"source"}),
        metric_rows=("model",),
    ),
    Question(
        name="features",
        summary="Show activity by feature.",
        details="For Copilot CLI and the Copilot app, also shows sessions and tokens.",
        rows={"feature": _breakdown("FEATURE")},
        options=frozenset({"source"}),
        metric_rows=("feature",),
    ),
    Question(
        name="editors",
        summary="Show activity by editor, or people by editor or plugin version.",
        details="GitHub reports versions for users only.",
        rows=_rows("editors:editors", ("editor", "version", "plugin")),
        options=frozenset({"source"}),
        metric_rows=("editor",),
    ),
    Question(
        name="credits",
        summary="Show AI credits by user, team, day or entity.",
        details="Credits are exact; rows without the field are counted separately.",
        rows={
            "user": RowKind(
                function="credits:credits_used", keywords={"by": "user"}, is_personal=True
            ),
            **_rows("credits:credits_used", ("team", "day", "entity")),
        },
        rows_of_period="entity",
        metric_rows=("entity",),
    ),
    Question(
        name="seats",
        summary="Show assigned, used and idle seats.",
        details="Show the seats of the newest day, or of --until. Activity is that of the seats and, in other "
        "columns, that of the daily reports; --window is the number of days of reports, 90 by default.",
        rows={
            name: RowKind(
                function="seats:seats", keywords={"by": name}, not_by_period=_ONE_DAY_ONLY
            )
            for name in ("entity", "team", "editor", "plan", "organization")
        },
        options=frozenset({"idle", "seat_price"}),
        metric_rows=("entity", "team"),
    ),
    Question(
        name="cost",
        summary="Show billed amounts by model, team, user or day.",
        details="Show what GitHub bills for AI credits and premium requests: gross, discount and net.",
        rows={
            "model": RowKind(function="cost:cost", keywords={"by": "model"}),
            "team": RowKind(function="cost:cost", keywords={"by": "team"}),
            "user": RowKind(function="cost:cost", keywords={"by": "user"}, is_personal=True),
            **_rows("cost:cost", ("day", "cost-center", "entity")),
        },
        rows_of_period="entity",
        metric_rows=("entity", "model", "team"),
    ),
    Question(
        name="pulls",
        summary="Show pull requests and Copilot's part in them.",
        details="Medians are never combined over days.",
        rows={
            **_rows("pulls:pulls", ("repo", "day", "entity")),
            "review": RowKind(
                function="pulls:pulls", keywords={"by": "review"}, not_by_period=_MEDIANS_DIFFER
            ),
        },
        rows_of_period="entity",
        options=frozenset({"medians"}),
        metric_rows=("entity",),
    ),
)
QUESTIONS: Final[Mapping[str, Question]] = {each.name: each for each in _ALL}
"""The questions by name."""
