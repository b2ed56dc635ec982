"""Find gaps in `spec/`: descriptions, facts of entries, reasons of corrections, pinned names.

A description that says no more than the name it describes counts as missing.
"""

from __future__ import annotations

import argparse
import http
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from templates.runtime.escaping import escape_text

from . import document
from .errors import GeneratorError, PrepareError
from .prepare import classes, entries, entry_files, identifiers, kinds, names, overlay
from .prepare.command import ROOT
from .prepare.draft import is_report
from .prepare.locate import operations, parameters
from .prepare.update import entry_texts

_STOP = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "it", "its", "of"}
    | {"on", "or", "that", "the", "this", "to", "was", "which", "with"}
)
# The name of a kind of object adds nothing to a description.
_FILLER = frozenset(
    {"array", "boolean", "data", "field", "integer", "item", "list", "model", "number", "object"}
    | {"operation", "parameter", "property", "response", "schema", "string", "text", "value"}
)
_ALIKE = {
    "id": "identifier",
    "ids": "identifier",
    "org": "organization",
    "repo": "repository",
    "info": "information",
}


@dataclass(frozen=True, slots=True, order=True)
class LintFinding:
    """One gap and its location."""

    file: str
    line: int | None
    pointer: str
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.pointer or '/'}: {self.message}"


def says_something(text: object, *names_: str) -> bool:
    """Whether a description says more than these names (and than what kind of thing it describes).

    >>> says_something("Report day of the report.", "report_day")
    False
    >>> says_something("Day that the file covers, in UTC.", "report_day")
    True
    """
    if not isinstance(text, str):
        return False
    known = {word for name in names_ for word in _words(name)} | _STOP | _FILLER
    return bool(set(_words(text)) - known)


def _words(text: str) -> Iterator[str]:
    """The words of a text or a name, in lower case and in one number."""
    for found in identifiers.words(re.sub(r"['\u2019]s\b", "", text)):
        word = found.lower()
        if word.endswith("ies") and len(word) > 4:
            word = f"{word[:-3]}y"
        elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            word = word[:-1]
        yield _ALIKE.get(word, word)


def lint_spec(
    descriptions: Mapping[str, bytes],
    rows: Mapping[str, bytes],
    corrections: Mapping[str, bytes],
    known: entries.Entries,
) -> list[LintFinding]:
    """All gaps, in order of file and line. The texts are by file name.

    `descriptions` are finished specs, `rows` is `rows.yaml`, `corrections` are Overlay documents
    whose actions need a reason and a link. Raises `InputError` and `PrepareError` for a file with
    the wrong format.
    """
    findings: list[LintFinding] = []
    values: dict[str, dict[str, Any]] = {}
    for file, text in descriptions.items():
        values[file] = document.parse(text, name=file)
        findings += _located(file, text, _description(values[file]))
    for file, text in rows.items():
        findings += _located(file, text, _rows(document.parse(text, name=file)))
    for file, text in corrections.items():
        findings += _corrections(file, text)
    findings += _unpinned(known, values, descriptions)
    findings += _empty(known, values.values())
    return sorted(
        set(findings), key=lambda one: (one.file, one.line or 0, one.pointer, one.message)
    )


def _located(file: str, text: bytes, found: Iterator[tuple[str, str]]) -> list[LintFinding]:
    lines = document.LineNumbers(text)
    return [LintFinding(file, lines(pointer), pointer, message) for pointer, message in found]


def _description(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Operations, parameters, responses, models and fields of a finished spec without a description."""
    for tokens, node, kind in kinds.objects("document", value):
        if kinds.is_reference(kind, node):
            continue
        pointer = document.join(*tokens)
        text = node.get("description")
        if kind == "operation":
            name = str(node.get("operationId"))
            for key in ("summary", "description"):
                if not says_something(node.get(key), name):
                    yield pointer, f"the operation {name} has no {key} that says something"
        elif kind == "parameter" and not says_something(text, str(node.get("name"))):
            yield pointer, _missing(f"the parameter {node.get('name')}")
        elif kind == "response" and not says_something(text, tokens[-1], _phrase(tokens[-1])):
            yield pointer, _missing(f"the response {tokens[-1]}")
        elif kind == "schema":
            if classes.is_model(node):
                class_name = str(node.get("x-python-class") or node.get("x-python-name"))
                own = [class_name, str(node.get("title", "")), tokens[-1]]
                if not says_something(text, *own):
                    yield pointer, _missing(f"the model {class_name}")
            for wire_name, field in (node.get("properties") or {}).items():
                if not says_something(_text_of(value, field), wire_name):
                    here = document.join(*tokens, "properties", wire_name)
                    yield here, _missing(f"the field {wire_name}")


def _missing(what: str) -> str:
    return f"{what} has no description that says more than its name"


def _phrase(status: str) -> str:
    return http.HTTPStatus(int(status)).phrase if re.fullmatch("[1-5][0-9][0-9]", status) else ""


def _text_of(value: Any, field: Any) -> object:
    """A field's description, or else that of the object it refers to."""
    if not isinstance(field, dict):
        return None
    target = field.get("$ref")
    if "description" in field or not isinstance(target, str):
        return field.get("description")
    try:
        found = document.resolve(value, target)
    except (KeyError, ValueError):
        return None
    return found.get("description") if isinstance(found, dict) else None


def _rows(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Groups, objects and rows, and their fields, without a description."""
    for section in ("groups", "objects", "rows"):
        for name, entry in (value.get(section) or {}).items():
            pointer = document.join(section, name)
            if entry.get("description") == "":
                yield pointer, f"the draft {name} has an empty description"
            elif not says_something(entry.get("description"), name):
                yield pointer, _missing(name)
            for wire_name, field in (entry.get("properties") or {}).items():
                here = f"{pointer}/properties/{document.escape(wire_name)}"
                if field.get("description") == "":
                    yield here, f"the draft {name}.{wire_name} has an empty description"
                    if field.get("type") in ("integer", "number") and not field.get("x-unit"):
                        yield here, f"the draft {name}.{wire_name} has no `x-unit`"
                elif not says_something(_text_of(value, field), wire_name):
                    yield here, _missing(f"the field {wire_name}")


def _corrections(file: str, text: bytes) -> list[LintFinding]:
    """Actions without a reason or without a link to evidence."""
    findings = []
    for index, action in enumerate(overlay.parse(text, name=file).actions):
        link = action.extensions.get("x-link")
        if not says_something(action.description):
            findings.append((action.line, index, "the correction gives no reason (`description`)"))
        if not isinstance(link, str) or not re.match(r"https://[^\s/]+\.[^\s/]+", link):
            findings.append(
                (action.line, index, "the correction has no link to evidence (`x-link`)")
            )
    return [LintFinding(file, line, f"/actions/{index}", what) for line, index, what in findings]


def _unpinned(
    known: entries.Entries, values: Mapping[str, dict[str, Any]], texts: Mapping[str, bytes]
) -> list[LintFinding]:
    """Names from the general rule, which need a pin."""
    try:
        found = names.name(values, known).unpinned
    except PrepareError as error:
        return [LintFinding(str(error.file), error.line, error.pointer or "", error.message)]
    lines = {name: document.LineNumbers(content) for name, content in texts.items()}
    return [
        LintFinding(
            one.version, lines[one.version](one.pointer), one.pointer, f"{one.what} is not pinned"
        )
        for one in found
    ]


def _empty(known: entries.Entries, values: Iterable[dict[str, Any]]) -> Iterator[LintFinding]:
    """Required facts that an entry lacks, and keys without a value."""
    wanted: dict[str, set[str]] = {}
    for value in values:
        for key, path, method, _ in operations(value):
            facts = wanted.setdefault(key, set(entries.REQUIRED))
            pointer = ("paths", path, method)
            if is_report(value, pointer):
                facts.update(entries.REQUIRED_OF_REPORTS)
                if any(one.get("name") == "day" for *_, one in parameters(value, pointer)):
                    facts.add("day-window")
    ids = {entry.operation_id for entry in known.operations.values()}
    for key, entry in known.operations.items():
        empty = dict(entry.empty)
        required = set() if entry.retired is not None else wanted.get(key, set())
        missing = required - entry.known.facts.keys()
        for fact in sorted(missing | (empty.keys() & entries.FACTS)):
            yield LintFinding(entry.file, empty.get(fact, 1), f"/{fact}", f"`{fact}` is empty")
        if entry.retired is None:
            continue
        if entry.retired.closed is None:
            line = entry.retired.closed_line
            yield LintFinding(
                entry.file, line, "/retired/closed", "the day of the closing is missing"
            )
        if entry.retired.successor not in ids | {"none"}:
            problem = (
                "the successor is missing"
                if entry.retired.successor is None
                else f"there is no operation {entry.retired.successor!r}"
            )
            problem += ": name an operationId, or none"
            line = entry.retired.successor_line
            yield LintFinding(entry.file, line, "/retired/successor", problem)


def run_lint(args: argparse.Namespace) -> int:
    """Print the findings in `spec/`, one per line. Returns 1 if there are any."""
    root: Path = getattr(args, "root", None) or ROOT
    spec = root / "spec"

    def texts(pattern: str) -> dict[str, bytes]:
        paths = sorted(spec.glob(pattern))
        return {path.relative_to(root).as_posix(): document.read_bytes(path) for path in paths}

    descriptions = texts("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].yaml")
    if not descriptions:
        raise GeneratorError("found no finished specs", file=spec, hint="make spec-update")
    findings = lint_spec(
        descriptions,
        texts("rows.yaml"),
        texts("overlays/*.yaml"),
        entry_files.parse(entry_texts(spec)),
    )
    for finding in findings:
        sys.stdout.write(f"{escape_text(str(finding))}\n")
    sys.stdout.write(
        f"{len(findings)} findings in spec/.\n" if findings else "spec/ is complete.\n"
    )
    return 1 if findings else 0
