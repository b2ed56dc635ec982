"""`python -m benchmarks.collector_plain BASE_URL SCOPE NAMES DAYS FAMILIES`: a script as users write it.

One request after the other with httpx, each line decoded by json, nothing stored. Prints the number of rows.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator

import httpx


def main(base_url: str, scope: str, names: str, days: str, families: str) -> int:
    """Read the reports; lists are separated by commas. The token is in `GITHUB_TOKEN`."""
    headers = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}"}
    count = 0
    with (
        httpx.Client(base_url=base_url, headers=headers, timeout=60) as api,
        httpx.Client(timeout=60) as plain,
    ):
        for name in names.split(","):
            for path in _paths(families.split(","), days.split(",")):
                answer = api.get(f"/{scope}/{name}/copilot/metrics/reports/{path}")
                if answer.status_code == 204:
                    continue
                answer.raise_for_status()
                for link in answer.json()["download_links"]:
                    for line in plain.get(link).raise_for_status().content.split(b"\n"):
                        if line:
                            json.loads(line)
                            count += 1
    print(count)
    return 0


def _paths(families: list[str], days: list[str]) -> Iterator[str]:
    for family in families:
        if family.endswith("-28-day"):
            yield f"{family}/latest"
        else:
            yield from (f"{family}?day={day}" for day in days)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
