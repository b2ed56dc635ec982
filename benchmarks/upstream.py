"""GitHub's complete documents, as `make spec-update` fetches and verifies them."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.errors import GeneratorError
from generator.prepare.fetch import FetchRequest, fetch_all
from generator.prepare.sources import parse_lock, parse_sources

from .harness import ROOT

SPEC = ROOT / "spec"


def upstream_documents(*names: str, purpose: str) -> list[Path] | None:
    """The files of these documents of sources.lock.yaml, in the cache or downloaded into it.

    `current` is the present release, and a version an earlier one. None if they are not available:
    `purpose`, which then cannot be measured, is printed.
    """
    sources = parse_sources((SPEC / "sources.yaml").read_bytes(), name="sources.yaml")
    lock = parse_lock((SPEC / "sources.lock.yaml").read_bytes(), name="sources.lock.yaml")
    cache = ROOT / ".cache" / "upstream"
    earlier = tuple(name for name in names if name not in sources.documents)
    try:
        fetch_all(sources, lock, FetchRequest(releases=earlier), cache=cache)
    except GeneratorError as error:
        print(f"{purpose}: not measured: {error}", file=sys.stderr)
        return None
    return [cache / lock.documents[name].sha256 for name in names]
