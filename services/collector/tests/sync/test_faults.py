"""With all faults at once, the lake equals that of an undisturbed run."""

from __future__ import annotations

from pathlib import Path

import pytest
from copilot_usage_metrics.testing import SCENARIOS

from .runs import RECENT, Site

ONCE = [
    "primary-limit=1",
    "secondary-limit=1",
    "limit-date=1",
    "limit-reset=1",
    "server-error=502,times=2",
    "server-error-json",
    "api-reset",
    "api-truncate",
    "redirect",
    "expired=403,times=2",
    "expired=404,times=1,on=repos",
    "dies-midway=700,times=2",
    "truncate=500,times=3",
    "chunk-cut=600,times=2",
    "reset=900,times=2",
    "blob-error=503,times=2",
    "download-redirect",
    "overstate=100,times=1",
]
SHAPES = ["gzip", "crlf", "bom", "blank-lines=3", "no-final-newline", "repeated-links", "api-gzip"]


def test_faults_that_pass_leave_no_trace(site: Site, tmp_path: Path, waits: list[float]) -> None:
    quiet = Site(site.github, tmp_path / "quiet")
    quiet.sync()
    site.github.scenario = ONCE
    ran = site.sync(tries=8)
    assert set(ran.finished.counts) <= {"complete", "no-data", "not-yet"}
    assert sum(wait >= 0.5 for wait in waits) >= 4  # the waits of the four limits
    assert site.content() == quiet.content()
    assert site.github.leaks == ()


@pytest.mark.parametrize("scenario", SHAPES)
def test_files_of_other_shapes_give_the_same_rows(
    site: Site, tmp_path: Path, scenario: str
) -> None:
    quiet = Site(site.github, tmp_path / "quiet")
    quiet.sync(["users-1-day", "organization-28-day"], [site.org])
    site.github.scenario = scenario
    site.sync(["users-1-day", "organization-28-day"], [site.org])
    assert site.content() == quiet.content()


def test_whatever_a_file_holds_the_second_run_changes_no_byte(site: Site) -> None:
    site.github.scenario = [
        name
        for name, each in SCENARIOS.items()
        if each.where == "file"
        and name not in ("empty-file", "empty-array", "long-lines", "pretty", "array")
    ]
    site.sync(since=RECENT)
    before = site.digest()
    ran = site.sync(since=RECENT)
    assert {each.change for each in ran.done} == {"unchanged"}
    assert site.digest() == before


def test_faults_that_stay_change_no_byte_in_the_second_run(site: Site) -> None:
    site.github.scenario = [
        "blob-missing=0,on=users-1-day",
        "policy-off,on=repos",
        "no-data=404,on=teams",
    ]
    site.sync(tries=1, since=RECENT)
    site.sync(tries=1, since=RECENT)
    before = site.digest()
    site.sync(tries=1, since=RECENT)
    assert site.digest() == before
    assert site.github.leaks == ()
