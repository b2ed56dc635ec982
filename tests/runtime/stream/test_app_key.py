"""The private key of a GitHub App: read from a file, shown nowhere, refused if it is invalid."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from copilot_usage_metrics import (
    ArgumentError,
    AsyncCopilotMetrics,
    CopilotMetrics,
    CredentialsError,
    GitHubApp,
    MissingExtraError,
    RetryPolicy,
)
from tests.runtime.stream.app_server import Server, app, ask, keys, of_organization, pem_of
from tests.runtime.stream.boundary import package_variables
from tests.runtime.stream.support import KINDS, TestClock, ids

MARK = "PRIVATE KEY"


class TestTheKey:
    def test_key_may_be_read_from_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "app.pem"
        path.write_text(keys()[0], encoding="ascii")
        server = Server(TestClock())
        the_app = GitHubApp(app_id="4711", private_key=path)
        assert ids(ask("sync", server, of_organization, the_app).ok) == [1]

    def test_key_is_shown_nowhere(self) -> None:
        the_app = app()
        client = CopilotMetrics(app=the_app)
        for thing in (
            the_app,
            client,
            client._settings,
            vars(client),
            client._settings.credentials,
        ):
            for text in (repr(thing), str(thing)):
                assert MARK not in text
        assert repr(the_app) == "GitHubApp(app_id='4711', private_key=<hidden>)"
        for thing in (the_app, client, client._settings):
            with pytest.raises(TypeError) as caught:
                pickle.dumps(thing)
            assert MARK not in str(caught.value)

    @pytest.mark.parametrize(
        "wrong",
        [
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcSECRET",
            b"-----BEGIN SECRET",
            Path("/no/such/SECRET"),
            None,
        ],
    )
    def test_invalid_key_is_refused_and_not_shown(self, wrong: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            GitHubApp(app_id="1", private_key=wrong)
        assert "SECRET" not in str(caught.value)
        assert not any("SECRET" in text for text in package_variables(caught.value.__traceback__))

    @pytest.mark.parametrize("kind", KINDS)
    def test_key_that_cannot_sign_is_an_error(self, kind: str) -> None:
        text = pem_of(ec.generate_private_key(ec.SECP256R1()))
        for pem in (text, "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----"):
            the_app = GitHubApp(app_id="1", private_key=pem)
            found = ask(kind, Server(TestClock()), of_organization, the_app)
            assert isinstance(found.error, CredentialsError)
            assert "RSA key" in str(found.error)
            assert not any(MARK in text for text in package_variables(found.error.__traceback__))

    @pytest.mark.parametrize("missing", ["jwt", "cryptography"])
    def test_missing_extra_is_named(self, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, missing, None)
        with pytest.raises(MissingExtraError, match=r"copilot-usage-metrics\[app\]") as found:
            app()
        assert found.value.extra == "app"

    def test_app_and_token_together_are_refused(self) -> None:
        with pytest.raises(ArgumentError, match="either a token or an app"):
            CopilotMetrics("t", app=app())
        with pytest.raises(ArgumentError, match="expected a GitHubApp"):
            AsyncCopilotMetrics(app=keys()[0])  # type: ignore[arg-type]

    def test_token_of_the_environment_is_ignored_for_an_app(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_TOKEN", "ghp_other")
        server = Server(TestClock())
        assert ids(ask("sync", server, of_organization).ok) == [1]
        assert not any("ghp_other" in token for token in server.used)
        assert RetryPolicy().max_attempts == 3
