"""Recording, played against the fake: everything that is real there is gone, and files still fit together."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from copilot_usage_metrics.testing import FakeGitHub
from copilot_usage_metrics.testing.__main__ import main
from copilot_usage_metrics.testing.recording.check import SecretLeft, refuse_secrets
from copilot_usage_metrics.testing.recording.record import Recording
from copilot_usage_metrics.testing.recording.scrub import Scrubber
from tests.contract import interactions
from tests.testing.wire import lines_of

REAL = (
    "dev-0",
    "octo-",
    "service-0",
    "team-00",
    "ent:group",
    "Question",
    "Answer",
    "ghp_",
    "FA4E",
    "127.0.0.1",
)


def recording(github: FakeGitHub, scope: str, key: bytes | None = b"key") -> Recording:
    name = github.enterprise if scope == "enterprise" else "octo-org"
    return Recording(scope, name, github.token, github.days[-1], github.base_url, rows=40, key=key)


@pytest.fixture(scope="module", params=["organization", "enterprise"])
def recorded(request: pytest.FixtureRequest, shared: FakeGitHub) -> dict[str, str]:
    shared.scenario = ()
    return recording(shared, request.param).files()


def rows(files: dict[str, str], part: str) -> list[Any]:
    return [
        row
        for path, text in files.items()
        if part in path and path.endswith("ndjson")
        for row in lines_of(text.encode())
    ]


def test_nothing_real_is_left(recorded: dict[str, str], shared: FakeGitHub) -> None:
    estate = shared.entity(shared.enterprise)
    ids = {str(estate.id), *(str(shared.entity(each).id) for each in shared.organizations)}
    for day in (shared.days[-1],):
        ids |= {str(row["user_id"]) for row in shared.user_rows(shared.enterprise, day)}
        ids |= {str(row["team_id"]) for row in shared.team_rows("octo-org", day)}
        ids |= {str(row["repo_id"]) for row in shared.repository_rows(shared.enterprise, day)}
    for path, text in recorded.items():
        assert [word for word in REAL if word in text] == [], path
        assert not ids & set(re.findall(r"\d+", text)), path
        assert shared.token not in text


def test_there_is_every_operation_of_the_scope_and_its_files(recorded: dict[str, str]) -> None:
    documents = [path for path in recorded if path.endswith(".yaml")]
    files = [path for path in recorded if path.endswith(".ndjson")]
    assert len(documents) in (6, 7)
    assert len(files) >= 9
    assert all(recorded[path] for path in files)


def test_files_can_still_be_joined(recorded: dict[str, str]) -> None:
    users = {row["user_id"]: row["user_login"] for row in rows(recorded, "UsersOneDay")}
    teams = {row["user_id"]: row["user_login"] for row in rows(recorded, "UserTeamsOneDay")}
    both = users.keys() & teams.keys()
    assert len(both) > 5
    assert all(users[each] == teams[each] for each in both)
    everything = [
        row for path in recorded if "ndjson" in path for row in lines_of(recorded[path].encode())
    ]
    assert len({row["enterprise_id"] for row in everything if "enterprise_id" in row}) == 1


def test_types_and_figures_stay(recorded: dict[str, str], shared: FakeGitHub) -> None:
    name = "octo-org" if any("Organization" in path for path in recorded) else shared.enterprise
    truth = list(shared.user_rows(name, shared.days[-1]))[:40]
    found = rows(recorded, "UsersOneDay")
    kept = (
        "loc_added_sum",
        "ai_credits_used",
        "used_chat",
        "totals_by_feature",
        "totals_by_language_feature",
    )
    assert [{key: row[key] for key in kept} for row in found] == [
        {key: row[key] for key in kept} for row in truth
    ]
    assert [{key: type(row[key]) for key in row} for row in found] == [
        {key: type(row[key]) for key in row} for row in truth
    ]


def test_it_is_the_format_of_the_fixtures(
    recorded: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interactions, "SOURCES", (*interactions.SOURCES, "recorded"))
    for path, text in recorded.items():
        if path.endswith(".yaml"):
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
    loaded = interactions.load(tmp_path)
    assert len(loaded) in (6, 7)
    for each in loaded:
        assert each.expect["kind"] == "value"
        assert each.headers["Authorization"] == "Bearer TOKEN"
        for link in (
            (each.answer.value or {}).get("download_links", [])
            if each.operation_id != "getUsageRecords"
            else []
        ):
            assert re.fullmatch(
                r"https://copilot-reports\.example\.com/part-\w+\.ndjson\?sig=scrubbed", link
            )


def test_the_key_decides_about_the_names(github: FakeGitHub) -> None:
    one, same, other, third = (
        recording(github, "organization", key).files() for key in (b"a", b"a", b"b", None)
    )
    logins = [
        [row["user_login"] for row in rows(files, "UsersOneDay")]
        for files in (one, same, other, third)
    ]
    assert logins[0] == logins[1]
    assert not set(logins[0]) & set(logins[2])
    assert not set(logins[0]) & set(logins[3])


def test_ids_as_text_and_as_numbers_become_the_same(github: FakeGitHub) -> None:
    plain = rows(recording(github, "organization").files(), "UsersOneDay")
    github.scenario = "ids=swapped"
    swapped = rows(recording(github, "organization").files(), "UsersOneDay")
    assert [str(row["user_id"]) for row in plain] == [row["user_id"] for row in swapped]
    assert [int(row["organization_id"]) for row in plain] == [
        row["organization_id"] for row in swapped
    ]


@pytest.mark.parametrize(
    ("scenario", "kind"),
    [
        ("policy-off", "error"),
        ("no-data=204", "no-data"),
        ("no-data=text", "no-data"),
        ("server-error=502,times=99", "error"),
    ],
)
def test_other_answers_are_recorded_too(github: FakeGitHub, scenario: str, kind: str) -> None:
    github.scenario = scenario
    files = recording(github, "organization").files()
    cases = [json.loads(text)["cases"]["recorded"] for text in files.values()]
    assert {case["expect"]["kind"] for case in cases} == {kind}
    assert not [path for path in files if path.endswith("ndjson")]


@pytest.mark.parametrize(
    "scenario", ["new-keys", "types", "array", "bad-lines=2", "crlf bom", "multibyte", "incomplete"]
)
def test_odd_files_are_scrubbed_as_well(github: FakeGitHub, scenario: str) -> None:
    github.scenario = scenario
    files = recording(github, "organization").files()
    assert rows(files, "UsersOneDay")
    assert not [word for text in files.values() for word in REAL if word in text]


def test_nothing_is_written_when_a_login_is_left(
    github: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrubbed = Scrubber.value

    def forgetful(self: Scrubber, value: Any, key: str = "", above: str = "") -> Any:
        if key == "user_login":
            self.name(value, "login")
            return f"was {value}"
        return scrubbed(self, value, key, above)

    monkeypatch.setattr(Scrubber, "value", forgetful)
    monkeypatch.setattr(Scrubber, "rest", lambda self, value: value)
    with pytest.raises(SecretLeft) as error:
        recording(github, "organization").write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "dev-0" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "ghp_0123456789abcdefghij0123"}',
        '{"a": "https://x.example/f?se=1&sig=abc%3D"}',
        '{"a": "eyJhbGciOiJS.eyJpYXQiOjE3.c2ln"}',
        '{"a": "someone@example.com"}',
        '{"a": "api.acme.ghe.com"}',
        '{"a": ["Mona-Lisa"]}',
        '{"a": "by mona-lisa, today"}',
        '{"Mona-Lisa": 1}',
        '{"a": 123456789}',
        '{"a": "x123456789"}\n{"a": "no. 123456789"}',
        "not json, but mona-lisa",
    ],
)
def test_the_check_finds_what_is_left(text: str) -> None:
    with pytest.raises(SecretLeft) as error:
        refuse_secrets({"file": text}, {"mona-lisa", "123456789"})
    assert "mona" not in str(error.value).lower()


def test_the_check_lets_through_what_only_looks_alike() -> None:
    text = '{"user": "mona-lisabeth", "a": 1234567890, "b": "xmona-lisa", "c": "?sig=scrubbed"}'
    refuse_secrets({"file": text}, {"mona-lisa", "123456789", "ab", "12"})


def test_the_command_writes_and_the_token_stays_at_the_api(
    github: FakeGitHub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "recorded"
    arguments = ["record", "--org", "octo-org", "--out", str(folder), "--base-url", github.base_url]
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    assert main(arguments) == 2
    monkeypatch.setenv("GITHUB_TOKEN", github.token)
    assert main([*arguments, "--day", str(github.days[-1])]) == 0
    assert github.leaks == ()
    assert len(list(folder.rglob("*.yaml"))) == 6
    assert github.token not in capsys.readouterr().out
    assert github.token not in repr(recording(github, "organization"))


@pytest.mark.parametrize("url", ["http://example.com", "ftp://example.com"])
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(ValueError, match="only https"):
        Recording("organization", "x", "token", datetime.date(2026, 11, 1), url).files()
