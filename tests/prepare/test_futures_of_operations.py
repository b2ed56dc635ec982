"""Possible future changes of GitHub's operations, parameters, paths and API versions.

Each test has the reports, the effect on users, and the edits that the change needs.
"""

from __future__ import annotations

import copy

from tests.prepare.futures import USERS, Description, Future, get, python_names

from .releases import findings, verdict

AGENTS = "/enterprises/{enterprise}/copilot/metrics/reports/agents-1-day"


def add_agents(description: Description) -> None:
    operation = copy.deepcopy(get(description, USERS))
    operation["operationId"] = "copilot/copilot-enterprise-agents-one-day-report"
    description["paths"][AGENTS] = {"get": operation}


DRAFT = """\
at: get /enterprises/{enterprise}/copilot/metrics/reports/agents-1-day
name: copilot_enterprise_agents_one_day_report
uses: []  # facts of shared.yaml: report, enterprise-report, organization-report, one-day, latest-28-days,\
 closed, usage-api, metrics-api, closed-for-enterprises, closed-for-organizations
summary:
description:
row-type:
file-shape:
day-window:
stage:
roles:
oauth-scopes:
permissions:
parameters:
  day:
responses:
  '200':
"""


def test_a_new_report_of_a_known_family_is_one_file(github: Future) -> None:
    before = github.by_hand()
    printed = github.happens(add_agents)
    assert findings(printed) == [
        (
            "new-operation",
            "get /enterprises/{}/copilot/metrics/reports/agents-1-day is new and has no entry",
        )
    ]
    assert "op.new" in printed
    assert verdict(printed).endswith("bump: minor")
    name = "operations/copilotEnterpriseAgentsOneDayReport.yaml"
    assert f"# spec/{name}\n{DRAFT}" in printed
    assert github.by_hand() == before
    assert any("is not pinned" in line for line in github.lint())

    printed = github.update("--draft", "--checklist", str(github.root / "todo.md"))
    assert f"  spec/{name}\n" in printed
    assert github.by_hand() == before | {name: DRAFT}
    todo = (github.root / "todo.md").read_text("utf-8")
    assert f"- [ ] fill in spec/{name}".replace("_", "\\_") in todo
    empty = [line for line in github.lint() if "is empty" in line]
    facts = [
        "day-window",
        "file-shape",
        "oauth-scopes",
        "permissions",
        "roles",
        "row-type",
        "stage",
    ]
    assert [
        line.split("`")[1] for line in sorted(empty, key=lambda one: one.split("`")[1])
    ] == facts

    entry = (github.spec / "operations" / "copilotUsersOneDayUsageMetrics.yaml").read_text("utf-8")
    assert len(entry.splitlines()) <= 25
    entry = entry.replace("users-1-day", "agents-1-day")
    entry = entry.replace(
        "copilot_users_one_day_usage_metrics", "copilot_enterprise_agents_one_day_report"
    )
    (github.spec / name).write_text(entry, "utf-8")
    github.update()
    assert github.lint() == []
    operation = github.operations()["copilotEnterpriseAgentsOneDayReport"]
    assert operation["x-roles"] == github.operations()["copilotUsersOneDayUsageMetrics"]["x-roles"]


def test_a_new_query_parameter_is_one_line(github: Future) -> None:
    def change(description: Description) -> None:
        get(description, USERS)["parameters"].append(
            {"name": "format", "in": "query", "schema": {"type": "string"}}
        )

    printed = github.happens(change)
    assert "arg.new" in printed
    file = "operations/copilotUsersOneDayUsageMetrics.yaml"
    assert f"# spec/{file}, under parameters\nformat:\n" in printed
    github.update("--draft")
    assert github.by_hand()[file].endswith("parameters:\n  format:\n")
    github.edit(file, "  format:\n", "  format: Kind of file that the links lead to.\n")
    github.update()
    assert github.lint() == []


def test_a_removed_operation_is_retired_and_remains(github: Future) -> None:
    def change(description: Description) -> None:
        del description["paths"][USERS]

    printed = github.happens(change)
    ((rule, message),) = findings(printed)
    assert rule == "closed"
    assert "the last release with it is 23.0.2" in message
    assert "op.closed-upstream" in printed
    assert verdict(printed).startswith("1 breaking")
    for version in ("2022-11-28", "2026-03-10"):
        operation = github.operations(version)["copilotUsersOneDayUsageMetrics"]
        assert operation["deprecated"] is True
        assert operation["x-stage"] == "closed"
        assert operation["x-row-type"] == "UserDay"
    file = "operations/copilotUsersOneDayUsageMetrics.yaml"
    assert [line.split(": ", 2)[2] for line in github.lint()] == [
        "the day of the closing is missing",
        "the successor is missing: name an operationId, or none",
    ]
    github.edit(file, "closed:  # the day on which GitHub closed it", "closed: '2026-11-01'")
    github.edit(file, "successor:  # the operationId to use instead, or none", "successor: none")
    github.update()
    assert github.lint() == []
    assert github.operations()["copilotUsersOneDayUsageMetrics"]["x-sunset"] == "2026-11-01"
    assert "Nothing changed." in github.update("--locked")


def test_an_operation_may_be_in_another_document_and_close_there(github: Future) -> None:
    def without(description: Description) -> None:
        del description["paths"][USERS]

    other = copy.deepcopy(github.description)
    other["paths"] = {USERS: other["paths"][USERS]}
    github.registry.others["api.github.com"] = other
    names = python_names(github)
    printed = github.happens(without)
    assert findings(printed) == []
    assert python_names(github) == names
    github.registry.others["api.github.com"] = other | {"paths": {}}
    without(github.description)
    github.registry.publish("25.0.0", github.description)
    ((rule, message),) = findings(github.update())
    assert rule == "closed"
    assert "the last release with it is 24.0.0" in message
    file = "operations/copilotUsersOneDayUsageMetrics.yaml"
    assert "  release: 24.0.0\n  document: github-com\n" in github.by_hand()[file]
    github.edit(file, "closed:  # the day on which GitHub closed it", "closed: '2026-11-01'")
    github.edit(file, "successor:  # the operationId to use instead, or none", "successor: none")
    github.update()
    assert github.lint() == []
    assert python_names(github).keys() == names.keys()
    assert "Nothing changed." in github.update("--locked")


def test_a_path_that_moved_is_followed(github: Future) -> None:
    moved = "/enterprises/{enterprise}/copilot/usage-metrics/users-1-day"

    def change(description: Description) -> None:
        description["paths"][moved] = description["paths"].pop(USERS)

    printed = github.happens(change)
    assert [rule for rule, _ in findings(printed)] == ["moved"]
    assert "op.moved" in printed
    assert verdict(printed).startswith("1 breaking")
    text = github.by_hand()["operations/copilotUsersOneDayUsageMetrics.yaml"]
    assert text.startswith(f"at: get {moved}\n")
    assert github.lint() == []
    assert github.operations()["copilotUsersOneDayUsageMetrics"]["x-row-type"] == "UserDay"


def test_a_path_that_may_have_moved_is_suggested(github: Future) -> None:
    """Another operationId at a similar path: the entry is retired, and the finding names the path."""
    moved = USERS.replace("users-1-day", "users-1-days")

    def change(description: Description) -> None:
        description["paths"][moved] = description["paths"].pop(USERS)
        get(description, moved)["operationId"] = "copilot/other"

    printed = github.happens(change)
    assert [rule for rule, _ in findings(printed)] == ["closed", "new-operation"]
    assert f"if it moved to {moved}, write that as `at` instead" in printed


def test_a_new_api_version_is_an_addition(github: Future) -> None:
    def change(description: Description) -> None:
        schema = description["components"]["schemas"]["basic-error"]
        patch = {"properties": {"url": None}}
        schema["x-github-breaking-changes"] = [
            {"changeset": "remove_url", "version": "2027-01-01", "patch": patch}
        ]

    printed = github.happens(change)
    assert [rule for rule, _ in findings(printed)] == ["new-api-version", "new-changeset"]
    assert "pending.new" in printed
    assert github.lint() == []
    github.edit(
        "sources.yaml",
        "\n# How the paths",
        '  "2027-01-01": {overlays: [corrections.yaml]}\n\n# How the paths',
    )
    printed = github.update("--locked")
    assert verdict(printed).endswith("bump: minor")
    assert github.lint() == []
    tops = [
        version
        for version in ("2022-11-28", "2026-03-10", "2027-01-01")
        if github.finished(version)["info"].get("x-top")
    ]
    assert tops == ["2026-03-10"]
    errors = github.finished("2027-01-01")["components"]["schemas"]["basic-error"]
    assert "url" not in errors["properties"]
    github.edit("sources.yaml", 'top: "2026-03-10"', 'top: "2027-01-01"')
    printed = github.update("--locked")
    assert (
        "document.top-moved  the top of the package is no longer API version `2026-03-10`"
        in printed
    )
    assert verdict(printed).endswith("bump: major")


def test_paths_near_ours_and_other_documents_are_reported(github: Future) -> None:
    github.registry.others["ghes-4.0"] = {"paths": {USERS: {"get": {}}}}

    def change(description: Description) -> None:
        for path in ("/orgs/{org}/copilot-reviews", "/enterprises/{enterprise}/copilot/billing/x"):
            description["paths"][path] = copy.deepcopy(description["paths"][USERS])
            get(description, path)["operationId"] = f"copilot/{len(path)}"

    printed = github.happens(change)
    assert [message.split()[0] for rule, message in findings(printed) if rule == "near-path"] == [
        "/orgs/{org}/copilot-reviews"
    ]
    assert [message for rule, message in findings(printed) if rule == "new-document"] == [
        "generated/ghes-4.0.json of the package now has 1 of our paths"
    ]
    assert "new-document" not in github.update()


def test_a_new_status_needs_a_text(github: Future) -> None:
    def change(description: Description) -> None:
        get(description, USERS)["responses"]["418"] = {"description": "x"}

    printed = github.happens(change)
    assert "out.error-new" in printed
    missing = github.lint()
    assert len(missing) == 2  # in both API versions
    assert all("the response 418 has no description" in line for line in missing)
    github.edit(
        "shared.yaml",
        "responses:\n  '204'",
        "responses:\n  '418': The server is a teapot.\n  '204'",
    )
    github.update("--locked")
    assert github.lint() == []
