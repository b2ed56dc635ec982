"""`spec/rows.yaml` with an added patch, and the row types rendered from it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from copilot_usage_metrics._runtime.files.families import FileFamily
from generator.render.engine import environment, render
from generator.render.row_model import RowModel
from generator.render.rows import parse
from generator.rows_draft import insert_draft as paste

ROOT = Path(__file__).parents[2]
__all__ = ["SPEC", "paste", "row_types"]

SPEC = (ROOT / "spec" / "rows.yaml").read_text("utf-8")


@contextmanager
def row_types(spec: str) -> Iterator[dict[str, FileFamily]]:
    """The families of a `rows.yaml`, with row types rendered from it."""
    model = parse(spec)
    text = render(environment(ROOT / "templates"), "rows.py.jinja", rows=model)
    text = re.sub(r"from \.\._runtime", "from copilot_usage_metrics._runtime", text)
    module = ModuleType("rows_made_anew")
    sys.modules[module.__name__] = module  # for the resolution of annotations
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
