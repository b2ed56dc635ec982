"""Secrets are found, used for the right entities, and never shown."""

from __future__ import annotations

import json
import logging
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copilot_usage_metrics import GitHubApp

from copilot_metrics_collector.access.credentials import DEFAULT, Credential, lanes
from copilot_metrics_collector.exits import ConfigurationError
from copilot_metrics_collector.units import Entity

from .runs import RECENT, USERS, Site

OCTO, OTHER = Entity("organization", "octo"), Entity("organization", "other")
ACME = Entity("enterprise", "acme")
URL = "https://api.github.com"
SECRET = "ghp_0123456789abcdefABCDEF"


def variable(name: str = "mine", *entities: str) -> Credential:
    return Credential(name=name, token_variable="MINE", entities=entities)


def failing(*_: object) -> object:
    raise OSError(f"the vault refuses {SECRET}")


def in_file(name: str, *entities: str) -> Credential:
    return Credential(name=name, token_file="token", entities=entities)


def test_one_token_is_one_lane_for_all() -> None:
    found = lanes([], [OCTO, ACME])
    assert list(found) == [DEFAULT.name] == ["GITHUB_TOKEN"]
    assert found["GITHUB_TOKEN"].entities == ("organization/octo", "enterprise/acme")


@pytest.mark.parametrize("credential", [variable, in_file])
def test_a_token_that_is_named_twice_is_one_lane(credential: Callable[..., Credential]) -> None:
    found = lanes([credential("first", "organization/octo"), credential("rest")], [ACME, OCTO])
    assert {name: each.entities for name, each in found.items()} == {
        "rest": ("enterprise/acme", "organization/octo")
    }


def test_an_app_is_a_lane_for_each_entity() -> None:
    app = Credential(name="app", app_id="1", private_key_file="key.pem")
    found = lanes([app], [OCTO, OTHER])
    assert {name: each.entities for name, each in found.items()} == {
        "app organization/octo": ("organization/octo",),
        "app organization/other": ("organization/other",),
    }


def test_entities_that_are_named_have_their_own_whatever_their_case() -> None:
    found = lanes([variable("all"), in_file("octos", "organization/OCTO")], [OCTO, OTHER, ACME])
    assert found["octos"].covers(OCTO)
    assert not found["all"].covers(OCTO)
    assert found["all"].covers(ACME)


@pytest.mark.parametrize(
    ("credentials", "text"),
    [
        ([variable("one", "organization/other")], "no credential for organization/octo"),
        (
            [variable("one"), variable("two")],
            r"several credentials for organization/octo \(one, two\)",
        ),
        (
            [variable("one", "organization/octo"), variable("two", "organization/Octo")],
            "several credentials",
        ),
    ],
)
def test_who_is_for_what_has_to_be_clear(credentials: list[Credential], text: str) -> None:
    with pytest.raises(ConfigurationError, match=text):
        lanes(credentials, [OCTO])


def test_two_credentials_of_one_name_are_refused() -> None:
    two = [
        variable("same", "organization/octo"),
        Credential(name="same", token_file="t", entities=("enterprise/acme",)),
    ]
    with pytest.raises(ConfigurationError, match="two credentials are named same"):
        lanes(two, [OCTO, ACME])


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "expected one of token_variable, token_file, app_id, provider, found none"),
        ({"token_variable": "A", "token_file": "b"}, "found token_variable and token_file"),
        ({"app_id": "1"}, "app_id needs one of"),
        (
            {"app_id": "1", "private_key_file": "a", "private_key_variable": "B"},
            "app_id needs one of",
        ),
        ({"token_variable": "A", "private_key_file": "a"}, "app_id needs one of"),
        ({"token_variable": "A", "entities": ("octo",)}, "invalid entity 'octo'"),
        ({"token_variable": "A", "entities": ("team/octo",)}, "invalid entity"),
        ({"token_variable": "A", "entities": ("organization/",)}, "invalid entity"),
    ],
)
def test_a_credential_says_exactly_one_thing(values: dict[str, Any], text: str) -> None:
    with pytest.raises(ConfigurationError, match=text):
        Credential(name="mine", **values)


def test_tokens_of_variables_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINE", f" {SECRET}\n")
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n")
    assert variable().arguments("lane", URL) == {"token": SECRET}
    assert Credential(name="file", token_file=str(file)).arguments("lane", URL) == {"token": SECRET}


@pytest.mark.parametrize("way", ["file", "variable", "variable with written line ends"])
def test_an_app_by_its_key(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app_key: tuple[str, str]
) -> None:
    file = tmp_path / "key.pem"
    file.write_text(app_key[0])
    written = app_key[0].replace("\n", "\\n") if "written" in way else app_key[0]
    monkeypatch.setenv("KEY", written)
    where = {"private_key_file": str(file)} if way == "file" else {"private_key_variable": "KEY"}
    (app,) = Credential(name="app", app_id="42", **where).arguments("lane", URL).values()  # type: ignore[arg-type]
    assert isinstance(app, GitHubApp)
    assert app.app_id == "42"
    app.jwt(0.0)


@pytest.mark.parametrize(
    ("credential", "text"),
    [
        (
            Credential(name="mine", token_variable="NOT_THERE"),
            "environment variable NOT_THERE is not set",
        ),
        (Credential(name="mine", token_variable="BLANK"), "BLANK is empty"),
        (
            Credential(name="mine", token_file="/not/there"),
            "file /not/there: No such file",
        ),
        (
            Credential(name="mine", app_id="1", private_key_file="/not/there"),
            "expected the private key",
        ),
        (Credential(name="mine", app_id="1", private_key_variable="NO_KEY"), "expected PEM text"),
        (Credential(name="mine", provider="no.such:thing"), "cannot load"),
        (Credential(name="mine", provider="json:dumps"), "returned no arguments|cannot load"),
        (Credential(name="mine", provider="json:loads"), "json:loads failed: OSError$"),
    ],
)
def test_a_secret_that_is_missing_is_named_and_nothing_in_it(
    credential: Credential, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLANK", "  ")
    monkeypatch.setenv("NO_KEY", SECRET)
    monkeypatch.setattr(json, "dumps", lambda *_: SECRET)
    monkeypatch.setattr(json, "loads", failing)
    with pytest.raises(ConfigurationError, match=text) as caught:
        credential.arguments("lane", URL)
    assert SECRET not in str(caught.value)
    assert "mine" in str(caught.value)


def test_a_missing_token_is_told_before_anything_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THERE", site.github.token)
    good = Credential(name="good", token_variable="THERE")
    missing = Credential(
        name="bad", token_variable="NOT_THERE", entities=(f"enterprise/{site.github.enterprise}",)
    )
    with pytest.raises(ConfigurationError, match="NOT_THERE"):
        site.sync([USERS], credentials=[good, missing])
    assert site.github.requests == ()


def test_a_token_that_is_none_is_refused_without_showing_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", f"Bearer {SECRET}")
    with pytest.raises(ConfigurationError, match="without the word `Bearer`") as caught:
        site.sync([USERS])
    assert SECRET not in str(caught.value)
    assert site.github.requests == ()


def test_a_provider_gives_what_the_client_takes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    monkeypatch.setenv("PROVIDED_TOKEN", site.github.token)
    mine = Credential(name="mine", provider=f"{__package__}.pools:provide")
    assert site.sync([USERS], [site.org], credentials=[mine]).finished.counts["complete"] == 4


def test_a_provider_may_say_more_of_the_client_and_nothing_that_it_does_not_take(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROVIDED_TOKEN", site.github.token)
    more = Credential(name="mine", provider=f"{__package__}.pools:provide_more")
    assert site.sync([USERS], [site.org], credentials=[more]).finished.counts["complete"] == 4
    nonsense = Credential(name="mine", provider=f"{__package__}.pools:provide_nonsense")
    with pytest.raises(ConfigurationError, match=r"provide_nonsense: .*'nonsense'"):
        site.sync([USERS], [site.org], credentials=[nonsense])


def test_secrets_are_in_no_event_manifest_log_or_repr(
    site: Site, caplog: pytest.LogCaptureFixture, waits: list[float]
) -> None:
    caplog.set_level(logging.DEBUG)
    with site.github.playing(
        "primary-limit=1,times=1", "blob-missing=0,on=repos", "expired=403,times=2"
    ):
        ran = site.sync(keep_raw=True, tries=3, since=RECENT)
    assert waits
    texts = [repr(event) for event in ran.events]
    texts += [record.getMessage() for record in caplog.records]
    texts += [
        file.read_bytes().decode("latin-1") for file in site.path.rglob("*") if file.is_file()
    ]
    texts += [repr(site.prepare()), pickle.dumps(site.prepare()).decode("latin-1")]
    for text in texts:
        assert site.github.token not in text
        assert "sig=" not in text
    assert site.github.leaks == ()
