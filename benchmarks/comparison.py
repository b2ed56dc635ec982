"""Compares this project's diff with oasdiff: correct verdicts, findings per fact, time.

The facts are those of tests/compare, judged by hand: of seven real releases of GitHub's description, and of
the small pairs, each in both directions. oasdiff's gate is `breaking --fail-on ERR`, its findings are
those of `changelog`. It does not judge Python, so its gate is also compared with the wire axis only.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import cli, document
from generator.compare.load.source import DocumentSource
from tests.compare.pair_documents import PAIRS, names, read_pair

from . import oasdiff
from .harness import ROOT, ResultRow, interleaved, middle, seconds_text
from .upstream import upstream_documents

REAL = ROOT / "tests" / "compare" / "real"
MADE = ROOT / ".cache" / "bench" / "pairs"
"""The folder of the documents of the small pairs, which are stored as changes of a base document."""
ROUNDS = 2
TIMED = 16
"""One in this many of the small pairs is timed, each in its own process; the others are judged in this process."""
LARGE = ("22.0.0", "current")
"""The two complete documents of GitHub in sources.lock.yaml that are compared: 12.8 and 14.1 MB."""


@dataclass(frozen=True)
class BenchmarkPair:
    """Two documents and the facts about them."""

    old: Path
    new: Path
    facts: int
    breaks: bool
    breaks_wire: bool
    reversed: bool | None = None
    """Whether the reverse change breaks; None if it was not judged."""
    notices: bool = False


@dataclass
class Score:
    """The results of one tool for all cases."""

    gates: list[bool] = field(default_factory=list)
    """Whether each gate was right."""
    wire_gates: list[bool] = field(default_factory=list)
    """The same for the wire axis only."""
    findings: int = 0
    silent: int = 0
    """The number of cases with a fact and no finding."""
    seconds: list[float] = field(default_factory=list)
    """The best round of each case, whole process: other load on the machine can only increase it."""


def rows() -> list[ResultRow]:
    """All rows of this part; none, with a printed reason, if oasdiff is not available."""
    try:
        rival = oasdiff.binary()
    except oasdiff.NotThereError as error:
        print(f"comparison: not measured: {error}", file=sys.stderr)
        return []
    return [
        *_table("real steps", list(_real_steps()), rival, ROUNDS, slowest=True),
        *_table("small pairs", list(_pairs()), rival, 1, slowest=False),
        *_large(rival),
    ]


def _real_steps() -> Iterator[BenchmarkPair]:
    for path in sorted(REAL.glob("*.expected.yaml")):
        versions, _, selection = path.name.removesuffix(".expected.yaml").rpartition(".")
        old, _, new = versions.partition("__")
        expected = document.read_object(path)
        yield BenchmarkPair(
            REAL / old / f"{selection}.yaml",
            REAL / new / f"{selection}.yaml",
            facts=len(expected["facts"]),
            breaks=expected["verdict"] == "breaking",
            breaks_wire=any(fact["wire"] == "breaking" for fact in expected["facts"]),
        )


def _pairs() -> Iterator[BenchmarkPair]:
    """The pairs of API descriptions; descriptions of rows are not OpenAPI."""
    for name in names(PAIRS):
        pair = read_pair(PAIRS, name)
        if pair.old.is_rows:
            continue
        verdicts = [(each["wire"], each["python"]) for each in pair.expected]
        yield BenchmarkPair(
            _written(name, "old", pair.old),
            _written(name, "new", pair.new),
            facts=len(verdicts),
            breaks=any("breaking" in each for each in verdicts),
            breaks_wire=any(wire == "breaking" for wire, _ in verdicts),
            reversed=pair.reversed == "breaking",
            notices=name.startswith("note."),
        )


def _written(name: str, side: str, source: DocumentSource) -> Path:
    """The file of one document of a pair, as YAML."""
    path = MADE / name / f"{side}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document.dump(source.document, sort=False), "utf-8")
    return path


def _table(
    what: str, cases: Sequence[BenchmarkPair], rival: Path, rounds: int, *, slowest: bool
) -> list[ResultRow]:
    ours, theirs = Score(), Score()
    for number, case in enumerate(cases):
        _measure(case, rival, ours, theirs)
        if slowest or number % TIMED == 0:
            _time(case, rival, rounds, ours, theirs)
        if sys.stderr.isatty():
            print(f"\r  {what} {number + 1} of {len(cases)}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print("\r" + " " * 32 + "\r", end="", file=sys.stderr)
    facts = sum(case.facts for case in cases)
    mine, others = ours.findings / facts, theirs.findings / facts
    which, of = ("slowest pair", max) if slowest else ("a pair", middle)
    took, they_took = of(ours.seconds), of(theirs.seconds)
    return [
        _share(f"{what}: right gates", "oasdiff breaking --fail-on ERR", ours.gates, theirs.gates),
        _share(f"{what}: the same, wire axis only", "the same", ours.wire_gates, theirs.wire_gates),
        ResultRow(
            f"{what}: findings per fact ({facts} facts)",
            f"oasdiff changelog; silent on {theirs.silent} of {len(cases)} pairs",
            f"{mine:.2f}",
            f"{others:.2f}",
            mine,
            1.1,
        ),
        ResultRow(
            f"{what}: {which}, whole process, s",
            "oasdiff breaking, native binary",
            seconds_text(took),
            seconds_text(they_took),
            took,
            0.6,
        ),
    ]


def _share(what: str, rival: str, ours: list[bool], theirs: list[bool]) -> ResultRow:
    mine, others = (f"{sum(each)} of {len(each)}" for each in (ours, theirs))
    return ResultRow(what, rival, mine, others, sum(ours) / len(ours), 1.0, higher_is_better=True)


def _measure(case: BenchmarkPair, rival: Path, ours: Score, theirs: Score) -> None:
    fails, found = _judge(case.old, case.new, notices=case.notices)
    they_fail = oasdiff.gate(rival, case.old, case.new)
    they_found = oasdiff.findings(rival, case.old, case.new)
    ours.gates.append(fails == case.breaks)
    theirs.gates.append(they_fail == case.breaks)
    ours.wire_gates.append(("breaking" in found) == case.breaks_wire)
    theirs.wire_gates.append(they_fail == case.breaks_wire)
    ours.findings += len(found)
    theirs.findings += they_found
    ours.silent += bool(case.facts) and not found
    theirs.silent += bool(case.facts) and not they_found
    if case.reversed is not None:
        fails, _ = _judge(case.new, case.old, notices=case.notices)
        ours.gates.append(fails == case.reversed)
        theirs.gates.append(oasdiff.gate(rival, case.new, case.old) == case.reversed)


def _time(case: BenchmarkPair, rival: Path, rounds: int, ours: Score, theirs: Score) -> None:
    mine: list[float] = []
    others: list[float] = []
    for _ in range(rounds):
        begin = time.perf_counter()
        _diff(case.old, case.new, notices=case.notices)
        between = time.perf_counter()
        oasdiff.gate(rival, case.old, case.new)
        mine.append(between - begin)
        others.append(time.perf_counter() - between)
    ours.seconds.append(min(mine))
    theirs.seconds.append(min(others))


def _judge(old: Path, new: Path, *, notices: bool = False) -> tuple[bool, list[str]]:
    """Like `_diff`, in this process: starting another one would take most of the time."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        code = cli.main(_arguments(old, new, notices=notices))
    if code not in (0, 1):
        raise RuntimeError(f"generator diff {old} {new}: exit code {code}")
    return code == 1, [each["wire"] for each in json.loads(output.getvalue())["findings"]]


def _arguments(old: Path, new: Path, *, notices: bool) -> list[str]:
    return ["diff", "--format", "json", str(old), str(new), *(["--notices"] if notices else [])]


def _diff(old: Path, new: Path, *, notices: bool = False) -> tuple[bool, list[str]]:
    """Whether our gate fails, and the findings' verdicts on the wire. Raises if the run failed."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *_arguments(old, new, notices=notices)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.returncode == 1, [each["wire"] for each in json.loads(done.stdout)["findings"]]


def _large(rival: Path) -> list[ResultRow]:
    """Two complete documents of GitHub, from the cache of `make spec-update`, or downloaded in the same way."""
    documents = upstream_documents(*LARGE, purpose="whole documents")
    if documents is None:
        return []
    old, new = documents
    seconds = interleaved(
        {"ours": lambda: _diff(old, new), "theirs": lambda: oasdiff.gate(rival, old, new)}, 1
    )
    took = middle(seconds["ours"])
    sizes = " and ".join(f"{path.stat().st_size / 1e6:.1f}" for path in (old, new))
    return [
        ResultRow(
            f"whole documents of {sizes} MB, s",
            "oasdiff breaking, native binary",
            seconds_text(took),
            seconds_text(middle(seconds["theirs"])),
            took,
            10,
        )
    ]
