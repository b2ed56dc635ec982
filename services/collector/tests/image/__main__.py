"""`python -m tests.image FOLDER`: the image's steps in an empty folder as its user, then a sync with a fake GitHub.

It has the environment of a container without one: another user, packages that this user cannot write, no variables of
the caller, and the folder for temporary files as home. It needs the network (or an index) for the packages.
"""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from copilot_usage_metrics.testing import FakeGitHub

from .dockerfile import DOCKERFILE, NOBODY, Instruction, Root, as_nobody, stages

FILE_SYSTEMS = "import fsspec; print(*map(fsspec.get_filesystem_class, ('s3', 'gs', 'abfs')))"


def main(folder: Path) -> int:
    """Returns 0 if the image's command keeps a lake and its health check passes."""
    build, final = stages(DOCKERFILE.read_text("utf-8"))
    user, root = as_nobody(), Root(folder)
    folder.chmod(0o755)
    base = (
        folder / "usr/local"
    )  # the Python of this process may be in a folder that the user cannot read
    shutil.copytree(
        sys.base_prefix, base, symlinks=True, ignore=shutil.ignore_patterns("test", "site-packages")
    )
    python = base / "bin" / "python"
    if not python.exists():
        python.symlink_to(f"python3.{sys.version_info.minor}")
    (folder / "opt").mkdir()
    root.build(build, DOCKERFILE.parents[2], str(base / "bin"))
    shutil.rmtree(folder / "build")
    for path in [folder / "etc/copilot-metrics", folder / "lake"]:
        path.mkdir(parents=True, exist_ok=True)
    if user:
        os.chown(folder / "lake", NOBODY, NOBODY)
    return _commands(root, final, user, {"LD_LIBRARY_PATH": str(base / "lib")})


def _commands(
    root: Root, stage: Sequence[Instruction], user: Sequence[str], python: Mapping[str, str]
) -> int:
    """Runs the command of a container; `python` are the variables that the copied Python needs."""
    with FakeGitHub(seats=50) as github:
        org = ["--org", github.organizations[0]]
        day = github.today - datetime.timedelta(days=3)
        sync = [
            *org,
            "--enterprise",
            github.enterprise,
            "--since",
            str(day),
            "--base-url",
            github.base_url,
        ]
        commands = [
            (["copilot-metrics", "sync", *sync], {"GITHUB_TOKEN": github.token}),
            (["/bin/sh", "-c", health_check(stage)], {}),
            (["copilot-metrics", "sql", "select count(*) as rows from users_1_day"], {}),
            (["/opt/collector/bin/python", "-c", FILE_SYSTEMS], {}),
            (["copilot-metrics", "report", *org, "--output", "/lake/report.html"], {}),
        ]
        for command, values in commands:
            ran = root.run(
                [root.moved(word) for word in command], stage, user, {**python, **values}
            )
            sys.stdout.write(f"$ {' '.join(command)}\n{ran.stdout}{ran.stderr}")
            if ran.returncode:
                sys.stderr.write(f"error: {command[0]} ended with {ran.returncode}\n")
                return 1
    return 0


def health_check(stage: Sequence[Instruction]) -> str:
    """The shell command of HEALTHCHECK."""
    (found,) = (each.text for each in stage if each.word == "HEALTHCHECK")
    return found.partition(" CMD ")[2]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
