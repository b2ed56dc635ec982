"""Makes the trimmed documents of this folder from GitHub's raw ones; no test runs it.

    for v in 17.0.0 18.2.0 19.1.0 20.0.0 21.0.0 22.0.0 23.0.0 23.0.2; do
        mkdir -p raw/$v && (cd raw/$v && npm pack @octokit/openapi@$v && tar xzf *.tgz)
    done
    python -m tests.compare.real.make raw/*

Each argument is a folder that is named like the version and contains `package/generated/ghec.json` of
the unpacked npm package. The script writes `<version>/metrics.yaml` and `<version>/copilot.yaml`, the
selections of `SELECTIONS`, with the modules that make `spec/upstream`: no change of
`x-github-breaking-changes` is applied (all remain as pending), prose is removed, examples remain.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import document
from generator.prepare import trim, versions

HERE = Path(__file__).parent
RAW = Path("package", "generated", "ghec.json")
BEFORE_ALL_CHANGES = "0000-00-00"
"""An API version that is older than every change, so that none is applied."""

SELECTIONS: Mapping[str, re.Pattern[str]] = {
    "metrics": re.compile(r"/copilot/(?:usage|metrics|metrics/reports/.+|usage-records)$"),
    "copilot": re.compile(r"/copilot(?:-[^/]+)?(?:/|$)"),
}
"""By the name of the file: the pattern of its path templates."""


def select(description: dict[str, Any], name: str, pattern: re.Pattern[str]) -> dict[str, Any]:
    """The paths that match the pattern, and everything that they refer to, trimmed. `name` is for errors."""
    described = versions.at_version(description, BEFORE_ALL_CHANGES, name=name)
    paths = tuple(path for path in described["paths"] if pattern.search(path))
    return trim.trim([trim.TrimSource(name, described, paths)])


def main(folders: list[str]) -> None:
    """Writes both selections of every folder's document. Raises the errors of `generator.errors`."""
    for folder in map(Path, folders):
        description = document.read_object(folder / RAW)
        target = HERE / folder.name
        target.mkdir(exist_ok=True)
        for selection, pattern in SELECTIONS.items():
            header = (
                f"GitHub's description (@octokit/openapi {folder.name}, {RAW.name}), trimmed to the"
                f" selection `{selection}`.\nDo not edit: written by make.py from the raw document."
            )
            trimmed = select(description, folder.name, pattern)
            text = document.dump(trimmed, header=header)
            (target / f"{selection}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
