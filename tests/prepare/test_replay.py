"""GitHub's real releases in order: the reports of each, and the edits that it needs."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from generator import document
from generator.prepare.locate import operations

from .releases import (
    SPEC,
    Repository,
    committed,
    findings,
    known_entries,
    live,
    real,
    verdict,
)

CORRECTIONS = """\
overlay: 1.0.0
info: {title: Corrections, version: 1.0.0}
actions:
  - target: $.paths.*.get.parameters[?@.name == 'since' || @.name == 'until'].schema
    description: Both are timestamps, which the description says in prose only.
    x-link: https://docs.github.com/enterprise-cloud@latest/rest/copilot/copilot-metrics
    update: {format: date-time}
"""
USAGE = ["usageMetricsForEnterprise", "usageMetricsForEnterpriseTeam", "usageMetricsForOrg"]
USAGE += ["usageMetricsForTeam"]
METRICS = ["copilotMetricsForEnterprise", "copilotMetricsForEnterpriseTeam"]
METRICS += ["copilotMetricsForOrganization", "copilotMetricsForTeam"]
AT_18 = ("BasicError", "CopilotUsage", "CopilotIde", "CopilotDotcom")
BLANK = re.compile(r"\{[^}]*\}")


def key_of(text: str) -> str:
    return BLANK.sub("{}", str(document.parse(text.encode())["at"]))


def models(*beginnings: str) -> str:
    """The entries of our models whose names begin so, as in the file."""
    text = (SPEC / "models.yaml").read_text("utf-8")
    entries = re.findall(r"(?m)^[A-Z]\w+:\n(?:^ .*\n)+", text)
    return "".join(one for one in entries if one.startswith(beginnings))


@pytest.fixture
def repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Repository:
    """`spec/` as it would have been at 18.2.0: the operations of that release, one API version."""
    found = committed(tmp_path, monkeypatch, capsys)
    found.edit("sources.yaml", '  "2026-03-10":\n    overlays: [corrections.yaml]\n', "")
    found.edit("sources.yaml", 'top: "2026-03-10"', 'top: "2022-11-28"')
    found.edit("sources.yaml", ", corrections-2022-11-28.yaml", "")
    found.edit(
        "shared.yaml", "  closed:\n", "  closed:\n    stage: public preview\n    permissions: []\n"
    )
    (found.spec / "overlays" / "corrections-2022-11-28.yaml").unlink()
    (found.spec / "overlays" / "corrections.yaml").write_text(CORRECTIONS, "utf-8")
    there = {key for key, *_ in operations(real("18.2.0"))}
    for path in (found.spec / "operations").glob("*.yaml"):
        text = live(path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        if key_of(text) not in there:
            path.unlink()
    (found.spec / "models.yaml").write_text(models(*AT_18), "utf-8")
    return found


def edited_lines(before: dict[str, str], after: dict[str, str]) -> dict[str, int]:
    """The number of lines that a person wrote, by file."""
    found = {}
    for name, text in after.items():
        diff = difflib.ndiff(before.get(name, "").splitlines(), text.splitlines())
        lines = sum(line.startswith("+ ") for line in diff)
        if lines:
            found[name] = lines
    return found


def step(repository: Repository, release: str) -> tuple[list[tuple[str, str]], str]:
    """Update to a release; the rule and operation of each intake finding, and the verdict."""
    repository.registry.publish(release, real(release))
    printed = repository.update()
    found = [(rule, message.split()[0]) for rule, message in findings(printed)]
    if "Impact on importers" not in printed:
        return found, ""
    return found, verdict(printed)


def close(repository: Repository, operations: list[str], day: str) -> None:
    """Add the closing date and the successor, which lint requires."""
    for operation in operations:
        name = f"operations/{operation}.yaml"
        repository.edit(name, "closed:  # the day on which GitHub closed it", f"closed: '{day}'")
        successor = document.read_object(SPEC / name)["retired"]["successor"]
        if f"{successor}.yaml" not in {
            path.name for path in (repository.spec / "operations").iterdir()
        }:
            successor = "none"
        repository.edit(
            name,
            "successor:  # the operationId to use instead, or none",
            f"successor: {successor}",
        )


def take_in(repository: Repository, operations: list[str], *of_models: str) -> dict[str, int]:
    """Fill in the drafts of new operations; return the number of lines that a person wrote, by file."""
    before = repository.by_hand()
    for operation in operations:
        text = (SPEC / "operations" / f"{operation}.yaml").read_text("utf-8")
        (repository.spec / "operations" / f"{operation}.yaml").write_text(text, "utf-8")
    if of_models:
        path = repository.spec / "models.yaml"
        path.write_text(path.read_text("utf-8") + models(*of_models), "utf-8")
    return edited_lines(before, repository.by_hand())


def test_releases_from_18_to_23_need_few_edits(repository: Repository) -> None:
    # 18.2.0: the start
    assert step(repository, "18.2.0") == ([], "")
    assert repository.lint() == []

    # 19.0.0: four operations are removed. They are retired and remain callable; each needs two lines.
    found, judged = step(repository, "19.0.0")
    assert found == [("closed", name) for name in USAGE]
    assert judged == "1 breaking, 1 of no weight; bump: major"
    assert len(repository.lint()) == 2 * len(USAGE)
    tool = repository.by_hand()
    close(repository, USAGE, "2025-03-01")
    assert set(edited_lines(tool, repository.by_hand()).values()) == {2}
    repository.update()
    assert repository.lint() == []
    for name in USAGE:
        operation = repository.operations()[name]
        assert operation["deprecated"] is True
        assert (operation["x-stage"], operation["x-sunset"]) == ("closed", "2025-03-01")

    # 20.0.0: new operations around ours, which the ignore list names; a default and a nullable of ours.
    assert step(repository, "20.0.0") == ([], "1 warn, 1 of no weight; bump: minor")
    assert repository.lint() == []

    # 21.0.0: the first four reports, a new family with two envelopes.
    family = ["copilotEnterpriseOneDayUsageMetrics", "copilotEnterpriseUsageMetrics"]
    family += ["copilotUsersOneDayUsageMetrics", "copilotUsersUsageMetrics"]
    found, judged = step(repository, "21.0.0")
    assert sorted(found) == [("new-operation", "get")] * 4
    assert judged == "4 compatible, 1 of no weight; bump: minor"
    lines = take_in(repository, family, "CopilotMetrics1DayReport", "CopilotMetrics28DayReport")
    assert max(count for name, count in lines.items() if name.startswith("operations/")) <= 13
    repository.update()
    assert repository.lint() == []

    # 22.0.0: links. The category of an operation (x-github) is not one of our facts.
    assert step(repository, "22.0.0") == ([], "2 docs, 1 of no weight; bump: patch")
    assert repository.lint() == []

    # 23.0.0: four are removed, nine are new, and changes for another API version are announced.
    found, judged = step(repository, "23.0.0")
    assert [one for one in found if one[0] == "closed"] == [("closed", name) for name in METRICS]
    assert [rule for rule, _ in found].count("new-operation") == 9
    assert judged.endswith("bump: major")
    new = {*known_entries()} - {*USAGE, *METRICS, *family}
    assert set(repository.operations()) == new | {*USAGE, *METRICS, *family}
    known_family = sorted(new - {"getUsageRecords"})
    lines = take_in(repository, known_family)
    assert lines.keys() == {f"operations/{name}.yaml" for name in known_family}
    assert max(lines.values()) <= 13
    take_in(repository, ["getUsageRecords"], "UsageRecord", "ScimError", "ValidationError")
    close(repository, METRICS, "2026-04-02")
    repository.update()
    assert repository.lint() == []
    for name in METRICS:  # the drafts that a person completed equal our entries
        entry = (repository.spec / "operations" / f"{name}.yaml").read_text("utf-8")
        ours = (SPEC / "operations" / f"{name}.yaml").read_text("utf-8")
        assert document.parse(entry.encode()) == document.parse(ours.encode())

    # 23.0.2: only the release number changes; a replay gives the same bytes.
    found, judged = step(repository, "23.0.2")
    assert [rule for rule, _ in found] == ["new-api-version"]
    assert judged == "1 of no weight; bump: none"
    before = {path: path.read_bytes() for path in repository.spec.rglob("*.yaml")}
    assert repository.update("--locked").startswith("Nothing changed.\n")
    assert {path: path.read_bytes() for path in repository.spec.rglob("*.yaml")} == before

    # The new API version is a line in sources.yaml: an addition; the top does not change.
    repository.edit(
        "sources.yaml",
        "\n# How the paths",
        '  "2026-03-10":\n    overlays: [corrections.yaml]\n\n# How the paths',
    )
    printed = repository.update("--locked")
    assert "document.new  the description `2026-03-10` is new" in printed
    assert verdict(printed) == "1 compatible; bump: minor"
    assert repository.finished()["info"]["x-top"] is True
    assert "x-top" not in repository.finished("2026-03-10")["info"]
    assert set(repository.operations("2026-03-10")) == new | set(family)
    assert repository.lint() == []
