"""`python -m recording --org … [--enterprise …]`, or `make record`."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from .command import main


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # so that staged files are removed


if hasattr(signal, "SIGTERM"):
    signal.signal(signal.SIGTERM, _terminate)
sys.exit(main(sys.argv[1:], output=sys.stdout, errors=sys.stderr))
