"""From the render model to the text of files.

An undefined name is an error, and so is a text that has not passed a filter. Templates may insert only
`Code`: results of filters, and checked names.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from ..errors import RenderError
from .docs import class_doc, field_doc, pointer_doc, rows_doc, summary_doc
from .escape import comment, docstring, literal
from .pool import parameter_call, response_call


@functools.cache  # compiling the templates is most of the work of a small run
def environment(templates: Path) -> Environment:
    """The environment of our templates."""
    env = Environment(
        loader=FileSystemLoader(templates, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,  # so that macros return Markup; no text of a description ever gets that far
        finalize=_only_code,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {"code": Markup, "comment": comment, "docstring": docstring, "literal": literal}
    env.globals |= {
        "class_doc": class_doc,
        "field_doc": field_doc,
        "pointer_doc": pointer_doc,
        "parameter_call": parameter_call,
        "response_call": response_call,
        "rows_doc": rows_doc,
        "summary_doc": summary_doc,
    }
    return env


def render(env: Environment, template: str, **values: Any) -> str:
    """One file. Raises `RenderError` for an undefined variable of the template."""
    try:
        return env.get_template(template).render(**values)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise RenderError(f"template: {error.message}", file=template, line=line) from None


def _only_code(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    raise RenderError(f"a template places a text without a filter: {str(value)[:60]!r}")
