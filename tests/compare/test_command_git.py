"""Two commits in a real repository: the changes between them, with report, exit code and lines."""

from __future__ import annotations

import json
import re

from tests.compare import documents
from tests.compare.git_repository import MORE, ROWS, SPEC, Repository, line_of


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
