"""`doctor` checks tokens, scopes and GitHub Apps, and shows no token."""

from __future__ import annotations

from pathlib import Path

import pytest
from copilot_usage_metrics import OPERATIONS
from copilot_usage_metrics.testing import FakeGitHub
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.doctor.tokens import PREFIXES, kind_of, scopes_suffice
from copilot_metrics_collector.exits import Exit

from .examination import examine

ORGANIZATION = OPERATIONS["copilotOrganizationUsageMetrics"]
ENTERPRISE = OPERATIONS["copilotEnterpriseUsageMetrics"]


def test_the_token_is_shown_nowhere(github: FakeGitHub) -> None:
    for scenario in ((), ("revoked",), ("proxy-403",), ("download-proxy-403",)):
        github.scenario = scenario
        seen = examine(github)
        assert github.token not in seen.said
        assert "sig=" not in seen.said


def test_no_token_at_all(github: FakeGitHub) -> None:
    result = CliRunner().invoke(
        app,
        ["doctor", "--base-url", github.base_url, "--org", github.organizations[0]],
        env={"GITHUB_TOKEN": None},
    )

    assert result.exit_code == Exit.CONFIGURATION
    assert "[no-token]" in result.stdout
    assert "GITHUB_TOKEN is not set" in result.stdout
    assert f"ok      {github.base_url}: answers" in result.stdout


def test_a_token_of_no_known_kind_is_no_problem_by_itself(github: FakeGitHub) -> None:
    seen = examine(github, token="0123456789abcdef0123456789abcdef01234567")

    assert seen.problems == ["token-refused"]


def test_a_fine_grained_token_cannot_read_an_enterprise(github: FakeGitHub) -> None:
    seen = examine(
        github, "--enterprise", github.enterprise, token=github.issue("fine-grained-pat")
    )

    assert seen.problems == ["token-kind"]
    assert seen.code == Exit.INCOMPLETE
    assert "classic personal access token" in seen.of("token-kind")["remedy"]
    assert examine(github, token=github.issue("fine-grained-pat")).problems == []


def test_scopes_that_are_missing_are_told_by_what_github_says_the_token_has(
    github: FakeGitHub,
) -> None:
    seen = examine(github, token=github.issue("classic-pat", scopes=["repo", "read:enterprise"]))

    assert seen.problems == ["scopes-missing"]
    found = seen.of("scopes-missing")
    assert "scopes: repo, read:enterprise; organization reports need read:org" in found["text"]
    none = examine(github, token=github.issue("classic-pat", scopes=[]))
    assert "scopes: none" in none.of("scopes-missing")["text"]


def test_an_organizations_installation_cannot_read_the_enterprise(github: FakeGitHub) -> None:
    octo = github.organizations[0]
    token = github.issue("app-installation", entity=octo)
    both = examine(github, "--org", octo, "--enterprise", github.enterprise, token=token)

    assert both.problems == ["other-installation"]
    assert both.of("other-installation")["subject"] == f"enterprise {github.enterprise}"
    alone = examine(github, "--enterprise", github.enterprise, token=token)
    assert alone.problems == ["app-permission"]
    assert (
        "one on an organization cannot read an enterprise" in alone.of("app-permission")["remedy"]
    )


def app_config(tmp_path: Path) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (tmp_path / "app.pem").write_bytes(pem)
    file = tmp_path / "c.toml"
    file.write_text(
        f'[[credentials]]\nname = "app"\napp_id = "7"\nprivate_key_file = "{tmp_path / "app.pem"}"\n'
    )
    return str(file)


def test_an_app_gets_a_token_for_each_entity(github: FakeGitHub, tmp_path: Path) -> None:
    octo, file = github.organizations[0], app_config(tmp_path)
    entities = ["--org", octo, "--enterprise", github.enterprise]

    assert examine(github, *entities, "--config", file).problems == []
    github.scenario = ("integration-403",)
    assert examine(github, *entities, "--config", file).problems == ["app-permission"]
    github.scenario = ()
    assert examine(github, "--org", "nobody", "--config", file).problems == ["app-not-installed"]


def test_a_token_is_never_sent_in_the_clear(github: FakeGitHub) -> None:
    result = CliRunner().invoke(
        app, ["doctor", "--base-url", "http://example.com"], env={"GITHUB_TOKEN": github.token}
    )

    assert result.exit_code == Exit.CONFIGURATION
    assert "expected https" in result.stderr


def test_credentials_that_do_not_fit(github: FakeGitHub, tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(
        '[[credentials]]\nname = "a"\ntoken_variable = "A"\nentities = ["organization/other"]\n'
    )
    seen = examine(github, "--config", str(file))

    assert (seen.code, seen.problems) == (Exit.CONFIGURATION, ["credentials"])
    assert github.requests == ()


@pytest.mark.parametrize(("prefix", "kind"), [(each, kind) for each, (kind, _) in PREFIXES.items()])
def test_kinds_are_told_by_their_beginnings(prefix: str, kind: str) -> None:
    assert kind_of(f"{prefix}x") == kind
    assert kind in {*ENTERPRISE.token_kinds_that_work, *ENTERPRISE.token_kinds_that_fail}


@pytest.mark.parametrize(
    ("scopes", "suffice"),
    [
        (["read:org"], True),
        (["admin:org"], True),
        (["write:org"], True),
        (["repo"], False),
        ([], False),
    ],
)
def test_larger_scopes_hold_smaller_ones(scopes: list[str], suffice: bool) -> None:
    assert scopes_suffice(ORGANIZATION, scopes) is suffice
    assert scopes_suffice(ORGANIZATION, None)
