"""Possible future changes of GitHub's fields and components: the reports, and the edits that they need."""

from __future__ import annotations

import json

from tests.prepare.futures import Description, Future

from .releases import findings, verdict


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
