"""How much of GitHub's whole API can be generated: `python -m benchmarks.families [FILE …]`.

Each family of a description (the first tag of its operations) becomes a package of its own, which is compiled. Without
FILE the descriptions are taken from a release of @octokit/openapi, through npm.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import attrs

from generator.errors import RenderError
from generator.generate import TEMPLATES
from generator.prepare.download import npm_tarball
from generator.render.description import Description, read_description
from generator.render.package import render_standalone, standalone_api
from generator.surface import supported

RELEASE = "23.0.1"
DOCUMENTS = ("api.github.com.json", "ghes-3.19.json")
AIM = 0.98
_METHODS = ("get", "put", "post", "patch", "delete")


@attrs.define
class Figures:
    """The numbers of generated and refused operations of a description."""

    families: int = 0
    whole: int = 0
    """Families of which every operation is generated."""
    operations: int = 0
    refused: dict[str, str] = attrs.field(factory=dict)
    """Operation, and why it is refused."""

    @property
    def share(self) -> float:
        """The part of the operations that is generated, from 0 to 1."""
        return 1 - len(self.refused) / self.operations

    def __str__(self) -> str:
        return (
            f"{self.families} families, {self.whole} of them whole; "
            f"{self.operations - len(self.refused)} of {self.operations} operations ({self.share:.2%})"
        )


def families(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The description of each family, by its name."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                found[(item[method].get("tags") or ["default"])[0]][path][method] = item[method]
    return {name: {**document, "paths": dict(paths)} for name, paths in sorted(found.items())}


def measure(description: Description) -> Figures:
    """Generates and compiles each family."""
    figures = Figures()
    for name, document in families(dict(description.document)).items():
        family = attrs.evolve(description, document=document)
        package = name.replace("-", "_")

        def build(part: Any, family: Description = family, package: str = package) -> Any:
            return standalone_api(attrs.evolve(family, document=part), package)[1]

        part, refused = supported(document, build)
        files, api = render_standalone(
            attrs.evolve(family, document=part), name=package, version="0", templates=TEMPLATES
        )
        for path, text in files.items():
            if path.endswith(".py"):
                compile(text, path, "exec", dont_inherit=True)
        figures.families += 1
        figures.whole += not refused
        figures.operations += len(api.operations) + len(refused)
        for (path, method), reason in refused.items():
            figures.refused[f"{method.upper()} {path}"] = reason.message
        if sys.stderr.isatty():
            print(f"\r{figures.families} families", end="", file=sys.stderr)
    return figures


def main(files: list[str]) -> int:
    """Prints the figures of each description; returns 1 if one misses the target."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for file in files or _downloaded(Path(folder)):
            path = Path(file)
            start = time.perf_counter()
            try:
                figures = measure(read_description(path.read_bytes(), path))
            except RenderError as error:
                print(f"{path.name}: {error}")
                failed = True
                continue
            print(f"{path.name}: {figures}, {time.perf_counter() - start:.0f} s")
            for operation, reason in figures.refused.items():
                print(f"  refused: {operation}: {reason}")
            failed |= figures.share < AIM
    return int(failed)


def _downloaded(folder: Path) -> list[str]:
    with tarfile.open(fileobj=io.BytesIO(npm_tarball("@octokit/openapi", RELEASE))) as archive:
        for name in DOCUMENTS:
            found = archive.extractfile(f"package/generated/{name}")
            assert found is not None
            (folder / name).write_text(json.dumps(json.load(found)), "utf-8")
    return [str(folder / name) for name in DOCUMENTS]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
