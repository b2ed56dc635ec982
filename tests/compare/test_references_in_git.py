"""References to other files of a revision in a repository."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from generator.compare.compare import compare_documents
from generator.compare.load.documents import read_document
from generator.compare.rules.finding import Severity
from generator.errors import InputError
from tests.compare.referring_documents import SEAT, WIDER, Tree, api, write
from tests.render.harness import command


class Repository:
    """A git repository with one commit for each tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> None:
        names = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(
            ["git", *names, *arguments], cwd=self.folder, env={**kept, **settings}, check=True
        )

    def commit(self, tag: str, tree: Tree) -> None:
        write(self.folder / "docs", tree)
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", tag)
        self.git("tag", tag)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    return made


@pytest.mark.parametrize("folder", ["", "docs"])
def test_files_come_from_the_revision_of_the_document(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    tree = {"api.yaml": api({"$ref": "../common/seat.yaml"}), "../common/seat.yaml": SEAT}
    repository.commit("v1", tree)
    repository.commit("v2", {**tree, "../common/seat.yaml": WIDER})
    (repository.folder / "common" / "seat.yaml").unlink()
    monkeypatch.chdir(repository.folder / folder)
    path = "./api.yaml" if folder else "docs/api.yaml"
    old, new = (read_document(f"{tag}:{path}") for tag in ("v1", "v2"))
    (finding,) = compare_documents(old, new)
    assert (finding.file, finding.wire) == ("v2:common/seat.yaml", Severity.BREAKING)
    assert compare_documents(old, old) == []


def test_revision_does_not_follow_links_or_leave_the_repository(repository: Repository) -> None:
    (repository.folder / "docs").mkdir()
    (repository.folder / "docs" / "seat.yaml").symlink_to("/etc/hostname")
    repository.commit("v1", {"api.yaml": api({"$ref": "seat.yaml"})})
    with pytest.raises(InputError, match="not a regular file"):
        read_document("v1:docs/api.yaml")
    repository.commit("v2", {"api.yaml": api({"$ref": "../../seat.yaml"})})
    with pytest.raises(InputError, match="points outside the folder"):
        read_document("v2:docs/api.yaml")
    repository.commit("v3", {"api.yaml": api({"$ref": "none.yaml"})})
    with pytest.raises(InputError, match=r"v3 has no file docs/none\.yaml"):
        read_document("v3:docs/api.yaml")


def test_repository_is_the_folder_tree_of_a_file(repository: Repository) -> None:
    repository.commit(
        "v1", {"api.yaml": api({"$ref": "../common/seat.yaml"}), "../common/seat.yaml": SEAT}
    )
    source = read_document("docs/api.yaml")
    assert [each.name for each, _ in source.parts.values()] == ["common/seat.yaml"]


def test_base_is_compared_with_its_own_files(repository: Repository) -> None:
    spec = "../spec/2026-03-10.yaml"
    repository.commit(
        "v1", {spec: api({"$ref": "parts/seat.yaml"}), "../spec/parts/seat.yaml": SEAT}
    )
    assert command("diff", "--base", "v1").code == 0
    write(repository.folder / "spec", {"parts/seat.yaml": WIDER})
    run = command("diff", "--base", "v1", "--format", "json")
    assert run.code == 1
    (finding,) = json.loads(run.out)["findings"]
    assert (finding["file"], finding["line"]) == ("spec/parts/seat.yaml", 3)
