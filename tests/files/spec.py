"""`spec/rows.yaml` with an addition pasted into it, and the row types that come of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from copilot_usage_metrics._runtime.files.families import FileFamily
from generator.render.engine import environment, render
from generator.render.rows import RowModel, parse

ROOT = Path(__file__).parents[2]
SPEC = (ROOT / "spec" / "rows.yaml").read_text("utf-8")


def paste(spec: str, patch: str) -> str:
    """What a person does with a patch: each block to the end of the same one, new types to `objects:`."""
    lines = spec.splitlines()
    section, name, block = "", "", list[str]()
    is_new = False
    for line in [*patch.splitlines(), "end:"]:
        indent = len(line) - len(line.lstrip())
        if line.startswith("#"):
            continue
        if indent <= 2 and block:
            lines = _insert(lines, section, name, block, is_new=is_new)
            block = []
        if indent == 0:
            section = line.rstrip(":")
        elif indent == 2:
            name, is_new = line.strip().partition(":")[0], line.endswith("# new")
            block = [line] if is_new else []
        elif is_new or indent > 4:
            block.append(line)
    return "\n".join(lines) + "\n"


def _insert(
    lines: list[str], section: str, name: str, block: list[str], *, is_new: bool
) -> list[str]:
    begin = lines.index(f"{section}:") + 1
    if not is_new:
        begin = lines.index(f"  {name}:", begin) + 1
        begin = next(
            number
            for number in range(begin, len(lines))
            if lines[number].startswith("    properties:")
        )
        if lines[begin].endswith("{}"):
            lines = [*lines[:begin], lines[begin].removesuffix(" {}"), *lines[begin + 1 :]]
        begin += 1
    depth = 2 if is_new else 6
    end = next(
        (
            number
            for number in range(begin, len(lines))
            if lines[number].strip() and len(lines[number]) - len(lines[number].lstrip()) < depth
        ),
        len(lines),
    )
    return [*lines[:end], *block, *lines[end:]]


@contextmanager
def row_types(spec: str) -> Iterator[dict[str, FileFamily]]:
    """The families that a `rows.yaml` gives, of row types rendered from it."""
    model = parse(spec)
    text = render(environment(ROOT / "templates"), "rows.py.jinja", rows=model)
    text = re.sub(r"from \.\._runtime", "from copilot_usage_metrics._runtime", text)
    module = ModuleType("rows_made_anew")
    sys.modules[module.__name__] = module  # so that the annotations can be read
    try:
        exec(compile(text, "rows.py", "exec"), module.__dict__)
        yield _families(model, module)
    finally:
        del sys.modules[module.__name__]


def _families(model: RowModel, module: ModuleType) -> dict[str, FileFamily]:
    found = vars(module)
    return {
        str(name): FileFamily(
            str(name),
            found[name],
            found[source.yields],
            None if source.window is None else found[source.window],
        )
        for name, source in model.sources.items()
    }
