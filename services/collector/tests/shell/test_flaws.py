"""Lines that could not be read, rows in two versions, unknown keys: shown, though the day is complete."""

from __future__ import annotations

import datetime
import io
import json

import attrs

from copilot_metrics_collector.display.calendars import report
from copilot_metrics_collector.display.progress import in_pipe
from copilot_metrics_collector.fetch.events import Done, Event, Finished, Planned
from copilot_metrics_collector.inspection.completeness import completeness
from copilot_metrics_collector.lake.manifest import Manifest
from copilot_metrics_collector.run.run_stats import Tally, summary
from copilot_metrics_collector.run.summary import Summary, exit_code
from copilot_metrics_collector.units import Entity, Unit

TODAY = datetime.date(2026, 11, 20)
OCTO = Entity("organization", "octo")


def unit(day: int, family: str = "users-1-day") -> Unit:
    return Unit("api.github.com", family, OCTO, datetime.date(2026, 11, day))


def done(day: int, bad_lines: int = 0, conflicts: int = 0, drift: int = 0) -> Done:
    return Done(unit(day), "complete", None, "written", 10, 2000, 0.1, bad_lines, conflicts, drift)


def lines(*events: Event) -> list[str]:
    tally = Tally()
    for event in (Planned(9), *events):
        tally.take(event)
    return list(summary(tally))


def test_a_pipe_is_told_in_the_unit_s_line_and_in_the_last_where_there_are_any() -> None:
    stream = io.StringIO()
    with in_pipe(stream) as tell:
        told = Summary(tell)
        for event in (done(17, 3, 2, 1), done(18), done(19, 4)):
            told(event)
        finished = told.finished(1.0)
        tell(finished)
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    counts = [
        {name: line.get(name) for name in ("bad_lines", "conflicts", "drift") if name in line}
        for line in found[:3]
    ]
    assert counts == [{"bad_lines": 3, "conflicts": 2, "drift": 1}, {}, {"bad_lines": 4}]
    assert {line["state"] for line in found[:3]} == {"complete"}
    assert (found[3]["finished"]["bad_lines"], found[3]["finished"]["conflicts"]) == (7, 2)
    assert exit_code(finished.counts) == 0


def test_the_last_line_does_not_speak_of_what_there_is_none_of() -> None:
    stream = io.StringIO()
    with in_pipe(stream) as tell:
        tell(Finished({"complete": 1}, 1, 2, 3.0))
    assert json.loads(stream.getvalue())["finished"].keys() == {
        "counts",
        "rows",
        "bytes",
        "seconds",
    }


def test_the_summary_of_a_run_says_where_they_are() -> None:
    failed = Done(unit(16), "failed", "no response in time", "kept")
    found = lines(done(18, 1), done(17, 3, 1, 2), done(19, 0, 0, 3), failed)
    begin = found.index("Flaws in the files:")
    assert found[begin : begin + 5] == [
        "Flaws in the files:",
        "  users-1-day of organization octo, 2026-11-17 to 2026-11-18: 4 lines could not be read",
        "  users-1-day of organization octo, 2026-11-17: 1 row in two versions; the later one counts",
        "  users-1-day of organization octo, 2026-11-17, 2026-11-19: 3 keys or types unknown to this release",
        "Missing:",
    ]
    assert not any("Flaws in" in line for line in lines(done(18)))


def test_many_of_them_are_cut_short() -> None:
    families = [f"family-{number}" for number in range(20)]
    found = lines(*(attrs.evolve(done(18, 1), unit=unit(18, family)) for family in families))
    assert sum("could not be read" in line for line in found) == 12
    assert "  and 8 more: see copilot-metrics status --format json" in found


def manifests() -> list[Manifest]:
    plain = Manifest(unit=unit(18), state="complete", asked_at="2026-11-20T00:00:00Z", rows=10)
    odd = attrs.evolve(
        plain, conflicts=2, unknown_keys={"a.b": 4, "c": 1}, type_drift={"d": 1}, unit=unit(19)
    )
    return [attrs.evolve(plain, bad_lines=3), attrs.evolve(odd, bad_lines=1)]


def test_status_counts_them_and_says_where() -> None:
    series = completeness(manifests(), today=TODAY)
    assert series[0].to_dict()["flaws"] == [
        {"day": "2026-11-18", "bad_lines": 3},
        {"day": "2026-11-19", "bad_lines": 1, "conflicts": 2, "drift": 3},
    ]
    assert series[0].missing == ()
    told = [line.plain for line in report(series)]
    assert told[told.index("Nothing is missing.") :] == [
        "Nothing is missing.",
        "Flaws in the files:",
        "  users-1-day of organization octo, 2026-11-18 to 2026-11-19: 4 lines could not be read",
        "  users-1-day of organization octo, 2026-11-19: 2 rows in two versions; the later one counts",
        "  users-1-day of organization octo, 2026-11-19: 3 keys or types unknown to this release",
    ]


def test_status_says_nothing_where_there_are_none() -> None:
    plain = [attrs.evolve(manifests()[0], bad_lines=0)]
    series = completeness(plain, until=datetime.date(2026, 11, 18), today=TODAY)
    assert series[0].to_dict()["flaws"] == []
    assert not any("Flaws in" in line.plain for line in report(series))
