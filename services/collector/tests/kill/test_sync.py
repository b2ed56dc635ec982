"""A killed sync loses nothing, and concurrent readers see complete days only."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Literal

import pytest

from copilot_metrics_collector.inspection.verification import verify
from copilot_metrics_collector.lake.lake import Lake

from .comparing import differences, unreadable
from .damaging import damage
from .faults import STYLES, all_of_them, passing
from .site import Log, Site, started, watched

KILLS = int(os.environ.get("KILLS", "20"))
AT_ONCE = 7
"""Kills of one lake."""
SESSIONS = -(-KILLS // AT_ONCE)
By = Literal["time", "file"]


@pytest.mark.parametrize("session", range(SESSIONS))
def test_a_sync_that_is_killed_and_run_again_gives_the_same_lake(
    site: Site, seed: int, session: int, tmp_path: Path
) -> None:
    by: By = "time" if session % 2 == 0 else "file"
    kills = min(AT_ONCE, KILLS - session * AT_ONCE)
    style = session // 2 % len(STYLES)
    chance = random.Random(seed * 1000 + session)
    undisturbed = site.undisturbed(style)
    damaged: set[str] = set()
    lake, log = (
        tmp_path / "lake",
        Log(seed, [f"session {session}: {kills} kills by {by}, style {style}"]),
    )
    site.revise(back=True)
    with watched(lake, undisturbed.valid) as seen:
        longest, most, done = undisturbed.seconds, undisturbed.changes, 0
        while done < kills:
            site.github.scenario = (*STYLES[style], *all_of_them(chance))
            if by == "time":
                seconds = chance.uniform(0, longest)
                with started(site.job(lake)) as victim:
                    killed = victim.kill(seconds)
                    moment = f"after {seconds:.3f} s of {longest:.3f}"
                longest = longest if killed else max(0.05, seconds)
            else:
                number = chance.randint(1, most)
                with started(site.job(lake, dies_at=number)) as victim:
                    killed = victim.wait()
                    moment = f"before change {number} of {most}"
                most = most if killed else max(1, number - 1)
            log.note(f"{'killed' if killed else 'ended before the kill'} {moment}")
            cut = damage(lake, chance)
            damaged.update(str(lake / path) for path in cut)
            log.note(f"damaged: {cut}")
            done += killed
            if done == kills // 2 + 1 and killed:
                site.revise()
                log.note("GitHub has revised some days")
        site.to_the_end(site.job(lake), style, chance, log)
    (reader,) = seen
    assert reader.polls > 0
    log.check(list(reader.problems), "a reader saw what cannot be")
    log.check(
        differences(lake, undisturbed.after), "the lake differs from that of an undisturbed run"
    )
    # a damaged file that no manifest names any longer is garbage; those that one names are verified
    half = [file for file in unreadable(lake) if file not in damaged]
    log.check(half, "files are half there")
    opened = Lake.open(lake)
    found = verify(opened, opened.manifests(), read_data=True).damage
    log.check([f"{each.path}: {each.problem}" for each in found], "damage was not healed")


@pytest.mark.parametrize("point", ["lake.json", "manifest.json", "a manifest that is there"])
def test_killed_when_all_is_written_but_what_counts(
    site: Site,
    seed: int,
    point: Literal["lake.json", "manifest.json", "a manifest that is there"],
    tmp_path: Path,
) -> None:
    style = 0
    undisturbed = site.undisturbed(style)
    log, lake = Log(seed, [f"killed before {point} was put in its place"]), tmp_path / "lake"
    site.revise(back=True)
    site.github.scenario = STYLES[style]
    if point == "a manifest that is there":
        lake = lake.parent / "filled"
        site.copy(undisturbed.before, str(lake))
        site.revise()
    with (
        watched(lake, undisturbed.valid) as seen,
        started(site.job(lake, dies_before=point)) as victim,
    ):
        assert victim.wait(), "the point was never reached"
    log.check(list(seen[0].problems), "a reader saw what cannot be")
    manifests = list(lake.glob("host=*/**/manifest.json"))
    parts = list(lake.glob("host=*/**/*.parquet"))
    if point == "manifest.json":
        assert len(parts) > len(manifests), "no part lies there without a manifest"
    elif point == "lake.json":
        assert not parts
        assert not manifests
    site.revise()
    site.whole(site.job(lake))
    log.check(
        differences(lake, undisturbed.after), "the lake differs from that of an undisturbed run"
    )


@pytest.mark.parametrize("number", range(max(1, KILLS // 20)))
def test_of_two_syncs_at_once_the_one_that_lives_fills_the_lake(
    site: Site, seed: int, number: int, tmp_path: Path
) -> None:
    style = number % len(STYLES)
    undisturbed = site.undisturbed(style)
    chance = random.Random(seed * 1000 + 500 + number)
    lake = tmp_path / "lake"
    site.revise()
    site.github.scenario = (*STYLES[style], *passing(chance, links_end=False))
    seconds = chance.uniform(0, undisturbed.seconds)
    log = Log(seed, [f"pair {number}: one killed after {seconds:.3f} s"])
    with (
        watched(lake, undisturbed.valid) as seen,
        started(site.job(lake)) as one,
        started(site.job(lake)) as other,
    ):
        killed = one.kill(seconds)
        told = other.finish()
        log.note(f"{'killed' if killed else 'ended before the kill'}; the other: {told}")
    log.check(list(seen[0].problems), "a reader saw what cannot be")
    log.check(
        differences(lake, undisturbed.after), "the lake differs from that of an undisturbed run"
    )
