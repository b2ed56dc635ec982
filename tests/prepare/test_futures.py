"""Possible future changes of GitHub: the reports, the effect on users, and the edits that they need."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .releases import Repository, committed, findings, real, verdict

USERS = "/enterprises/{enterprise}/copilot/metrics/reports/users-1-day"
TOTALS = "/enterprises/{enterprise}/copilot/metrics/reports/enterprise-1-day"
RECORDS = "/enterprises/{enterprise}/copilot/usage-records"
ENVELOPE = "copilot-usage-metrics-1-day-report"
Description = dict[str, Any]


class Future(Repository):
    """Our own `spec/` at the last release, and a next one."""

    description: Description

    def happens(self, change: Callable[[Description], object], *options: str) -> str:
        """Publish the next release with a change in it, and update to it; returns the output."""
        changed = copy.deepcopy(self.description)
        changed["info"]["version"] = "24.0.0"
        result = change(changed)
        self.registry.publish("24.0.0", result if isinstance(result, dict) else changed)
        return self.update(*options)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("base")


@pytest.fixture
def github(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Future:
    if not (base / "spec").exists():
        first = committed(base, monkeypatch, capsys)
        for release in ("18.2.0", "22.0.0", "23.0.2"):
            first.registry.publish(release, real(release, "metrics"))
        assert findings(first.update()) == []
        assert first.lint() == []
    shutil.copytree(base, tmp_path / "repository")
    future = Future(tmp_path / "repository", monkeypatch, capsys)
    for release in ("18.2.0", "22.0.0", "23.0.2"):
        future.registry.publish(release, real(release, "metrics"))
    future.description = real("23.0.2", "metrics")
    return future


def get(description: Description, path: str) -> dict[str, Any]:
    operation: dict[str, Any] = description["paths"][path]["get"]
    return operation


def replaced(description: Description, *pairs: tuple[str, str]) -> Description:
    """The description with texts replaced everywhere."""
    text = json.dumps(description)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    result: Description = json.loads(text)
    return result


def without_edits(github: Future, change: Callable[[Description], object]) -> str:
    """A change that needs no edit: the entries are unchanged, and lint passes."""
    before = github.by_hand()
    names = python_names(github)
    printed = github.happens(change)
    assert github.by_hand() == before
    assert github.lint() == []
    assert "New to pin" not in printed
    assert python_names(github) == names
    return printed


def python_names(github: Future) -> dict[str, Any]:
    """Names and facts of every operation, which a change of the document's shape must not affect."""
    kept = ("x-python-name", "x-roles", "x-oauth-scopes", "x-permissions", "x-stage", "x-row-type")
    return {
        version + name: {key: operation.get(key) for key in kept}
        for version in ("2022-11-28", "2026-03-10")
        for name, operation in github.operations(version).items()
    }


# ── no edit needed ──────────────────────────────────────────────────────────────────────────────────────────────


def rename_ids_and_titles(description: Description) -> None:
    operation = get(description, USERS)
    operation["operationId"] = "copilot/quite-another-name"
    for schema in description["components"]["schemas"].values():
        schema["title"] = f"New {schema.get('title')}"


def rename_component_key(description: Description) -> Description:
    schemas = description["components"]["schemas"]
    schemas["day-report"] = schemas.pop(ENVELOPE)
    return replaced(description, (f"schemas/{ENVELOPE}", "schemas/day-report"))


def rename_parameter_key(description: Description) -> Description:
    return replaced(
        description,
        ("parameters/enterprise", "parameters/business"),
        ('"enterprise": {', '"business": {'),
        ("{enterprise}", "{business}"),
        ('"name": "enterprise"', '"name": "business"'),
    )


def inline_envelope(description: Description) -> None:
    envelope = description["components"]["schemas"][ENVELOPE]
    media = get(description, USERS)["responses"]["200"]["content"]["application/json"]
    media["schema"] = copy.deepcopy(envelope)


def inline_all_envelopes(description: Description) -> None:
    envelope = description["components"]["schemas"].pop(ENVELOPE)
    for item in description["paths"].values():
        media = item["get"]["responses"]["200"]["content"]["application/json"]
        if media["schema"].get("$ref", "").endswith(ENVELOPE):
            media["schema"] = copy.deepcopy(envelope)


def add_server(description: Description) -> None:
    description["servers"].append({"url": "https://api.eu.github.com"})


def change_security(description: Description) -> None:
    description["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    description["security"] = [{"token": []}]


def make_nullable(description: Description) -> None:
    day = description["components"]["schemas"][ENVELOPE]["properties"]["report_day"]
    day["nullable"] = True


def add_enum(description: Description) -> None:
    items = get(description, RECORDS)["responses"]["200"]["content"]["application/json"]["schema"]
    items["items"]["properties"]["type"]["enum"] = ["request", "response"]


def change_default(description: Description) -> None:
    (per_page,) = [
        one for one in get(description, RECORDS)["parameters"] if one.get("name") == "per_page"
    ]
    per_page["schema"]["default"] = 10


def add_known_status(description: Description) -> None:
    get(description, USERS)["responses"]["401"] = {"$ref": "#/components/responses/not_found"}


def make_union(description: Description) -> None:
    media = get(description, TOTALS)["responses"]["200"]["content"]["application/json"]
    media["schema"] = {
        "oneOf": [{"$ref": f"#/components/schemas/{ENVELOPE}"}, {"type": "array", "items": {}}]
    }


@pytest.mark.parametrize(
    ("change", "bump"),
    [
        (rename_ids_and_titles, "none"),
        (rename_component_key, "none"),
        (rename_parameter_key, "patch"),
        (inline_envelope, "none"),
        (inline_all_envelopes, "none"),
        (add_server, "minor"),
        (change_security, "major"),
        (make_nullable, "major"),
        (add_enum, "minor"),
        (change_default, "minor"),
        (add_known_status, "minor"),
        (make_union, "major"),
    ],
)
def test_a_change_that_needs_no_edit(
    github: Future, change: Callable[[Description], object], bump: str
) -> None:
    printed = without_edits(github, change)
    assert verdict(printed).endswith(f"bump: {bump}")


# ── an edit of one file needed ────────────────────────────────────────────────────────────────────────────────


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


def test_a_removed_field_is_reported_with_its_text(github: Future) -> None:
    def change(description: Description) -> None:
        schema = description["components"]["schemas"]["scim-error"]
        del schema["properties"]["scimType"]

    printed = github.happens(change)
    ((rule, message),) = findings(printed)
    assert rule == "gone"
    assert message.startswith("the field scimType of ScimError is no longer in any API version")
    line = int(message.partition("spec/models.yaml:")[2].split()[0])
    assert "scimType" in github.by_hand()["models.yaml"].splitlines()[line - 1]
    assert "out.field-gone" in printed
    assert github.lint() == []
    assert "scimType" not in json.dumps(github.finished())


def test_a_field_that_is_renamed_is_one_line(github: Future) -> None:
    def change(description: Description) -> None:
        schema = description["components"]["schemas"]["scim-error"]
        schema["properties"]["scim_type"] = schema["properties"].pop("scimType")

    printed = github.happens(change)
    assert [rule for rule, _ in findings(printed)] == ["gone"]
    assert "# spec/models.yaml, under ScimError, under fields\nscim_type:\n" in printed
    github.edit("models.yaml", "    scimType:", "    scim_type:")
    github.update()
    assert github.lint() == []


def test_a_shared_component_may_change(github: Future) -> None:
    """Retired operations have the component of their own release, with a separate name."""

    def change(description: Description) -> None:
        schema = description["components"]["schemas"]["basic-error"]
        schema["properties"]["request_id"] = {"type": "string"}

    printed = github.happens(change, "--draft")
    assert "out.field-new" in printed
    assert verdict(printed).endswith("bump: minor")
    schemas = github.finished()["components"]["schemas"]
    assert schemas["basic-error"]["x-python-name"] == "BasicError"
    assert "request_id" in schemas["basic-error"]["properties"]
    (earlier,) = [key for key in schemas if key.startswith("basic-error--")]
    assert "request_id" not in schemas[earlier]["properties"]
    github.edit(
        "models.yaml", "    request_id:\n", "    request_id: Number to give to GitHub's support.\n"
    )
    github.update()
    assert github.lint() == []


def test_a_correction_that_github_made_is_reported(github: Future) -> None:
    def change(description: Description) -> None:
        order = description["components"]["parameters"]["audit-log-order"]
        order["schema"]["default"] = "desc"

    printed = github.happens(change)
    ((rule, message),) = findings(printed)
    assert (rule, "audit-log-order" in message, "corrections.yaml:" in message) == (
        "mended",
        True,
        True,
    )


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
