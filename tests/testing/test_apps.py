"""GitHub Apps and kinds of token: who may read what."""

from __future__ import annotations

import datetime
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from copilot_usage_metrics._runtime import clock
from copilot_usage_metrics.testing import FakeGitHub
from tests.testing.wire import Answer, api, ask, report_path

TODAY = datetime.date(2026, 11, 20)


def pem_of(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PRIVATE = pem_of(KEY)
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def statement(key: str = PRIVATE, algorithm: str = "RS256", **claims: Any) -> str:
    now = int(clock.now())
    return jwt.encode({"iat": now - 30, "exp": now + 500, "iss": "77"} | claims, key, algorithm)


def as_app(github: FakeGitHub, path: str, text: str | None = None, method: str = "GET") -> Answer:
    headers = {"User-Agent": "tests", "Authorization": f"Bearer {text or statement()}"}
    return ask(github.base_url + path, headers, method=method)


@pytest.fixture
def estate() -> Any:
    with FakeGitHub(
        seats=30, today=TODAY, organizations=40, app_id=77, app_public_key=PUBLIC, token_seconds=600
    ) as github:
        yield github


def token_of(github: FakeGitHub, entity: str) -> str:
    path = f"/app/installations/{github.installation(entity)}/access_tokens"
    answer = as_app(github, path, method="POST")
    assert answer.status == 201
    token: str = answer.json["token"]
    return token


def test_installations_are_paginated_with_enterprises_last(estate: FakeGitHub) -> None:
    first = as_app(estate, "/app/installations")
    second = as_app(estate, "/app/installations?page=2")
    assert set(first.links) == {"next", "last"}
    kinds = [each["target_type"] for each in [*first.json, *second.json]]
    assert kinds == ["Organization"] * 40 + ["Enterprise"]
    assert second.json[-1]["account"]["slug"] == estate.enterprise


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/orgs/octo-labs/installation", "Organization"),
        ("/enterprises/octo-enterprise/installation", "Enterprise"),
    ],
)
def test_an_installation_is_found_by_its_account(estate: FakeGitHub, path: str, kind: str) -> None:
    answer = as_app(estate, path)
    assert answer.json["target_type"] == kind
    assert answer.json["id"] == estate.installation(path.split("/")[2])
    assert as_app(estate, path.replace("octo-", "no-")).status == 404


@pytest.mark.parametrize(
    "text",
    [
        statement(exp=int(clock.now()) - 1),
        statement(exp=int(clock.now()) + 3600),
        statement(iat=int(clock.now()) + 3600),
        statement(iss="78"),
        statement("secret" * 8, "HS256"),
        statement(pem_of(rsa.generate_private_key(public_exponent=65537, key_size=2048))),
        "a.b.c",
        "ghp_token",
        "W10.MQ.IiI",  # a list, a number and a text instead of objects
    ],
)
def test_an_invalid_jwt_is_refused(estate: FakeGitHub, text: str) -> None:
    assert as_app(estate, "/app/installations", text).status == 401


def test_a_token_works_only_for_its_installation(estate: FakeGitHub) -> None:
    day = estate.days[-1]
    enterprise, organization = token_of(estate, "octo-enterprise"), token_of(estate, "octo-org")
    cases = {
        ("octo-enterprise", enterprise): 200,
        ("octo-org", organization): 200,
        ("octo-enterprise", organization): 403,
        ("octo-org", enterprise): 403,
        ("octo-labs", organization): 403,
    }
    for (entity, token), status in cases.items():
        answer = api(estate, report_path("user-teams-1-day", entity, day), token=token)
        assert answer.status in (status, 204 if status == 200 else status), (entity, answer)
        if status == 403:
            assert answer.json["message"] == "Resource not accessible by integration"


def test_a_token_expires(estate: FakeGitHub) -> None:
    path = report_path("users-28-day", "octo-enterprise")
    answer = as_app(
        estate,
        f"/app/installations/{estate.installation('octo-enterprise')}/access_tokens",
        method="POST",
    )
    ends = datetime.datetime.fromisoformat(answer.json["expires_at"])
    assert abs(ends.timestamp() - clock.now() - 600) < 5
    token = answer.json["token"]
    assert api(estate, path, token=token).status == 200
    estate.advance(601)
    assert api(estate, path, token=token).status == 401


def test_tokens_have_kinds_and_scopes(github: FakeGitHub) -> None:
    path = report_path("users-28-day", "octo-enterprise")
    assert api(github, path, token=github.issue("fine-grained-pat")).status == 403
    assert (
        api(
            github, report_path("users-28-day", "octo-org"), token=github.issue("fine-grained-pat")
        ).status
        == 200
    )
    assert api(github, path, token=github.issue(scopes=["read:org"])).status == 403
    assert api(github, path, token=github.issue(scopes=["read:enterprise"])).status == 200
    short = github.issue(seconds=0)
    assert api(github, path, token=short).status == 401
    revoked = github.issue()
    github.revoke(revoked)
    assert api(github, path, token=revoked).status == 401
