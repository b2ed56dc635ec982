"""GitHub's real releases, one after the other: what each reports, and what a person has to write."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import document
from generator.prepare import entries
from generator.prepare.locate import operations

from .releases import SPEC, Registry, Repository, committed, real


def live(text: str) -> str:
    """An entry as it was before its operation closed."""
    return re.sub(r"(?ms)^(api-versions:|retired:).*", "", text)


@pytest.fixture
def repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Repository:
    """`spec/` as it would have been at 18.2.0: the operations of that release, one API version."""
    registry = Registry(monkeypatch)
    found = committed(tmp_path, capsys)
    sources = found.spec / "sources.yaml"
    text = re.sub(r'(?m)^  "2026-03-10":\n.*\n', "", sources.read_text("utf-8"))
    text = text.replace('top: "2026-03-10"', 'top: "2022-11-28"')
    sources.write_text(text, "utf-8")
    there = {key for key, *_ in operations(real("18.2.0"))}
    for path in (found.spec / "operations").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(live(text), "utf-8")
        at = document.parse(text.encode())["at"]
        if re.sub(r"\{[^}]*\}", "{}", at) not in there:
            path.unlink()
    found.registry = registry
    return found

def P(*a,sep=' '):
    open('/tmp/out.txt','a').write(sep.join(map(str,a))+'\n')

def test_x(repository):
    r = repository
    for v in ("18.2.0","19.1.0","20.0.0","21.0.0","22.0.0","23.0.0","23.0.2"):
        r.registry.publish(v, real(v))
        P("=====",v)
        P(r.update())
        r._capsys.readouterr()
        out=r.update("--draft") if v in ("21.0.0","23.0.0") else ""
        P("DRAFT", out)
        P("LINT", *r.lint(), sep="\n")
        with r._capsys.disabled(): pass
        if v=="19.1.0":
            P((r.spec/"operations/usageMetricsForOrg.yaml").read_text())
        if v=="21.0.0":
            P((r.spec/"operations/copilotUsersOneDayUsageMetrics.yaml").read_text())
    assert 0
