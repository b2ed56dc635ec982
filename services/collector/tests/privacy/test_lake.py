"""Opens every file of a lake: no login and no id of a person is in it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.access.settings import RunSettings
from copilot_metrics_collector.exits import ConfigurationError, LakeError
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.lake.lake import Lake
from copilot_metrics_collector.plan.families import chosen_families
from copilot_metrics_collector.run.prepare import prepare
from copilot_metrics_collector.run.reprocess import reprocess
from copilot_metrics_collector.run.run_units import run
from copilot_metrics_collector.units import Entity

from .wanted import ODD

TODAY = date(2026, 11, 20)
SEATS = 20
ZSTD = b"\x28\xb5\x2f\xfd"


@pytest.fixture(scope="module")
def odd_github() -> Iterator[FakeGitHub]:
    with (
        FakeGitHub(
            seats=SEATS, days=2, organizations=1, parts=2, today=TODAY, scenario=ODD
        ) as fake,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("GITHUB_TOKEN", fake.token)
        yield fake


@attrs.frozen
class Synced:
    """A lake and the output of its sync."""

    lake: Path
    done: list[Done]


@pytest.fixture(scope="module")
def pseudonymous(
    odd_github: FakeGitHub, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Synced:
    """A pseudonymized lake with raw files; read-only."""
    lake = tmp_path_factory.mktemp("pseudonymous") / "lake"
    return Synced(lake, sync(odd_github, lake, keep_raw=True, pseudonymize=str(key_file)))


def sync(github: FakeGitHub, lake: Path, **changes: Any) -> list[Done]:
    settings = RunSettings(
        lake=str(lake), base_url=github.base_url, today=TODAY, workers=2, **changes
    )
    entities = (
        Entity("organization", github.organizations[0]),
        Entity("enterprise", github.enterprise),
    )
    families = chosen_families(None, None, pseudonymize=settings.pseudonymize, users=settings.users)
    told: list[Event] = []
    prepared = prepare(settings, (), entities, families, since=github.days[0])
    run(prepared.work, settings, told.append)
    return [each for each in told if isinstance(each, Done)]


def opened(lake: Path) -> dict[str, str]:
    """Every file below a folder, and its path, as text."""
    found = {}
    for file in sorted(lake.rglob("*")):
        if not file.is_file():
            continue
        if file.suffix == ".parquet":
            table = pq.ParquetFile(file).read()
            text = f"{json.dumps(table.to_pylist(), default=str, ensure_ascii=False)}{table.schema.metadata}"
        elif file.read_bytes().startswith(ZSTD):
            text = pa.input_stream(str(file), compression="zstd").read().decode("utf-8", "replace")
        else:
            text = file.read_text()
        name = str(file.relative_to(lake))
        found[name] = f"{name}\n{text}"
    return found


@attrs.frozen
class People:
    """Every login, casefolded, and every id there is."""

    logins: frozenset[str]
    ids: frozenset[str]

    def found_in(self, text: str) -> set[str]:
        """Logins anywhere, and ids that are not part of a longer number."""
        folded = text.casefold()
        return {each for each in self.logins if each in folded} | (
            self.ids & set(re.findall(r"\d+", text))
        )


def people(github: FakeGitHub) -> People:
    logins, ids = set(), set()
    for entity in (github.organizations[0], github.enterprise):
        for day in github.days:
            for row in (*github.user_rows(entity, day), *github.team_rows(entity, day)):
                logins.add(row["user_login"].casefold())
                ids.add(str(row["user_id"]))
    assert len(logins) >= SEATS
    assert len(ids) == SEATS
    return People(frozenset(logins), frozenset(ids))


def assert_nobody(github: FakeGitHub, lake: Path) -> dict[str, str]:
    files, anybody = opened(lake), people(github)
    found = {name: known for name, text in files.items() if (known := anybody.found_in(text))}
    assert found == {}
    return files


def test_the_search_finds_people_in_a_plain_lake(odd_github: FakeGitHub, tmp_path: Path) -> None:
    sync(odd_github, tmp_path / "lake", keep_raw=True)
    anybody = people(odd_github)
    found = {
        name: known
        for name, text in opened(tmp_path / "lake").items()
        if (known := anybody.found_in(text))
    }
    assert {Path(name).name.partition("-")[0] for name in found} == {"rows", "raw"}
    assert set().union(*found.values()) == anybody.logins | anybody.ids


def test_nobody_is_in_a_lake_of_pseudonyms(
    odd_github: FakeGitHub, pseudonymous: Synced, key_file: Path
) -> None:
    lake = pseudonymous.lake
    assert {each.state for each in pseudonymous.done} == {"complete"}
    files = assert_nobody(odd_github, lake)
    about_people = [
        text for name, text in files.items() if "family=user" in name and "manifest" not in name
    ]
    assert about_people
    assert not any("not in the schema" in text for text in about_people)
    assert not any("not json at all" in text for text in files.values())
    assert key_file.read_text().strip() not in "".join(files.values())
    kinds = {Path(name).name.partition("-")[0] for name in files}
    assert {"rows", "raw", "lake.json", "manifest.json", "windows"} <= kinds
    manifests = list(Lake.open(lake).manifests(families=["users-1-day"]))
    assert all(each.bad_lines and each.conflicts and each.unknown_keys for each in manifests)


def test_a_second_run_and_reprocess_change_no_byte(
    odd_github: FakeGitHub, pseudonymous: Synced, tmp_path: Path, key_file: Path
) -> None:
    lake = tmp_path / "lake"
    shutil.copytree(pseudonymous.lake, lake)
    before = {file: file.read_bytes() for file in lake.rglob("*") if file.is_file()}
    again = sync(odd_github, lake, keep_raw=True, pseudonymize=str(key_file))
    assert {each.change for each in again} == {"unchanged"}
    opened_lake = Lake.open(lake)
    fates = reprocess(opened_lake, list(opened_lake.manifests()), lambda _: None)
    assert set(fates) == {"unchanged"}
    assert {file: file.read_bytes() for file in lake.rglob("*") if file.is_file()} == before


def test_people_have_the_same_pseudonym_in_every_file(pseudonymous: Synced) -> None:
    lake = pseudonymous.lake
    by_family: dict[str, set[int]] = {}
    pairs: dict[str, set[int]] = {}
    for manifest in Lake.open(lake).manifests():
        if manifest.unit.family.startswith("user"):
            for part in manifest.parts:
                table = pq.ParquetFile(lake / part.path).read(["user_id", "user_login"])
                for row in table.to_pylist():
                    by_family.setdefault(manifest.unit.family, set()).add(row["user_id"])
                    pairs.setdefault(row["user_login"], set()).add(row["user_id"])
    assert by_family["users-1-day"]
    assert by_family["users-1-day"] <= by_family["users-28-day"]
    assert by_family["users-28-day"] & by_family["user-teams-1-day"]
    assert all(len(ids) == 1 for ids in pairs.values())


def test_another_way_of_naming_people_is_refused(
    odd_github: FakeGitHub, pseudonymous: Synced, tmp_path: Path
) -> None:
    lake = pseudonymous.lake
    other = tmp_path / "other"
    other.write_bytes(bytes(range(64)))
    other.chmod(0o600)
    before = opened(lake)
    for changes in ({}, {"pseudonymize": str(other)}, {"users": False}):
        with pytest.raises(LakeError, match="but this command expects"):
            sync(odd_github, lake, **changes)
    with pytest.raises(ConfigurationError, match="no such file"):
        sync(odd_github, lake, pseudonymize=str(tmp_path / "nowhere"))
    assert opened(lake) == before


def test_a_lake_without_users_has_teams_and_entities(
    odd_github: FakeGitHub, tmp_path: Path
) -> None:
    lake = tmp_path / "lake"
    done = sync(odd_github, lake, keep_raw=True, users=False)
    assert {each.state for each in done} == {"complete"}
    files = assert_nobody(odd_github, lake)
    families = {name.split("/")[1] for name in files if name.startswith("host=")}
    assert families >= {
        "family=team-totals-1-day", "family=repos-1-day", "family=organization-1-day",
        "family=organization-28-day", "family=enterprise-1-day", "family=enterprise-28-day",
    }  # fmt: skip
    assert not any("user_id" in text or "user_login" in text for text in files.values())
