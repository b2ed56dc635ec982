"""Writes a report as one HTML file without scripts, whose policy forbids every request."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import Any, Final

from copilot_usage_metrics.escaping import escape_text

from ..clock import today_utc
from ..extras import require_extra
from ..version import __version__
from .model import Report, Spec
from .svg import draw

MOST_TEXT: Final = 200
"""Characters of a name in a table."""
_TEMPLATE: Final = "page.html.j2"
_PACKAGE: Final = "copilot_metrics_collector.report"


def check_extra() -> None:
    """Raises `ConfigurationError` if a library of the extra `report` is missing; call it before the first question."""
    require_extra("report", "report", "jinja2", "markupsafe", "vl_convert")


def to_html(report: Report) -> str:
    """The page. All text of the report is data: no character of it becomes markup, and each can be seen."""
    import jinja2
    import markupsafe

    safe = markupsafe.Markup
    environment = jinja2.Environment(
        autoescape=True,
        finalize=_visible,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def drawing(spec: Spec, label: str) -> Any:
        return safe(draw(spec, label))  # serialized from an allowlist of shapes

    style = re.sub(r"\s*\n\s*", "\n", _read("page.css").strip())
    return environment.from_string(_read(_TEMPLATE)).render(
        report=report,
        policy=safe(_policy(style)),  # base64 and words
        style=safe(style),  # the file beside this one
        draw=drawing,
        name=lambda text: escape_text(text, MOST_TEXT),
        generator=f"copilot-metrics {__version__}",
        made_on=f"{today_utc()}",
    )


def _policy(style: str) -> str:
    """Nothing but this style sheet: no script, connection, image, font, frame or form."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _visible(value: Any) -> Any:
    """A text with every character visible; markup of the page itself is unchanged."""
    return (
        escape_text(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
    )


def _read(name: str) -> str:
    return (resources.files(_PACKAGE) / name).read_text(encoding="utf-8")
