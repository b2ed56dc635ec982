"""The command `drift`: keys and types in report files, or in a lake's raw files, that `rows.yaml` does not describe.

The generated package reads the files (`python -m copilot_usage_metrics drift`), so that both find the same drift drift.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from templates.runtime.escaping import escape_text

from .errors import InputError, UsageError
from .rows_draft import entries_of, insert_draft
from .state import ROOT

_PACKAGE = "copilot_usage_metrics"
_KEPT = "raw-*.zst"
_DRIFT = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.description = (
        "Reports which keys of files are new, have another type, are gone, or may have been renamed; never values. "
        "Exit code 1 means drift of a class of --fail-on."
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a downloaded file")
    parser.add_argument(
        "--lake",
        type=Path,
        metavar="DIR",
        help="a folder that `copilot-metrics sync --keep-raw` filled",
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help="add new keys to spec/rows.yaml, with empty descriptions; `make lint` lists each of them",
    )
    parser.add_argument(
        "--fail-on",
        metavar="CLASSES",
        help="comma-separated classes out of new, type, gone; or none (default: new,type)",
    )
    parser.add_argument("--format", choices=["text", "json", "yaml"], default="text")


def run(arguments: argparse.Namespace, root: Path = ROOT) -> int:
    """Runs the command. Raises `UsageError` and `InputError`."""
    if bool(arguments.files) == (arguments.lake is not None):
        raise UsageError("expected either files or --lake DIR (make drift FILES=… or LAKE=…)")
    options = [] if arguments.fail_on is None else ["--fail-on", arguments.fail_on]
    if arguments.lake is None:
        return _report(arguments, options, root, arguments.files, Path.cwd())
    kept = sorted(arguments.lake.rglob(_KEPT)) if arguments.lake.is_dir() else []
    if not kept:
        raise InputError(
            f"expected files named {_KEPT}, found none",
            file=arguments.lake,
            hint="only `copilot-metrics sync --keep-raw` stores raw report files",
        )
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        names = [_unpack(path, arguments.lake, Path(folder)) for path in kept]
        return _report(arguments, options, root, names, Path(folder))


def _unpack(path: Path, lake: Path, folder: Path) -> str:
    """Unpack a raw file of a lake. Returns its path below `folder`, the same as in the lake."""
    import pyarrow as pa  # type: ignore[import-untyped]  # only a lake needs it

    name = path.relative_to(lake).with_suffix("")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with pa.input_stream(str(path), compression="zstd") as source, target.open("wb") as out:
            while piece := source.read(1 << 20):
                out.write(piece)
    except OSError as error:
        raise InputError(
            f"cannot unpack it: {error}", file=path, hint="run `copilot-metrics verify --read-data`"
        ) from error
    return name.as_posix()


def _report(
    arguments: argparse.Namespace,
    options: Sequence[str],
    root: Path,
    files: Sequence[str],
    cwd: Path,
) -> int:
    code, out = _read(root, [*options, "--format", arguments.format, *files], cwd)
    sys.stdout.write(out)
    if not arguments.draft or code > _DRIFT:
        return code
    _, addition = _read(root, ["--format", "yaml", *files], cwd)
    return _write_draft(addition, root) or code


def _write_draft(addition: str, root: Path) -> int:
    """Write the entries and list them. Returns 0."""
    text = (root / "spec" / "rows.yaml").read_text("utf-8")
    entries = entries_of(addition, text)
    if not entries:
        sys.stdout.write("no entries to write: no new key can be a field of rows.yaml\n")
        return 0
    path = root / "spec" / "rows.yaml"
    path.write_text(insert_draft(text, addition), "utf-8")
    head = (
        "written to spec/rows.yaml, with empty descriptions (then `make lint` and `make generate`):"
    )
    sys.stdout.write(
        "".join(f"{line}\n" for line in [head, *(f"  {escape_text(each)}" for each in entries)])
    )
    return 0


def _read(root: Path, arguments: Sequence[str], cwd: Path) -> tuple[int, str]:
    """The exit code and the output of the package's own command; its errors pass through."""
    generated = root / "generated"
    if not (generated / _PACKAGE / "__main__.py").is_file():
        raise InputError("the package is missing", file=generated, hint="run `make generate`")
    path = os.pathsep.join(filter(None, [str(generated), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", _PACKAGE, "drift", *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout
