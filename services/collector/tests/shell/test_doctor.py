"""`doctor`: its requests, its findings about reports and the lake, its output and its exit codes."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.doctor.findings import DoctorFinding, exit_of, fine, note
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.units import COLLECTED, FAMILIES

from .examination import examine


def test_nothing_is_found_where_nothing_is_wrong(github: FakeGitHub) -> None:
    seen = examine(github, "--org", github.organizations[0], "--enterprise", github.enterprise)

    assert (seen.code, seen.problems) == (0, [])
    assert {each["code"] for each in seen.findings} == {
        "api",
        "clock",
        "token-kind",
        "scopes",
        "rate-limit",
        "report",
        "download",
    }
    collected = [f"{name} of {kind}" for name in COLLECTED for kind in FAMILIES[name].operations]
    subjects = [each["subject"] for each in seen.findings if each["code"] == "report"]
    assert sorted(each.rpartition(" ")[0] for each in subjects) == sorted(collected)
    assert not github.leaks
    assert all(asked.method == "GET" for asked in github.requests)


def test_it_asks_no_more_than_it_said(github: FakeGitHub) -> None:
    seen = examine(github, "--org", github.organizations[0], "--org", github.organizations[1])
    asked = [each for each in github.requests if each.server == "api"]

    said = int(seen.said.split("Sending at most ")[1].split()[0])
    assert len(asked) in (said, said - 1)
    assert sum(each.server == "download" for each in github.requests) == 1
    (opened,) = [each for each in github.requests if each.server == "download"]
    assert opened.headers["range"] == "bytes=0-1023"


@pytest.mark.parametrize(
    ("scenario", "problem", "code"),
    [
        ("policy-off", "policy-off", 1),
        ("role-missing", "role-missing", 1),
        ("integration-403", "app-permission", 1),
        ("token-403", "token-permission", 1),
        ("revoked", "token-refused", 5),
        ("version-dropped", "api-version", 5),
        ("proxy-403", "api-proxy", 5),
        ("proxy-403,after=1", "api-proxy", 5),
        ("server-error=503", "api-error", 5),
        ("server-error=502,after=1,times=99", "api-error", 1),
        ("api-reset", "api-unreachable", 5),
        ("api-stall=600", "api-unreachable", 5),
        ("redirect-away", "api-redirect", 5),
        ("api-garbage,after=1", "api-error", 1),
        ("primary-limit=60,after=1,times=99", "rate-limit", 1),
        ("secondary-limit=60,after=1,times=99", "rate-limit", 1),
        ("no-data=404", "not-found", 1),
        ("download-proxy-403", "download-proxy", 1),
        ("blob-missing", "file-missing", 1),
        ("expired,times=9", "link-refused", 1),
        ("expired=404,times=9", "file-missing", 1),
        ("blob-error=503,times=9", "download-error", 1),
        ("reset=0,times=9", "download-unreachable", 1),
    ],
)
def test_each_refusal_has_a_finding_of_its_own(
    github: FakeGitHub, scenario: str, problem: str, code: int
) -> None:
    github.scenario = (scenario,)
    # few attempts only if waiting is useless
    seen = examine(github, "--timeout", "0.5" if "stall" in scenario else "60")

    assert seen.problems == [problem]
    assert seen.code == code


def test_a_link_that_had_ended_is_asked_for_again(github: FakeGitHub) -> None:
    github.scenario = ("expired",)

    assert examine(github).problems == []


@pytest.mark.parametrize("spelling", ["204", "empty", "no-links", "text"])
def test_no_data_is_a_note_and_not_a_problem(github: FakeGitHub, spelling: str) -> None:
    github.scenario = (f"no-data={spelling}",)
    seen = examine(github)

    assert seen.code == 0
    assert {each["code"] for each in seen.findings} >= {"no-data", "late"}


def test_a_wrong_slug(github: FakeGitHub) -> None:
    seen = examine(github, "--org", "no-such-organization")

    assert seen.problems == ["not-found"]
    assert "slug" in seen.of("not-found")["remedy"]
    assert "for an enterprise, use --enterprise" in seen.of("not-found")["remedy"]


def test_a_lake_is_looked_at_and_left_alone(github: FakeGitHub, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    new = examine(github, "--lake", str(lake))
    assert new.code == 0
    assert "does not exist yet" in new.of("lake")["text"]
    assert not lake.exists()

    synced = CliRunner().invoke(
        app,
        [
            "sync",
            "--to",
            str(lake),
            "--org",
            github.organizations[0],
            "--base-url",
            github.base_url,
            "--since",
            str(github.today - datetime.timedelta(days=5)),
            "--family",
            "users-1-day",
        ],
        env={"GITHUB_TOKEN": github.token},
    )
    assert synced.exit_code == 0, synced.output
    before = sorted(path for path in lake.rglob("*"))
    seen = examine(github, "--lake", str(lake))
    assert "plain names" in seen.of("lake")["text"]
    assert seen.of("lake-writable")["text"] == "is writable"
    assert seen.of("lake-current")["subject"].startswith("users-1-day")
    assert sorted(path for path in lake.rglob("*")) == before

    manifest = next(lake.rglob("manifest.json"))
    manifest.write_text("{")
    broken = examine(github, "--lake", str(lake))
    assert broken.code == Exit.LAKE
    (found,) = (each for each in broken.findings if each["level"] == "problem")
    assert (found["code"], found["subject"]) == ("lake-damaged", str(lake))
    assert "users-1-day of organization octo-org" in found["text"]
    assert "copilot-metrics verify" in found["remedy"]

    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "file").touch()
    assert examine(github, "--lake", str(strange)).code == Exit.LAKE


def test_for_people_it_is_a_line_a_finding_and_one_more_with_what_to_do(github: FakeGitHub) -> None:
    github.scenario = ("policy-off",)
    result = CliRunner().invoke(
        app,
        ["doctor", "--base-url", github.base_url, "--org", "octo-org"],
        env={"GITHUB_TOKEN": github.token},
    )

    assert "PROBLEM organization octo-org: 403: The " in result.stdout
    assert "[policy-off]\n        > Ask an administrator to change the policy:" in result.stdout


def test_the_gravest_problem_decides_the_exit_code() -> None:
    todo = DoctorFinding("a", "b", "c", remedy="d")
    github = DoctorFinding("a", "b", "c", remedy="d", exit=Exit.GITHUB)
    token = DoctorFinding("a", "b", "c", remedy="d", exit=Exit.CONFIGURATION)

    assert exit_of([fine("a", "b", "c"), note("a", "b", "c")]) is Exit.FINE
    assert exit_of([todo]) is Exit.INCOMPLETE
    assert exit_of([todo, github]) is Exit.GITHUB
    assert exit_of([todo, github, token]) is Exit.CONFIGURATION
