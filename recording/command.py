"""The command: request, scrub, scan for secrets, and only then write.

Nothing is written before the scan. The folder of the last recording is replaced in one step, or stays as it was.
"""

from __future__ import annotations

import argparse
import datetime
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import attrs
import httpx

from copilot_usage_metrics import ArgumentError
from copilot_usage_metrics._runtime import clock
from copilot_usage_metrics.escaping import escape_text
from generator.errors import InputError
from generator.render import emit
from tests.contract.interactions import ROOT

from . import fixtures
from .asking import API, Recorder, http_client
from .errors import LeakError, RecordingError, UsageError, WriteError
from .harvest import harvest
from .mapping import Mapping as KeyedMapping
from .material import Material
from .plan import Entity
from .scan import scan
from .scrub import ResponseScrubber

FOLDER = ROOT / "tests" / "fixtures" / "recorded"
_MARK = "reports.yaml"
_LEAST_KEY = 16

_EXIT_CODES = """exit codes:
  0  recorded
  2  usage: the command line, GITHUB_TOKEN or RECORD_KEY
  3  the folder cannot be written
  4  GitHub cannot be reached, refuses the token or limits the rate; a file cannot be downloaded
  5  the output would contain a secret; nothing was written
  6  the output does not match the format of the contract tests; nothing was written
"""


@attrs.frozen
class RecordingOptions:
    """The entities to record, and the target folder."""

    entities: tuple[Entity, ...]
    token: str = attrs.field(repr=False)
    key: str | None = attrs.field(default=None, repr=False)
    """The key of the mapping; by default a new random one, so that recordings cannot be joined."""
    base_url: str = API
    days: int = 2
    rows: int = 20
    folder: Path = FOLDER
    today: datetime.date | None = None
    dry_run: bool = False


def ask(
    options: RecordingOptions,
    *,
    http: Callable[[str], httpx.Client] = http_client,
    tell: Callable[[str], None] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Material:
    """GitHub's responses, unscrubbed and full of secrets. Raises `RecordingError`."""
    today = options.today or clock.today_utc()
    try:
        recorder = Recorder(
            options.token, options.base_url, today, options.days, options.rows, http, tell, sleep
        )
        return recorder.record(list(options.entities))
    except ArgumentError as error:
        raise UsageError(str(error)) from None


def make(options: RecordingOptions, raw: Material) -> dict[str, bytes]:
    """The files of a recording: scrubbed, then scanned for secrets. Raises `RecordingError`."""
    names = [each.name for each in options.entities]
    known = harvest(
        raw, token=options.token, key=options.key, base_url=options.base_url, names=names
    )
    key = options.key.encode() if options.key is not None else secrets.token_bytes(32)
    files = fixtures.files(
        ResponseScrubber(KeyedMapping(key), known, options.base_url).material(raw)
    )
    leaks = scan(files, known)
    if leaks:
        raise LeakError(leaks)
    return files


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Replace the content of `folder` by these files. Raises `RecordingError`; then the folder is unchanged."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise WriteError(f"{folder}: not a folder")
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise WriteError(f"{folder}: contains other files than a recording; choose another folder")
    try:
        with tempfile.TemporaryDirectory() as place:
            for name, content in files.items():
                target = Path(place, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            fixtures.verify(Path(place, "interactions"))
        emit.replace({name: content.decode() for name, content in files.items()}, folder)
    except InputError as error:
        raise WriteError(str(error)) from None
    except OSError as error:
        raise WriteError(f"{folder}: {error.strerror or 'cannot be written'}") from None


def main(arguments: Sequence[str], *, output: TextIO, errors: TextIO) -> int:
    """Run the command and return its exit code; a failure is one line."""
    progress = _progress(errors)
    try:
        options = parsed(arguments, os.environ)
        raw = ask(options, tell=progress)
        progress("scrubbing")
        files = make(options, raw)
        progress("")
        if not options.dry_run:
            write(files, options.folder)
        output.write(summary(files, raw.skipped, options))
    except RecordingError as error:
        progress("")
        errors.write(f"error: {escape_text(str(error))}\n")
        return error.exit_code
    except KeyboardInterrupt:
        progress("")
        errors.write("interrupted: what is there is as it was\n")
        return 130
    except Exception as error:  # noqa: BLE001 - its text may contain a secret
        progress("")
        trace, where = error.__traceback__, "?"
        while trace is not None:
            where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        errors.write(f"error: {type(error).__name__} at {where} (a fault of the recorder)\n")
        return 70
    return 0


def parsed(arguments: Sequence[str], environment: Mapping[str, str]) -> RecordingOptions:
    """The options of a command line. Raises `UsageError`."""
    given = _parser().parse_args(arguments)
    entities = [Entity("org", given.org)] if given.org else []
    entities += [Entity("enterprise", given.enterprise)] if given.enterprise else []
    if not entities:
        raise UsageError("name an organization or an enterprise: make record ORG=…, ENTERPRISE=…")
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        raise UsageError("GITHUB_TOKEN is not set")
    key = environment.get("RECORD_KEY", "").strip() or None
    if key is not None and len(key) < _LEAST_KEY:
        raise UsageError(f"RECORD_KEY is too short: at least {_LEAST_KEY} characters")
    return RecordingOptions(
        entities=tuple(entities),
        token=token,
        key=key,
        base_url=(given.base_url or API).rstrip("/"),
        days=given.days,
        rows=given.rows,
        folder=Path(given.out),
        dry_run=given.dry_run,
    )


def summary(files: Mapping[str, bytes], skipped: Sequence[str], options: RecordingOptions) -> str:
    """A summary of the files that were written, or would be."""
    verb = "would write" if options.dry_run else "wrote"
    lines = [f"{verb} {len(files)} files to {options.folder}"]
    lines += [f"  {len(content):>8}  {name}" for name, content in sorted(files.items())]
    lines += [f"not requested: {each}" for each in skipped]
    return "\n".join(lines) + "\n"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, as for every other error."""
        raise UsageError(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m recording",
        description="Record GitHub's responses as scrubbed fixtures. The token is read from GITHUB_TOKEN; with "
        "RECORD_KEY, names and ids get the same pseudonyms in each recording.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--org", metavar="SLUG", help="an organization")
    parser.add_argument("--enterprise", metavar="SLUG", help="an enterprise, by slug or id")
    parser.add_argument("--base-url", metavar="URL", help=f"the API's address (default: {API})")
    parser.add_argument(
        "--days", type=_positive, default=2, metavar="N", help="days back (default: %(default)s)"
    )
    parser.add_argument(
        "--rows",
        type=_positive,
        default=20,
        metavar="N",
        help="rows to record from each file, in addition to one row of each other structure (default: %(default)s)",
    )
    parser.add_argument(
        "--out", default=str(FOLDER), metavar="DIR", help="the folder of the recording, replaced"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be written")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _progress(stream: TextIO) -> Callable[[str], None]:
    """Writes progress to a terminal, on one line that it erases; not to other streams."""

    def tell(text: str) -> None:
        if stream.isatty():
            stream.write(f"\r\x1b[K{text[:100]}")
            stream.flush()

    return tell
