"""From the pages to a folder of HTML: the Markdown is collected in one folder, and zensical renders it."""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .check import problems
from .links import rewrite
from .pages import ROOT, SitePage, pages

STYLE = "style.css"
_FEATURES = (
    "content.code.copy",
    "navigation.footer",
    "navigation.top",
    "search.highlight",
    "toc.follow",
)


class BuildError(Exception):
    """The site cannot be built, or would have dead links."""


def build(folder: Path, site: Path, *, repository: str = "") -> int:
    """Write the site and return the number of its pages.

    Args:
        folder: The folder for the sources of the site; emptied first.
        site: The folder for the HTML; emptied first.
        repository: `https://HOST/OWNER/NAME`, for links to files that are not pages; without it, links become text.

    Raises:
        BuildError: A page has a dead link, or loads a file from another host.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)
    found = pages()
    for page in found:
        _write(folder / "docs" / page.path, _on_site(page, found, folder / "docs", repository))
    _write(folder / "docs" / STYLE, (Path(__file__).parent / STYLE).read_text("utf-8"))
    _write(folder / "zensical.toml", "".join(f"{line}\n" for line in _settings(found)))
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    ran = subprocess.run(
        command, cwd=folder, check=False, capture_output=True, encoding="utf-8", env=_environment()
    )
    if ran.returncode:
        raise BuildError(ran.stdout + ran.stderr)
    dead = problems(folder / "site")
    if dead:
        raise BuildError("\n".join(dead))
    site.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder / "site", site)
    return len(found)


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", "PYTHONPATH": ""}


def _on_site(page: SitePage, found: list[SitePage], docs: Path, repository: str) -> str:
    """The text of a page with its links resolved; images are copied."""
    places = {each.file: each.path for each in found if each.file}

    def resolve(path: str) -> str | None:
        if path in places:
            return places[path]
        file = ROOT / path
        if file.suffix in {".png", ".json"} and file.is_file():
            target = posixpath.join("files", posixpath.basename(path))
            (docs / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, docs / target)
            return target
        if not file.exists():
            raise BuildError(f"{page.file}: {path} does not exist")
        return (
            f"{repository}/{'tree' if file.is_dir() else 'blob'}/main/{path}"
            if repository
            else None
        )

    return rewrite(
        page.text(), page.file or page.path, page.path, resolve if page.file else lambda path: path
    )


def _settings(found: list[SitePage]) -> Iterator[str]:
    """The lines of zensical.toml. JSON's strings and lists are TOML's."""
    sections: dict[str, list[str]] = {}
    for page in found:
        entry = f"{{{json.dumps(page.title, ensure_ascii=False)} = {json.dumps(page.path)}}}"
        sections.setdefault(page.section, []).append(entry)
    yield "[project]"
    yield 'site_name = "copilot-usage-metrics"'
    yield 'site_description = "A typed Python client for GitHub\'s Copilot usage metrics, and a collector."'
    yield 'docs_dir = "docs"'
    yield 'site_dir = "site"'
    yield "use_directory_urls = false"
    yield f'extra_css = ["{STYLE}"]'
    navigation = (
        f"{{{json.dumps(name)} = [{', '.join(entries)}]}}" for name, entries in sections.items()
    )
    yield f"nav = [{', '.join(navigation)}]"
    yield "[project.theme]"
    yield "font = false"  # the reader's own fonts: no request to another host
    yield f"features = {json.dumps(_FEATURES)}"
    yield "[project.extra]"
    yield "generator = false"
    yield "[project.markdown_extensions]"
    for extension in ("tables", "attr_list", "pymdownx.superfences"):
        yield f'"{extension}" = {{}}' if "." not in extension else f"{extension} = {{}}"
    yield "toc = {permalink = true}"
    yield "pymdownx.highlight = {anchor_linenums = false}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
