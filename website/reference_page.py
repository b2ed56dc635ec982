"""The page of the API: every public name of the package with its signature and docstring."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator

import copilot_usage_metrics
from copilot_usage_metrics import CopilotMetricsError, escaping, files, testing

from .docstrings import markdown, summary

_HEAD = """# API reference

The public names of `copilot_usage_metrics`. Classes of responses are in `models`, those of rows in `rows`
([fields](fields.md)), errors on [their page](errors.md), and facts about operations under [reports](reports.md).
"""
_MODULES = (escaping, files, testing)
_INHERITED = frozenset({"from_dict", "to_dict", "with_traceback", "add_note"})


def page() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for name in sorted(copilot_usage_metrics.__all__, key=str.lower):
        value = getattr(copilot_usage_metrics, name)
        if isinstance(value, types.ModuleType) or _is_error(value):
            continue
        parts.append(_entry(name, value))
    for module in _MODULES:
        parts += [
            f"## copilot_usage_metrics.{module.__name__.rpartition('.')[2]}",
            markdown(module.__doc__ or ""),
        ]
        parts += ["| name | meaning |", "|---|---|"]
        parts += [
            f"| `{name}` | {summary(_doc(getattr(module, name)))} |" for name in module.__all__
        ]
        parts.append("")
    return "\n".join(parts) + "\n"


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, CopilotMetricsError)


def _doc(value: object) -> str:
    """The object's own docstring; empty for a constant of a builtin type, which has only that of the type."""
    return inspect.getdoc(value) or "" if callable(value) else ""


def _entry(name: str, value: object) -> str:
    heading = name.replace("__", r"\_\_")  # not bold
    if not callable(value):
        kind = type(value)
        doc = "" if kind.__module__ == "builtins" else summary(kind.__doc__)
        return f"## {heading}\n\n{doc or _CONSTANTS.get(name, '')}\n"
    lines = [
        f"## {heading}",
        "",
        "```python",
        _signature(name, value),
        "```",
        "",
        markdown(_doc(value)),
    ]
    if isinstance(value, type):
        lines += [
            line for member, doc in _members(value) for line in (f"### {name}.{member}", "", doc)
        ]
    return "\n".join(lines)


_CONSTANTS = {
    "API_VERSION": "The API version that the top of the package speaks.",
    "SPEC_SHA256": "The digest of the description that the package was generated from.",
    "__version__": "The version of the package.",
}


def _signature(name: str, value: object) -> str:
    """One parameter per line if the signature is longer than a line."""
    try:
        signature = inspect.signature(value)  # type: ignore[arg-type]  # a class or a function
    except ValueError:
        return name
    one = f"{name}{str(signature).replace(chr(39), '')}"
    if len(one) <= 80:
        return one
    parameters = [str(each).replace("'", "") for each in signature.parameters.values()]
    kinds = [each.kind for each in signature.parameters.values()]
    if inspect.Parameter.KEYWORD_ONLY in kinds:
        parameters.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    return f"{name}(\n" + "".join(f"    {each},\n" for each in parameters) + ")"


def _members(owner: type) -> Iterator[tuple[str, str]]:
    """Public methods and properties with their docstrings, without octokit's names of methods."""
    for name, member in inspect.getmembers(owner):
        doc = inspect.getdoc(member)
        is_alias = name != name.lower()
        if name.startswith("_") or is_alias or name in _INHERITED or not doc:
            continue
        if inspect.isroutine(member):
            yield name, f"```python\n{_signature(name, member)}\n```\n\n{markdown(doc)}"
        elif isinstance(member, property):
            yield name, markdown(doc)
