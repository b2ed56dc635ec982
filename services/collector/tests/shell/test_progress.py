from __future__ import annotations

import datetime
import io
import json
import threading

import attrs
import pytest
from rich.console import Console

from copilot_metrics_collector.clock import now_utc
from copilot_metrics_collector.days import ranges
from copilot_metrics_collector.display.progress import (
    in_pipe,
    on_terminal,
    progress_lines,
    reporter,
)
from copilot_metrics_collector.exits import GitHubError
from copilot_metrics_collector.fetch.events import (
    Change,
    Done,
    Downloaded,
    Event,
    Finished,
    Planned,
    Started,
    Waiting,
)
from copilot_metrics_collector.lake.manifest import State
from copilot_metrics_collector.run.run_stats import Tally, size, summary
from copilot_metrics_collector.units import Entity, Unit

OCTO = Entity("organization", "Octo")
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)


def unit(day: int = 1, family: str = "users-1-day") -> Unit:
    return Unit("api.github.com", family, OCTO, datetime.date(2026, 11, day))


def done(
    day: int, state: State = "complete", reason: str | None = None, change: Change = "written"
) -> Done:
    return Done(unit(day), state, reason, change, rows=10, bytes=2000, seconds=0.1234)


def tally(*events: Event) -> Tally:
    found = Tally()
    for event in events:
        found.take(event)
    return found


def test_in_a_pipe_each_unit_is_a_json_object_and_the_run_one_more() -> None:
    stream = io.StringIO()
    with reporter(stream) as tell:
        for event in (
            Planned(2),
            Started(unit()),
            Downloaded(unit(), 5),
            Waiting("octo", 3.0, "primary rate limit", NOON),
            done(1),
            done(2, "no-permission", "403, role: x"),
            Finished({"complete": 1, "no-permission": 1}, 20, 4000, 1.5),
        ):
            tell(event)

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert lines == [
        {
            "unit": {
                "host": "api.github.com",
                "family": "users-1-day",
                "kind": "organization",
                "entity": "Octo",
                "day": "2026-11-01",
            },
            "state": "complete",
            "reason": None,
            "change": "written",
            "rows": 10,
            "bytes": 2000,
            "seconds": 0.123,
        },
        {
            **json.loads(json.dumps(lines[0])),
            "unit": {**lines[0]["unit"], "day": "2026-11-02"},
            "state": "no-permission",
            "reason": "403, role: x",
        },
        {
            "finished": {
                "counts": {"complete": 1, "no-permission": 1},
                "rows": 20,
                "bytes": 4000,
                "seconds": 1.5,
            }
        },
    ]


def test_a_pipe_is_told_of_waits_beside_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    until = NOON + datetime.timedelta(seconds=90)
    with in_pipe(stream) as tell:
        tell(Waiting("octo", 90, "primary rate limit", until))

    assert stream.getvalue() == ""
    told = capsys.readouterr().err
    assert told == "octo waits 90 s, until 12:01:30 UTC: primary rate limit\n"


def test_lines_of_many_threads_do_not_mix() -> None:
    stream = io.StringIO()
    with in_pipe(stream) as tell:
        threads = [
            threading.Thread(target=lambda: [tell(done(day)) for day in range(1, 29)])
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert [json.loads(line)["rows"] for line in stream.getvalue().splitlines()] == [10] * 8 * 28


def test_a_terminal_shows_units_rows_bytes_and_waits() -> None:
    until = NOON + datetime.timedelta(seconds=90)
    found = tally(
        Planned(3),
        Started(unit(1)),
        Started(unit(2)),
        Downloaded(unit(1), 1500),
        done(1),
        Waiting("octo", 90, "primary rate limit", until),
        Waiting("acme", 90, "server error 502", NOON),
    )

    assert list(progress_lines(found, NOON)) == [
        "10 rows · 2.0 kB · 1 in progress",
        "octo waits 90 s, until 12:01:30 UTC: primary rate limit",
    ]
    missing = tally(done(1, "failed", "no response in time"), done(2, "not-yet", "204"))
    assert next(progress_lines(missing, NOON)) == "20 rows · 4.0 kB · 0 in progress · 1 missing"


def test_the_bar_of_a_terminal_counts_units_and_leaves_the_summary() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=80, record=True)
    with on_terminal(console) as tell:
        tell(Planned(4))
        tell(done(1))
        tell(Waiting("octo", 60, "secondary rate limit", _in_a_minute()))
        tell(done(2, "partial", "1 of 3 files are missing: 404"))
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO

    assert "2/4" in shown
    assert "octo waits" in shown
    assert "secondary rate limit" in shown
    assert all(len(line) <= 80 for line in console.export_text().splitlines() if "━" in line)
    end = shown[shown.rindex("2 units (2 written)") :]
    assert "users-1-day of organization Octo, 2026-11-02: partial: 1 of 3 files" in end


def test_in_a_pipe_units_that_were_not_requested_are_a_line_a_reason() -> None:
    stream = io.StringIO()
    acme = Entity("enterprise", "acme")
    with reporter(stream) as tell:
        for event in (
            Planned(5),
            Done(unit(1), "not-asked", "the token is refused"),
            Done(unit(2), "not-asked", "the token is refused"),
            Done(attrs.evolve(unit(2), entity=acme), "not-asked", "the token is refused"),
            done(4),
            Done(unit(3), "not-asked", "refused before"),
            Finished({"complete": 1, "not-asked": 4}),
        ):
            tell(event)
    unit_line, *groups, last = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert unit_line["state"] == "complete"
    assert groups == [
        {
            "not_asked": {
                "reason": "the token is refused",
                "units": 3,
                "families": ["users-1-day"],
                "entities": ["enterprise/acme", "organization/Octo"],
            }
        },
        {
            "not_asked": {
                "reason": "refused before",
                "units": 1,
                "families": ["users-1-day"],
                "entities": ["organization/Octo"],
            }
        },
    ]
    assert last["finished"]["counts"] == {"complete": 1, "not-asked": 4}


@pytest.mark.parametrize("finished", [Finished({}, stopped=True), Finished({}, error="refused")])
def test_a_run_that_was_stopped_or_could_not_begin_leaves_its_reason_to_the_error(
    finished: Finished,
) -> None:
    stream = io.StringIO()
    with reporter(stream) as tell:
        for event in (Planned(2), Done(unit(), "not-asked", "why"), finished):
            tell(event)
    (line,) = stream.getvalue().splitlines()
    assert "finished" in json.loads(line)
    console = Console(file=io.StringIO(), force_terminal=False, width=80)

    def refused() -> None:
        with on_terminal(console) as tell:
            for event in (Planned(2), Done(unit(), "not-asked", "why"), Finished({}, error="why")):
                tell(event)
            raise GitHubError("why")

    with pytest.raises(GitHubError):
        refused()
    assert "why" not in console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO


def test_a_run_that_is_stopped_leaves_a_line_of_what_was_done() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=80)

    def stopped() -> None:
        with on_terminal(console) as tell:
            tell(Planned(4))
            tell(done(1))
            tell(done(2, "failed", "no response in time"))
            tell(Done(unit(3), "not-asked", "the run was stopped"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()

    shown = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert shown[shown.rindex("2 of 4 units") :] == (
        "2 of 4 units done, 20 rows, 4.0 kB; run the same command to continue\n"
    )
    assert "no response" not in shown


def _in_a_minute() -> datetime.datetime:
    return now_utc() + datetime.timedelta(minutes=1)


def test_the_summary_counts_says_what_is_missing_and_what_to_do() -> None:
    found = tally(
        Planned(8),
        done(1),
        done(2, "no-data", change="unchanged"),
        done(3, "not-yet", "the server responded with 204 and no content"),
        done(4, "no-permission", "403, role: Resource requires admin"),
        Done(unit(5), "not-asked", "refused before"),
        Done(unit(6), "not-asked", "refused before"),
        done(8, "failed", "no response in time", "kept"),
    )

    assert list(summary(found)) == [
        "7 units (3 written, 1 unchanged, 1 kept, 2 not-asked), 50 rows, 10.0 kB",
        "  complete            1",
        "  no-data             1",
        "  not-yet             1",
        "  no-permission       1",
        "  failed              1",
        "  not-asked           2",
        "Missing:",
        "  users-1-day of organization Octo, 2026-11-03: not-yet: the server responded with 204 and no content",
        "  users-1-day of organization Octo, 2026-11-04: no-permission: 403, role: Resource requires admin",
        "  users-1-day of organization Octo, 2026-11-08: failed: no response in time",
        "  2 units of organization Octo: not-asked: refused before",
        "Next steps:",
        "  not-yet: nothing: GitHub publishes a day after two to three days, and a later run requests it",
        "  no-permission: run copilot-metrics doctor: it names the missing permission or setting",
        "  failed: run the same command again: it requests only what is missing",
        "  not-asked: fix what stopped the run, then run the same command again",
    ]


def test_a_run_with_nothing_to_do_says_so() -> None:
    assert list(summary(tally(Planned(0), Finished({})))) == [
        "Nothing to request: the lake is up to date."
    ]


def test_many_reasons_are_cut_short() -> None:
    found = tally(*(done(day, "failed", f"reason {day}") for day in range(1, 21)))

    assert "  and 8 more: see copilot-metrics status" in list(summary(found))


def test_a_window_that_ends_another_day_than_asked_for_is_not_under_way_any_more() -> None:
    asked, ended = unit(19, "users-28-day"), unit(17, "users-28-day")

    assert tally(Started(asked), Done(ended, "complete")).running == {}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([1], "2026-11-01"),
        ([1, 2, 3], "2026-11-01 to 2026-11-03"),
        ([3, 1], "2026-11-01, 2026-11-03"),
        ([1, 3, 5, 7, 8], "2026-11-01, 2026-11-03, 2026-11-05 and 2 days more"),
    ],
)
def test_days_are_named_by_their_runs(days: list[int], expected: str) -> None:
    assert ranges((datetime.date(2026, 11, day) for day in days), 3) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (123_456, "123 kB"), (5 * 10**12, "5,000 GB")],
)
def test_sizes(number: int, expected: str) -> None:
    assert size(number) == expected
