"""The generator compared with stock openapi-python-client, and the trim compared with reading the document."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from generator import document
from generator.prepare import selection, trim, versions
from generator.prepare.entries import Entries
from generator.prepare.sources import Sources, parse_sources

from .harness import ROOT, ResultRow, interleaved, middle, process, seconds_text
from .upstream import upstream_documents

SPEC = ROOT / "spec" / "2026-03-10.yaml"


def rows() -> list[ResultRow]:
    """All rows of this part."""
    return [*_generation(), *_trimming()]


def _generation() -> list[ResultRow]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = folder / "config.yaml"
        config.write_text("post_hooks: []\n", encoding="utf-8")
        ours = ["-m", "generator", "generate", "--spec", str(SPEC), "--out", str(folder / "ours")]
        stock = ["-m", "openapi_python_client", "generate", "--path", str(SPEC)]
        stock += ["--output-path", str(folder / "stock"), "--config", str(config), "--meta", "none"]

        def generate() -> None:
            shutil.rmtree(
                folder / "ours", ignore_errors=True
            )  # so that the output is generated again
            process([*ours, "--package", "client"], folder)

        def generate_stock() -> None:
            shutil.rmtree(folder / "stock", ignore_errors=True)
            process(stock, folder)

        seconds = interleaved({"ours": generate, "stock": generate_stock}, 5)
        generate()
        again = interleaved(
            {
                "again": lambda: process([*ours, "--package", "client"], folder),
                "stock": generate_stock,
            },
            5,
        )
    rival = "openapi-python-client generate, no hooks"
    return [
        _row(
            "generating one API version, whole process",
            rival,
            seconds["ours"],
            seconds["stock"],
            0.8,
        ),
        _row("the same, without changes", rival, again["again"], again["stock"], 0.2),
    ]


def _trimming() -> list[ResultRow]:
    documents = upstream_documents("current", purpose="trimming")
    if documents is None:
        return []
    sources = parse_sources((ROOT / "spec" / "sources.yaml").read_bytes(), name="sources.yaml")
    content = documents[0].read_bytes()

    def read_and_trim() -> Any:
        return trim_document(content, sources)

    seconds = interleaved({"ours": read_and_trim, "json": lambda: json.loads(content)}, 9)
    what = f"reading, patching and trimming {len(content) / 1e6:.0f} MB"
    return [_row(what, "json.loads alone", seconds["ours"], seconds["json"], 2.0)]


def trim_document(content: bytes, sources: Sources) -> dict[str, Any]:
    """The paths that sources.yaml selects, at one API version, with all that they refer to."""
    description = document.parse(content, name="ghec.json")
    patched = versions.at_version(description, "2026-03-10", name="ghec.json")
    chosen = selection.select(patched, sources, Entries())
    return trim.trim([trim.TrimSource("current", patched, chosen.paths, chosen.keys)])


def _row(what: str, rival: str, ours: list[float], others: list[float], aim: float) -> ResultRow:
    mine, theirs = middle(ours), middle(others)
    return ResultRow(what, rival, seconds_text(mine), seconds_text(theirs), mine / theirs, aim)
