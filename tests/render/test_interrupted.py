"""A run that is interrupted at any moment leaves the old package or the new one, complete, and no other files."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.frame.repository import ROOT
from tests.render.harness import Generated, generate, operation

# Each sends the signal to the process itself, so that the moment is exact.
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
# Importing the generator is slow, so it is done once: each command is a process forked from this one.
CODE = """
import json, os, signal, sys
from pathlib import Path
from generator import cli, generate, state
from generator.render import build, emit, formatting, package

def command(place, count, by, memory, errors, arguments):
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    os.dup2(2, 1)
    state._MEMORY = Path(memory)
    owner = {"emit": emit, "formatting": formatting, "package": package, "generate": generate}
    *path, name = place.split(".")
    target = owner[path[0]]
    for part in path[1:]:
        target = getattr(target, part)
    original, calls = getattr(target, name), []

    def interrupted(*arguments, **options):
        # mkdtemp is used by the formatter, too; only the one beside the package counts
        if name != "mkdtemp" or "dir" in options and options["dir"]:
            calls.append(1)
        if len(calls) == count:
            os.kill(os.getpid(), getattr(signal, by))
        return original(*arguments, **options)

    setattr(target, name, interrupted)
    sys.exit(cli.main(arguments))

for line in sys.stdin:
    child = os.fork()
    if not child:
        command(**json.loads(line))
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
Command = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def command() -> Iterator[Command]:
    """Run a command that is interrupted, in its own process: its exit code and its output."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        asks, answers = process.stdin, process.stdout

        def run(errors: Path, **how: object) -> tuple[int, str]:
            asks.write(json.dumps({"errors": str(errors), **how}) + "\n")
            asks.flush()
            return int(answers.readline()), errors.read_text()

        yield run
    assert process.returncode == 0


def interrupt(
    command: Command, first: Generated, moment: str, by: signal.Signals
) -> tuple[int, str]:
    """Generate another description over `first`, and interrupt the run."""
    folder = first.spec.parent
    spec = folder / "another.json"
    number = list(MOMENTS).index(moment)
    spec.write_text(first.spec.read_text().replace("getIt", f"getAnother{number}"))
    place, count = MOMENTS[moment]
    return command(
        folder / "errors",
        memory=str(folder / "memory"),
        place=place,
        count=count,
        by=by.name,
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
def test_catchable_signal_leaves_the_old_or_the_new_package(
    by: signal.Signals, command: Command, tmp_path: Path
) -> None:
    moments = list(MOMENTS) if by is signal.SIGTERM else list(MOMENTS)[3::3]
    first = generate(tmp_path, operation())
    for moment in moments:
        before = first.rendered
        code, errors = interrupt(command, first, moment, by)
        assert code == (130 if by is signal.SIGINT else 128 + by), (moment, errors)
        assert "Traceback" not in errors
        assert_whole(first, before)


def test_a_kill_leaves_nothing_half_written(command: Command, tmp_path: Path) -> None:
    for moment in ("in the middle of the files", "while the old package is removed"):
        folder = tmp_path / moment
        folder.mkdir()
        first = generate(folder, operation())
        before = first.rendered
        assert interrupt(command, first, moment, signal.SIGKILL)[0] == -signal.SIGKILL
        assert_whole(first, before, alone=False)
        beside = [path.name for path in first.folder.parent.iterdir() if path != first.folder]
        assert all(name.startswith(f".{first.name}-") for name in beside)
