"""The Dockerfile: a pinned base, an unprivileged user, a health check, and a command that works."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from .dockerfile import DOCKERFILE, Instruction, Root, stages, variables

REPOSITORY = DOCKERFILE.parents[2]
TEXT = DOCKERFILE.read_text("utf-8")
BUILD, FINAL = stages(TEXT)


def only(word: str) -> Instruction:
    (found,) = (each for each in FINAL if each.word == word)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An image whose packages are those of these tests."""
    (tmp_path / "opt").mkdir()
    (tmp_path / "opt/collector").symlink_to(sys.prefix, target_is_directory=True)
    (tmp_path / "lake").mkdir()
    return Root(tmp_path)


def test_both_stages_have_the_same_base_pinned_by_digest() -> None:
    bases = {stage[0].text.partition(" AS ")[0] for stage in (BUILD, FINAL)}
    assert len(bases) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64}", bases.pop())


def test_everything_is_installed_by_hash_from_wheels_and_nothing_else() -> None:
    installs = [each.text for each in BUILD if "pip install" in each.text]
    locked, ours = installs
    assert {"--require-hashes", "--only-binary=:all:"} <= set(locked.split())
    assert {"--no-deps", "dist/*.whl"} <= set(ours.split())
    assert [each.text for each in FINAL if each.word == "RUN"] == []


def test_the_user_is_a_number_that_is_not_root() -> None:
    user, _, group = only("USER").text.partition(":")
    assert int(user) > 0
    assert int(group) > 0
    chowned = [each.text for each in FINAL if "/lake" in each.text and each.word == "COPY"]
    assert f"--chown={user}:{group}" in chowned[0]


def test_the_lake_is_a_volume_and_the_default_of_every_command() -> None:
    assert only("VOLUME").text == dict(variables(FINAL))["COPILOT_METRICS_LAKE"] == "/lake"


def test_nothing_is_written_outside_of_the_lake_and_the_folder_for_temporary_files() -> None:
    values = dict(variables(FINAL))
    assert values["PYTHONDONTWRITEBYTECODE"] == "1"
    assert values["HOME"] == "/tmp"


@pytest.mark.skipif(sys.platform == "win32", reason="the image is Linux")
def test_the_entry_point_is_the_collector(root: Root) -> None:
    ran = root.run([*only("ENTRYPOINT").command, *only("CMD").command], FINAL)
    assert ran.returncode == 0, ran.stderr
    assert "sync" in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the image is Linux")
def test_the_health_check_fails_for_a_lake_that_cannot_be_read(root: Root) -> None:
    command = only("HEALTHCHECK").text.partition(" CMD ")[2]
    assert root.run(["/bin/sh", "-c", command], FINAL).returncode == 1
    assert "status" in command


@pytest.mark.skipif(not (REPOSITORY / "Makefile").exists(), reason="an sdist has no repository")
def test_every_file_that_is_copied_is_made_or_there() -> None:
    ignored = DOCKERFILE.with_name("Dockerfile.dockerignore").read_text("utf-8")
    kept = re.findall(r"(?m)^!(.+)$", ignored)
    copied = [source for each in BUILD if each.word == "COPY" for source in each.text.split()[:-1]]
    assert sorted(copied) == sorted(kept)
    assert all(path.startswith("dist/") or (REPOSITORY / path).is_file() for path in copied)
