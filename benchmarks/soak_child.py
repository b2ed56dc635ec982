"""`python -m benchmarks.soak_child sync|async FILE SECONDS`: reads a report in a loop.

Prints how many reports were read, the most memory in the second third of the time, and that in the last third.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import sys
import time

from copilot_usage_metrics import AsyncCopilotMetrics, CopilotMetrics

from .downloading import serve
from .memory import current_megabytes


class Watch:
    """Notes memory after each report; the first third warms up."""

    def __init__(self, seconds: float) -> None:
        self._begin = time.monotonic()
        self._seconds = seconds
        self.reports = 0
        self.middle = self.last = 0.0

    def goes_on(self) -> bool:
        """Notes the memory; False once the time has passed."""
        gc.collect()
        passed = (time.monotonic() - self._begin) / self._seconds
        self.reports += 1
        if passed >= 2 / 3:
            self.last = max(self.last, current_megabytes())
        elif passed >= 1 / 3:
            self.middle = max(self.middle, current_megabytes())
        return passed < 1


def _read(url: str, watch: Watch) -> None:
    while True:
        with CopilotMetrics("t", base_url=url) as client:
            for _ in range(20):
                for _ in client.rows.copilot_users_usage_metrics("octo"):
                    pass
                if not watch.goes_on():
                    return


async def _read_async(url: str, watch: Watch) -> None:
    while True:
        async with AsyncCopilotMetrics("t", base_url=url) as client:
            for _ in range(20):
                async for _ in client.rows.copilot_users_usage_metrics("octo"):
                    pass
                if not watch.goes_on():
                    return


def main(kind: str, path: str, seconds: str) -> int:
    """Reads until the time has passed."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(path, 2, there), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{here.recv()}"
    watch = Watch(float(seconds))
    try:
        if kind == "sync":
            _read(url, watch)
        else:
            asyncio.run(_read_async(url, watch))
    finally:
        server.terminate()
    print(watch.reports, watch.middle, watch.last)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
