"""Shifts the clock of a Python process: `make test SHIFT_DAYS=280` puts this folder on `PYTHONPATH`.

Python imports a module of this name at startup, so the shift applies to every process that a test starts.
"""

from __future__ import annotations

import os
import time

_shift = os.environ.get("SHIFT_DAYS")
if _shift:
    try:
        _seconds = 86_400 * int(_shift)
    except ValueError:
        raise SystemExit(f"error: SHIFT_DAYS={_shift}: expected a number of days") from None
    try:
        import time_machine
    except ImportError:  # an environment of a test that has the package only
        pass
    else:
        time_machine.travel(time.time() + _seconds, tick=True).start()  # noqa: TID251
