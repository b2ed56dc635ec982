"""The commands `generate` and `check`: read the inputs, and decide whether there is anything to do."""

from __future__ import annotations

import argparse
import gc
import keyword
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from templates.runtime.escaping import escape_lines, escape_text

from .errors import CheckFailed, InputError, RenderError, UsageError
from .state import ROOT, digest_of, digest_of_tree, generator_files, remember, remembered

if TYPE_CHECKING:
    from .render.description import Description
    from .render.emit import Difference
    from .render.model import ApiModel
    from .render.row_model import RowModel

SPEC = ROOT / "spec"
TEMPLATES = ROOT / "templates"
GENERATED = ROOT / "generated"
FIELDS_PAGE = ROOT / "docs" / "fields.md"
README = ROOT / "README.md"
PACKAGE = "copilot_usage_metrics"
_IN_STEP = "generated/ is what spec/ and templates/ produce"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def generate() -> int:
    """Write generated/ from spec/ and templates/; print its counts and the changes."""
    if _is_up_to_date(GENERATED, _digest(), _IN_STEP):
        return 0
    files, apis, rows = _render()
    for path, text in _pages(apis, rows).items():
        _write_page(path, text)
    # the whole folder is ours, so files beside the package are removed, too
    _write(_below(PACKAGE, files), GENERATED, _digest(), _table(apis, len(rows.rows)), _IN_STEP)
    return 0


def check() -> int:
    """Regenerate in memory and compare both ways. Raises `CheckFailed` naming each file that differs."""
    files, apis, rows = _render()
    from .render.emit import compare

    difference = compare(_below(PACKAGE, files), GENERATED)
    pages = {
        f"docs/{path.name}" if path == FIELDS_PAGE else path.name: problem
        for path, text in _pages(apis, rows).items()
        if (problem := _page_problem(path, text))
    }
    if not difference and not pages:
        print(f"{_IN_STEP}: {len(files)} files, byte for byte")
        return 0
    for kind in ("changed", "missing", "stray"):
        for path in getattr(difference, kind):
            print(f"{kind}: generated/{escape_text(path)}", file=sys.stderr)
    for name, problem in pages.items():
        print(f"{problem}: {name}", file=sys.stderr)
    what = "generated/" if difference else " and ".join(pages)
    raise CheckFailed(
        f"{what} is not what spec/ and templates/ produce", hint="run `make generate`"
    )


def _digest() -> str:
    """The digest of all inputs, edited pages included, so that those are written again."""
    pages = [path for path in (FIELDS_PAGE, README) if path.is_file()]
    return digest_of([*_inputs(), *generator_files(), ROOT / "pyproject.toml", *pages])


def _pages(apis: Sequence[ApiModel], rows: RowModel) -> dict[Path, str]:
    """The pages outside generated/ that are written from spec/, wholly or in part."""
    from .readme import update_readme
    from .render.fields_page import fields_page

    readme = README.read_text("utf-8")
    counts = _table(apis, len(rows.rows))
    return {FIELDS_PAGE: fields_page(rows), README: update_readme(readme, apis, counts)}


def _page_problem(path: Path, text: str) -> str:
    """`missing` or `changed` if a page differs from this text; else empty."""
    if not path.is_file():
        return "missing"
    return "" if path.read_bytes() == text.encode() else "changed"


def _write_page(path: Path, text: str) -> None:
    if not _page_problem(path, text):
        return
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    except OSError as error:
        raise InputError(error.strerror or "cannot be written", file=path) from None


def generate_standalone(arguments: argparse.Namespace) -> int:
    """Write a package for one description to the caller's folder."""
    if arguments.spec is None or arguments.out is None or arguments.package is None:
        raise UsageError("--spec, --out and --package require each other")
    name, version, api_version = arguments.package, arguments.package_version, arguments.api_version
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) or keyword.iskeyword(name):
        raise UsageError(f"--package: {name!r} is not a valid package name")
    if not re.fullmatch(r"[0-9A-Za-z.!+-]+", version):
        raise UsageError(f"--package-version: {version!r} is not a valid version")
    spec, folder = Path(arguments.spec), Path(arguments.out) / name
    skip: bool = arguments.skip_unsupported
    inputs = digest_of([spec, *generator_files()], api_version or "", version, name, str(skip))
    said = f"{folder} is up to date"
    if _is_up_to_date(folder, inputs, said):
        return 0
    gc.disable()  # the objects built here live until the end
    from .document import read_bytes
    from .render.lean import load_parser

    load_parser()  # before anything imports all of the library
    from .render.description import read_description
    from .render.package import render_standalone
    from .render.pins import assert_pins
    from .render.record import assert_replaceable, with_record

    assert_pins()
    assert_replaceable(folder)
    description = _with_files(read_description(read_bytes(spec), spec, api_version))
    left_out: list[str] = []
    try:
        files, api = render_standalone(description, name=name, version=version, templates=TEMPLATES)
    except RenderError as error:
        description, left_out = _supported(description, name, error)
        if not skip:
            raise _refusal(error, left_out) from None
        files, api = render_standalone(description, name=name, version=version, templates=TEMPLATES)
    lines = [_table([api], None), *(f"left out: {line}" for line in left_out)]
    if description.parts:
        inputs = ""  # the other files are not known before the description is read
    _write(with_record(files), folder, inputs, "\n".join(lines), said)
    return 0


_OUTSIDE = re.compile(rb"""\$ref["']?\s*:\s*["']?[^"'#\s{]""")


def _with_files(description: Description) -> Description:
    """The description with the referenced parts of other files added to its components."""
    if _OUTSIDE.search(description.content) is None:
        return description
    import attrs

    from .compare.load.external_references import resolved
    from .compare.load.files import FolderFiles
    from .compare.load.source import DocumentSource

    name, document = str(description.file), dict(description.document)
    try:
        source = resolved(
            DocumentSource(name, description.content, document), FolderFiles(description.file)
        )
    except InputError as error:
        return attrs.evolve(description, unread=error.message)
    parts = {
        pointer: (part.name, part.content, place) for pointer, (part, place) in source.parts.items()
    }
    return attrs.evolve(description, document=source.document, parts=parts)


def _refusal(error: RenderError, operations: Sequence[str]) -> RenderError:
    """The error for all operations that cannot be generated, which are printed where they are several."""
    way_out = "--skip-unsupported leaves such operations out"
    if len(operations) > 1:
        for line in operations:
            print(escape_lines(f"cannot be expressed: {line}"), file=sys.stderr)
        problem = f"{len(operations)} problems: see the lines above"
        return RenderError(problem, file=error.file, hint=way_out)
    error.hint = error.hint or way_out
    return error


def _supported(
    description: Description, name: str, error: RenderError
) -> tuple[Description, list[str]]:
    """The description without the operations that cannot be generated, and those operations with the reasons.

    Raises `error` if no single operation causes it.
    """
    import attrs

    from .render.package import standalone_api
    from .surface import supported

    def build(document: Mapping[str, Any]) -> ApiModel:
        return standalone_api(attrs.evolve(description, document=document), name)[1]

    try:
        document, refused = supported(description.document, build)
    except (RenderError, RecursionError):
        raise error from None
    causes: dict[str, list[str]] = {}
    for (path, method), why in refused.items():
        causes.setdefault(str(why), []).append(f"{method.upper()} {path}".strip())
    lines = [f"{', '.join(operations)}: {why}" for why, operations in causes.items()]
    return attrs.evolve(description, document=document), lines


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


def _render() -> tuple[dict[str, str], list[ApiModel], RowModel]:
    gc.disable()  # the objects built here live until the end
    from .document import read_bytes
    from .render.lean import load_parser

    load_parser()  # before anything imports all of the library
    from .render.description import read_description
    from .render.package import render_package
    from .render.pins import assert_pins
    from .render.rows import load

    assert_pins()
    *specs, rows_path = _inputs()
    if not specs:
        raise InputError("found no finished description", file=SPEC, hint="run `make spec-update`")
    descriptions = [read_description(read_bytes(path), path, path.stem) for path in specs]
    rows = load(rows_path)
    project = tomllib.loads(read_bytes(ROOT / "pyproject.toml").decode())["project"]
    files, apis = render_package(
        descriptions, rows, name=PACKAGE, version=str(project["version"]), templates=TEMPLATES
    )
    return files, apis, rows


def _table(apis: Sequence[ApiModel], row_types: int | None) -> str:
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
