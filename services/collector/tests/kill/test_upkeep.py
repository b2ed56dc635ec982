"""Kills commands that rewrite a lake: readers see no difference, and a second run completes."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import attrs
import pyarrow.parquet as pq
import pytest

from copilot_metrics_collector.lake.compaction import compact
from copilot_metrics_collector.lake.lake import Lake, content_of, part_path
from copilot_metrics_collector.lake.manifest import Manifest

from .comparing import differences, read_digests, unreadable
from .faults import STYLES
from .site import Log, Site, started, watched
from .test_sync import KILLS
from .victims import What

AT_ONCE = 2
"""Kills of one lake."""
ROUNDS = range(max(1, KILLS // 20))


@pytest.mark.parametrize("number", ROUNDS)
def test_a_compaction_that_is_killed_changes_no_answer(
    site: Site, seed: int, number: int, tmp_path: Path
) -> None:
    expected = site.undisturbed(number % len(STYLES)).after
    lake, whole = tmp_path / "lake", tmp_path / "whole"
    for each in (lake, whole):
        site.copy(expected, str(each))
    changes = site.whole(site.job(whole, what="compact")).changes
    assert list(whole.glob("host=*/**/merged/*.parquet")), "there was nothing to merge"
    log = Log(seed, [f"compaction {number}"])
    _kill(site, "compact", lake, expected, changes, log, random.Random(seed * 1000 + 700 + number))
    assert site.whole(site.job(lake, what="compact")).counts["overtaken"] == 0
    log.check(differences(lake, expected, parts=False), "the lake has changed")
    log.check(unreadable(lake), "files are incomplete")
    again = compact(Lake.open(lake))
    assert not again.steps, "a compaction after the last one found more to do"


@pytest.mark.parametrize("number", ROUNDS)
def test_a_reprocessing_that_is_killed_and_run_again_rebuilds_the_same(
    site: Site, seed: int, number: int, tmp_path: Path
) -> None:
    expected = site.undisturbed(number % len(STYLES)).after
    lake, whole = tmp_path / "lake", tmp_path / "whole"
    for each in (lake, whole):
        site.copy(expected, str(each))
        assert _make_old(Lake.open(each)) > 20
    told = site.whole(site.job(whole, what="reprocess"))
    log = Log(seed, [f"reprocessing {number}"])
    log.check(differences(whole, expected), "the lake rebuilt from raw files differs")
    _kill(
        site,
        "reprocess",
        lake,
        expected,
        told.changes,
        log,
        random.Random(seed * 1000 + 800 + number),
    )
    site.whole(site.job(lake, what="reprocess"))
    log.check(differences(lake, expected), "the lake differs from one that was rebuilt undisturbed")
    log.check(unreadable(lake), "files are incomplete")


def _kill(
    site: Site,
    what: What,
    lake: Path,
    expected: Path,
    changes: int,
    log: Log,
    chance: random.Random,
) -> None:
    """Kills it some times at changes of files, while a reader looks on."""
    valid = {
        place: frozenset((digest, read_before))
        for (place, digest), read_before in zip(
            sorted(read_digests(expected).items()),
            (digest for _, digest in sorted(read_digests(lake).items())),
            strict=True,
        )
    }
    with watched(lake, valid) as seen:
        done, most = 0, changes
        while done < AT_ONCE:
            moment = chance.randint(1, most)
            with started(site.job(lake, what=what, dies_at=moment)) as victim:
                killed = victim.wait()
            log.note(f"{'killed' if killed else 'ended'} before change {moment} of {most}")
            most = most if killed else max(1, moment - 1)
            done += killed
            if most == 1 and not killed:
                break  # finished: nothing to kill
    log.check(list(seen[0].problems), "a reader saw what cannot be")


def _make_old(lake: Lake) -> int:
    """Rewrites every part as a release without its first counter would have; returns the number of parts."""
    count = 0
    for known in list(lake.manifests()):
        if known.parts:
            count += lake.replace(known, _old(lake, known))
    return count


def _old(lake: Lake, known: Manifest) -> Manifest:
    parts, digests = [], {}
    for part in known.parts:
        table = pq.ParquetFile(lake.store.duckdb_path(part.path)).read()
        forgotten = next(
            name
            for name in table.column_names
            if name.endswith(("_count", "_users", "slug", "requests", "_day"))
        )
        with lake.store.scratch() as folder:
            file = folder / "old.parquet"
            pq.write_table(
                table.drop_columns([forgotten]), file, compression="zstd", store_schema=False
            )
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            path = part_path(known.unit, part.table, digest)
            parts.append(attrs.evolve(part, path=path, bytes=file.stat().st_size))
            digests[part.table] = digest
            lake.store.put_file(path, file)
    return attrs.evolve(known, parts=tuple(parts), content=content_of(digests))
