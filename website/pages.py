"""The pages of the site, in the order of its navigation, with their sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from . import errors_page, reference_page, reports_page

ROOT = Path(__file__).resolve().parents[1]


@attrs.frozen
class Page:
    """One page: its path on the site, and its Markdown file or function."""

    section: str
    path: str
    """Its Markdown file on the site."""
    source: str | Callable[[], str]
    """A file of the repository, or a function that returns Markdown."""
    label: str | None = None
    """Its name in the navigation; the first heading if there is none."""

    @property
    def file(self) -> str | None:
        """Its file in the repository; None for a generated page."""
        return self.source if isinstance(self.source, str) else None

    def text(self) -> str:
        """The page as Markdown."""
        if isinstance(self.source, str):
            return (ROOT / self.source).read_text("utf-8")
        return self.source()

    @property
    def title(self) -> str:
        """Its name in the navigation."""
        heading = re.search(r"(?m)^# (.+)$", self.text())
        if self.label is None and heading is None:
            raise ValueError(f"{self.path}: expected a heading, found none")
        return self.label or (heading[1] if heading else "")


def pages() -> list[Page]:
    """Every page, in the order of the navigation."""
    return [
        Page("Start", "index.md", "README.md", "Start"),
        Page("Start", "client.md", "docs/client.md"),
        Page("Reports and fields", "reports.md", reports_page.page),
        Page("Reports and fields", "fields.md", "docs/fields.md"),
        Page("Collector", "collector/index.md", "services/collector/README.md", "Get started"),
        *_collector(),
        Page("Collector", "collector/privacy.md", "services/collector/PRIVACY.md"),
        Page("Collector", "collector/scale.md", "docs/collector-scale.md"),
        Page("Diff", "own-description.md", "docs/own-description.md"),
        Page("Diff", "diff.md", "docs/diff.md", "Reference of the diff"),
        Page("Reference", "api.md", reference_page.page),
        Page("Reference", "errors.md", errors_page.page),
        Page("Reference", "openapi.md", "docs/openapi.md"),
        Page("Reference", "stability.md", "docs/stability.md"),
        Page("Project", "changelog.md", "CHANGELOG.md", "Changes of the client"),
        Page(
            "Project",
            "collector/changelog.md",
            "services/collector/CHANGELOG.md",
            "Changes of the collector",
        ),
        Page("Project", "architecture.md", "docs/architecture.md"),
        Page("Project", "security.md", "SECURITY.md"),
    ]


def _collector() -> Iterator[Page]:
    """All pages of the collector, recipes first."""
    found = sorted(
        (ROOT / "services/collector/docs").glob("*.md"),
        key=lambda path: (path.stem != "recipes", path.stem),
    )
    for path in found:
        yield Page("Collector", f"collector/{path.name}", path.relative_to(ROOT).as_posix())
