"""A repository with a `spec/` of its own, and a package registry that has the releases of a test."""

from __future__ import annotations

import argparse
import copy
import io
import json
import re
import shutil
import tarfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import document, lint
from generator.cli import main
from generator.errors import FetchError
from generator.prepare import download

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
REAL = ROOT / "tests" / "compare" / "real"


def real(release: str, selection: str = "copilot") -> dict[str, Any]:
    """GitHub's description in this release, trimmed to everything around Copilot, or to the `metrics`."""
    return document.read_object(REAL / release / f"{selection}.yaml")


NOTHING = {"openapi": "3.0.3", "info": {"title": "None of our paths", "version": "1"}, "paths": {}}


class Registry:
    """Releases of GitHub's description, in place of npm."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._releases: dict[str, dict[str, Any]] = {}
        self.others: dict[str, dict[str, Any]] = {"api.github.com": NOTHING}
        """Other documents of every release, by name."""
        monkeypatch.setattr(download, "npm_tarball", self._tarball)
        monkeypatch.setattr(download, "newest_version", lambda _: list(self._releases)[-1])

    def publish(self, release: str, description: dict[str, Any]) -> None:
        """Make a release the newest one."""
        self._releases[release] = copy.deepcopy(description)

    def _tarball(self, package: str, version: str) -> bytes:
        if version not in self._releases:
            raise FetchError(f"no release {package}@{version}")
        documents = {"ghec": self._releases[version], **self.others}
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

    def __init__(
        self,
        root: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.root = root
        self.spec = root / "spec"
        self.registry = Registry(monkeypatch)
        self._capsys = capsys

    def update(self, *options: str) -> str:
        """The output of `spec-update`. It must not fail."""
        self._capsys.readouterr()
        code = main(["spec-update", "--root", str(self.root), *options])
        captured = self._capsys.readouterr()
        assert code == 0, captured.err
        assert captured.err == ""
        return captured.out

    def lint(self) -> list[str]:
        """The findings of `lint`."""
        self._capsys.readouterr()
        lint.run_lint(argparse.Namespace(root=self.root))
        return self._capsys.readouterr().out.splitlines()[:-1]

    def finished(self, version: str = "2022-11-28") -> dict[str, Any]:
        """A finished description."""
        return document.read_object(self.spec / f"{version}.yaml")

    def operations(self, version: str = "2022-11-28") -> dict[str, dict[str, Any]]:
        """The operations of a finished description, by operationId."""
        return {
            operation["operationId"]: operation
            for item in self.finished(version)["paths"].values()
            for operation in item.values()
        }

    def by_hand(self) -> dict[str, str]:
        """The files that people write, by path below `spec/`."""
        paths = [*(self.spec / "operations").glob("*.yaml"), *(self.spec / "overlays").glob("*")]
        paths += [self.spec / name for name in ("models.yaml", "shared.yaml", "sources.yaml")]
        return {path.relative_to(self.spec).as_posix(): path.read_text("utf-8") for path in paths}

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file of `spec/`, as a person would."""
        path = self.spec / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


def committed(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Repository:
    """A repository with the hand-written files of our own `spec/`, as far as they are about `RELEASES`.

    Entries of operations that GitHub adds later are left out, so that they do not change these tests.
    """
    shutil.copytree(SPEC / "overlays", root / "spec" / "overlays")
    corrections = root / "spec" / "overlays" / "corrections.yaml"
    corrections.write_text(_corrections_of(corrections.read_text("utf-8")), "utf-8")
    (root / "spec" / "operations").mkdir()
    entries = known_entries()
    current = _paths("23.0.2")
    for name in entries:
        text = (SPEC / "operations" / f"{name}.yaml").read_text("utf-8")
        text = live(text) if path_of(text) in current else text
        (root / "spec" / "operations" / f"{name}.yaml").write_text(text, "utf-8")
    models = (SPEC / "models.yaml").read_text("utf-8")
    shared = (SPEC / "shared.yaml").read_text("utf-8")
    (root / "spec" / "models.yaml").write_text(_models_of(models, entries), "utf-8")
    (root / "spec" / "shared.yaml").write_text(_facts_of(shared, entries), "utf-8")
    sources = (SPEC / "sources.yaml").read_text("utf-8")
    (root / "spec" / "sources.yaml").write_text(_sources_of(sources, entries), "utf-8")
    return Repository(root, monkeypatch, capsys)


RELEASES = ("18.2.0", "22.0.0", "23.0.2")
"""The releases that, together, have every operation of these tests."""


@cache
def known_entries() -> tuple[str, ...]:
    """The operationIds of the entries whose paths are in one of `RELEASES`."""
    paths = {path for release in RELEASES for path in _paths(release)}
    files = sorted((SPEC / "operations").glob("*.yaml"))
    return tuple(file.stem for file in files if path_of(file.read_text("utf-8")) in paths)


def live(text: str) -> str:
    """An entry as it was before its operation closed."""
    return re.sub(r"(?ms)^(api-versions:|retired:).*", "", text)


def path_of(text: str) -> str:
    """The path of an entry, with its parameters blanked."""
    _, path = document.parse(text.encode())["at"].split(" ", 1)
    return _blanked(path)


def _paths(release: str) -> set[str]:
    return {_blanked(path) for path in real(release, "metrics")["paths"]}


def _blanked(path: str) -> str:
    return re.sub(r"{[^}]*}", "{}", path)


def _sources_of(text: str, entries: Sequence[str]) -> str:
    """`sources.yaml` without the paths of other operations: it ignores them."""
    ours = {path_of((SPEC / "operations" / f"{one}.yaml").read_text("utf-8")) for one in entries}
    ignored = ""
    for line in re.findall(r"(?m)^  - /\S+\n", text):
        prefix = line.removeprefix("  - ").strip()
        if not any(path.startswith(_blanked(prefix)) for path in ours):
            text = text.replace(line, "")
            ignored += f"  - {{prefix: '{prefix}', reason: another test's}}\n"
    return text.replace("\nignore:\n", f"\nignore:\n{ignored}")


def _corrections_of(text: str) -> str:
    """The corrections without those of schemas that only other operations have."""
    head, *actions = re.split(r"(?m)^(?=  - target: )", text)
    schemas = {key for each in RELEASES for key in real(each, "metrics")["components"]["schemas"]}
    kept = []
    for action in actions:
        schema = re.match(r"  - target: \$\.components\.schemas\.([\w-]+)", action)
        if schema is None or schema[1] in schemas:
            kept.append(action)
    return head + "".join(kept)


def _models_of(text: str, entries: Sequence[str]) -> str:
    """`models.yaml` without the models, and the places of models, of other operations."""
    head, *models = re.split(r"(?m)^(?=[A-Za-z]\w*:$)", text)
    places = {
        model: [line for line in model.splitlines() if re.match(r"  at: \S|    - \w+/", line)]
        for model in models
    }
    known: set[str] = set()
    names = set(entries)
    while known != names:  # a model may be a part of another one
        known = set(names)
        names |= {
            model.partition(":")[0]
            for model, lines in places.items()
            if any(_owner(line) in known for line in lines)
        }
    kept = [
        "".join(
            line
            for line in model.splitlines(keepends=True)
            if line.rstrip() not in places[model] or _owner(line) in names
        )
        for model in models
        if model.partition(":")[0] in names
    ]
    return head + "".join(kept)


def _owner(line: str) -> str:
    """The operation or model that a line of `at` or `also` is about."""
    return re.split(r"[/ ]", line.strip("- at:\n"))[0]


def _facts_of(text: str, entries: Sequence[str]) -> str:
    """`shared.yaml` without the facts that only other operations use."""
    facts = document.parse(text.encode())["facts"]
    used: set[str] = set()
    names = [
        name
        for entry in entries
        for name in document.read_object(SPEC / "operations" / f"{entry}.yaml").get("uses", ())
    ]
    while names:
        name = names.pop()
        used.add(name)
        names += (facts[name] or {}).get("uses", ())
    for name in facts.keys() - used:
        text = re.sub(rf"(?m)^  {re.escape(name)}:\n(?:    .*\n|\n)*", "", text)
    return text


def findings(printed: str) -> list[tuple[str, str]]:
    """The intake findings that were printed: rule and message."""
    section = printed.partition("\nFindings:\n")[2].partition("\n\n")[0]
    return re.findall(r"(?m)^  ([a-z-]+): (.*)$", section)


def verdict(printed: str) -> str:
    """The last line of the report: how many findings of each severity, and the bump."""
    return printed.rstrip("\n").splitlines()[-1]
