"""The commands `diff`, `bump` and `explain`: read, compare, apply baseline and gate, report."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..clock import today_utc
from ..errors import InputError, UsageError
from .compare import compare_pair
from .load import spec_pairs
from .load.documents import read_document
from .load.revisions import Base, base_of
from .load.spec_pairs import DocumentPair
from .policy import baseline, release
from .policy.bump import Bump, bump_of, is_enough, next_version, release_numbers
from .policy.gate import gate
from .report import outputs
from .report.locations import FindingLocations
from .report.model import DiffReport, in_order
from .rules.finding import Finding
from .rules.severities import read_severities
from .rules.table import RULES

ACCEPT_FILE = "spec/accepted.toml"
"""The file of accepted findings of a work tree."""

_DAYS = 90
_NO_REASON = "accepted all at once, without a reason"


def diff(arguments: argparse.Namespace) -> int:
    """`diff`: prints the report; returns 0 if the gate passes, else 1."""
    targets = outputs.targets(arguments.format, arguments.output)
    bar = gate(arguments.fail_on, wire=arguments.fail_on_wire, python=arguments.fail_on_python)
    if arguments.accept_all and not (arguments.accept or arguments.base):
        raise UsageError("--accept-all requires --accept FILE (the file to write)")
    pairs, ref, base = _documents(arguments)
    findings = _compared(pairs, arguments.rules, notices=arguments.notices)

    file, entries = _acceptances(arguments)
    if arguments.accept_all:
        entries = baseline.accept_all(
            bar.stopped(findings),
            entries,
            reason=arguments.reason or _NO_REASON,
            expires=arguments.expires or today_utc() + datetime.timedelta(days=_DAYS),
        )
        release.write_all([(Path(file), baseline.dump(entries))])
    applied = baseline.apply(findings, entries, today=today_utc(), file=file)

    report = _versioned(DiffReport(findings=findings, applied=applied, base=base), arguments, ref)
    stopped = tuple(bar.stopped(report.open))
    until = arguments.expires or today_utc() + datetime.timedelta(days=_DAYS)
    report = attrs.evolve(
        report, failed=bool(stopped) or report.too_low, stopped=stopped, until=until
    )
    if outputs.needs_places(targets):
        places = FindingLocations(pairs, findings)
        report = attrs.evolve(report, in_head=places.in_head, in_base=places.in_base)
    outputs.write(
        targets, attrs.evolve(report, rules=tuple(RULES.values()), successors=_successors(pairs))
    )
    return 1 if report.failed else 0


def report_on(pairs: Sequence[DocumentPair], *, notices: bool = False) -> DiffReport:
    """The report on documents that are read already, without gate, baseline and versions."""
    findings = _compared(pairs, None, notices=notices)
    applied = baseline.apply(findings, (), today=today_utc())
    return DiffReport(
        findings=findings,
        applied=applied,
        rules=tuple(RULES.values()),
        successors=_successors(pairs),
    )


def bump(arguments: argparse.Namespace) -> int:
    """`bump`: prints which part of the version has to rise, or prints or writes the next version."""
    pairs, ref, _ = _documents(arguments)
    findings = _compared(pairs, arguments.rules)
    needed = bump_of(findings)
    if not (arguments.next or arguments.write):
        outputs.print_text(f"{needed.word}\n")
        return 0
    was = release.released(arguments.released, ref) or release.declared()
    version = next_version(was, needed)
    if arguments.write and needed is not Bump.NONE:
        applied = baseline.apply(findings, (), today=today_utc())
        report = DiffReport(
            findings=findings, applied=applied, needed=version, successors=_successors(pairs)
        )
        declared = release.declared()
        if is_enough(declared, version):  # a higher version, or a pre-release, is declared already
            version = ".".join(map(str, release_numbers(declared)))
        report = attrs.evolve(report, needed=version)
        _write_version(version, outputs.changelog(report), declared)
    outputs.print_text(f"{version}\n")
    return 0


def _write_version(version: str, section: str, declared: str) -> None:
    project, changelog = release.PYPROJECT, release.CHANGELOG
    texts = {path: release.text_of(path) for path in (project, changelog)}
    new = {
        changelog: release.with_section(
            texts[changelog], section, name=str(changelog), day=today_utc()
        )
    }
    if not is_enough(declared, version):
        new[project] = release.with_version(texts[project], version, name=str(project))
    release.write_all([(path, text) for path, text in new.items() if text != texts[path]])


def explain(arguments: argparse.Namespace) -> int:
    """`explain`: prints the page of a rule, or the list of all rules."""
    from .report import rule_text

    if arguments.write:
        path = Path(arguments.write)
        text = rule_text.replace_rule_table(
            release.text_of(path), tuple(RULES.values()), name=arguments.write
        )
        release.write_all([(path, text)])
        return 0
    if arguments.rule is None:
        outputs.print_text(rule_text.list_rules(tuple(RULES.values())))
    else:
        outputs.print_text(
            rule_text.explain_rule(rule_text.find_rule(tuple(RULES.values()), arguments.rule))
        )
    return 0


def _documents(
    arguments: argparse.Namespace,
) -> tuple[list[DocumentPair], str | None, Base | None]:
    """The documents, the revision of the old ones, and the base commit; None for a revision or base without one."""
    old, new, base = arguments.old, arguments.new, arguments.base
    if base is not None:
        if old is not None:
            raise UsageError(
                "--base cannot be combined with OLD and NEW: it compares the specs of the work tree"
            )
        found = base_of(base)
        return spec_pairs.against(found), found.commit, found
    if old is None or new is None:
        raise UsageError("expected two documents, OLD and NEW, or --base REF")
    if old == new == "-":
        raise UsageError("only one of the two documents can be standard input")
    was, now = read_document(old), read_document(new)
    return [DocumentPair(new, was, now)], release.ref_of(old), None


def _compared(
    pairs: Iterable[DocumentPair],
    overrides: str | None,
    *,
    notices: bool = False,
) -> tuple[Finding, ...]:
    rules = read_severities(overrides)
    return in_order(
        finding for pair in pairs for finding in compare_pair(pair, rules=rules, notices=notices)
    )


def _acceptances(arguments: argparse.Namespace) -> tuple[str, tuple[baseline.Acceptance, ...]]:
    """The accept file, as it was named, and its entries."""
    name: str = arguments.accept or (ACCEPT_FILE if arguments.base is not None else "")
    may_be_missing = arguments.accept is None or arguments.accept_all
    if not name or (may_be_missing and not Path(name).exists()):
        return name, ()
    try:
        return name, baseline.parse(Path(name).read_bytes(), name=name)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", file=name) from None


def _versioned(report: DiffReport, arguments: argparse.Namespace, ref: str | None) -> DiffReport:
    """The report with the known versions, and the required one."""
    if arguments.check_version:
        was: str | None = release.released_or_committed(arguments.released, ref)
    else:
        was = release.released(arguments.released, ref)
    if was is None:
        return report
    return attrs.evolve(
        report,
        released=was,
        needed=next_version(was, report.bump),
        declared=release.declared() if arguments.check_version else None,
    )


def _successors(pairs: Sequence[DocumentPair]) -> list[str]:
    """The functions of the new package: candidates that could replace a removed one."""
    found = []
    for pair in pairs:
        if pair.new is None or pair.only:
            continue
        for item in pair.new.document.get("paths", {}).values():
            for operation in item.values() if isinstance(item, dict) else ():
                name = _function(operation) if isinstance(operation, dict) else ""
                if name:
                    found.append(f"{name}()")
    return found


def _function(operation: Mapping[str, Any]) -> str:
    """The name of an operation's function, or the general rule applied to its id."""
    name = operation.get("x-python-name")
    if isinstance(name, str):
        return name
    words = re.findall(
        r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", str(operation.get("operationId", "")).split("/")[-1]
    )
    return "_".join(words).lower()
