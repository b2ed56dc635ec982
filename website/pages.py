"""The pages of the site, in the order of its navigation, with their sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from . import errors_page, reference_page, reports_page

ROOT = Path(__file__).resolve().parents[1]


@attrs.frozen
class SitePage:
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


def pages() -> list[SitePage]:
    """Every page, in the order of the navigation."""
    return [
        SitePage("Start", "index.md", "README.md", "Start"),
        SitePage("Start", "client.md", "docs/client.md"),
        SitePage("Reports and fields", "reports.md", reports_page.page),
        SitePage("Reports and fields", "fields.md", "docs/fields.md"),
        SitePage("Collector", "collector/index.md", "services/collector/README.md", "Get started"),
        *_collector(),
        SitePage("Collector", "collector/privacy.md", "services/collector/PRIVACY.md"),
        SitePage("Collector", "collector/scale.md", "docs/collector-scale.md"),
        SitePage("Diff", "own-description.md", "docs/own-description.md"),
        SitePage("Diff", "diff.md", "docs/diff.md", "Reference of the diff"),
        SitePage("Reference", "api.md", reference_page.page),
        SitePage("Reference", "errors.md", errors_page.page),
        SitePage("Reference", "openapi.md", "docs/openapi.md"),
        SitePage("Reference", "stability.md", "docs/stability.md"),
        SitePage("Project", "changelog.md", "CHANGELOG.md", "Changes of the client"),
        SitePage(
            "Project",
            "collector/changelog.md",
            "services/collector/CHANGELOG.md",
            "Changes of the collector",
        ),
        SitePage("Project", "architecture.md", "docs/architecture.md"),
        SitePage("Project", "security.md", "SECURITY.md"),
    ]


def _collector() -> Iterator[SitePage]:
    """All pages of the collector, recipes first."""
    found = sorted(
        (ROOT / "services/collector/docs").glob("*.md"),
        key=lambda path: (path.stem != "recipes", path.stem),
    )
    for path in found:
        yield SitePage("Collector", f"collector/{path.name}", path.relative_to(ROOT).as_posix())
