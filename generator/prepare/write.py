"""Writing some files all at once: after an error or an interrupt the old ones stand as they stood."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_all(
    folder: Path, files: Mapping[str, bytes], *, remove: tuple[str, ...], scratch: Path
) -> None:
    """Write `files` (paths below `folder`) and delete those of `remove`, or change nothing.

    New contents are complete in `scratch`, on the same file system, before the first old file is
    touched; what stood there is kept until the last one is in place, and put back where that is not
    reached.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix="stage-", dir=scratch))
    done: list[tuple[Path, Path | None]] = []
    try:
        staged: list[tuple[Path, Path | None]] = []
        for number, (name, content) in enumerate(files.items()):
            new = stage / f"{number}.new"
            new.write_bytes(content)
            staged.append((folder / name, new))
        staged += [(folder / name, None) for name in remove]
        try:
            for number, (target, replacement) in enumerate(staged):
                old = stage / f"{number}.old" if target.exists() else None
                if old is not None:
                    shutil.copy2(target, old)
                done.append((target, old))
                if replacement is None:
                    target.unlink(missing_ok=True)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    replacement.replace(target)
        except BaseException:
            for target, old in reversed(done):
                if old is None:
                    target.unlink(missing_ok=True)
                else:
                    old.replace(target)
            raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
