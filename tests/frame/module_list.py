"""The list of modules in docs/architecture.md; `python -m tests.frame.module_list` (in `make format`) writes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.frame.repository import ROOT

PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- modules: begin -->", "<!-- modules: end -->"
TREES = (
    "generator",
    "templates/runtime",
    "templates/testing",
    "services/collector/copilot_metrics_collector",
    "recording",
    "website",
)


def summary(path: Path) -> str:
    """The first line of a module's docstring; empty without one."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.split("\n\n")[0].replace("\n", " ").replace("|", r"\|")


def module_list() -> str:
    """Every folder with its modules, as Markdown."""
    return "\n".join(line for tree in TREES for line in _folder(ROOT / tree))


def page_with_list(text: str) -> str:
    """The page with the current list between its marks."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{module_list()}\n{END}{after}"


def _folder(folder: Path) -> Iterator[str]:
    modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    package = folder / "__init__.py"
    if modules:
        yield f"**`{folder.relative_to(ROOT).as_posix()}/`** {summary(package) if package.exists() else ''}".rstrip()
        yield ""
        yield "| module | content |"
        yield "|---|---|"
        yield from (f"| `{path.name}` | {summary(path)} |" for path in modules)
        yield ""
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        yield from _folder(inner)


if __name__ == "__main__":
    PAGE.write_text(page_with_list(PAGE.read_text("utf-8")), "utf-8", newline="\n")
