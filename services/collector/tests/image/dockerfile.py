"""A Dockerfile as instructions, and its steps in a folder instead of a container."""

from __future__ import annotations

import glob
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

DOCKERFILE = Path(__file__).parents[2] / "Dockerfile"


@attrs.frozen
class Instruction:
    """One instruction: its keyword and its arguments, with continued lines joined."""

    word: str
    text: str

    @property
    def command(self) -> list[str]:
        """The words of the form `["a", "b"]`."""
        words: list[str] = json.loads(self.text)
        return words


def stages(text: str) -> list[list[Instruction]]:
    """The instructions of each stage; every stage begins with its FROM."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", text))
    found: list[list[Instruction]] = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append(Instruction(word.upper(), rest.strip()))
    return found


def variables(stage: Sequence[Instruction]) -> Iterator[tuple[str, str]]:
    """The values that ENV sets in a stage."""
    for each in stage:
        if each.word == "ENV":
            yield from re.findall(r"(\w+)=(\S+)", each.text)


@attrs.frozen
class Root:
    """A folder in the place of a container's root: absolute paths of the image lead into it."""

    folder: Path
    paths: Sequence[str] = ("/opt/collector", "/lake", "/etc/copilot-metrics", "/build")

    def moved(self, text: str) -> str:
        """The text with the image's own paths moved below the folder."""
        pattern = "|".join(re.escape(path) for path in self.paths)
        return re.sub(rf"(?<![\w/.])(?:{pattern})\b", lambda each: f"{self.folder}{each[0]}", text)

    def build(self, stage: Sequence[Instruction], context: Path, path: str) -> None:
        """Runs the steps of a stage: WORKDIR, COPY and RUN.

        Args:
            context: The folder that COPY reads from.
            path: The folder of the programs that RUN finds first, as the base image has them.
        """
        at = self.folder
        environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}
        for each in stage:
            if each.word == "WORKDIR":
                at = Path(self.moved(each.text))
                at.mkdir(parents=True, exist_ok=True)
            elif each.word == "COPY" and "--from=" not in each.text:
                *sources, target = each.text.split()
                (at / target).mkdir(parents=True, exist_ok=True)
                for source in sources:
                    copied = glob.glob(str(context / source))  # noqa: PTH207 - a pattern of the file
                    if not copied:
                        raise FileNotFoundError(f"COPY {source}: no such file in {context}")
                    for file in copied:
                        shutil.copy(file, at / target)
            elif each.word == "RUN":
                command = ["/bin/sh", "-ec", self.moved(each.text)]
                subprocess.run(command, cwd=at, env=environment, check=True)

    def run(
        self,
        command: Sequence[str],
        stage: Sequence[Instruction],
        user: Sequence[str] = (),
        variables_: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command with the variables and the folder of a stage, and only PATH of this process."""
        path = os.environ["PATH"]
        values = {
            name: self.moved(value).replace("$PATH", path) for name, value in variables(stage)
        }
        return subprocess.run(
            [*user, *command],
            cwd=self.folder,
            env={**values, **(variables_ or {})},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )


NOBODY = 65532
"""The user and group of the image."""


def as_nobody() -> list[str]:
    """Words before a command that run it as the image's user; none where this process is not root."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("setpriv"):
        return [
            "setpriv",
            f"--reuid={NOBODY}",
            f"--regid={NOBODY}",
            "--clear-groups",
            "--no-new-privs",
        ]
    return []
