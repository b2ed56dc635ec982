"""Families that need permissions beyond those of the reports: the effect of a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.commands import status as status_module
from copilot_metrics_collector.commands import sync as sync_module
from copilot_metrics_collector.fetch.events import Done, Finished, NotCollected
from copilot_metrics_collector.inspection.completeness import LOST, completeness
from copilot_metrics_collector.lake.manifest import Manifest, State
from copilot_metrics_collector.run.run_stats import Tally, summary
from copilot_metrics_collector.units import Entity, Unit, is_optional

from .runs import DAY, TODAY, Site

Run = Callable[..., tuple[int, dict[str, Any]]]
SINCE = f"--since={TODAY - 2 * DAY}"
ORG = Entity("organization", "octo")


@pytest.fixture
def run(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command with a token that may read everything but bills; returns its exit code and last JSON."""
    monkeypatch.chdir(tmp_path)
    for module in (sync_module, status_module):
        monkeypatch.setattr(module, "today_utc", lambda: TODAY)
    monkeypatch.setenv("GITHUB_TOKEN", site.github.issue(scopes=["read:org"]))

    def command(name: str, *more: str) -> tuple[int, dict[str, Any]]:
        shared = ("--base-url", site.github.base_url, "--lake", str(site.path))
        capsys.readouterr()
        code = main([name, "--org", site.org.name, *shared, *more])
        out = capsys.readouterr().out
        return code, json.loads(out if name == "status" else out.splitlines()[-1])

    return command


def test_a_refused_family_that_nobody_named_is_reported_and_no_error(run: Run, site: Site) -> None:
    code, last = run("sync", SINCE)
    finished = last["finished"]
    assert code == 0
    assert finished["counts"]["no-permission"] >= 1
    [optional] = finished["not_collected"]
    assert (optional["family"], optional["entity"]) == ("billing", site.org.name)
    assert optional["reason"].startswith("403, role")
    assert "--skip-family" in optional["hint"]
    code, found = run("status", "--format", "json")
    assert (code, found["missing"]) == (0, 0)
    reasons = {each["family"]: each["not_collected"] for each in found["series"]}
    assert reasons.pop("billing") == optional["reason"]
    assert set(reasons.values()) == {None}


def test_a_named_family_must_be_readable(run: Run) -> None:
    code, last = run("sync", SINCE, "--family", "billing", "--family", "users-1-day")
    assert code == 1
    assert "not_collected" not in last["finished"]
    code, found = run("status", "--format", "json", "--family", "billing")
    assert code == 1
    assert found["missing"] > 0


def test_a_report_must_be_readable_also_if_nobody_named_it(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", site.github.issue(scopes=["admin:org"]))
    code, last = run("sync", SINCE)
    assert code == 1
    assert {each["family"] for each in last["finished"].get("not_collected", ())} <= {"seats"}


def test_a_permission_that_was_lost_is_an_error(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as with_all:
        with_all.setenv("GITHUB_TOKEN", site.github.token)
        assert run("sync", f"--since={TODAY - 2 * DAY}", f"--until={TODAY - 2 * DAY}")[0] == 0
    code, last = run("sync", SINCE)
    assert code == 1
    assert "not_collected" not in last["finished"]
    assert run("status", "--format", "json")[0] == 1


def test_the_table_of_status_names_it(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    run("sync", SINCE)
    address = ("--base-url", site.github.base_url, "--lake", str(site.path))
    assert main(["status", *address]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "billing not collected" in out
    assert "Nothing is missing." in out
    assert f"billing of {site.org}: 403, role" in out
    assert "name it with --family" in out


def test_the_families_that_need_more() -> None:
    assert {name for name in ("seats", "seat-totals", "billing") if not is_optional(name)} == set()
    assert not is_optional("users-1-day")
    assert not is_optional("team-totals-1-day")


def unit(back: int, family: str = "seats") -> Unit:
    return Unit("api.github.com", family, ORG, TODAY - back * DAY)


def manifest(back: int, state: State, family: str = "seats") -> Manifest:
    asked = f"{TODAY - back * DAY}T06:00:00Z"
    return Manifest(unit=unit(back, family), state=state, reason=state, asked_at=asked)


def test_seats_that_were_refused_before_the_first_ones_are_not_missing() -> None:
    stored = [manifest(4, "no-permission"), manifest(3, "no-permission"), manifest(1, "complete")]
    [series] = completeness(stored, today=TODAY)
    assert [day.state for day in series.days] == ["complete"]
    [named] = completeness(stored, families=["seats"], today=TODAY)
    assert [day.state for day in named.days] == [
        "no-permission",
        "no-permission",
        LOST,
        "complete",
    ]


def test_a_family_that_also_failed_is_missing() -> None:
    stored = [manifest(2, "no-permission", "billing"), manifest(1, "failed", "billing")]
    [series] = completeness(stored, since=TODAY - 2 * DAY, today=TODAY)
    assert (series.not_collected, len(series.missing)) == (None, 2)


def test_the_summary_lists_it_apart_from_what_is_missing() -> None:
    tally = Tally()
    refused = Done(unit(1, "billing"), "no-permission", "403", "written")
    tally.take(refused)
    tally.take(Done(unit(2, "billing"), "not-asked", "refused before: 403"))
    tally.take(Done(unit(0), "failed", "502", "written"))
    units = {"no-permission": 1, "not-asked": 1}
    optional = NotCollected("billing", ORG, "403", units)
    finished = Finished({**units, "failed": 1}, not_collected=(optional,))
    tally.take(finished)
    assert dict(finished.due) == {"failed": 1}
    lines = list(summary(tally))
    begin = next(at for at, line in enumerate(lines) if line.startswith("Not collected"))
    assert lines[begin + 1 :] == [
        "  billing of organization octo: 403",
        "Missing:",
        f"  seats of organization octo, {TODAY}: failed: 502",
        "Next steps:",
        "  failed: run the same command again: it requests only what is missing",
    ]
