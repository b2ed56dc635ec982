from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from copilot_usage_metrics.testing import FakeGitHub

from copilot_metrics_collector.run import credential_worker

from .runs import TODAY, Site


@pytest.fixture(scope="session")
def shared() -> Iterator[FakeGitHub]:
    """A fake for the whole session: five days of one organization and its enterprise."""
    with FakeGitHub(seats=12, days=6, organizations=1, parts=2, today=TODAY) as fake:
        yield fake


@pytest.fixture
def github(shared: FakeGitHub) -> Iterator[FakeGitHub]:
    """The running fake, with nothing switched on and nothing heard."""
    shared.scenario = ()
    shared.forget()
    yield shared
    shared.scenario = ()


@pytest.fixture
def site(github: FakeGitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A lake that does not exist yet, and the fake's token where a sync looks for one."""
    monkeypatch.setenv("GITHUB_TOKEN", github.token)
    return Site(github, tmp_path / "lake")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Like `site`, with its own fake, for tests that define the content of its reports."""
    with FakeGitHub(seats=12, days=6, organizations=1, parts=2, today=TODAY) as fake:
        monkeypatch.setenv("GITHUB_TOKEN", fake.token)
        yield Site(fake, tmp_path / "lake")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that the clients decided, in seconds; they do not wait, and the fake does not require it."""
    told: list[float] = []
    monkeypatch.setattr(credential_worker, "sleeping", lambda _: told.append)
    return told


@pytest.fixture(scope="session")
def app_key() -> tuple[str, str]:
    """A GitHub App's private and public key, PEM."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()
