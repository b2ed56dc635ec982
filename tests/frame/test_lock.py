"""requirements/: everything by version and hash, without a package index."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.frame.repository import ROOT, pyproject, read

LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.txt"))
REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)(?P<rest>.*)$")


def locked(lock: str = "dev.txt") -> dict[str, tuple[str, list[str]]]:
    """Name -> (version, hashes) of every requirement of a lock."""
    entries: dict[str, tuple[str, list[str]]] = {}
    joined = read(f"requirements/{lock}").replace("\\\n", " ")
    for line in joined.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = REQUIREMENT.match(line)
        assert match, f"not a pinned requirement: {line[:80]}"
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", match["rest"])
        entries[canonicalize_name(match["name"])] = (match["version"], hashes)
    return entries


def asked_for() -> list[Requirement]:
    """All requirements of pyproject.toml: to run, for the extras, to develop, to build."""
    document = pyproject()
    texts: list[str] = [
        *document["project"]["dependencies"],
        *(
            text
            for extra in document["project"]["optional-dependencies"].values()
            for text in extra
        ),
        *(text for text in document["dependency-groups"]["dev"] if isinstance(text, str)),
        *document["dependency-groups"]["diff"],
        *document["dependency-groups"]["docs"],
        *document["build-system"]["requires"],
    ]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_hashes(lock: str) -> None:
    entries = locked(lock)
    assert entries
    assert [name for name, (_, hashes) in entries.items() if not hashes] == []


def test_the_hashes_cover_more_platforms_than_the_locking_one() -> None:
    # msgspec is compiled, and a file of it exists for each Python and platform of the workflows.
    assert len(locked()["msgspec"][1]) > 20


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize(
    "word", ["://", "--find-links", "--index", "--extra-index", "file:", " @ "]
)
def test_no_lock_names_a_package_index(word: str, lock: str) -> None:
    assert word not in read(f"requirements/{lock}")


@pytest.mark.parametrize("requirement", asked_for(), ids=str)
def test_every_requirement_is_locked_within_its_range(requirement: Requirement) -> None:
    version, _ = locked()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version, prereleases=True)


@pytest.mark.parametrize("name", ["openapi-python-client", "ruff", "jinja2", "pyyaml"])
def test_packages_that_affect_generated_bytes_are_pinned_exactly(name: str) -> None:
    (specifier,) = next(each for each in asked_for() if each.name == name).specifier
    assert specifier.operator == "=="


def of_the_collector() -> list[tuple[str, Requirement]]:
    """(lock, requirement) of the collector's extras and groups."""
    document = pyproject("services/collector")
    found = {
        "collector.txt": document["dependency-groups"]["test"],
        "image.txt": document["dependency-groups"]["image"],
    }
    for lock in found:
        found[lock] = [
            *found[lock],
            *(
                each
                for extra in document["project"]["optional-dependencies"].values()
                for each in extra
            ),
        ]
    return [(lock, Requirement(text)) for lock, texts in found.items() for text in texts]


@pytest.mark.parametrize(("lock", "requirement"), of_the_collector(), ids=str)
def test_every_requirement_of_the_collector_is_locked_within_its_range(
    lock: str, requirement: Requirement
) -> None:
    if requirement.name != "copilot-usage-metrics":
        version, _ = locked(lock)[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True)


@pytest.mark.parametrize("text", pyproject("services/collector")["dependency-groups"]["image"])
def test_file_systems_have_a_lower_bound(text: str) -> None:
    # Without one, a conflict of the newest releases is resolved with some of ten years ago.
    assert [each.operator for each in Requirement(text).specifier] == [">="]
