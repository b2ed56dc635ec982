"""Lakes without plain names: the data that a sync stores."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from copilot_metrics_collector.exits import ConfigurationError, LakeError, UsageError
from copilot_metrics_collector.plan.families import chosen_families
from copilot_metrics_collector.privacy.team_totals import TEAM_TOTALS
from copilot_metrics_collector.units import COLLECTED

from .runs import DAY, RECENT, TEAMS, TODAY, USERS, Site

YESTERDAY = TODAY - DAY


@pytest.fixture
def key(tmp_path: Path) -> str:
    file = tmp_path / "key"
    file.write_text("0123456789abcdef" * 4)
    file.chmod(0o600)
    return str(file)


def everything(site: Site) -> bytes:
    """All bytes of a lake, with raw files decompressed and parts read."""
    found = b""
    for file in site.path.rglob("*"):
        if file.suffix == ".zst":
            found += pa.CompressedInputStream(str(file), "zstd").read()
        elif file.is_file():
            found += file.read_bytes()
    for unit in site.states():
        found += repr(site.rows(unit)).encode()
    return found


def test_no_login_or_id_of_a_user_gets_into_a_pseudonymous_lake(site: Site, key: str) -> None:
    ran = site.sync(pseudonymize=key, keep_raw=True, since=RECENT)
    assert set(ran.finished.counts) <= {"complete", "no-data"}
    text = everything(site)
    people = {
        (row["user_login"], str(row["user_id"]))
        for day in site.github.days
        for row in site.fake_rows(site.unit(day))
    }
    assert people
    for login, number in people:
        assert login.encode() not in text
        assert number.encode() not in text


def test_pseudonyms_still_join(site: Site, key: str) -> None:
    site.sync([USERS, TEAMS], [site.org], pseudonymize=key)
    users = {row["user_id"] for row in site.rows(site.unit(YESTERDAY))}
    members = {row["user_id"] for row in site.rows(site.unit(YESTERDAY, TEAMS))}
    assert users & members
    real = {row["user_id"] for row in site.fake_rows(site.unit(YESTERDAY))}
    there = {row["user_id"] for row in site.fake_rows(site.unit(YESTERDAY, TEAMS))}
    assert len(users & members) == len(real & there)


def test_kept_files_of_a_pseudonymous_lake_are_rebuilt_without_the_key(
    site: Site, key: str
) -> None:
    from copilot_metrics_collector.run.reprocess import reprocess

    site.sync(pseudonymize=key, keep_raw=True, since=RECENT)
    before = site.digest()
    fates = reprocess(site.lake, site.lake.manifests(), lambda _: None)
    assert set(fates) == {"unchanged"}
    assert site.digest() == before


def test_a_lake_has_one_way_of_naming_people(site: Site, key: str) -> None:
    site.sync([TEAMS], [site.org], since=YESTERDAY)
    with pytest.raises(LakeError, match="plain names"):
        site.sync([TEAMS], [site.org], since=YESTERDAY, pseudonymize=key)


def test_without_users_the_totals_of_teams_are_kept(site: Site) -> None:
    families = chosen_families(None, None, users=False)
    ran = site.sync(families, users=False, since=RECENT)
    assert {unit.family for unit in site.states()} == set(families)
    unit = site.unit(YESTERDAY, TEAM_TOTALS)
    assert ran.of(unit).state == "complete"
    users = {row["user_id"]: row for row in site.fake_rows(site.unit(YESTERDAY))}
    teams: dict[int, int] = {}
    for row in site.fake_rows(site.unit(YESTERDAY, TEAMS)):
        counted = users.get(row["user_id"], {}).get("code_acceptance_activity_count", 0)
        teams[row["team_id"]] = teams.get(row["team_id"], 0) + counted
    found = {row["team_id"]: row["code_acceptance_activity_count"] for row in site.rows(unit)}
    assert found == teams
    text = everything(site)
    for row in users.values():
        assert row["user_login"].encode() not in text


def test_totals_of_teams_tell_what_is_new_and_odd_in_both_reports(own: Site) -> None:
    new = {"user_login": "octocat", "octocat": 3, "of_tomorrow": 1}
    for family, odd in ((USERS, {}), (TEAMS, {"slug": 7})):
        report = own.unit(YESTERDAY, family)
        first, *rest = own.fake_rows(report)
        own.give(report, [[{**first, **new, **odd}, *rest]])
    own.sync([TEAM_TOTALS], [own.org], since=YESTERDAY, users=False)
    manifest = own.manifest(own.unit(YESTERDAY, TEAM_TOTALS))
    assert manifest.state == "complete"
    assert manifest.unknown_keys["of_tomorrow"] == 2
    assert manifest.type_drift == {"slug": 1}
    assert b"octocat" not in everything(own)


def test_totals_of_teams_cost_two_requests_and_are_settled(site: Site) -> None:
    prepared = site.prepare([TEAM_TOTALS], [site.org], users=False)
    assert prepared.plan.requests == 2 * len(prepared.plan.units) == 12
    site.sync([TEAM_TOTALS], [site.org], users=False)
    assert len(site.api()) == 12
    assert {
        (TODAY - unit.day).days for unit in site.sync([TEAM_TOTALS], [site.org], users=False).asked
    } == {1, 2, 3, 4}


@pytest.mark.parametrize("family", [USERS, TEAMS])
def test_totals_of_half_a_report_are_not_kept(own: Site, family: str) -> None:
    unit, report = own.unit(YESTERDAY, TEAM_TOTALS), own.unit(YESTERDAY, family)
    rows = own.fake_rows(report)
    own.give(report, [rows[:2], rows[2:]])
    own.github.scenario = "blob-missing=1"
    chosen = {"since": YESTERDAY, "users": False, "tries": 1}
    done = own.sync([TEAM_TOTALS], [own.org], **chosen).of(unit)  # type: ignore[arg-type]
    assert (done.state, done.rows) == ("failed", 0)
    assert (done.reason or "").endswith("the totals would be too small")
    own.github.scenario = ()
    assert own.sync([TEAM_TOTALS], [own.org], **chosen).of(unit).state == "complete"  # type: ignore[arg-type]


@pytest.mark.parametrize("family", [USERS, TEAMS])
def test_totals_wait_for_both_reports(own: Site, family: str) -> None:
    own.give(own.unit(YESTERDAY, family), [])
    done = own.sync([TEAM_TOTALS], [own.org], since=YESTERDAY, users=False).of(
        own.unit(YESTERDAY, TEAM_TOTALS)
    )
    assert done.state == "not-yet"
    assert (done.reason or "").startswith(f"{family}: ")


def test_families_about_persons_are_refused_without_users() -> None:
    with pytest.raises(UsageError, match="users-28-day"):
        chosen_families(["users-28-day"], None, users=False)
    with pytest.raises(ConfigurationError, match="usage-records"):
        chosen_families(["usage-records"], None, users=False)
    with pytest.raises(UsageError, match=TEAM_TOTALS):
        chosen_families([TEAM_TOTALS], None)


def test_families_by_name_and_without_some() -> None:
    assert chosen_families(None, None) == COLLECTED
    assert chosen_families(["usage-records", USERS, USERS], None) == ("usage-records", USERS)
    assert chosen_families(None, [USERS]) == tuple(name for name in COLLECTED if name != USERS)
