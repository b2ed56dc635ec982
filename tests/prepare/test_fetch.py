"""Fetching: npm, files and URLs, checked against the lock; no test here uses the network."""

from __future__ import annotations

import http.server
import io
import os
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.errors import FetchError, InputError, IntegrityError, UsageError
from generator.prepare import download, sources
from generator.prepare.fetch import Fetched, FetchRequest, fetch_all
from generator.prepare.sources import Declared, Lock, Locked, Sources

BODY = b'{"openapi": "3.0.3"}'
PACKAGE = "@octokit/openapi"


def tarball(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


TARBALL = tarball({"package/package.json": b"{}", "package/generated/ghec.json": BODY})


class Npm:
    """A stub of npm on PATH: packs the test's files, and records its arguments."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def brings(self, content: bytes) -> None:
        (self._folder / "content.tgz").write_bytes(content)
        self._write(
            'open(os.path.join(folder, "p.tgz"), "wb").write(open(here + "/content.tgz", "rb").read())'
        )

    def says(self, text: str) -> None:
        self._write(f"print({text!r})")

    def fails(self, text: str) -> None:
        self._write(f"sys.stderr.write({text!r}); sys.exit(1)")

    @property
    def calls(self) -> list[str]:
        log = self._folder / "calls"
        return log.read_text().splitlines() if log.exists() else []

    def _write(self, action: str) -> None:
        script = self._folder / "npm"
        script.write_text(
            f"#!{sys.executable}\nimport os, sys\nhere = os.path.dirname(os.path.abspath(__file__))\n"
            'open(here + "/calls", "a").write(" ".join(sys.argv[1:3]) + "\\n")\n'
            f'folder = sys.argv[sys.argv.index("--pack-destination") + 1] if "pack" in sys.argv else ""\n{action}\n'
        )
        script.chmod(0o755)


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Npm:
    if os.name == "nt":
        pytest.skip("a script without suffix cannot be started on Windows")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    stand_in = Npm(folder)
    stand_in.brings(TARBALL)
    return stand_in


SOURCES = Sources({"current": Declared(PACKAGE, "generated/ghec.json", None)}, {}, "", ())
LOCKED = Locked(
    sources.sha256(BODY),
    package=PACKAGE,
    version="1.2.3",
    integrity=sources.integrity(TARBALL),
    file="generated/ghec.json",
)
LOCK = Lock({"current": LOCKED})


@pytest.fixture
def fetch(tmp_path: Path) -> Callable[..., Fetched]:
    def fetch_current(lock: Lock = LOCK, request: FetchRequest = FetchRequest()) -> Fetched:  # noqa: B008
        return fetch_all(SOURCES, lock, request, cache=tmp_path / "cache")["current"]

    return fetch_current


def test_a_release_is_fetched_by_exact_version_and_cached(
    npm: Npm, fetch: Callable[..., Fetched]
) -> None:
    assert fetch() == Fetched(BODY, LOCKED)
    assert fetch() == Fetched(BODY, LOCKED)
    assert npm.calls == ["pack @octokit/openapi@1.2.3"]


def test_a_new_release_gets_a_new_entry(npm: Npm, fetch: Callable[..., Fetched]) -> None:
    fetched = fetch(Lock(), FetchRequest(octokit="2.0.0"))
    assert fetched.locked.version == "2.0.0"
    assert fetched.locked.integrity == sources.integrity(TARBALL)
    assert fetch(LOCK, FetchRequest(octokit="2.0.0")) == fetched
    assert npm.calls == ["pack @octokit/openapi@2.0.0"] * 2


def test_a_damaged_cache_is_not_used(
    npm: Npm, fetch: Callable[..., Fetched], tmp_path: Path
) -> None:
    fetch()
    (tmp_path / "cache" / LOCKED.sha256).write_bytes(b"something else")
    assert fetch().content == BODY
    assert len(npm.calls) == 2


@pytest.mark.parametrize(
    "content",
    [
        tarball({"package/generated/ghec.json": BODY + b" "}),
        tarball({"package/generated/ghec.json": BODY, "package/more": b""}),
    ],
)
def test_a_tarball_that_is_not_the_locked_one_is_refused(
    npm: Npm, fetch: Callable[..., Fetched], content: bytes
) -> None:
    npm.brings(content)
    with pytest.raises(IntegrityError, match="not what the lock names") as caught:
        fetch()
    assert sources.integrity(content) in str(caught.value)
    assert str(LOCKED.integrity) in str(caught.value)
    assert "--relock" in str(caught.value)
    with pytest.raises(IntegrityError):
        fetch(LOCK, FetchRequest(octokit="1.2.3"))
    assert fetch(LOCK, FetchRequest(relock=True)).locked.integrity == sources.integrity(content)


def test_failing_or_missing_npm_is_an_error(
    npm: Npm, fetch: Callable[..., Fetched], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    npm.fails("npm warn old\nnpm error code ETARGET\nnpm error No matching version\n")
    with pytest.raises(FetchError, match="npm error code ETARGET npm error No matching") as caught:
        fetch()
    assert "--source" in str(caught.value)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FetchError, match=r"npm is required .* was not found .*--source"):
        fetch()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no tarball", "not a readable tarball"),
        (TARBALL[:60], "not a readable tarball"),
        (tarball({"package/other": b""}), "contains no file generated/ghec.json"),
        (tarball({"package/../package/generated/ghec.json": b""}), "contains no file"),
        (tarball({"/package/generated/ghec.json": b""}), "contains no file"),
    ],
    # gzip data contains a timestamp; every process must give a test the same name
    ids=["none", "short", "without", "elsewhere", "absolute"],
)
def test_a_tarball_without_the_document_is_refused(
    npm: Npm, fetch: Callable[..., Fetched], content: bytes, message: str
) -> None:
    npm.brings(content)
    with pytest.raises(FetchError, match=message):
        fetch(Lock(), FetchRequest(octokit="1.2.3"))


def test_a_link_in_a_tarball_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo("package/generated/ghec.json")
        entry.type, entry.linkname = tarfile.SYMTYPE, str(tmp_path / "secret")
        archive.addfile(entry)
    with pytest.raises(FetchError, match="contains no file"):
        download.member(buffer.getvalue(), "generated/ghec.json", name="p")


def test_a_file_is_named_in_the_lock_without_its_folder(
    fetch: Callable[..., Fetched], tmp_path: Path
) -> None:
    path = tmp_path / "ghec.json"
    path.write_bytes(BODY)
    request = FetchRequest(overrides={"current": str(path)})
    fetched = fetch(LOCK, request)
    assert fetched.locked == Locked(sources.sha256(BODY), source="ghec.json")

    lock = Lock({"current": fetched.locked})
    assert fetch(lock).content == BODY  # replayed from the cache
    path.write_bytes(BODY + b"\n")
    with pytest.raises(
        IntegrityError, match=f"expected sha256 {sources.sha256(BODY)}, found sha256"
    ):
        fetch(lock, request)
    assert (
        fetch(lock, FetchRequest(overrides={"current": str(path)}, relock=True)).content
        == BODY + b"\n"
    )
    with pytest.raises(FetchError, match="cannot be read"):
        fetch(lock, FetchRequest(overrides={"current": str(tmp_path / "gone.json")}))


def test_a_file_of_another_machine_must_be_given_again(fetch: Callable[..., Fetched]) -> None:
    with pytest.raises(IntegrityError, match="--source current=FILE"):
        fetch(Lock({"current": Locked("0" * 64, source="ghec.json")}))


def test_contradictory_requests_are_refused(fetch: Callable[..., Fetched]) -> None:
    with pytest.raises(UsageError, match="OCTOKIT"):
        fetch(Lock())
    with pytest.raises(UsageError, match="unknown document 'other'"):
        fetch(LOCK, FetchRequest(overrides={"other": "x"}))
    with pytest.raises(UsageError, match="both name a source"):
        fetch(LOCK, FetchRequest(octokit="1.0.0", overrides={"current": "x"}))


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/to/"):
                self.send_response(302)
                self.send_header("Location", path.removeprefix("/to/"))
                self.end_headers()
                return
            self.send_response(200 if path == "/ghec.json" else 404)
            self.send_header("Content-Length", str(len(BODY)))
            self.end_headers()
            self.wfile.write(BODY)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()
        thread.join()


def test_a_url_is_fetched_and_replayed(
    server: str, fetch: Callable[..., Fetched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = fetch(LOCK, FetchRequest(overrides={"current": f"{server}/ghec.json?key=secret"}))
    assert fetched.locked == Locked(sources.sha256(BODY), source=f"{server}/ghec.json")
    (tmp_path / "cache" / fetched.locked.sha256).unlink()
    assert fetch(Lock({"current": fetched.locked})) == fetched
    with pytest.raises(FetchError, match="responded with 404") as caught:
        fetch(LOCK, FetchRequest(overrides={"current": f"{server}/gone?key=secret"}))
    assert "secret" not in str(caught.value)
    assert download.url(f"{server}/to//ghec.json") == BODY
    with pytest.raises(FetchError, match="expected an https URL"):
        download.url(f"{server}/to/http://example.com/")
    monkeypatch.setattr(download, "LARGEST_DOCUMENT", 5)
    with pytest.raises(FetchError, match="more than 5 bytes"):
        download.url(f"{server}/ghec.json")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/x",
        "ftp://example.com/x",
        "file:///etc/hostname",
        "https://me:secret@example.com/x",
    ],
)
def test_unsafe_urls_are_refused_before_anything_is_sent(
    address: str, fetch: Callable[..., Fetched]
) -> None:
    with pytest.raises(FetchError, match=r"expected an https URL|user name") as caught:
        fetch(LOCK, FetchRequest(overrides={"current": address}))
    assert "secret" not in str(caught.value)


def test_unreachable_server_is_an_error() -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        download.url("http://127.0.0.1:1/x")


ONE = "documents: {current: {package: p, file: f}}\napi_versions:\n  2026-03-10: {overlays: []}\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[]", 1, "expected an object"),
        ("documents: {}\nother: {}\n", 2, "unknown key 'other'"),
        ("documents: {}\n", 1, "no document `current`"),
        ("documents:\n  other: {package: p, file: f}\n", 1, "no document `current`"),
        ("documents:\n  current: {package: '../x', file: f}\n", 2, "not a package name"),
        ("documents:\n  current: {package: '--help', file: f}\n", 2, "not a package name"),
        (
            "documents:\n  current: {package: p, file: f, version: latest}\n",
            2,
            "not an exact version",
        ),
        ("documents:\n  current: {package: p}\n", 2, "`file` must be a text"),
        (ONE.replace("2026-03-10", "v1"), 3, "not an API version"),
        (ONE.replace("overlays: []", "sources: []"), 3, "unknown key 'sources'"),
        (ONE.replace("[]", "[../x.yaml]"), 3, "not the name of a file"),
        (ONE.replace("[]", "7"), 3, "expected a list"),
        (ONE, 1, "`top` must be a text"),
        (f"{ONE}top: 2022-11-28\n", 4, "`top` must be one of 2026-03-10, found '2022-11-28'"),
        (f"{ONE}top: 2026-03-10\n", 1, "expected a list"),
        (
            f"{ONE}top: 2026-03-10\nselect: []\nignore:\n  - {{prefix: /a}}\n",
            7,
            "`reason` must be a text",
        ),
    ],
)
def test_invalid_sources_file_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        sources.parse_sources(text, name="sources.yaml")
    assert (caught.value.file, caught.value.line) == ("sources.yaml", line)


def test_invalid_lock_is_refused() -> None:
    with pytest.raises(InputError, match="not a digest"):
        sources.parse_lock("documents: {a: {source: s, sha256: x}}", name="lock")
    with pytest.raises(InputError, match="integrity"):
        sources.parse_lock("documents: {a: {package: p, version: 1.0.0}}", name="lock")


def test_names_of_sources_contain_no_path() -> None:
    assert sources.source_name("/home/me/ghec.json") == "ghec.json"
    assert sources.source_name("C:\\me\\ghec.json") == "ghec.json"
    assert (
        sources.source_name("https://example.com/a/b.json?x=1#y") == "https://example.com/a/b.json"
    )


def test_an_earlier_release_is_fetched_beside_the_current_one(
    npm: Npm, tmp_path: Path, fetch: Callable[..., Fetched]
) -> None:
    request = FetchRequest(releases=("1.0.0",))
    found = fetch_all(SOURCES, LOCK, request, cache=tmp_path / "cache")
    assert {name: one.locked.version for name, one in found.items()} == {
        "current": "1.2.3",
        "1.0.0": "1.0.0",
    }
    with pytest.raises(UsageError, match="retired with the release 'gone', which is neither"):
        fetch(request=FetchRequest(releases=("gone",)))


def test_the_newest_release_is_requested_from_npm(npm: Npm) -> None:
    npm.says("24.1.0")
    assert download.newest_version(PACKAGE) == "24.1.0"
    npm.says("no version")
    with pytest.raises(FetchError, match="does not know the newest") as caught:
        download.newest_version(PACKAGE)
    assert caught.value.hint == "--locked replays the lock"


def test_other_documents_of_the_package_that_have_our_paths() -> None:
    ours: dict[bytes, dict[str, str]] = {
        b"/orgs/{organization}/copilot/metrics": {},
        b"/orgs/{org}/copilot/billing": {},
    }
    text = b"{" + b",".join(b'"%s": {"get": {}}' % path for path in ours) + b"}"
    members = {
        "package/generated/ghec.json": text,
        "package/generated/other.json": text,
        "package/generated/other.deref.json": text,
        "package/generated/without.json": b'{"/orgs/{org}/copilot/billing": {}}',
        "package/package.json": text,
    }
    paths = frozenset({"/orgs/{}/copilot/metrics"})
    found = download.holders(tarball(members), "generated/ghec.json", paths)
    assert found == {"generated/other.json": 1}
