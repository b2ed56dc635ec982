from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pyarrow as pa
import pytest

from copilot_metrics_collector.exits import LakeError
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import FILE_NAME, Manifest
from copilot_metrics_collector.lake.tables import tables
from copilot_metrics_collector.lake.views import ask, connect
from copilot_metrics_collector.units import FAMILIES, Entity

from .making import COLUMNS, DAY, NARROW, answer, days, put, unit, users

LEADING = ["host", "kind", "entity", "report_day"]
VIEWS = {
    "users_1_day": "users-1-day",
    "user_teams_1_day": "user-teams-1-day",
    "repos_1_day": "repos-1-day",
    "organization_1_day": "organization-1-day",
    "enterprise_1_day": "enterprise-1-day",
    "users_28_day": "users-28-day",
    "organization_28_day": "organization-28-day",
    "organization_28_day_windows": "organization-28-day",
    "enterprise_28_day": "enterprise-28-day",
    "enterprise_28_day_windows": "enterprise-28-day",
    "usage_records": "usage-records",
    "team_totals_1_day": "team-totals-1-day",
}


def rows(lake: Lake, sql: str, **selection: Any) -> list[tuple[Any, ...]]:
    with connect(lake, **selection) as connection:
        return connection.execute(sql).fetchall()


def names(schema: pa.Schema | None) -> list[str]:
    assert schema is not None
    return list(schema.names)


def columns(lake: Lake, view: str) -> list[str]:
    return [row[0] for row in rows(lake, f"DESCRIBE {view}")]


def test_every_family_has_its_views() -> None:
    assert VIEWS.items() <= {table.view: table.family for table in tables()}.items()
    assert {table.family for table in tables()} >= FAMILIES.keys()


def test_an_empty_lake_has_the_right_columns(lake: Lake) -> None:
    with connect(lake) as connection:
        for table in tables():
            found = connection.execute(f"SELECT * FROM {table.view}")
            shown = [column[0] for column in found.description or ()]
            assert shown == LEADING + names(table.columns), table.view
            assert found.fetchall() == [], table.view


def test_a_view_has_the_same_columns_with_rows(lake: Lake) -> None:
    empty = rows(lake, "DESCRIBE users_1_day")
    put(lake, unit(), users(unit(), 1), schema=COLUMNS["users-1-day", "rows"])
    put(lake, unit(1), users(unit(1), 1), schema=NARROW)
    assert [row[0] for row in empty] == LEADING + names(COLUMNS["users-1-day", "rows"])
    assert rows(lake, "DESCRIBE users_1_day") == empty


def test_rows_come_with_their_unit(lake: Lake) -> None:
    of = unit(1, entity='Oc\'to "x"; DROP TABLE units --', host="ghe.example%3A8443%2Fapi%2Fv3")
    put(lake, of, users(of, 7))
    put(lake, unit(kind="enterprise"), users(unit(), 8))
    name = of.entity.name.casefold().replace("'", "''")
    with connect(lake) as connection:
        assert connection.execute(
            "SELECT host, kind, entity, report_day, day, user_id FROM users_1_day ORDER BY 6"
        ).fetchall() == [
            (of.host, "organization", of.entity.name.casefold(), of.day, of.day, 7),
            ("api.github.com", "enterprise", "octo", DAY, DAY, 8),
        ]
        for condition in (f"entity = '{name}'", f"report_day = '{of.day}'"):
            found = connection.execute(f"SELECT user_id FROM users_1_day WHERE {condition}")
            assert found.fetchall() == [(7,)]
    assert rows(lake, "SELECT user_id FROM users_1_day", entities=[of.entity]) == [(7,)]


def test_units_are_there_with_and_without_rows(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1), duplicates=2, bad_lines=1, settled=False)
    lake.add(answer(unit(1, entity="Other"), "not-yet", reason="wait"), {})
    found = rows(
        lake,
        "SELECT family, entity, day, state, reason, rows, duplicates, bad_lines, settled FROM units",
    )
    assert found == [
        ("users-1-day", "octo", DAY, "complete", None, 1, 2, 1, False),
        ("users-1-day", "other", unit(1).day, "not-yet", "wait", 0, 0, 0, False),
    ]


def test_only_what_a_manifest_names_is_read(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1, 2))
    put(lake, unit(), users(unit(), 3))
    assert len(lake.store.list(unit().path)) == 3  # both parts and the manifest
    assert rows(lake, "SELECT user_id FROM users_1_day") == [(3,)]


def test_only_what_is_selected_is_seen(lake: Lake) -> None:
    for each in (*days(range(4)), unit(entity="other")):
        put(lake, each, users(each, 1))
    put(lake, unit(family="repos-1-day"), [{"day": DAY, "repo_id": 1}])
    sql = "SELECT (SELECT count(*) FROM users_1_day), (SELECT count(*) FROM repos_1_day), count(*) FROM units"
    assert rows(lake, sql) == [(5, 1, 6)]
    octo = [Entity("organization", "Octo")]
    since, until = unit(1).day, unit(2).day
    assert rows(lake, sql, entities=octo, since=since, until=until) == [(2, 0, 2)]
    assert rows(lake, sql, families=["repos-1-day"]) == [(0, 1, 1)]
    assert rows(lake, sql, hosts=["elsewhere"]) == [(0, 0, 0)]


def test_windows_stand_beside_their_days(lake: Lake) -> None:
    of = unit(family="organization-28-day")
    day = [{"day": DAY - datetime.timedelta(days=n), "daily_active_users": n} for n in range(3)]
    put(lake, of, {"rows": day, "windows": [{"report_end_day": DAY, "organization_id": "9"}]})
    assert rows(lake, "SELECT sum(daily_active_users), count(*) FROM organization_28_day") == [
        (3, 3)
    ]
    found = rows(
        lake, "SELECT report_day, report_end_day, organization_id FROM organization_28_day_windows"
    )
    assert found == [(DAY, DAY, "9")]


def old_schema() -> pa.Schema:
    """Columns of releases that know fewer, other and more fields."""
    ide = pa.struct({"loc_added_sum": pa.int32(), "ide": pa.string(), "of_old": pa.string()})
    return pa.schema(
        {
            "totals_by_ide": pa.list_(ide),
            "user_id": pa.int32(),
            "day": pa.date32(),
            "gone": pa.string(),
        }
    )


def test_parts_of_different_releases_go_together(lake: Lake) -> None:
    put(lake, unit(1), users(unit(1), 2))
    ides = [{"loc_added_sum": 5, "ide": "vim", "of_old": "x"}]
    old = [{"totals_by_ide": ides, "user_id": 1, "day": DAY, "gone": "g"}]
    put(lake, unit(), old, schema=old_schema())
    sql = "SELECT user_id, totals_by_ide[1].ide, totals_by_ide[1].loc_added_sum, used_chat FROM users_1_day"
    assert rows(lake, f"{sql} ORDER BY 1") == [(1, "vim", 5, None), (2, None, None, None)]
    assert "gone" not in columns(lake, "users_1_day")


def test_of_rows_that_conflict_the_last_one_stands(lake: Lake) -> None:
    def user(number: int | None, login: str) -> dict[str, Any]:
        return {"day": DAY, "user_id": number, "user_login": login}

    some = [
        user(1, "a"),
        user(2, "b"),
        user(1, "c"),
        user(None, "d"),
        user(None, "d"),
        user(1, "e"),
    ]
    put(lake, unit(), some, conflicts=2)
    put(
        lake, unit(entity="other"), some[:3]
    )  # its manifest counts no conflicts, so all rows remain
    sql = "SELECT entity, user_id, user_login FROM users_1_day ORDER BY ALL"
    octo = [("octo", 1, "e"), ("octo", 2, "b"), ("octo", None, "d"), ("octo", None, "d")]
    other = [("other", 1, "a"), ("other", 1, "c"), ("other", 2, "b")]
    assert rows(lake, sql) == octo + other


def test_a_family_of_a_later_release_is_there_too(lake: Lake) -> None:
    of = unit(family="bots-1-day")
    put(lake, of, [{"bot": "it's"}], schema=pa.schema({"bot": pa.string()}))
    put(
        lake,
        attrs.evolve(of, day=unit(1).day),
        [{"size": 1}],
        schema=pa.schema({"size": pa.int8()}),
    )
    found = rows(lake, "SELECT entity, report_day, bot, size FROM bots_1_day ORDER BY 2")
    assert found == [("octo", DAY, "it's", None), ("octo", unit(1).day, None, 1)]


def test_a_column_that_is_called_like_a_leading_one(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = pa.schema({"entity": pa.string(), 'it\'s "x"': pa.int64()})
    monkeypatch.setattr(
        "copilot_metrics_collector.lake.views.tables",
        lambda: [attrs.evolve(tables()[0], family="odd", columns=odd)],
    )
    odd = pa.schema({"entity": pa.string(), 'it\'s "x"': pa.int64()})
    assert columns(lake, "odd") == [*LEADING, "entity_", 'it\'s "x"']
    put(lake, unit(family="odd"), [{"entity": "a", 'it\'s "x"': 4}], schema=odd)
    assert rows(lake, 'SELECT entity, entity_, "it\'s ""x""" FROM odd') == [("octo", "a", 4)]


def test_other_connections_to_it_see_the_same(lake: Lake) -> None:
    put(lake, unit(), users(unit(), 1))
    with connect(lake) as connection, connection.cursor() as other:
        assert other.execute("SELECT user_id FROM users_1_day").fetchall() == [(1,)]


class Vanishing(Lake):
    """A lake whose unit is replaced, and whose part is deleted, after its manifest was read."""

    def __init__(self, lake: Lake, *, opening: bool, back: bool) -> None:
        """`opening`: while it is opened, not later; `back`: what replaces it can be read."""
        super().__init__(lake.store, lake.privacy)
        self.opening = opening
        self._back = back
        self._old = {name for name in self.store.list(unit().path) if name != FILE_NAME}

    def vanish(self) -> None:
        if self._old:
            put(self, unit(), users(unit(), 2))
            found = {name for name in self.store.list(unit().path) if name != FILE_NAME}
            for name in self._old if self._back else found:
                self.store.remove(f"{unit().path}/{name}")
            self._old = set()

    def manifests(self, **selection: Any) -> Iterator[Manifest]:
        found = list(super().manifests(**selection))
        if self.opening:
            self.vanish()
        return iter(found)


@pytest.fixture
def lake_with_a_part(lake: Lake) -> Lake:
    put(lake, unit(), users(unit(), 1))
    return lake


@pytest.mark.parametrize("opening", [True, False])
@pytest.mark.parametrize("back", [True, False])
def test_a_part_that_vanished(lake_with_a_part: Lake, opening: bool, back: bool) -> None:
    lake = Vanishing(lake_with_a_part, opening=opening, back=back)

    def question(connection: duckdb.DuckDBPyConnection) -> Any:
        if not opening:
            lake.vanish()
        return connection.execute("SELECT user_id FROM users_1_day").fetchall()

    if back:
        assert ask(lake, question) == [(2,)]
    elif lake.store.is_local:  # the unit counts as failed
        assert ask(lake, question) == []
    else:
        with pytest.raises(LakeError, match=r"rows-.* is damaged. Run `copilot-metrics verify"):
            ask(lake, question)


def test_a_question_that_is_wrong_is_asked_once(lake_with_a_part: Lake) -> None:
    asked = []

    def question(connection: duckdb.DuckDBPyConnection) -> Any:
        asked.append(connection)
        return connection.execute("SELECT nothing FROM nowhere")

    with pytest.raises(duckdb.CatalogException):
        ask(lake_with_a_part, question)
    assert len(asked) == 1


def test_a_lake_can_be_moved(local: Lake, tmp_path: Path) -> None:
    put(local, unit(), users(unit(), 1))
    shutil.move(local.store.url, tmp_path / "else where")
    moved = Lake.open(tmp_path / "else where")
    assert rows(moved, "SELECT user_id FROM users_1_day") == [(1,)]


def test_the_tables_of_a_window_have_columns_of_their_own() -> None:
    assert names(COLUMNS["organization-28-day", "rows"])[0] == "day"
    assert names(COLUMNS["organization-28-day", "windows"])[0] == "report_start_day"
