"""Points 1, 20, 23 and 24 of the checklist: tokens and secrets, hosts, and installations of a GitHub App."""

from __future__ import annotations

import pickle
import re
import traceback
from functools import cache

import httpx
import pytest

from copilot_usage_metrics import CopilotMetricsError, ForbiddenError, GitHubApp, RedirectError
from copilot_usage_metrics.testing import FakeGitHub
from tests.acceptance.support import (
    ENTERPRISE,
    ENTERPRISE_USERS,
    ORGANIZATION,
    TODAY,
    USERS,
    USERS_WINDOW,
    Player,
    dicts,
    envelope_of,
    truth,
)


def test_point_01_the_token_goes_to_the_api_alone(player: Player) -> None:
    """Downloads carry no token; a redirect across origins is refused, or followed without the token."""
    assert player.report(USERS_WINDOW).ok
    player.github.scenario = "download-redirect-away"
    assert player.report(USERS).ok
    player.github.scenario = "redirect-away"
    refused = player.report(USERS)
    assert isinstance(refused.error, RedirectError)
    assert len(player.downloads) == 5
    for received in player.downloads:
        assert received.headers.keys() <= {"host", "accept", "accept-encoding", "user-agent"}
    bearers = [received.headers.get("authorization") for received in player.at_api]
    assert bearers.count(None) == 1  # the target of the download host's redirect
    assert set(bearers) == {None, f"Bearer {player.github.token}"}


def test_point_20_links_tokens_and_prompts_are_shown_nowhere(
    player: Player, caplog: pytest.LogCaptureFixture
) -> None:
    """Each test's log is checked as well, at its finest level."""
    shown: list[str] = []
    for scenario in (
        "blob-missing=1",
        "truncate=0,times=99",
        "reset=0,times=99",
        "policy-off",
        "redirect-away",
    ):
        player.github.scenario = scenario
        found = player.report(USERS_WINDOW)
        assert isinstance(found.error, CopilotMetricsError)
        shown += [*_every_form(found.error), repr(found.reading), repr(found.reading.parts)]
        shown += [str(found.reading.days), repr(found.reading.failed_parts)]
    player.github.scenario = ()
    envelope = player.ask(envelope_of(USERS))
    records = player.read(lambda client: client.items.get_usage_records(ENTERPRISE)).ok
    assert "Question" in records[1].body + records[0].body
    shown += [repr(envelope), str(envelope), repr(records), str(records[0]), caplog.text]
    text = "\n".join(shown)
    assert player.github.token not in text
    assert "sig=" not in text
    assert not re.search("Question [0-9]|Answer [0-9]", text)
    for received in player.downloads:
        assert received.query["sig"] not in text
    (link,) = envelope.download_links
    assert "sig=" in link  # available on request


def _every_form(error: BaseException) -> list[str]:
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    trace = "".join(
        traceback.TracebackException.from_exception(error, capture_locals=True).format()
    )
    return [
        str(error),
        repr(error),
        repr(vars(error)),
        pickle.dumps(error, 0).decode("latin-1"),
        trace,
    ]


def test_point_23_the_api_and_the_downloads_may_be_on_any_host(player: Player) -> None:
    """GHE.com, and a base URL with a path. A cache keyed by the host is the collector's job."""
    github = FakeGitHub(seats=40, today=TODAY, parts=3, path_prefix="/api/v3")
    with github as other, Player(player.kind, other) as reader:
        other.scenario = "expired=403 redirect"
        assert dicts(reader.report(USERS_WINDOW).ok) == truth(other, USERS_WINDOW)
        records = reader.read(lambda client: client.items.get_usage_records(ENTERPRISE))
        assert len(records.ok) == 120
        assert all(received.path.startswith("/api/v3/") for received in reader.at_api)
        assert httpx.URL(other.base_url).port != httpx.URL(other.download_url).port
        assert other.leaks == ()


def test_point_24_an_app_uses_the_installation_of_the_requested_account(player: Player) -> None:
    private, public = _keys()
    github = FakeGitHub(seats=40, today=TODAY, app_id=4711, app_public_key=public)
    with github as own, Player(player.kind, own) as reader:
        app = GitHubApp(app_id=4711, private_key=private)
        for operation_id in (USERS, ENTERPRISE_USERS):
            found = reader.report(operation_id, app=app)
            assert dicts(found.ok) == truth(own, operation_id)
        minted = [received.path for received in reader.at_api if received.method == "POST"]
        assert minted == [
            f"/app/installations/{own.installation(name)}/access_tokens"
            for name in (ORGANIZATION, ENTERPRISE)
        ]
        reports = [received for received in reader.at_api if "/reports/" in received.path]
        assert len({received.headers["authorization"] for received in reports}) == 2
        enterprise_token = own.issue("app-installation", entity=ENTERPRISE)
        with pytest.raises(ForbiddenError) as caught:
            reader.ask(envelope_of(USERS), token=enterprise_token)
        assert caught.value.reason == "installation"
        assert own.leaks == ()


@cache
def _keys() -> tuple[str, str]:
    """The private key of a GitHub App, and its public half."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = form.Encoding.PEM
    private = key.private_bytes(pem, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(pem, form.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()
