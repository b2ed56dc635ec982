"""`copilot-metrics sync` and `reprocess` as users type them: their output and exit codes."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.cli import main
from copilot_metrics_collector.commands import sync as module

from .runs import DAY, TODAY, Site

Run = Callable[..., int]


@pytest.fixture
def run(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "today_utc", lambda: TODAY)

    def command(*more: str, org: str = site.org.name, url: str = site.github.base_url) -> int:
        return main(
            [
                "sync",
                "--org",
                org,
                "--to",
                str(site.path),
                "--base-url",
                url,
                "--family",
                "users-1-day",
                *more,
            ]
        )

    return command


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


SINCE = f"--since={TODAY - 6 * DAY}"


def test_a_line_of_json_a_unit_and_one_for_the_run(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(SINCE) == 0
    told = lines(capsys)
    assert len(told) == 7
    first = told[0]
    assert first["unit"] == {
        "host": site.settings().host,
        "family": "users-1-day",
        "kind": "organization",
        "entity": site.org.name,
        "day": "2026-11-19",
    }
    assert (first["state"], first["change"]) == ("complete", "written")
    finished = told[-1]["finished"]
    assert isinstance(finished, dict)
    assert finished["counts"] == {"complete": 4, "no-data": 2}


def test_the_plan_is_printed_and_nothing_is_asked(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(SINCE, "--plan") == 0
    out = capsys.readouterr().out.splitlines()
    left = r"GITHUB_TOKEN: 6 units, 6 requests, minutes \(5,000 per hour, [45],\d{3} left until \d\d:\d\d UTC\)"
    assert re.fullmatch(left, out[0])
    assert out[1] == "total: 6 units, 6 requests, minutes (one credential)"
    assert out[2] == "  users-1-day: 6"
    assert [each.path for each in site.api()] == ["/rate_limit"]
    assert not site.path.exists()


def test_the_plan_of_a_year_by_a_limit_that_is_given(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--plan", "--requests-per-hour", "100") == 0
    out = capsys.readouterr().out
    days = (TODAY - datetime.date(2025, 12, 12)).days
    assert (
        f"{days} units, {days} requests, at least {days / 100:.1f} hours (100 per hour, from" in out
    )
    assert site.github.requests == ()


def test_the_plan_says_what_is_left_out(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    run(SINCE)
    capsys.readouterr()
    assert run("--since=2025-12-01", "--plan", "--requests-per-hour=5000") == 0
    out = capsys.readouterr().out
    assert "not requested, before the first day with data: 11" in out
    assert "not requested, known to have no data: 2" in out


def test_an_app_s_limit_is_assumed_and_said_so(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], app_key: tuple[str, str]
) -> None:
    key = tmp_path / "key.pem"
    key.write_text(app_key[0])
    assert run(SINCE, "--plan", "--app-id=7", f"--private-key-file={key}") == 0
    assert "(5,000 per hour, assumed: an installation's limit" in capsys.readouterr().out


def test_a_plan_without_an_answer_says_that_it_assumes(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(SINCE, "--plan", url="http://127.0.0.1:9") == 0
    assert "assumed: no response from http://127.0.0.1:9" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("", 0),
        ("no-data=204", 0),
        ("policy-off", 1),
        ("blob-missing=0", 1),
        ("no-data=404", 1),
        ("revoked", 5),
    ],
)
def test_exit_codes(
    run: Run, site: Site, scenario: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    site.github.scenario = scenario or ()
    assert run(SINCE, "--tries=1") == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert ("no request to" in err) is (code == 5)


def test_a_day_that_had_no_data_and_has_some_now_is_fetched_where_it_is_asked_for_again(
    run: Run, own: Site
) -> None:
    def sync(*more: str) -> int:
        return run(SINCE, "--to", str(own.path), *more, url=own.github.base_url)

    late = own.unit(TODAY - 6 * DAY)
    own.give(late, [])
    assert sync() == 0
    assert own.manifest(late).state == "no-data"
    own.give(late, [[{"user_id": 1, "user_login": "mona", "day": late.day.isoformat()}]])
    assert sync() == 0
    assert own.manifest(late).state == "no-data"
    assert sync("--refetch") == 0
    assert (own.manifest(late).state, own.manifest(late).rows) == ("complete", 1)


def test_nobody_there_is_5(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SINCE, "--tries=1", "--timeout=2", url="http://127.0.0.1:9") == 5
    assert "no response" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "code", "text"),
    [
        (["--since=2026-11-20"], 2, "expected a day before today"),
        (["--since=2026-11-10", "--until=2026-11-09"], 2, "is before --since"),
        (["--since=yesterday"], 2, "YYYY-MM-DD"),
        (["--refetch"], 2, "--refetch requires --since"),
        (["--family=user-1-day"], 2, "did you mean users-1-day?"),
        (["--skip-family=users-1-day"], 2, "no family remains"),
        (["--org=.."], 2, "invalid organization '..'"),
        (["--family=usage-records", "--no-users"], 3, "usage-records"),
        (["--no-users"], 2, "not allowed with --no-users"),
        (["--family=usage-records", "--pseudonymize=/not/there"], 3, ""),
        (["--executor=spark://x"], 3, "expected threads, threads://N"),
        (["--token-file=/not/there"], 3, "cannot read file /not/there"),
        (["--token-variable=NOT_SET"], 3, "NOT_SET is not set"),
        (["--app-id=7"], 3, "app_id needs one of"),
    ],
)
def test_wrong_options_have_their_own_codes(
    run: Run,
    site: Site,
    options: list[str],
    code: int,
    text: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(*options) == code
    err = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert text in err
    assert "Traceback" not in err
    assert site.api() == []
    assert not site.path.exists() or options == ["--executor=spark://x"]


def test_no_entity_is_a_matter_of_usage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["sync", "--to", str(tmp_path / "lake")]) == 2
    assert "--org" in capsys.readouterr().err


def test_a_plan_by_a_limit_that_is_given_needs_no_token(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert run(SINCE, "--plan", "--requests-per-hour=5000") == 0
    assert run(SINCE, "--plan") == 3


def test_a_missing_token_is_3(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert run(SINCE) == 3
    assert "environment variable GITHUB_TOKEN is not set" in capsys.readouterr().err


def test_a_folder_that_is_no_lake_is_4(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.path.mkdir()
    (site.path / "thesis.doc").write_text("precious")
    assert run(SINCE) == 4
    assert "thesis.doc" in capsys.readouterr().err
    assert site.api() == []


def test_credentials_of_the_configuration(
    run: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    (tmp_path / "token").write_text(site.github.token)
    (tmp_path / "copilot-metrics.toml").write_text(
        '[[credentials]]\nname = "mine"\ntoken_file = "token"\n'
    )
    assert run(SINCE) == 0


def test_kept_files_and_reprocess(run: Run, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SINCE, "--keep-raw") == 0
    before = site.digest()
    site.github.forget()
    capsys.readouterr()
    assert main(["reprocess", "--lake", str(site.path)]) == 0
    captured = capsys.readouterr()
    assert captured.err.strip() == "4 unchanged"
    assert len(captured.out.splitlines()) == 5
    assert site.digest() == before
    assert site.github.requests == ()


def test_help_tells_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--help"]) == 0
    assert "--requests-per-hour" in capsys.readouterr().out


def test_data_residency_hosts_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeGitHub(seats=5, days=2, today=TODAY, path_prefix="/api/v3") as github:
        monkeypatch.setenv("GITHUB_TOKEN", github.token)
        there = Site(github, tmp_path / "lake")
        there.sync(["users-1-day"], [there.org])
        place = github.base_url.removeprefix("http://")
        assert {unit.host for unit in there.states()} == {quote(place, safe="")}


def finished_alone(out: str) -> dict[str, int]:
    """The counts of a run, and no other output."""
    (line,) = out.splitlines()
    counts: dict[str, int] = json.loads(line)["finished"]["counts"]
    return counts


def test_a_refused_token_is_reported_once(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.github.scenario = "revoked"
    assert run(SINCE, "--family=user-teams-1-day", "--family=organization-1-day") == 5
    out, err = capsys.readouterr()
    assert finished_alone(out) == {"not-asked": 18}
    assert err == (
        f"copilot-metrics: no request to {site.github.base_url} succeeded: "
        "the token is refused: 401: Bad credentials\n"
    )


def test_a_host_that_refuses_connections_is_reported_once(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(SINCE, "--tries=1", "--org=other", url="http://127.0.0.1:9") == 5
    out, err = capsys.readouterr()
    assert finished_alone(out) == {"not-asked": 12}
    assert err.count("no response from") == err.count("ConnectError") == len(err.splitlines()) == 1
    assert site.states() == {}


def test_wrong_credentials_of_an_app_are_reported_once(
    run: Run,
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    app_key: tuple[str, str],
) -> None:
    key = tmp_path / "key.pem"
    key.write_text(app_key[0])
    assert run(SINCE, "--org=other", "--app-id=7", f"--private-key-file={key}", org="nobody") == 5
    out, err = capsys.readouterr()
    assert finished_alone(out) == {"not-asked": 12}
    assert len(err.splitlines()) == 1
    assert site.states() == {}


def test_one_refused_token_among_others_is_reported_once_and_stops_no_other(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "today_utc", lambda: TODAY)
    (tmp_path / "good").write_text(site.github.token)
    (tmp_path / "bad").write_text("ghp_revoked")
    (tmp_path / "copilot-metrics.toml").write_text(
        f"""
[[credentials]]
name = "good"
token_file = "good"
entities = ["organization/{site.org.name}"]

[[credentials]]
name = "bad"
token_file = "bad"
entities = ["organization/other"]
"""
    )
    asked = ["sync", "--to", str(site.path), "--base-url", site.github.base_url, SINCE]
    code = main([*asked, "--org", site.org.name, "--org", "other", "--family", "users-1-day"])
    assert code == 1
    out, err = capsys.readouterr()
    assert err == ""
    *units, refused, _ = [json.loads(line) for line in out.splitlines()]
    assert [each["unit"]["entity"] for each in units] == [site.org.name] * 6
    assert refused["not_asked"] == {
        "reason": "the token is refused: 401: Bad credentials",
        "units": 6,
        "families": ["users-1-day"],
        "entities": ["organization/other"],
    }


def test_a_run_that_could_not_begin_leaves_its_days_missing(
    run: Run, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.github.scenario = "revoked"
    assert run(SINCE) == 5
    capsys.readouterr()
    assert main(["status", "--lake", str(site.path), "--until", str(TODAY - DAY)]) == 1
    assert "users-1-day       0 of 6" in capsys.readouterr().out
