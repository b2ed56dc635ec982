"""The commands `generate` and `check`: reading what goes in, and deciding whether anything has to be done."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from templates.runtime.escaping import escape_lines, escape_text

from .errors import CheckFailed, InputError, UsageError
from .state import ROOT, digest_of, digest_of_tree, generator_files, remember, remembered

if TYPE_CHECKING:
    from .render.emit import Difference
    from .render.model import Api

SPEC = ROOT / "spec"
TEMPLATES = ROOT / "templates"
GENERATED = ROOT / "generated"
README = ROOT / "README.md"
PACKAGE = "copilot_usage_metrics"
_IN_STEP = "generated/ is what spec/ and templates/ give"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def generate() -> int:
    """Writes generated/ from spec/ and templates/, and prints what there is and what changed."""
    inputs = digest_of([*_inputs(), *generator_files(), ROOT / "pyproject.toml", README])
    if _is_up_to_date(GENERATED, inputs, _IN_STEP):
        return 0
    files, apis, row_types = _render()
    from .readme import update_readme

    counts = _table(apis, row_types)
    text = README.read_text("utf-8")
    if (updated := update_readme(text, apis, counts)) != text:
        README.write_text(updated, "utf-8")
        inputs = digest_of([*_inputs(), *generator_files(), ROOT / "pyproject.toml", README])
        print("changed: README.md (counts and table of operations)")
    # the whole folder is ours: what lies beside the package goes, too
    _write(_below(PACKAGE, files), GENERATED, inputs, counts, _IN_STEP)
    return 0


def check() -> int:
    """Regenerates in memory and compares both ways. Raises `CheckFailed` naming each file that differs."""
    files, apis, row_types = _render()
    from .readme import update_readme
    from .render.emit import compare

    difference = compare(_below(PACKAGE, files), GENERATED)
    text = README.read_text("utf-8")
    is_readme_old = update_readme(text, apis, _table(apis, row_types)) != text
    if not difference and not is_readme_old:
        print(f"{_IN_STEP}: {len(files)} files, byte for byte")
        return 0
    for kind in ("changed", "missing", "stray"):
        for path in getattr(difference, kind):
            print(f"{kind}: generated/{escape_text(path)}", file=sys.stderr)
    if is_readme_old:
        print("changed: README.md (counts and table of operations)", file=sys.stderr)
    what = "generated/ is" if difference else "README.md is"
    raise CheckFailed(f"{what} not what spec/ and templates/ give", hint="run `make generate`")


def generate_standalone(arguments: argparse.Namespace) -> int:
    """Writes a package for one description into a folder of the caller's."""
    if arguments.spec is None or arguments.out is None or arguments.package is None:
        raise UsageError("--spec, --out and --package go together")
    name, version, api_version = arguments.package, arguments.package_version, arguments.api_version
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) or keyword.iskeyword(name):
        raise UsageError(f"--package: {name!r} cannot be the name of a package")
    if not re.fullmatch(r"[0-9A-Za-z.!+-]+", version):
        raise UsageError(f"--package-version: {version!r} is no version")
    spec, folder = Path(arguments.spec), Path(arguments.out) / name
    inputs = digest_of([spec, *generator_files()], api_version or "", version, name)
    said = f"{folder} is up to date"
    if _is_up_to_date(folder, inputs, said):
        return 0
    from .document import read_bytes
    from .render.description import read_description
    from .render.package import render_standalone
    from .render.pins import assert_pins
    from .render.record import assert_replaceable, with_record

    assert_pins()
    assert_replaceable(folder)
    description = read_description(read_bytes(spec), spec, api_version)
    files, api = render_standalone(description, name=name, version=version, templates=TEMPLATES)
    _write(with_record(files), folder, inputs, _table([api], None), said)
    return 0


def _is_up_to_date(folder: Path, inputs: str, said: str) -> bool:
    memory = remembered(folder)
    if memory.get("inputs") != inputs or memory.get("output") != digest_of_tree(folder):
        return False
    print(escape_lines(f"{memory.get('table', '')}\nnothing changed: {said}"))
    return True


def _write(files: Mapping[str, str], folder: Path, inputs: str, table: str, said: str) -> None:
    from .render.emit import compare, replace

    difference = compare(files, folder)
    if difference:
        replace(files, folder)
    print(escape_lines(f"{table}\n{_changes(difference, said)}"))
    remember(folder, {"inputs": inputs, "output": digest_of_tree(folder), "table": table})


def _below(folder: str, files: Mapping[str, str]) -> dict[str, str]:
    return {f"{folder}/{path}": text for path, text in files.items()}


def _inputs() -> list[Path]:
    specs = sorted(path for path in SPEC.glob("*.yaml") if _DATE.fullmatch(path.stem))
    return [*specs, SPEC / "rows.yaml"]


def _render() -> tuple[dict[str, str], list[Api], int]:
    from .document import read_bytes
    from .render.description import read_description
    from .render.package import render_package
    from .render.pins import assert_pins
    from .render.rows import load

    assert_pins()
    *specs, rows_path = _inputs()
    if not specs:
        raise InputError(
            "there is no finished description here", file=SPEC, hint="run `make spec-update`"
        )
    descriptions = [read_description(read_bytes(path), path, path.stem) for path in specs]
    rows = load(rows_path)
    project = tomllib.loads(read_bytes(ROOT / "pyproject.toml").decode())["project"]
    files, apis = render_package(
        descriptions, rows, name=PACKAGE, version=str(project["version"]), templates=TEMPLATES
    )
    return files, apis, len(rows.rows)


def _table(apis: Sequence[Api], row_types: int | None) -> str:
    rows = [("API version", "operations", "models", "row types")]
    for api in apis:
        types = "-" if row_types is None else str(row_types)
        rows.append((api.api_version, str(len(api.operations)), str(len(api.models)), types))
    return "\n".join(f"{a:<12} {b:>10} {c:>8} {d:>10}" for a, b, c, d in rows)


def _changes(difference: Difference, said: str) -> str:
    if not difference:
        return f"nothing changed: {said}"
    parts = [
        f"{len(difference.missing)} new" if difference.missing else "",
        f"{len(difference.changed)} changed" if difference.changed else "",
        f"{len(difference.stray)} removed" if difference.stray else "",
    ]
    lines = [f"changed since the last run: {', '.join(part for part in parts if part)}"]
    named = [
        *(f"  new      {path}" for path in difference.missing),
        *(f"  changed  {path}" for path in difference.changed),
        *(f"  removed  {path}" for path in difference.stray),
    ]
    shown = named if len(named) <= 12 else [*named[:10], f"  … and {len(named) - 10} more"]
    return "\n".join(lines + shown)
