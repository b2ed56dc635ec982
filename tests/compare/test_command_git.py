"""Two commits in a real repository: the changes between them, with report, exit code and lines."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compare import documents
from tests.frame.repository import ROOT, python_path
from tests.render.harness import Run, command

SPEC = "spec/2026-03-10.yaml"
ROWS = """\
version: 1
entity: {organization: organization_id, enterprise: enterprise_id}
objects: {}
rows:
  Day:
    description: What one entity did on it.
    x-row-key: [day, entity]
    x-file-shape: lines
    properties:
      day: {type: string, format: date, description: When it happened.}
      organization_id: {type: string, x-id: true, description: Whose activity it was.}
      enterprise_id: {type: string, x-id: true, description: Whose activity it was.}
      total: {type: integer, x-unit: events, description: How many there were.}
"""
MORE = "      more: {type: integer, x-unit: events, description: Those of them that lasted.}\n"
RECORDER = """\
#!/bin/sh
printf '%s\\0' "${DIFF+=$DIFF}" "$@"
"""
"""Prints the variable DIFF, with a `=` before it if it is set, and each argument; each ends with NUL."""


class Repository:
    """A git repository in a folder, with a Makefile that is ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copy(ROOT / "Makefile", folder / "Makefile")
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("pyproject.toml", '[project]\nname = "p"\nversion = "0.1.0"\n')
        self.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n")
        self.write(SPEC, documents.OLD)
        self.write("spec/rows.yaml", ROWS)
        self.commit("what was released")

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
            cwd=self.folder,
            env={
                **_without_git(),
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_SYSTEM": os.devnull,
            },
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout.strip()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8", newline="\n")

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def generator(self, *arguments: str) -> Run:
        """The command in this process; `make` runs it in its own process with the same result."""
        with pytest.MonkeyPatch.context() as patch, contextlib.chdir(self.folder):
            for name in os.environ.keys() - _without_git().keys():
                patch.delenv(name)
            return command(*arguments)

    def make(
        self, *arguments: str, python: str = sys.executable
    ) -> subprocess.CompletedProcess[str]:
        environment = {
            **_without_git(),
            "PYTHONPATH": python_path(ROOT),
            "PYTHONIOENCODING": "utf-8",
        }
        # The environment is that of the tests: no .venv is made here.
        return subprocess.run(
            ["make", "--no-print-directory", "STAMP=", f"PY={python}", *arguments],
            cwd=self.folder,
            env=environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )

    def arguments_from_make(self, *arguments: str) -> tuple[list[str], str | None]:
        """The arguments that `make` passes to Python, and the variable DIFF, which is in the environment.

        A shell script is in Python's place.
        """
        recorder = self.folder.with_name("recorder")
        recorder.write_text(RECORDER, "utf-8", newline="\n")
        recorder.chmod(0o755)
        done = self.make(*arguments, python=f"'{recorder}'")
        assert done.returncode == 0, done.stderr
        diff, *passed = done.stdout.removesuffix("\0").split("\0")
        return passed, diff.removeprefix("=") if diff else None


def _without_git() -> dict[str, str]:
    """The environment without the variables of a hook or an outer make."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_")
        and name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "NO_COLOR")
    }


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository with a space")


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_two_commits_are_compared(repository: Repository) -> None:
    changed = documents.BREAKING.replace("default: 28", "default: 100")
    repository.write(SPEC, changed)
    repository.commit("GitHub changed its mind")

    done = repository.make("diff", "BASE=HEAD~1")
    assert done.returncode == 2, "make's own code for a command that failed"
    assert "Error 1" in done.stderr, "and the command's"
    lines = done.stdout.splitlines()
    assert lines[0] == "breaking (1)"
    where = line_of(documents.OLD, "  total:")
    assert re.match(rf"  {SPEC}:\d+  out\.field-now-optional  ", lines[1])
    place = re.match(rf"  {SPEC}:(\d+)  ", lines[1])
    assert place is not None
    assert int(place[1]) in (where, where - 1, line_of(changed, "required: []"))
    assert "reaches 2 operations" in lines[2]
    at = next(n for n, line in enumerate(lines) if "arg.default-changed" in line)
    assert lines[at].startswith(
        f"  {SPEC}:{line_of(changed, 'default: 100')}  arg.default-changed  "
    )
    assert lines[at + 1].strip().startswith("28 → 100")
    assert lines[-1] == "1 breaking, 1 warn; bump: major (0.1.0 → 0.2.0)"

    same = repository.generator("diff", "--base", "HEAD~1")
    assert (same.code, same.out) == (1, done.stdout)
    commit = repository.git("rev-parse", "--short=12", "HEAD")
    assert repository.make("diff", "BASE=HEAD").stdout == (
        f"compared with commit {commit} (HEAD)\nnothing changed; bump: none\n"
    )


def test_removed_element_has_its_old_line_and_an_annotation_in_the_new_document(
    repository: Repository,
) -> None:
    repository.write(SPEC, documents.WITHOUT_USAGE)
    done = repository.generator("diff", "--base", "HEAD", "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)["findings"][0]
    assert found["rule"] == "op.gone"
    assert found["file"] == f"HEAD:{SPEC}"
    assert found["line"] in (
        line_of(documents.OLD, "/orgs/{org}/usage:"),
        line_of(documents.OLD, "/orgs/{org}/usage:") + 1,
    )
    shown = repository.make("diff", "BASE=HEAD", "DIFF=--format github").stdout
    parent = line_of(documents.WITHOUT_USAGE, "paths:")
    assert shown.startswith(f"::error file={SPEC},line={parent},title=breaking%3A op.gone::")
    assert f"see HEAD:{SPEC}:{found['line']}" in shown


def test_document_of_a_revision_is_compared_with_a_file(repository: Repository) -> None:
    repository.write("new.json", json.dumps({"version": 1, "rows": {}}))
    repository.write(SPEC, documents.WARN)
    assert repository.generator("diff", f"HEAD:{SPEC}", SPEC, "--fail-on", "warn").code == 1
    assert repository.generator("diff", f"HEAD:{SPEC}", f"HEAD:{SPEC}").code == 0


def test_change_in_two_api_versions_is_reported_once(repository: Repository) -> None:
    repository.write("spec/2022-11-28.yaml", documents.OLD)
    repository.commit("both")
    for name in ("2022-11-28", "2026-03-10"):
        repository.write(f"spec/{name}.yaml", documents.WARN)
    lines = repository.generator("diff", "--base", "HEAD").out.splitlines()
    line = line_of(documents.WARN, "default: 100")
    assert lines[0] == "warn (1)"
    assert lines[1].startswith(
        f"  spec/2022-11-28.yaml:{line} and {SPEC}:{line}  arg.default-changed"
    )
    assert lines[-1].startswith("1 warn; bump: minor")


def test_new_and_removed_documents_and_rows_are_reported(repository: Repository) -> None:
    repository.write("spec/2027-01-01.yaml", documents.OLD)
    (repository.folder / SPEC).unlink()
    repository.write("spec/rows.yaml", ROWS + MORE)
    done = repository.generator("diff", "--base", "HEAD", "--format", "json")
    found = {one["rule"]: one for one in json.loads(done.out)["findings"]}
    assert done.code == 1
    assert found["document.gone"]["file"] == f"HEAD:{SPEC}"
    assert found["document.new"]["file"] == "spec/2027-01-01.yaml"
    assert found["row.field-new"]["file"] == "spec/rows.yaml"
    assert len(found) == 3


def test_rows_that_cannot_be_rendered_are_reported(repository: Repository) -> None:
    repository.write("spec/rows.yaml", ROWS + MORE.replace("integer", "intger"))
    done = repository.generator("diff", "--base", "HEAD", "--format", "json")
    found = {one["rule"]: one for one in json.loads(done.out)["findings"]}
    assert found.keys() == {"row.field-new", "py.not-judged"}
    assert found["py.not-judged"]["python"] == "warn"
    assert "the new description: expected a $ref or one of" in found["py.not-judged"]["message"]
    assert found["py.not-judged"]["pointer"] == "/rows/Day/properties/more"
    repository.commit("what cannot be rendered")
    repository.write("spec/rows.yaml", ROWS)
    done = repository.generator("diff", "--base", "HEAD", "--format", "json")
    found = {one["rule"]: one for one in json.loads(done.out)["findings"]}
    assert "the old description" in found["py.not-judged"]["message"]


def test_only_announced_changes_of_upstream_are_reported(repository: Repository) -> None:
    upstream = "spec/upstream/2026-03-10.yaml"
    repository.write(upstream, documents.OLD)
    repository.commit("upstream")
    entry = "{changeset: c, version: '2099-01-01', patch: {operationId: x}}"
    change = f"      x-github-breaking-changes:\n        - {entry}\n"
    at = documents.WARN.index("      operationId: metrics/for-org\n")
    repository.write(upstream, documents.WARN[:at] + change + documents.WARN[at:])
    done = repository.generator("diff", "--base", "HEAD", "--format", "json")
    assert [one["rule"] for one in json.loads(done.out)["findings"]] == ["pending.new"]


def test_accepting_all_writes_the_baseline_of_the_repository(repository: Repository) -> None:
    repository.write(SPEC, documents.WITHOUT_USAGE)
    accept = repository.generator("diff", "--base", "HEAD", "--accept-all", "--reason", "closed")
    assert accept.code == 0
    assert 'reason = "closed"' in (repository.folder / "spec/accepted.toml").read_text("utf-8")
    assert repository.make("diff", "BASE=HEAD").returncode == 0
    repository.commit("merged")
    after = repository.make("diff", "BASE=HEAD")
    assert after.returncode == 0
    assert "spec/accepted.toml: op.gone at" in after.stdout
    assert "matches nothing that was compared; it can go" in after.stdout


def test_version_is_raised_once_and_is_then_sufficient(repository: Repository) -> None:
    repository.git("tag", "v0.1.0")
    repository.write(SPEC, documents.WITHOUT_USAGE)
    check = ["diff", "--base", "v0.1.0", "--fail-on", "never", "--check-version"]
    assert repository.generator(*check).code == 1
    assert repository.make("bump", "BASE=v0.1.0").stdout == "0.2.0\n"
    assert repository.make("bump", "BASE=v0.1.0").stdout == "0.2.0\n"
    assert repository.generator(*check).code == 0
    changelog = (repository.folder / "CHANGELOG.md").read_text("utf-8")
    assert changelog.count("## [0.2.0]") == 1
    assert "`usage_metrics_for_org()`" in changelog
    assert "Nearest" not in changelog.partition("## [0.1.0]")[2]


def test_a_branch_that_is_behind_is_compared_with_the_merge_base(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.git("checkout", "--quiet", "main")
    repository.write("spec/rows.yaml", ROWS + MORE)
    repository.write("spec/2027-01-01.yaml", documents.OLD)
    repository.commit("what main got since")
    repository.git("checkout", "--quiet", "topic")
    repository.write(SPEC, documents.WARN)  # not committed
    done = repository.generator("diff", "--base", "main", "--format", "json")
    value = json.loads(done.out)
    assert [one["rule"] for one in value["findings"]] == ["arg.default-changed"]
    assert value["base"] == {"ref": "main", "commit": base}
    text = repository.generator("diff", "--base", "main").out
    assert f"compared with commit {base[:12]}, the merge base of HEAD and main\n" in text
    summary = repository.generator("diff", "--base", "main", "--format", "summary").out
    assert "the merge base of HEAD and main" in summary
    (repository.folder / SPEC).unlink()
    gone = json.loads(repository.generator("diff", "--base", "main", "--format", "json").out)
    assert gone["findings"][0]["file"] == f"{base[:12]}:{SPEC}"


def test_missing_specs_on_both_sides_are_an_error(repository: Repository) -> None:
    shutil.rmtree(repository.folder / "spec")
    gone = repository.generator("diff", "--base", "HEAD", "--format", "json")
    assert {one["rule"] for one in json.loads(gone.out)["findings"]} == {"document.gone"}
    repository.commit("no specs")
    done = repository.generator("diff", "--base", "HEAD")
    assert (done.code, done.out) == (3, "")
    assert "no API descriptions here or in commit" in done.err
    repository.write(SPEC, documents.OLD)
    new = repository.generator("diff", "--base", "HEAD", "--format", "json")
    found = json.loads(new.out)["findings"]
    assert [(one["rule"], one["symbol"]) for one in found] == [("document.new", "v2026_03_10")]


def test_unrelated_histories_are_an_error(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit("another root")
    done = repository.generator("diff", "--base", "main")
    assert (done.code, done.out) == (3, "")
    assert "main: no common history with HEAD" in done.err


def test_shallow_clone_without_the_merge_base_gets_the_fetch_command(
    repository: Repository, tmp_path: Path
) -> None:
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.write(SPEC, documents.WARN)
    repository.commit("topic")
    repository.git("checkout", "--quiet", "main")
    repository.write("spec/rows.yaml", ROWS + MORE)
    repository.commit("main")
    clone = tmp_path / "clone"
    origin = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", origin, str(clone))
    with contextlib.chdir(clone):
        done = command("diff", "--base", "origin/topic")
    assert (done.code, done.out) == (3, "")
    assert "no merge base with HEAD in this shallow clone" in done.err
    assert "fetch-depth: 0" in done.err


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


def test_change_in_two_api_versions_is_one_finding_in_every_format(
    repository: Repository,
) -> None:
    other = "spec/2022-11-28.yaml"
    repository.write(other, f"# a line more\n{documents.OLD}")
    repository.commit("both")
    repository.write(other, f"# a line more\n{documents.WITHOUT_USAGE}")
    repository.write(SPEC, documents.WITHOUT_USAGE)
    formats = ("text", "markdown", "summary", "json", "sarif", "github", "changelog")
    shown = {
        name: repository.generator("diff", "--base", "HEAD", "--format", name).out
        for name in formats
    }
    line = line_of(documents.OLD, "/orgs/{org}/usage:") + 1
    for name in ("text", "markdown", "summary", "github"):
        assert shown[name].count("`GET /orgs/{org}/usage` is gone") == 1, name
        assert f"{SPEC}:{line}" in shown[name].replace("HEAD:", ""), name
        assert f"{other}:{line + 1}" in shown[name].replace("HEAD:", ""), name
    (found,) = json.loads(shown["json"])["findings"]
    assert (found["file"], found["line"]) == (f"HEAD:{other}", line + 1)
    assert [(each["file"], each["line"]) for each in found["also"]] == [(f"HEAD:{SPEC}", line)]
    assert found["symbol"] == "CopilotMetrics.usage_metrics_for_org"
    (result,) = json.loads(shown["sarif"])["runs"][0]["results"]
    files = [each["physicalLocation"]["artifactLocation"]["uri"] for each in result["locations"]]
    assert files == [other, SPEC]
    assert len(result["relatedLocations"]) == 2
    assert shown["changelog"].count("\n- ") == 1
    assert "- `usage_metrics_for_org()`: `GET /orgs/{org}/usage` is gone." in shown["changelog"]
    accept = repository.generator("diff", "--base", "HEAD", "--accept-all", "--reason", "r")
    assert accept.code == 0
    assert (repository.folder / "spec/accepted.toml").read_text("utf-8").count("[[accepted]]") == 1


def test_failed_gate_prints_how_to_accept(repository: Repository) -> None:
    repository.write(SPEC, documents.WITHOUT_USAGE)
    until = ["--expires", "2099-01-01"]
    found = json.loads(repository.generator("diff", "--base", "HEAD", "--format", "json").out)
    fingerprint = f'fingerprint = "{found["findings"][0]["fingerprint"]}"'
    for name in ("text", "markdown", "summary", "github"):
        shown = repository.generator("diff", "--base", "HEAD", "--format", name, *until).out
        assert fingerprint in shown, name
        assert "spec/accepted.toml" in shown, name
        assert "expires = 2099-01-01" in shown, name
    lines = repository.generator("diff", "--base", "HEAD", *until).out.splitlines()
    first = lines.index("  [[accepted]]")
    entry = "\n".join(line.strip() for line in lines[first : first + 6]).replace(
        "why it is accepted", "closed"
    )
    repository.write("spec/accepted.toml", entry)
    assert repository.generator("diff", "--base", "HEAD").code == 0
    passed = repository.generator("diff", "--base", "HEAD", "--fail-on", "never").out
    assert "to accept" not in passed


def test_shallow_clone_gets_the_fetch_command(repository: Repository, tmp_path: Path) -> None:
    repository.write(SPEC, documents.WARN)
    repository.commit("second")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(clone))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "--base", "HEAD~1"],
        cwd=clone,
        env={**_without_git(), "PYTHONPATH": python_path(ROOT)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert "git fetch" in done.stderr


@pytest.mark.parametrize("base", ["--output=x", "no-such-branch", ""])
def test_invalid_base_is_an_input_error(repository: Repository, base: str) -> None:
    done = repository.generator("diff", f"--base={base}")
    assert done.code == 3
    assert done.out == ""
    assert not (repository.folder / "x").exists()
