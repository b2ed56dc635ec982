"""The commands `generate` and `check`: reading what goes in, and deciding whether anything has to be done."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import CheckFailed, InputError, RenderError, UsageError
from .state import ROOT, digest_of, digest_of_tree, generator_files, remember, remembered

if TYPE_CHECKING:
    from .render.emit import Difference
    from .render.model import Api

SPEC = ROOT / "spec"
TEMPLATES = ROOT / "templates"
GENERATED = ROOT / "generated"
PACKAGE = "copilot_usage_metrics"
DEFAULT_API_VERSION = "2022-11-28"
"""What GitHub assumes of a request without a version."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def generate() -> int:
    """Writes generated/ from spec/ and templates/, and prints what there is and what changed."""
    folder = GENERATED / PACKAGE
    inputs = digest_of([*_inputs(), *generator_files(), ROOT / "pyproject.toml"])
    memory = remembered(folder)
    if memory.get("inputs") == inputs and memory.get("output") == digest_of_tree(folder):
        print(f"{memory.get('table', '')}\nnothing changed: generated/ is what spec/ and templates/ give")
        return 0
    files, apis, row_types = _render()
    from .render.emit import compare, replace

    difference = compare(files, folder)
    if difference:
        replace(files, folder)
    table = _table(apis, row_types)
    print(f"{table}\n{_changes(difference, folder)}")
    remember(folder, {"inputs": inputs, "output": digest_of_tree(folder), "table": table})
    return 0


def check() -> int:
    """Regenerates in memory and compares both ways. Raises `CheckFailed` naming each file that differs."""
    files, _, _ = _render()
    from .render.emit import compare

    difference = compare({f"{PACKAGE}/{path}": text for path, text in files.items()}, GENERATED)
    if not difference:
        print(f"generated/ is what spec/ and templates/ give: {len(files)} files, byte for byte")
        return 0
    for kind in ("changed", "missing", "stray"):
        for path in getattr(difference, kind):
            print(f"{kind}: generated/{path}", file=sys.stderr)
    raise CheckFailed("generated/ is not what spec/ and templates/ give", hint="run `make generate`")


def generate_standalone(arguments: argparse.Namespace) -> int:
    """Writes a package for one description into a folder of the caller's."""
    if arguments.spec is None or arguments.out is None or arguments.package is None:
        raise UsageError("--spec, --out and --package go together")
    name = arguments.package
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) or keyword.iskeyword(name):
        raise UsageError(f"--package: {name!r} cannot be the name of a package")
    spec, folder = Path(arguments.spec), Path(arguments.out) / name
    content = _read(spec)
    options = [arguments.api_version or "", arguments.package_version, name]
    inputs = digest_of([spec, *generator_files()], *options)
    memory = remembered(folder)
    if memory.get("inputs") == inputs and memory.get("output") == digest_of_tree(folder):
        print(f"{memory.get('table', '')}\nnothing changed: {folder} is up to date")
        return 0
    from .document import line_of, parse
    from .render.emit import compare, replace
    from .render.package import describe, render_standalone
    from .render.pins import assert_pins

    assert_pins()
    document = parse(content, name=spec)
    if not isinstance(document, dict):
        raise InputError("expected an OpenAPI description, an object", file=spec)
    version = _api_version(document, spec, arguments.api_version)
    try:
        files, api = render_standalone(
            describe(document, content, version),
            name=name,
            version=arguments.package_version,
            templates=TEMPLATES,
        )
    except RenderError as error:
        error.file, error.line = spec, line_of(content, error.pointer) if error.pointer else None
        raise
    difference = compare(files, folder)
    if difference:
        replace(files, folder)
    table = _table([api], None)
    print(f"{table}\n{_changes(difference, folder)}")
    remember(folder, {"inputs": inputs, "output": digest_of_tree(folder), "table": table})
    return 0


def _inputs() -> list[Path]:
    specs = sorted(path for path in SPEC.glob("*.yaml") if _DATE.fullmatch(path.stem))
    return [*specs, SPEC / "rows.yaml"]


def _render() -> tuple[dict[str, str], list[Api], int]:
    from .document import parse
    from .render.package import describe, render_package
    from .render.pins import assert_pins
    from .render.rows import load

    assert_pins()
    *specs, rows_path = _inputs()
    if not specs:
        raise InputError("there is no finished description here", file=SPEC, hint="run `make spec-update`")
    descriptions = []
    for path in specs:
        content = _read(path)
        descriptions.append(describe(parse(content, name=path), content, path.stem))
    rows = load(rows_path)
    version = str(tomllib.loads(_read(ROOT / "pyproject.toml").decode())["project"]["version"])
    files, apis = render_package(descriptions, rows, name=PACKAGE, version=version, templates=TEMPLATES)
    return files, apis, len(rows.rows)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", file=path) from None


def _api_version(document: dict[str, Any], spec: Path, option: str | None) -> str:
    info = document.get("info")
    stated = info.get("x-api-version") if isinstance(info, dict) else None
    version = option or stated or (spec.stem if _DATE.fullmatch(spec.stem) else DEFAULT_API_VERSION)
    if not isinstance(version, str) or not _DATE.fullmatch(version):
        raise InputError(f"expected a date as the API version, found {version!r}", file=spec)
    return version


def _table(apis: Sequence[Api], row_types: int | None) -> str:
    rows = [("API version", "operations", "models", "row types")]
    for api in apis:
        counts = (len(api.operations), len(api.models), "-" if row_types is None else row_types)
        rows.append((api.api_version, *map(str, counts)))
    return "\n".join(f"{a:<12} {b:>10} {c:>8} {d:>10}" for a, b, c, d in rows)


def _changes(difference: Difference, folder: Path) -> str:
    if not difference:
        return f"nothing changed: {len(list(folder.rglob('*.py')))} modules are as they were"
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
