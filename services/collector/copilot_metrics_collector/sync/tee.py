"""What listens to the pieces of files while they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ..units import Unit
from .context import Context, Stopped
from .events import Downloaded

_STEP: Final = 1 << 18
"""Bytes between two events of a download."""


def tee(
    unit: Unit, take: Callable[[Any, bytes], None], hold: Callable[[], None], context: Context
) -> Callable[[Any, bytes], None]:
    """What `keep_raw` is given: hands pieces on to `take`, tells of them, and stops where the run is to end.

    `hold` is called before the first piece is kept: it may have to wait.
    """
    untold = 0

    def take_piece(part: Any, piece: bytes) -> None:
        nonlocal untold
        if context.stop.is_set():
            raise Stopped
        hold()  # what has come so far waits in the connection
        take(part, piece)
        untold += len(piece)
        if untold >= _STEP:
            context.tell(Downloaded(unit, untold))
            untold = 0

    return take_piece
