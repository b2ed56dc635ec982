"""The public surface of a generated package, read off its source: names, kinds, defaults, annotations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from generator import surface
from generator.render import package, row_model, rows
from generator.render.engine import environment
from generator.render.model import ApiModel
from generator.render.service import OURS

ROOT = Path(__file__).parents[2]


@cache
def _environment() -> tuple[Any, row_model.RowModel]:
    return environment(ROOT / "templates"), rows.load(ROOT / "spec" / "rows.yaml")


def source(api: ApiModel) -> dict[str, str]:
    """The modules of a package that depend on its API version, unformatted."""
    env, row_model = _environment()
    return package.api_files(env, [api], row_model, "things", "1", OURS)


def public(document: dict[str, Any]) -> dict[str, str]:
    """All names of the generated package and their annotations: `Owner.login` → `str`."""
    api = surface._surface(document, surface._operations(document))[1].api
    if api is None:
        return {}
    assert isinstance(api, ApiModel)
    files = {path.rpartition("/")[2]: text for path, text in source(api).items()}
    found: dict[str, str] = {}
    for node in ast.parse(files["models.py"]).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = ", ".join(map(ast.unparse, node.bases))
            found |= _attributes(node)
    for path, names in (
        ("client.py", ("CopilotMetrics",)),
        ("async_client.py", ("AsyncCopilotMetrics",)),
        ("_reports.py", ("ReportRows",)),
        ("_pages.py", ("PagedItems",)),
    ):
        for node in ast.parse(files[path]).body:
            if isinstance(node, ast.ClassDef) and node.name in names:
                prefix = "" if path == "client.py" else f"{node.name}."
                found |= {f"{prefix}{name}": said for name, said in _methods(node)}
    return found


def _attributes(node: ast.ClassDef) -> dict[str, str]:
    return {
        f"{node.name}.{each.target.id}": ast.unparse(each).partition(": ")[2]
        for each in node.body
        if isinstance(each, ast.AnnAssign)
        and isinstance(each.target, ast.Name)
        and not each.target.id.startswith("_")
        and "ClassVar" not in ast.unparse(each.annotation)
    }


def _methods(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for each in node.body:
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if each.name.startswith("_") or each.name in ("rows", "items"):
                continue
            yield (
                f"{each.name}()",
                f"{_warns(each)}{ast.unparse(each.returns or ast.Constant(None))}",
            )
            yield f"{each.name}(*)", ", ".join(argument.arg for argument in each.args.args[1:])
            yield from _arguments(each)
        elif isinstance(each, ast.Assign) and not ast.unparse(each.targets[0]).startswith("_"):
            yield f"{ast.unparse(each.targets[0])}()", f"= {ast.unparse(each.value)}"


def _warns(each: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    return (
        "deprecated "
        if any("deprecated" in ast.unparse(one) for one in each.decorator_list)
        else ""
    )


def _arguments(each: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, str]]:
    arguments = each.args
    for argument in arguments.args[1:]:
        yield (
            f"{each.name}({argument.arg}=)",
            f"positional: {ast.unparse(argument.annotation or ast.Constant(None))}",
        )
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        said = ast.unparse(argument.annotation or ast.Constant(None))
        end = "" if default is None else f" = {ast.unparse(default)}"
        yield f"{each.name}({argument.arg}=)", f"keyword: {said}{end}"
