# ruff: noqa: E501  # tables as they are
"""Tables fit their width: the most important columns first, headings whole, hidden rows and columns reported."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_metrics_collector.display.tables import to_table
from copilot_metrics_collector.display.view import View, apply_view
from copilot_metrics_collector.exits import UsageError
from copilot_metrics_collector.questions.answer import Answer, Column

NAMES = {
    "host": None,
    "kind": None,
    "entity": None,
    "scope": None,
    "team_id": None,
    "slug": None,
    "days": "days",
    "members": "users",
    "active_users": "users",
    "user_initiated_interaction_count": "interactions",
    "code_generation_activity_count": "events",
    "code_acceptance_activity_count": "events",
    "acceptance_rate": "ratio",
    "ai_credits_used": "credits",
}
TEAMS = [
    ("team", 7, "platform", 28, 41, 37, 6525, 36164, 9299, 0.257, "20378.81"),
    ("team", 9, "a-team-with-a-rather-long-slug", 28, 5, 4, 112, 2210, 431, 0.195, "1152.24"),
    ("team", 8, "data", 21, 12, None, None, None, None, None, None),
    ("total", None, None, 28, None, 466, 86026, 481277, 120694, 0.251, "267494.41"),
]


def _answer() -> Answer:
    rows = [
        {
            "host": "api.github.com",
            "kind": "organization",
            "entity": "octo",
            **dict(zip(list(NAMES)[3:-1], row[:-1], strict=True)),
            "ai_credits_used": None if row[-1] is None else Decimal(str(row[-1])),
        }
        for row in TEAMS
    ]
    table = pa.Table.from_pylist(rows)
    columns = tuple(Column(name, unit) for name, unit in NAMES.items())
    return Answer("Teams of organization octo, 28 days", columns, table)


GOLDENS = {
    40: """\
Teams of organization octo, 28 days

                                active
 slug                            users
 ─────────────────────────────────────
 platform                           37
 a-team-with-a-rather-long-sl        4
 ug
 data                                –
 total                             466

· 9 columns do not fit (use --wide or
--columns): scope, team_id, days,
members,
user_initiated_interaction_count,
code_generation_activity_count,
code_acceptance_activity_count,
acceptance_rate, ai_credits_used
""",
    80: """\
Teams of organization octo, 28 days

                                              active   acceptance   ai credits
 slug                             members      users         rate         used
 ─────────────────────────────────────────────────────────────────────────────
 platform                              41         37        25.7%    20,378.81
 a-team-with-a-rather-long-slug         5          4        19.5%     1,152.24
 data                                  12          –            –            –
 total                                  –        466        25.1%   267,494.41

· 6 columns do not fit (use --wide or --columns): scope, team_id, days,
user_initiated_interaction_count, code_generation_activity_count,
code_acceptance_activity_count
""",
    100: """\
Teams of organization octo, 28 days

                                                       code         code
                                                 generation   acceptance
                                        active     activity     activity   acceptance   ai credits
 slug                         members    users        count        count         rate         used
 ─────────────────────────────────────────────────────────────────────────────────────────────────
 platform                          41       37       36,164        9,299        25.7%    20,378.81
 a-team-with-a-rather-long-         5        4        2,210          431        19.5%     1,152.24
 slug
 data                              12        –            –            –            –            –
 total                              –      466      481,277      120,694        25.1%   267,494.41

· 4 columns do not fit (use --wide or --columns): scope, team_id, days,
user_initiated_interaction_count
""",
    160: """\
Teams of organization octo, 28 days

                                                                                                                   code         code
                                                                                                             generation   acceptance
                                                                                            user initiated     activity     activity   acceptance   ai credits
 scope   team id   slug                             days   members   active users        interaction count        count        count         rate         used
 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 team          7   platform                           28        41             37                    6,525       36,164        9,299        25.7%    20,378.81
 team          9   a-team-with-a-rather-long-slug     28         5              4                      112        2,210          431        19.5%     1,152.24
 team          8   data                               21        12              –                        –            –            –            –            –
 total         –   –                                  28         –            466                   86,026      481,277      120,694        25.1%   267,494.41

""",
}
"""Tables by the characters of a line."""


@pytest.mark.parametrize("width", GOLDENS)
def test_a_table_as_people_see_it(width: int) -> None:
    assert to_table(_answer(), width=width) == GOLDENS[width]


@given(width=st.integers(1, 300))
def test_lines_fit_and_headings_keep_their_words(width: int) -> None:
    lines = to_table(_answer(), width=width).splitlines()
    rule = next(number for number, line in enumerate(lines) if "───" in line)
    title = max(number for number, line in enumerate(lines[:rule]) if not line)
    heading = " ".join(
        lines[title:rule]
    ).split()  # the title has several lines, if there is little room
    words = {word for name in NAMES for word in name.split("_")}
    assert set(heading) <= words
    if width >= 40:
        assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [30, 40, 41, 42, 80])
def test_titles_and_texts_fit_the_width(width: int) -> None:
    """Two long texts do not fit beside each other, and a title is no wider than the table may be."""
    rows = [{"model": "m" * 40, "feature": "f" * 40, "users": 1}]
    columns = (Column("model"), Column("feature"), Column("users", "users"))
    answer = Answer("Models and features of octo, 28 days", columns, pa.Table.from_pylist(rows))
    for shown in (answer, attrs.evolve(answer, title="Models by week " * 9)):
        assert max(map(len, to_table(shown, width=width).splitlines())) <= width


def test_one_hidden_column_is_singular() -> None:
    rows = [{"model": "gpt", "feature": "chat", "loc_suggested_to_delete_sum": 1}]
    columns = (Column("model"), Column("feature"), Column("loc_suggested_to_delete_sum", "lines"))
    text = to_table(Answer("Models", columns, pa.Table.from_pylist(rows)), width=20)
    assert "1 column does not" in text


def test_a_wide_table_shows_every_column() -> None:
    heading = to_table(_answer(), width=None).splitlines()[2]
    assert [name for name in NAMES if name.replace("_", " ") not in heading] == []


def _shown(view: View) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = apply_view(_answer(), view).table.to_pylist()
    return rows


class TestView:
    def test_columns_are_those_named_in_that_order(self) -> None:
        answer = apply_view(_answer(), View(columns=("ai credits used", "slug", "slug")))
        assert [column.name for column in answer.columns] == ["ai_credits_used", "slug"]
        assert answer.table.column_names == ["ai_credits_used", "slug"]

    def test_an_unknown_column_is_refused_with_the_nearest_name(self) -> None:
        with pytest.raises(
            UsageError, match=r"--columns: .*'active_user'; did you mean active_users"
        ):
            apply_view(_answer(), View(columns=("active_user",)))
        with pytest.raises(UsageError, match=r"--sort: .*'zzz'; expected one of: host, kind"):
            apply_view(_answer(), View(sort="zzz"))

    @pytest.mark.parametrize(
        ("sort", "slugs"),
        [
            ("members", ["platform", "data", "a-team-with-a-rather-long-slug", None]),
            ("members:asc", ["a-team-with-a-rather-long-slug", "data", "platform", None]),
            ("slug", ["a-team-with-a-rather-long-slug", "data", "platform", None]),
            ("slug:desc", ["platform", "data", "a-team-with-a-rather-long-slug", None]),
            ("ai_credits_used", ["platform", "a-team-with-a-rather-long-slug", "data", None]),
            ("ai_credits_used:asc", ["a-team-with-a-rather-long-slug", "platform", "data", None]),
            ("days", ["platform", "a-team-with-a-rather-long-slug", "data", None]),
        ],
    )
    def test_rows_are_sorted_unknown_values_last_and_totals_after_them(
        self, sort: str, slugs: list[str | None]
    ) -> None:
        assert [row["slug"] for row in _shown(View(sort=sort))] == slugs

    def test_an_unknown_order_is_refused(self) -> None:
        with pytest.raises(UsageError, match="unknown order 'up'; expected members:asc"):
            apply_view(_answer(), View(sort="members:up"))

    def test_a_limit_keeps_totals_and_reports_the_rest(self) -> None:
        answer = apply_view(_answer(), View(limit=1))
        assert [row["scope"] for row in answer.table.to_pylist()] == ["team", "total"]
        assert answer.notes[0].startswith("… and 2 more rows: use --all or --limit N")
        assert apply_view(_answer(), View(limit=3)) == apply_view(_answer(), View())

    @given(limit=st.integers(1, 5), sort=st.sampled_from([*NAMES, None]))
    def test_rows_shown_and_rows_reported_add_up(self, limit: int, sort: str | None) -> None:
        answer = apply_view(_answer(), View(sort=sort, limit=limit))
        hidden = 3 - min(limit, 3)
        assert answer.table.num_rows == 4 - hidden
        assert bool(answer.notes) == bool(hidden)
