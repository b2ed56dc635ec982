"""Write several files atomically: an error or an interrupt leaves the old ones unchanged."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_all(
    folder: Path, files: Mapping[str, bytes], *, remove: tuple[str, ...], scratch: Path
) -> None:
    """Write `files` (paths below `folder`) and delete those of `remove`, or change none.

    New contents are complete in `scratch`, on the same file system, before the first old file is
    touched; old contents are preserved until the last new one is in place, and restored on
    failure.
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
