"""Forwards the raw bytes of downloaded files while they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ..units import Unit
from .context import FetchContext, Stopped
from .events import Downloaded

_STEP: Final = 1 << 18
"""Bytes between two download events."""


def tee(
    unit: Unit, take: Callable[[Any, bytes], None], hold: Callable[[], None], context: FetchContext
) -> Callable[[Any, bytes], None]:
    """The `keep_raw` callback: forwards pieces to `take`, reports progress, and stops when the run is ending.

    `hold` is called before the first piece and may block.
    """
    untold = 0

    def take_piece(part: Any, piece: bytes) -> None:
        nonlocal untold
        if context.stop.is_set():
            raise Stopped
        hold()  # received data waits in the connection
        take(part, piece)
        untold += len(piece)
        if untold >= _STEP:
            context.tell(Downloaded(unit, untold))
            untold = 0

    return take_piece
