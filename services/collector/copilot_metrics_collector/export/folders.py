"""Replaces the files of an export in a folder; files that are not from an export are never touched."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ..exits import ConfigurationError
from ..files import replace_file, umask
from .tables import ExportTable, stale_tables

LOG_FILE: Final = "_copilot_metrics_export.json"
"""The file that lists the exported files; readers of data sets ignore files that begin with `_`."""


@contextmanager
def replaced_files(
    place: str, tables: Sequence[ExportTable], suffix: str, *, is_whole: bool
) -> Iterator[Path]:
    """Yields a temporary folder for one file per table; moves its files into place if no exception is raised.

    Args:
        place: The folder; created if it is missing.
        tables: The tables.
        suffix: The suffix of the files, such as `.csv`.
        is_whole: Whether files of earlier exports that this one does not have are removed.

    Raises:
        ConfigurationError: The folder cannot be written, or has a file of this name that is not from an export.
    """
    folder = Path(place)
    names = {f"{table.name}{suffix}" for table in tables}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        earlier = _logged(folder)
        for name in sorted(names - earlier):
            if (folder / name).exists():
                raise ConfigurationError(
                    f"{place} has a file {name} that is not from an export: use another folder, or rename the file"
                )
        scratch = Path(tempfile.mkdtemp(prefix=".export.", dir=folder))
    except OSError as error:
        raise _cannot_write(place, error) from None
    try:
        yield scratch
        _write_log(
            folder, earlier | names
        )  # an interrupted export leaves no file that the log lacks
        for name in sorted(names):
            file = scratch / name
            file.chmod(0o666 & ~umask())
            file.replace(folder / name)
        if is_whole:
            stems = {name.removesuffix(suffix) for name in earlier if name.endswith(suffix)}
            stale = {
                f"{stem}{suffix}" for stem in stale_tables(stems, [each.name for each in tables])
            }
            for name in stale:
                (folder / name).unlink(missing_ok=True)
            _write_log(folder, (earlier | names) - stale)
    except OSError as error:
        raise _cannot_write(place, error) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _cannot_write(place: str, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"cannot write {place}: {error.strerror or error}")


def _logged(folder: Path) -> set[str]:
    """Returns the names of the files of earlier exports; only names of files in the folder itself."""
    try:
        found = json.loads((folder / LOG_FILE).read_text("utf-8"))["files"]
        return {name for name in found if Path(name).name == name}
    except FileNotFoundError:
        return set()
    except (ValueError, TypeError, KeyError):
        raise ConfigurationError(
            f"{folder / LOG_FILE} is not the list of an export: remove it"
        ) from None


def _write_log(folder: Path, names: set[str]) -> None:
    text = json.dumps({"files": sorted(names)}, indent=1)
    replace_file(folder / LOG_FILE, f"{text}\n".encode())
