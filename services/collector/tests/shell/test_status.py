from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import attrs
import pytest
from rich.console import Console
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.clock import today_utc
from copilot_metrics_collector.display.calendars import SIGNS, months, report
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.inspection.completeness import (
    LOST,
    NEVER_ASKED,
    Day,
    Series,
    completeness,
)
from copilot_metrics_collector.lake.known_entities import unknown_entities
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.lake.manifest import STATES, Manifest, ManifestPart, State
from copilot_metrics_collector.units import Entity, Unit

HOST = "api.github.com"
OCTO = Entity("organization", "octo")
ACME = Entity("enterprise", "acme")
TODAY = datetime.date(2026, 11, 20)


def back(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def manifest(
    age: int,
    state: State = "complete",
    *,
    family: str = "users-1-day",
    entity: Entity = OCTO,
    reason: str | None = None,
    asked: str = "2026-11-20T00:00:00Z",
) -> Manifest:
    unit = Unit(HOST, family, entity, back(age))
    return Manifest(unit=unit, state=state, reason=reason, asked_at=asked, rows=10)


def states(series: Series) -> list[tuple[int, str]]:
    """How old each day is, and its state."""
    return [((TODAY - day.day).days, day.state) for day in series.days]


def test_days_are_expected_from_the_first_in_the_lake_until_yesterday() -> None:
    found = completeness([manifest(age) for age in (8, 7, 5, 3, 2, 1)], today=TODAY)

    (series,) = found
    assert states(series) == [
        (8, "complete"),
        (7, "complete"),
        (6, NEVER_ASKED),
        (5, "complete"),
        (4, NEVER_ASKED),
        (3, "complete"),
        (2, "complete"),
        (1, "complete"),
    ]
    assert (series.there, series.due) == (6, 8)
    assert [day.reason for day in series.missing] == ["never requested", "never requested"]


def test_one_family_shows_what_the_others_lack_of_the_same_entity() -> None:
    found = completeness(
        [manifest(3), manifest(2, family="organization-1-day"), manifest(1, entity=ACME)],
        today=TODAY,
    )

    by_name = {(each.family, str(each.entity)): states(each) for each in found}
    assert by_name == {
        ("users-1-day", "enterprise acme"): [(1, "complete")],
        ("organization-1-day", "organization octo"): [
            (3, NEVER_ASKED),
            (2, "complete"),
            (1, NEVER_ASKED),
        ],
        ("users-1-day", "organization octo"): [
            (3, "complete"),
            (2, NEVER_ASKED),
            (1, NEVER_ASKED),
        ],
    }


def test_an_entity_that_was_only_refused_lacks_what_the_others_have() -> None:
    refused = manifest(1, "no-permission", entity=ACME, reason="403, role: x")
    acme, octo = completeness([refused, manifest(3), manifest(2), manifest(1)], today=TODAY)

    assert states(octo) == [(3, "complete"), (2, "complete"), (1, "complete")]
    assert states(acme) == [(3, NEVER_ASKED), (2, NEVER_ASKED), (1, "no-permission")]
    assert "403, role: x" in (acme.days[0].reason or "")


def test_a_family_begins_with_its_first_day_with_data() -> None:
    first_repos = datetime.date(2026, 7, 17)
    long_ago = (TODAY - first_repos).days + 10
    found = completeness([manifest(long_ago), manifest(1, family="repos-1-day")], today=TODAY)

    repos = next(each for each in found if each.family == "repos-1-day")
    assert repos.days[0].day == first_repos


def test_since_and_until_say_which_days() -> None:
    (series,) = completeness([manifest(2)], since=back(4), until=back(2), today=TODAY)
    assert states(series) == [(4, NEVER_ASKED), (3, NEVER_ASKED), (2, "complete")]

    (ahead,) = completeness([manifest(1)], until=back(-5), today=TODAY)
    assert states(ahead) == [(1, "complete")]


def test_a_day_that_may_still_come_is_not_missing_and_one_that_is_overdue_is() -> None:
    late = [manifest(age, "not-yet") for age in range(1, 7)]
    (series,) = completeness(late, today=TODAY)

    assert [state for _, state in states(series)] == [NEVER_ASKED] * 2 + ["not-yet"] * 4
    assert series.due == 2
    assert "not published at the last request" in (series.missing[0].reason or "")


def test_a_day_without_data_is_there() -> None:
    (series,) = completeness([manifest(2, "no-data"), manifest(1)], today=TODAY)

    assert (series.there, series.due, series.missing) == (2, 2, ())


@pytest.mark.parametrize(
    "state", [state for state in STATES if state not in ("complete", "no-data", "not-yet")]
)
def test_all_other_states_are_missing_with_their_reason(state: State) -> None:
    (series,) = completeness([manifest(1, state, reason="because")], today=TODAY)

    assert series.missing == (Day(back(1), state, "because", 10),)


def test_days_that_were_not_asked_for_carry_the_newest_refusal() -> None:
    refused = manifest(3, "no-permission", reason="403, policy: x", asked="2026-11-19T00:00:00Z")
    (series,) = completeness([manifest(5, asked="2026-11-18T00:00:00Z"), refused], today=TODAY)
    assert (
        series.missing[0].reason == "never requested; last response, on 2026-11-19: 403, policy: x"
    )

    (mended,) = completeness([manifest(4, asked="2026-11-20T00:00:00Z"), refused], today=TODAY)
    assert [day.reason for day in mended.missing] == [
        "403, policy: x",
        "never requested",
        "never requested",
    ]


def test_what_github_does_not_keep_any_more_is_lost() -> None:
    later = TODAY + datetime.timedelta(60)
    manifests = [manifest(400, entity=ACME), manifest(1, entity=ACME)]
    (acme,) = completeness(manifests, today=later)
    ages = {(later - day.day).days: day.state for day in acme.days}
    assert ages[366] == LOST
    assert ages[365] == NEVER_ASKED


def test_of_a_window_the_present_one_is_expected() -> None:
    window = "users-28-day"
    fresh = completeness([manifest(3, family=window), manifest(9, family=window)], today=TODAY)
    assert states(fresh[0]) == [(9, "complete"), (3, "complete")]

    stale = completeness([manifest(9, family=window)], today=TODAY)
    assert states(stale[0]) == [(9, "complete"), (1, NEVER_ASKED)]

    refused = completeness([manifest(1, "no-permission", family=window, reason="x")], today=TODAY)
    assert states(refused[0]) == [(1, "no-permission")]


def test_an_entity_that_the_lake_does_not_know_lacks_everything() -> None:
    found = completeness([], entities=[OCTO], hosts=[HOST], since=back(3), today=TODAY)

    assert {each.family for each in found} >= {"users-1-day", "organization-28-day"}
    assert not any("enterprise" in each.family for each in found)
    users = next(each for each in found if each.family == "users-1-day")
    assert states(users) == [(3, NEVER_ASKED), (2, NEVER_ASKED), (1, NEVER_ASKED)]


def test_the_same_slug_at_two_hosts_is_two() -> None:
    there = manifest(1)
    host = "api.acme.ghe.com%2Fapi%2Fv3"
    other = attrs.evolve(there, unit=attrs.evolve(there.unit, host=host))
    found = completeness([there, other], today=TODAY)

    assert [each.host for each in found] == [host, "api.github.com"]
    text = plain(found)
    assert "organization octo at api.acme.ghe.com/api/v3" in text


def plain(series: Iterable[Series]) -> str:
    return "\n".join(line.plain for line in report(list(series)))


def test_a_calendar_is_a_month_a_row_with_each_day_in_its_column() -> None:
    days = [
        Day(datetime.date(2026, 10, 30), "complete"),
        Day(datetime.date(2026, 10, 31), "no-data"),
        Day(datetime.date(2026, 11, 1), "partial"),
        Day(datetime.date(2026, 11, 8), NEVER_ASKED),
    ]
    header, october, november = (line.plain for line in months(days))

    assert october[october.index("#") - 29] == " "
    assert header.index("29") + 1 == october.index("#")
    assert october.rstrip().endswith("#.")
    assert november[header.index("1")] == "p"
    assert november[header.index("8")] == "-"


def test_every_state_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == {*STATES, NEVER_ASKED, LOST}
    assert len({sign for sign, _, _ in SIGNS.values()}) == len(SIGNS)


def test_what_is_missing_is_named_with_its_days_and_reason() -> None:
    text = plain(
        completeness(
            [manifest(6), manifest(3, "no-permission", reason="403, role: x"), manifest(1)],
            today=TODAY,
        )
    )

    assert "organization octo\n  users-1-day       2 of 6        -     -        4\n" in text
    assert "users-1-day of organization octo: 2026-11-17: 403, role: x" in text
    assert (
        "users-1-day of organization octo: 2026-11-15 to 2026-11-16, 2026-11-18: never requested"
        in text
    )
    assert "x no permission" in text


def test_many_families_share_a_calendar_of_the_worst_of_each_day() -> None:
    names = [Entity("organization", f"o{number}") for number in range(5)]
    found = completeness(
        [
            manifest(age, family=family, entity=name)
            for name in names
            for family in ("users-1-day", "organization-1-day")
            for age in (2, 1)
            if not (name == names[3] and family == "users-1-day" and age == 1)
        ],
        today=TODAY,
    )
    text = plain(found)

    assert "organization o3: each day shows the worst of its families" in text
    calendar = text[text.index("organization o3: each day") :].splitlines()[2]
    assert calendar.rstrip().endswith("#-")


def test_colours_are_for_terminals_only() -> None:
    found = completeness([manifest(1)], today=TODAY)
    for is_terminal in (True, False):
        system: Literal["standard", "auto"] = "standard" if is_terminal else "auto"
        console = Console(file=io.StringIO(), force_terminal=is_terminal, color_system=system)
        for line in report(found):
            console.print(line, soft_wrap=True)
        text = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
        assert ("\x1b[" in text) is is_terminal


def lake_of(path: Path, manifests: Iterable[Manifest]) -> str:
    lake = Lake.open(path, create=True)
    for each in manifests:
        lake.add(each, {})
    return str(path)


def real(age: int, state: State = "no-data") -> Manifest:
    day = today_utc() - datetime.timedelta(days=age)
    unit = Unit(HOST, "users-1-day", Entity("organization", "Octo"), day)
    return Manifest(
        unit=unit, state=state, reason="GitHub said so", asked_at="2026-11-20T00:00:00Z"
    )


def test_the_command_ends_with_1_where_something_is_missing(tmp_path: Path) -> None:
    whole = lake_of(tmp_path / "whole", [real(2), real(1)])
    gap = lake_of(tmp_path / "gap", [real(3), real(1)])

    fine = CliRunner().invoke(app, ["status", "--lake", whole])
    assert (fine.exit_code, "Nothing is missing." in fine.output) == (0, True)
    missing = CliRunner().invoke(app, ["status", "--lake", gap])
    assert missing.exit_code == Exit.INCOMPLETE
    assert "organization Octo" in missing.output


def test_an_entity_that_the_lake_does_not_know_is_pointed_out(tmp_path: Path) -> None:
    lake = lake_of(tmp_path / "gap", [real(3), real(1)])

    for more in (["--org", "otco"], ["--enterprise", "OCTO", "--format", "json"]):
        result = CliRunner().invoke(app, ["status", "--lake", lake, *more])
        assert result.exit_code == Exit.INCOMPLETE
        told = " ".join(result.stderr.split())
        assert "it has organization octo; did you mean --org octo?" in told
    assert CliRunner().invoke(app, ["status", "--lake", lake, "--org", "OCTO"]).stderr == ""


def test_entities_that_are_nothing_like_those_there_get_no_suggestion(tmp_path: Path) -> None:
    lake = Lake.open(lake_of(tmp_path / "gap", [real(3)]))

    nobody = [Entity("organization", "zzz"), Entity("enterprise", "yyy")]
    assert unknown_entities(lake, nobody) == (
        "the lake has no data of organization zzz, enterprise yyy; it has organization octo"
    )
    assert unknown_entities(lake, [OCTO]) is None
    assert unknown_entities(lake, [OCTO], ["elsewhere"]) == (
        "the lake has no data of organization octo; it has no data yet"
    )


def test_reprocess_names_what_the_lake_has(tmp_path: Path) -> None:
    lake = lake_of(tmp_path / "gap", [real(3)])
    result = CliRunner().invoke(app, ["reprocess", "--lake", lake, "--org", "otco"])

    assert result.exit_code == Exit.USAGE
    assert "did you mean --org octo?" in " ".join(result.output.split())


def test_a_day_whose_file_is_lost_is_missing(tmp_path: Path) -> None:
    part = ManifestPart(path=f"{real(1).unit.path}/rows-0.parquet", table="rows", rows=1, bytes=4)
    file = tmp_path / "draft"
    file.write_bytes(b"PAR1")
    there = attrs.evolve(real(1, "complete"), reason=None, parts=(part,))
    path = tmp_path / "lake"
    Lake.open(path, create=True).add(there, {part.path: file})
    assert CliRunner().invoke(app, ["status", "--lake", str(path)]).exit_code == Exit.FINE

    (path / part.path).unlink()
    result = CliRunner().invoke(app, ["status", "--lake", str(path)])
    assert result.exit_code == Exit.INCOMPLETE
    assert "a listed file is missing" in result.output


def test_the_command_gives_json(tmp_path: Path) -> None:
    gap = lake_of(tmp_path / "gap", [real(3), real(1)])

    values = json.loads(
        CliRunner().invoke(app, ["status", "--lake", gap, "--format", "json"]).stdout
    )
    assert values["missing"] == 1
    (series,) = values["series"]
    assert series["entity"] == "Octo"
    assert series["states"] == {"never-asked": 1, "no-data": 2}
    assert series["missing"][0]["reason"] == "never requested"


def test_an_empty_lake_is_incomplete_and_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["status", "--lake", lake_of(tmp_path / "new", [])])

    assert result.exit_code == Exit.INCOMPLETE
    assert "sync" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["--lake", "/nowhere/at/all"], Exit.LAKE, "is not a lake"),
        (
            ["--lake", ".", "--family", "user-1-day"],
            Exit.USAGE,
            "did you mean users-1-day?",
        ),
        (["--lake", ".", "--org", "a/b"], Exit.USAGE, "expected its slug"),
        (["--lake", ".", "--since", "2026-13-01"], Exit.USAGE, "in the form YYYY-MM-DD"),
    ],
)
def test_bad_input_is_told(arguments: list[str], code: Exit, text: str) -> None:
    result = CliRunner().invoke(app, ["status", *arguments])

    assert result.exit_code == code
    assert text in result.output
