"""`doctor` checks the API host, the download host, certificates, the clock and the rate limit."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from copilot_usage_metrics.testing import FakeGitHub
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from copilot_metrics_collector.clock import now_utc
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
from copilot_metrics_collector.exits import Exit

from .examination import examine

HTML = "<!DOCTYPE html><title>Sign in</title>"


def test_a_host_that_nobody_is_at(github: FakeGitHub) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    seen = examine(github, base_url=f"http://127.0.0.1:{port}")

    assert (seen.code, seen.problems) == (Exit.GITHUB, ["api-unreachable"])
    assert "refused" in seen.of("api-unreachable")["text"]


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
