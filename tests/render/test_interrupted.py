"""A run that is interrupted at any moment leaves the old package or the new one, whole, and nothing beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frame.repository import ROOT
from tests.render.harness import Generated, generate, operation

# Each raises the signal in the process itself, so that the moment is exact.
MOMENTS = {
    "before anything is written": ("package.build_api", 1),
    "while ruff runs": ("formatting.subprocess.run", 2),
    "when the staging folder is made": ("emit.tempfile.mkdtemp", 1),
    "at the first file": ("emit.Path.write_bytes", 1),
    "in the middle of the files": ("emit.Path.write_bytes", 20),
    "before the swap": ("emit._swap", 1),
    "in the middle of the swap": ("emit.Path.rename", 2),
    "while the old package is removed": ("emit.shutil.rmtree", 1),
    "after everything": ("generate.remember", 1),
}
CODE = """
import os, signal, sys
from pathlib import Path
from generator import cli, generate, state
from generator.render import emit, formatting, package

state._MEMORY = Path({memory!r})
owner = {{"emit": emit, "formatting": formatting, "package": package, "generate": generate}}
*path, name = {place!r}.split(".")
target = owner[path[0]]
for part in path[1:]:
    target = getattr(target, part)
original, calls = getattr(target, name), []

def interrupted(*arguments, **options):
    # mkdtemp serves the formatter, too; what counts is the place beside the package
    if name != "mkdtemp" or "dir" in options and options["dir"]:
        calls.append(1)
    if len(calls) == {count}:
        os.kill(os.getpid(), signal.{signal})
    return original(*arguments, **options)

setattr(target, name, interrupted)
sys.exit(cli.main({arguments!r}))
"""


def interrupt(
    first: Generated, moment: str, by: signal.Signals
) -> subprocess.CompletedProcess[str]:
    """Generates another description over `first`, and interrupts that."""
    folder = first.spec.parent
    spec = folder / "another.json"
    number = list(MOMENTS).index(moment)
    spec.write_text(first.spec.read_text().replace("getIt", f"getAnother{number}"))
    place, count = MOMENTS[moment]
    code = CODE.format(
        memory=str(folder / "memory"),
        place=place,
        count=count,
        signal=by.name,
        arguments=[
            "generate",
            "--spec",
            str(spec),
            "--out",
            str(first.folder.parent),
            "--package",
            first.name,
        ],
    )
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def assert_whole(first: Generated, before: dict[str, str], *, alone: bool = True) -> None:
    """The package is the old one or the new one."""
    after = first.rendered
    assert set(after) == set(before)
    changed = [path for path in before if before[path] != after[path]]
    assert changed in ([], ["async_client.py", "client.py", "operations.py"]), changed
    if alone:
        assert [path.name for path in first.folder.parent.iterdir()] == [first.name]


@pytest.mark.parametrize(
    "by", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda by: by.name
)
def test_by_a_signal_that_can_be_caught(by: signal.Signals, tmp_path: Path) -> None:
    moments = list(MOMENTS) if by is signal.SIGTERM else list(MOMENTS)[3::3]
    first = generate(tmp_path, operation())
    for moment in moments:
        before = first.rendered
        run = interrupt(first, moment, by)
        assert run.returncode == (130 if by is signal.SIGINT else 128 + by), (moment, run.stderr)
        assert "Traceback" not in run.stderr
        assert_whole(first, before)


def test_a_kill_leaves_nothing_half_written(tmp_path: Path) -> None:
    for moment in ("in the middle of the files", "while the old package is removed"):
        folder = tmp_path / moment
        folder.mkdir()
        first = generate(folder, operation())
        before = first.rendered
        assert interrupt(first, moment, signal.SIGKILL).returncode == -signal.SIGKILL
        assert_whole(first, before, alone=False)
        beside = [path.name for path in first.folder.parent.iterdir() if path != first.folder]
        assert all(name.startswith(f".{first.name}-") for name in beside)
