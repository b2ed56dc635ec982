"""One recording of an organization and its enterprise, from a loopback fake, for all tests."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import httpx
import pytest

from copilot_usage_metrics.testing import FakeGitHub
from recording.command import RecordingOptions, ask, make, write
from recording.harvest import Secrets, harvest
from recording.mapping import Mapping as KeyedMapping
from recording.material import Material
from recording.plan import Entity
from recording.scrub import ResponseScrubber

TODAY = datetime.date(2026, 11, 20)
KEY = "a key of the tests' own"
ORG, ENTERPRISE = "acme-widgets", "acme-group"


@attrs.frozen
class Recording:
    """A recording in all its stages."""

    options: RecordingOptions
    raw: Material
    secrets: Secrets
    scrubbed: Material
    files: Mapping[str, bytes]
    folder: Path


def plain_http(_: str) -> httpx.Client:
    # no certificates to load: the server is on loopback
    return httpx.Client(verify=False, trust_env=False)


def options_for(fake: FakeGitHub, *names: str, key: str | None = KEY) -> RecordingOptions:
    parameter = {ORG: "org", ENTERPRISE: "enterprise"}
    return RecordingOptions(
        entities=tuple(Entity(parameter[name], name) for name in names),
        token=fake.token,
        key=key,
        base_url=fake.base_url,
        days=1,
        rows=8,
        today=TODAY,
    )


def secrets_of(options: RecordingOptions, raw: Material) -> Secrets:
    names = [each.name for each in options.entities]
    return harvest(
        raw, token=options.token, key=options.key, base_url=options.base_url, names=names
    )


@pytest.fixture(scope="session")
def fake() -> Iterator[FakeGitHub]:
    """The fake; a test that sets a scenario resets it."""
    organizations = [ORG, "acme-labs"]
    with FakeGitHub(
        seats=48,
        days=3,
        today=TODAY,
        organizations=organizations,
        enterprise=ENTERPRISE,
        parts=2,
        legacy="closed",
    ) as github:
        yield github


@pytest.fixture(scope="session")
def recording(fake: FakeGitHub, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The recording."""
    options = options_for(fake, ORG, ENTERPRISE)
    raw = ask(options, http=plain_http)
    secrets = secrets_of(options, raw)
    scrubbed = ResponseScrubber(KeyedMapping(KEY.encode()), secrets, options.base_url).material(raw)
    files = make(options, raw)
    folder = tmp_path_factory.mktemp("recording") / "recorded"
    write(files, folder)
    return Recording(options, raw, secrets, scrubbed, files, folder)
