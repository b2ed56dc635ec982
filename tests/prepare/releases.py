"""A repository with a `spec/` of its own, and a package registry that has the releases of a test."""

from __future__ import annotations

import copy
import io
import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.cli import main
from generator.errors import FetchError
from generator.prepare import download

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
REAL = ROOT / "tests" / "compare" / "real"


def real(release: str) -> dict[str, Any]:
    """GitHub's description in this release, trimmed to everything around Copilot."""
    return document.read_object(REAL / release / "copilot.yaml")


class Registry:
    """Releases of GitHub's description, in place of npm."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.releases: dict[str, dict[str, Any]] = {}
        self.others: dict[str, dict[str, Any]] = {}
        """Other documents of every release, by name."""
        monkeypatch.setattr(download, "npm_tarball", self._tarball)
        monkeypatch.setattr(download, "newest_version", lambda _: list(self.releases)[-1])

    def publish(self, release: str, description: dict[str, Any]) -> None:
        self.releases[release] = copy.deepcopy(description)

    def _tarball(self, package: str, version: str) -> bytes:
        if version not in self.releases:
            raise FetchError(f"no release {package}@{version}")
        documents = {"ghec": self.releases[version], **self.others}
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
            for name, description in documents.items():
                content = json.dumps(description).encode()
                entry = tarfile.TarInfo(f"package/generated/{name}.json")
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        return buffer.getvalue()


class Repository:
    """A folder with a `spec/`, and the commands that work on it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.spec = root / "spec"
        self._capsys = capsys

    def update(self, *options: str) -> str:
        """What `spec-update` prints. It must not fail."""
        self._capsys.readouterr()
        code = main(["spec-update", "--root", str(self.root), *options])
        captured = self._capsys.readouterr()
        assert code == 0, captured.err
        assert captured.err == ""
        return captured.out

    def lint(self) -> list[str]:
        """The findings of `lint`, without those about texts that this repository leaves out."""
        from argparse import Namespace

        from generator import lint

        self._capsys.readouterr()
        lint.run_lint(Namespace(root=self.root))
        return self._capsys.readouterr().out.splitlines()[:-1]

    def finished(self, version: str) -> dict[str, Any]:
        return document.read_object(self.spec / f"{version}.yaml")

    def by_hand(self) -> dict[str, bytes]:
        """The files that people write, by path below `spec/`."""
        paths = [*(self.spec / "operations").glob("*.yaml"), *(self.spec / "overlays").glob("*")]
        paths += [self.spec / name for name in ("models.yaml", "shared.yaml", "sources.yaml")]
        return {path.relative_to(self.spec).as_posix(): path.read_bytes() for path in paths}


def committed(root: Path, capsys: pytest.CaptureFixture[str]) -> Repository:
    """A repository with the hand-written files of our own `spec/`."""
    for folder in ("operations", "overlays"):
        shutil.copytree(SPEC / folder, root / "spec" / folder)
    for name in ("models.yaml", "shared.yaml", "sources.yaml"):
        shutil.copy(SPEC / name, root / "spec" / name)
    return Repository(root, capsys)
