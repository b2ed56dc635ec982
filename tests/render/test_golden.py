"""The golden package of a tiny description: compared in both directions, type-checked, and run.

`.venv/bin/python -m tests.render.golden` rewrites it after an intended change of templates.
"""

from __future__ import annotations

import datetime
import importlib
import warnings
from pathlib import Path

import httpx
import pytest

from generator.generate import TEMPLATES
from tests.render.golden.compare import generate, golden, rendered
from tests.strict import mypy

USAGE = """
from __future__ import annotations

import datetime
from typing import assert_type

from tiny import NoData, TinyClient, models

with TinyClient(token="t") as client:
    report = client.copilot_users_one_day_usage_metrics("org", day=datetime.date(2026, 1, 2))
    if report:
        assert_type(report, models.Report)
        assert_type(report.download_links, list[str])
        assert_type(report.report_day, datetime.date)
    else:
        assert_type(report, NoData)
    members = client.listMembers("org", order="asc", per_page=5)
    assert_type(members, list[models.Member] | NoData)
    client.list_members(per_page="5", org="org", order="up")  # type: ignore[arg-type]
    client.list_members("org", "asc")  # type: ignore[call-arg]
"""


def test_the_golden_package_is_up_to_date() -> None:
    expected, found = golden(), rendered()
    assert set(found) == set(expected)
    for name, text in found.items():
        assert text == expected[name], f"{name}: `python -m tests.render.golden` writes it anew"


def test_other_files_are_modules_of_the_runtime_or_bundles_of_them(tmp_path: Path) -> None:
    package = generate(tmp_path)
    assert (package / "py.typed").read_bytes() == b""
    bundles = {"access", "asynchronous", "calls", "client", "httpx_seam", "protocol", "shells"}
    # each is also the home of a small module (render/bundle.py)
    bundles |= {"errors", "operation"}
    for path in sorted((package / "_runtime").rglob("*.py")):
        source = TEMPLATES / "runtime" / path.relative_to(package / "_runtime")
        assert path.stem in bundles or path.read_bytes() == source.read_bytes()


def test_golden_package_is_strictly_typed(tmp_path: Path, mypy_cache: Path) -> None:
    package = generate(tmp_path)
    (tmp_path / "usage.py").write_text(USAGE, "utf-8")
    # the runtime is checked in templates/
    found = mypy(tmp_path, mypy_cache, [*sorted(package.glob("*.py")), tmp_path / "usage.py"])
    assert found.returncode == 0, found.stdout + found.stderr


def test_golden_package_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    tiny = importlib.import_module("tiny")
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if request.url.path.endswith("/members"):
            return httpx.Response(
                200, json=[{"@id": 1, "manager": {"@id": 2}, "seat": {"plan": "new"}}]
            )
        return httpx.Response(
            200, json={"download_links": ["https://x.test/?sig=1"], "report_day": "2026-01-02"}
        )

    http = httpx.Client(transport=httpx.MockTransport(answer))
    client = tiny.TinyClient(token="t", http_client=http)
    report = client.copilot_users_one_day_usage_metrics("an org", day=datetime.date(2026, 1, 2))
    assert report.report_day == datetime.date(2026, 1, 2)
    assert "sig" not in repr(report)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        (member,) = client.list_people("an org", order="asc")
    assert member.id == 1
    assert member.manager.id == 2
    assert member.seat.plan == "new"
    assert [str(request.url) for request in requests] == [
        "https://api.example.test/orgs/an%20org/copilot/metrics/reports/users-1-day?day=2026-01-02",
        "https://api.example.test/orgs/an%20org/members?order=asc",
    ]
    assert requests[0].headers["X-GitHub-Api-Version"] == "2026-01-02"
    assert requests[0].headers["User-Agent"].startswith("tiny/1.2.3 ")
    assert tiny.__version__ == "1.2.3"
    assert len(tiny.OPERATIONS) == 2
