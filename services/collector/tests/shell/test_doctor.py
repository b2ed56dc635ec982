from __future__ import annotations

import datetime
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from copilot_usage_metrics import OPERATIONS
from copilot_usage_metrics.testing import FakeGitHub
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from typer.testing import CliRunner

from copilot_metrics_collector.cli import app
from copilot_metrics_collector.clock import now_utc
from copilot_metrics_collector.doctor.findings import DoctorFinding, exit_of, fine, note
from copilot_metrics_collector.doctor.hosts import (
    api_finding,
    clock_finding,
    download_finding,
    download_host_of,
)
from copilot_metrics_collector.doctor.probe import (
    HostUnreachable,
    ProbeResponse,
    ask_limit,
    unreachable,
)
from copilot_metrics_collector.doctor.tokens import PREFIXES, kind_of, scopes_suffice
from copilot_metrics_collector.exits import Exit
from copilot_metrics_collector.units import COLLECTED, FAMILIES

HTML = "<!DOCTYPE html><title>Sign in</title>"
ORGANIZATION = OPERATIONS["copilotOrganizationUsageMetrics"]
ENTERPRISE = OPERATIONS["copilotEnterpriseUsageMetrics"]


@pytest.fixture(scope="module")
def shared() -> Iterator[FakeGitHub]:
    with FakeGitHub(seats=10, days=28) as github:
        yield github


@pytest.fixture
def github(shared: FakeGitHub) -> Iterator[FakeGitHub]:
    yield shared
    shared.scenario = ()
    shared.forget()


class Seen:
    """The output of `doctor`."""

    def __init__(self, code: int, findings: list[dict[str, Any]], said: str) -> None:
        self.code = code
        self.findings = findings
        self.said = said

    @property
    def problems(self) -> list[str]:
        """Codes of the problems, without duplicates."""
        bad = [each["code"] for each in self.findings if each["level"] == "problem"]
        return list(dict.fromkeys(bad))

    def of(self, code: str) -> dict[str, Any]:
        """The first finding of a code."""
        return next(each for each in self.findings if each["code"] == code)


def examine(
    github: FakeGitHub, *arguments: str, token: str | None = None, base_url: str | None = None
) -> Seen:
    named = any(each.startswith(("--org", "--enterprise")) for each in arguments)
    result = CliRunner().invoke(
        app,
        [
            "doctor",
            "--format",
            "json",
            "--base-url",
            base_url or github.base_url,
            *arguments,
            *([] if named else ["--org", github.organizations[0]]),
        ],
        env={"GITHUB_TOKEN": github.token if token is None else token},
    )
    assert result.stdout, result.output
    values = json.loads(result.stdout)
    assert values["exit"] == result.exit_code
    for each in values["findings"]:
        assert each["remedy"] or each["level"] != "problem", each
    return Seen(result.exit_code, values["findings"], result.output)


def test_nothing_is_found_where_nothing_is_wrong(github: FakeGitHub) -> None:
    seen = examine(github, "--org", github.organizations[0], "--enterprise", github.enterprise)

    assert (seen.code, seen.problems) == (0, [])
    assert {each["code"] for each in seen.findings} == {
        "api",
        "clock",
        "token-kind",
        "scopes",
        "rate-limit",
        "report",
        "download",
    }
    collected = [f"{name} of {kind}" for name in COLLECTED for kind in FAMILIES[name].operations]
    subjects = [each["subject"] for each in seen.findings if each["code"] == "report"]
    assert sorted(each.rpartition(" ")[0] for each in subjects) == sorted(collected)
    assert not github.leaks
    assert all(asked.method == "GET" for asked in github.requests)


def test_it_asks_no_more_than_it_said(github: FakeGitHub) -> None:
    seen = examine(github, "--org", github.organizations[0], "--org", github.organizations[1])
    asked = [each for each in github.requests if each.server == "api"]

    said = int(seen.said.split("Sending at most ")[1].split()[0])
    assert len(asked) in (said, said - 1)
    assert sum(each.server == "download" for each in github.requests) == 1
    (opened,) = [each for each in github.requests if each.server == "download"]
    assert opened.headers["range"] == "bytes=0-1023"


@pytest.mark.parametrize(
    ("scenario", "problem", "code"),
    [
        ("policy-off", "policy-off", 1),
        ("role-missing", "role-missing", 1),
        ("integration-403", "app-permission", 1),
        ("token-403", "token-permission", 1),
        ("revoked", "token-refused", 5),
        ("version-dropped", "api-version", 5),
        ("proxy-403", "api-proxy", 5),
        ("proxy-403,after=1", "api-proxy", 5),
        ("server-error=503", "api-error", 5),
        ("server-error=502,after=1,times=99", "api-error", 1),
        ("api-reset", "api-unreachable", 5),
        ("api-stall=600", "api-unreachable", 5),
        ("redirect-away", "api-redirect", 5),
        ("api-garbage,after=1", "api-error", 1),
        ("primary-limit=60,after=1,times=99", "rate-limit", 1),
        ("secondary-limit=60,after=1,times=99", "rate-limit", 1),
        ("no-data=404", "not-found", 1),
        ("download-proxy-403", "download-proxy", 1),
        ("blob-missing", "file-missing", 1),
        ("expired,times=9", "link-refused", 1),
        ("expired=404,times=9", "file-missing", 1),
        ("blob-error=503,times=9", "download-error", 1),
        ("reset=0,times=9", "download-unreachable", 1),
    ],
)
def test_each_refusal_has_a_finding_of_its_own(
    github: FakeGitHub, scenario: str, problem: str, code: int
) -> None:
    github.scenario = (scenario,)
    # few attempts only if waiting is useless
    seen = examine(github, "--timeout", "0.5" if "stall" in scenario else "60")

    assert seen.problems == [problem]
    assert seen.code == code


def test_a_link_that_had_ended_is_asked_for_again(github: FakeGitHub) -> None:
    github.scenario = ("expired",)

    assert examine(github).problems == []


@pytest.mark.parametrize("spelling", ["204", "empty", "no-links", "text"])
def test_no_data_is_a_note_and_not_a_problem(github: FakeGitHub, spelling: str) -> None:
    github.scenario = (f"no-data={spelling}",)
    seen = examine(github)

    assert seen.code == 0
    assert {each["code"] for each in seen.findings} >= {"no-data", "late"}


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


def test_a_wrong_slug(github: FakeGitHub) -> None:
    seen = examine(github, "--org", "no-such-organization")

    assert seen.problems == ["not-found"]
    assert "slug" in seen.of("not-found")["remedy"]
    assert "for an enterprise, use --enterprise" in seen.of("not-found")["remedy"]


def test_a_host_that_nobody_is_at(github: FakeGitHub) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    seen = examine(github, base_url=f"http://127.0.0.1:{port}")

    assert (seen.code, seen.problems) == (Exit.GITHUB, ["api-unreachable"])
    assert "refused" in seen.of("api-unreachable")["text"]


def test_a_token_is_never_sent_in_the_clear(github: FakeGitHub) -> None:
    result = CliRunner().invoke(
        app, ["doctor", "--base-url", "http://example.com"], env={"GITHUB_TOKEN": github.token}
    )

    assert result.exit_code == Exit.CONFIGURATION
    assert "expected https" in result.stderr


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=shake_hands, args=(listener, context))
        server.start()
        found = ask_limit(f"https://127.0.0.1:{listener.getsockname()[1]}", None, 10)
        server.join()

    assert isinstance(found, HostUnreachable)
    assert found.cause == "tls"
    finding = api_finding("https://127.0.0.1", found)
    assert finding.code == "api-tls"
    assert "SSL_CERT_FILE" in finding.remedy


def shake_hands(listener: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = listener.accept()
    with connection, suppress(OSError):
        context.wrap_socket(connection, server_side=True).close()


def own_certificate(folder: Path) -> Path:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = now_utc()
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=1,
        not_valid_before=now - datetime.timedelta(days=1),
        not_valid_after=now + datetime.timedelta(days=1),
    )
    certificate = builder.sign(key, hashes.SHA256())
    file = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


def test_a_clock_that_is_off(github: FakeGitHub) -> None:
    with FakeGitHub(seats=5, organizations=1) as late:
        late.advance(600)
        seen = examine(late)

    assert seen.problems == ["clock"]
    assert "behind GitHub's" in seen.of("clock")["text"]


def test_a_limit_that_is_used_up() -> None:
    with FakeGitHub(seats=5, rate_limit=2) as small:
        assert examine(small).problems == ["rate-limit"]
        seen = examine(small)

    assert seen.problems == ["rate-limit-used", "rate-limit"]
    assert "0 of 2 requests" in seen.of("rate-limit-used")["text"]


def test_credentials_that_do_not_fit(github: FakeGitHub, tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(
        '[[credentials]]\nname = "a"\ntoken_variable = "A"\nentities = ["organization/other"]\n'
    )
    seen = examine(github, "--config", str(file))

    assert (seen.code, seen.problems) == (Exit.CONFIGURATION, ["credentials"])
    assert github.requests == ()


def test_a_lake_is_looked_at_and_left_alone(github: FakeGitHub, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    new = examine(github, "--lake", str(lake))
    assert new.code == 0
    assert "does not exist yet" in new.of("lake")["text"]
    assert not lake.exists()

    synced = CliRunner().invoke(
        app,
        [
            "sync",
            "--to",
            str(lake),
            "--org",
            github.organizations[0],
            "--base-url",
            github.base_url,
            "--since",
            str(github.today - datetime.timedelta(days=5)),
            "--family",
            "users-1-day",
        ],
        env={"GITHUB_TOKEN": github.token},
    )
    assert synced.exit_code == 0, synced.output
    before = sorted(path for path in lake.rglob("*"))
    seen = examine(github, "--lake", str(lake))
    assert "plain names" in seen.of("lake")["text"]
    assert seen.of("lake-writable")["text"] == "is writable"
    assert seen.of("lake-current")["subject"].startswith("users-1-day")
    assert sorted(path for path in lake.rglob("*")) == before

    manifest = next(lake.rglob("manifest.json"))
    manifest.write_text("{")
    broken = examine(github, "--lake", str(lake))
    assert broken.code == Exit.LAKE
    (found,) = (each for each in broken.findings if each["level"] == "problem")
    assert (found["code"], found["subject"]) == ("lake-damaged", str(lake))
    assert "users-1-day of organization octo-org" in found["text"]
    assert "copilot-metrics verify" in found["remedy"]

    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "file").touch()
    assert examine(github, "--lake", str(strange)).code == Exit.LAKE


def test_for_people_it_is_a_line_a_finding_and_one_more_with_what_to_do(github: FakeGitHub) -> None:
    github.scenario = ("policy-off",)
    result = CliRunner().invoke(
        app,
        ["doctor", "--base-url", github.base_url, "--org", "octo-org"],
        env={"GITHUB_TOKEN": github.token},
    )

    assert "PROBLEM organization octo-org: 403: The " in result.stdout
    assert "[policy-off]\n        > Ask an administrator to change the policy:" in result.stdout


# checks without a server


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


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (
            ProbeResponse(
                403,
                {"content-type": "text/plain"},
                "\r\nRequest forbidden by administrative rules.",
            ),
            "user-agent",
        ),
        (ProbeResponse(407, {}, ""), "api-proxy"),
        (ProbeResponse(200, {"content-type": "text/html"}, HTML), "api-proxy"),
        (ProbeResponse(403, {}, HTML), "api-proxy"),
        (ProbeResponse(302, {"location": "https://x"}, ""), "api-redirect"),
        (ProbeResponse(404, {"content-type": "application/json"}, "{}"), "api"),
        (HostUnreachable("tls", "certificate verify failed"), "api-tls"),
        (HostUnreachable("proxy", "x"), "api-proxy"),
        (HostUnreachable("name", "x"), "api-unreachable"),
    ],
)
def test_what_an_api_host_says(answer: ProbeResponse | HostUnreachable, code: str) -> None:
    assert api_finding("https://api.github.com", answer).code == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ProbeResponse(206, {}, ""), "download"),
        (ProbeResponse(407, {}, ""), "download-proxy"),
        (ProbeResponse(403, {"content-type": "application/xml"}, "<Error>"), "link-refused"),
        (ProbeResponse(404, {}, ""), "file-missing"),
        (ProbeResponse(500, {}, ""), "download-error"),
        (HostUnreachable("tls", "x"), "download-tls"),
        (HostUnreachable("name", "x"), "download-unreachable"),
    ],
)
def test_what_a_download_host_says(answer: ProbeResponse | HostUnreachable, code: str) -> None:
    finding = download_finding("copilot-reports.github.com", answer)

    assert finding.code == code
    if finding.level == "problem" and code.startswith("download-un"):
        assert "azurefd.net" in finding.remedy


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://api.github.com", "copilot-reports.github.com"),
        ("https://api.octo.ghe.com/api/v3", "copilot-reports.octo.ghe.com"),
        ("https://ghe.example.com", None),
    ],
)
def test_where_files_come_from(base_url: str, host: str | None) -> None:
    assert download_host_of(base_url) == host


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (httpx.ConnectError("[Errno -2] Name or service not known"), "name"),
        (httpx.ConnectError("[Errno 111] Connection refused"), "refused"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), "tls"),
        (httpx.ProxyError("407 Proxy Authentication Required"), "proxy"),
        (httpx.ReadTimeout("x"), "timeout"),
        (httpx.RemoteProtocolError("x"), "broken"),
    ],
)
def test_why_no_answer_came(error: httpx.HTTPError, cause: str) -> None:
    assert unreachable(error).cause == cause


def test_a_clock_is_right_within_a_minute() -> None:
    levels = {
        skew: found.level
        for skew in (-61.0, -60.0, 0.0, 60.0, 61.0)
        if (found := clock_finding(ProbeResponse(200, {}, "", skew))) is not None
    }
    assert levels == {-61.0: "problem", -60.0: "fine", 0.0: "fine", 60.0: "fine", 61.0: "problem"}
    assert clock_finding(ProbeResponse(200, {}, "")) is None


def test_the_gravest_problem_decides_the_exit_code() -> None:
    todo = DoctorFinding("a", "b", "c", remedy="d")
    github = DoctorFinding("a", "b", "c", remedy="d", exit=Exit.GITHUB)
    token = DoctorFinding("a", "b", "c", remedy="d", exit=Exit.CONFIGURATION)

    assert exit_of([fine("a", "b", "c"), note("a", "b", "c")]) is Exit.FINE
    assert exit_of([todo]) is Exit.INCOMPLETE
    assert exit_of([todo, github]) is Exit.GITHUB
    assert exit_of([todo, github, token]) is Exit.CONFIGURATION
