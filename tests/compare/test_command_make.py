"""`make diff` and `make bump` pass their variables to the command as text."""

from __future__ import annotations

import json

import pytest

from tests.compare import documents
from tests.compare.git_repository import SPEC, Repository


@pytest.mark.parametrize(
    "tag",
    [
        "v1;touch${IFS}x",
        "$(touch${IFS}x)",
        "`touch${IFS}x`",
        "v'1",
        'v"1',
        "v$1",
        "v1&touch${IFS}x",
        "#v1",
    ],
)
def test_make_treats_a_tag_as_a_name(repository: Repository, tag: str) -> None:
    repository.git("tag", "--", tag)
    repository.write(SPEC, documents.WARN)
    passed, _ = repository.arguments_from_make("diff", f"BASE={tag}", "DIFF=--format json")
    assert passed[-3:] == ["generator", "diff", f"--base={tag}"]
    passed, _ = repository.arguments_from_make("bump", f"BASE={tag}")
    assert passed[-4:] == ["generator", "bump", f"--base={tag}", "--write"]
    assert not (repository.folder / "x").exists()
    done = repository.generator("diff", f"--base={tag}", "--format", "json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["base"]["ref"] == tag
    assert repository.generator("bump", f"--base={tag}", "--write").code == 0
    assert not (repository.folder / "x").exists()


def test_options_of_make_reach_the_command(repository: Repository) -> None:
    """Through two processes, with a tag that a shell would execute."""
    tag = "v1;touch${IFS}x"
    repository.git("tag", "--", tag)
    repository.write(SPEC, documents.WARN)
    done = repository.make("diff", f"BASE={tag}", "DIFF=--format json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["base"]["ref"] == tag
    repository.make("diff", "BASE=HEAD", "DIFF=; touch x")
    repository.make("diff", "BASE=HEAD", "DIFF=$(shell touch x)")
    assert not (repository.folder / "x").exists()


@pytest.mark.parametrize(
    ("variable", "option"),
    [("BASE", "--base="), ("DIFF", ""), ("OCTOKIT", "--octokit="), ("REPORT", "--report=")],
)
def test_make_does_not_execute_variables(
    repository: Repository, variable: str, option: str
) -> None:
    target = "diff" if variable in ("BASE", "DIFF") else "spec-update"
    for value in ("$(shell touch x)", "; touch x", "`touch x`", "$$(touch x)", "' ; touch x '"):
        passed, diff = repository.arguments_from_make(target, f"{variable}={value}")
        if variable == "DIFF":
            assert diff == value
        else:
            assert f"{option}{value}" in passed
        assert not (repository.folder / "x").exists()
