"""`python -m tests.compare.soundness`: the complete property test of the diff, and its three figures."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from .run import Counts, Pair, count

MOST_FALSE_BREAKS = 0.1
_SHARES = 16


def main(arguments: list[str]) -> int:
    """Runs the test; returns 1 if a figure misses its target."""
    parser = argparse.ArgumentParser(prog="python -m tests.compare.soundness", description=__doc__)
    parser.add_argument("--seed", default="1", help="another seed gives other pairs")
    parser.add_argument("--witnessed", type=int, default=5000, help="how many breaks to look at")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=3, help="how many pairs of each fault to print")
    chosen = parser.parse_args(arguments)
    each = -(-chosen.witnessed // _SHARES)
    with ProcessPoolExecutor(chosen.processes) as pool:
        jobs = [
            pool.submit(count, f"{chosen.seed}/{share}", witnessed=each) for share in range(_SHARES)
        ]
        counts = _together([job.result() for job in jobs])
    print(f"{counts.pairs} random pairs of schemas, seed {chosen.seed}")
    print(f"silent breaks: {len(counts.silent)} of {counts.witnessed} that a value witnesses")
    print(f"crashes: {len(counts.crashed)}")
    print(
        f"false breaks: {len(counts.called_breaking)} of {counts.unwitnessed} pairs without a witness"
        f" ({counts.false_breaks:.1%}, at most {MOST_FALSE_BREAKS:.0%})"
    )
    for pair in counts.silent[: chosen.show]:
        _print("silent", pair, f"witness {json.dumps(pair.witness())}")
    for pair, error in counts.crashed[: chosen.show]:
        _print("crash", pair, repr(error))
    is_bad = counts.silent or counts.crashed or counts.false_breaks > MOST_FALSE_BREAKS
    if is_bad or chosen.show > 3:
        for pair in counts.called_breaking[: chosen.show]:
            _print("false break", pair, "")
    return 1 if is_bad else 0


def _together(parts: list[Counts]) -> Counts:
    found = Counts()
    for part in parts:
        found.pairs += part.pairs
        found.witnessed += part.witnessed
        found.unwitnessed += part.unwitnessed
        found.silent += part.silent
        found.called_breaking += part.called_breaking
        found.crashed += part.crashed
    return found


def _print(what: str, pair: Pair, more: str) -> None:
    version = "3.0" if pair.is_3_0 else "3.1"
    print(f"\n{what}: {pair.at}, OpenAPI {version}, pair {pair.seed}  {more}")
    for name, schema, components in zip(
        ("old", "new"), (pair.old, pair.new), pair.components, strict=True
    ):
        print(f"  {name} {json.dumps(schema)}")
        if components:
            print(f"      components {json.dumps(components)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
