"""The set of interactions is complete and fully used, and published values are published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .computed import compute, everything
from .description import examples, statuses
from .interactions import FOLDER, ROOT, FixtureError, load, problems

FIXTURES = ROOT / "tests" / "fixtures"


def test_the_set_is_complete() -> None:
    assert problems(FOLDER, statuses(), compute()) == []


def test_every_file_adds_a_case_that_is_not_computed() -> None:
    computed = {each.id for each in compute()}
    by_file: dict[Path, set[str]] = {}
    for each in load():
        by_file.setdefault(each.file, set()).add(each.id)
    assert [path.name for path, ids in by_file.items() if ids <= computed] == []


REPORT = Path("2026-03-10", "copilotUsersOneDayUsageMetrics.yaml")


def remove_file(root: Path) -> None:
    (root / REPORT).unlink()


def add_stray_file(root: Path) -> None:
    (root / "2026-03-10" / "success.json").write_text("{}")


def add_unknown_operation(root: Path) -> None:
    shutil.copy(root / REPORT, root / "2026-03-10" / "copilotUsersUsage.yaml")


def add_unknown_version(root: Path) -> None:
    shutil.copytree(root / "2026-03-10", root / "2027-01-01")


def edit(old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / REPORT).read_text("utf-8")
        assert old in text
        (root / REPORT).write_text(text.replace(old, new), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (remove_file, "no interaction of 2026-03-10/copilotUsersOneDayUsageMetrics"),
        (add_stray_file, "no test uses 2026-03-10/success.json"),
        (add_unknown_operation, "there is no such operation: 2026-03-10/copilotUsersUsage/success"),
        (add_unknown_version, "there is no such operation: 2027-01-01/getUsageRecords/success"),
        (
            edit("status: 500", "status: 502"),
            "no interaction of 2026-03-10/copilotUsersOneDayUsageMetrics with the documented status 500",
        ),
        (
            edit("kind: value, type: CopilotMetrics1DayReport", "kind: no-data, reason: none"),
            "no success of",
        ),
    ],
)
def test_a_gap_is_reported(tmp_path: Path, change: Callable[[Path], None], problem: str) -> None:
    copy = tmp_path / "interactions"
    shutil.copytree(FOLDER, copy)
    change(copy)
    assert any(problem in each for each in problems(copy, statuses()))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("source: published", "source: recorded", "source must be one of"),
        ("  success:\n", "  success:\n    comment: none\n", "unknown keys comment"),
        ("    why: A wrong slug.\n", "", "missing why"),
        ("kind: value, type", "kind: nothing, type", "expect.kind must be one of"),
        ("body: null", "body_of: nobody/success", "no such body: nobody/success"),
        ("body: null", "body: null\n      text: none", "only one of body, body_of and text"),
    ],
)
def test_a_malformed_fixture_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    copy = tmp_path / "interactions"
    shutil.copytree(FOLDER, copy)
    edit(old, new)(copy)
    with pytest.raises(FixtureError, match=problem):
        load(copy)


def test_published_bodies_equal_the_examples_of_the_description() -> None:
    published = [each for each in everything() if each.source == "published"]
    assert {(each.api_version, each.operation_id) for each in published} == set(statuses())
    for each in published:
        assert each.last.value in examples(each.api_version, each.operation_id), each.id


def test_sample_links_end_as_on_the_page_of_their_version() -> None:
    endings = {"2026-03-10": ".ndjson", "2022-11-28": ".json"}
    links = [
        (each.api_version, link)
        for each in everything()
        if each.source == "published" and isinstance(each.last.value, dict)
        for link in each.last.value.get("download_links", ())
    ]
    assert links
    assert all(link.endswith(endings[api_version]) for api_version, link in links)


def test_every_fixture_of_the_suite_is_named_by_a_test() -> None:
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("*.py"))]
    for entry in sorted(FIXTURES.iterdir()):
        assert any(
            f'"{entry.name}"' in source or f"fixtures/{entry.name}" in source for source in sources
        ), f"no test uses tests/fixtures/{entry.name}"
