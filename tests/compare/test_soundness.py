"""A slice of `make soundness`: no break that a value witnesses is passed over, few others are called one."""

from __future__ import annotations

from .soundness.run import count

WITNESSED = 150


def test_no_witnessed_break_is_silent_and_few_others_are_called_breaking() -> None:
    counts = count("slice", witnessed=WITNESSED)
    assert counts.crashed == []
    assert counts.silent == []
    assert counts.unwitnessed > WITNESSED / 3
    assert counts.false_breaks <= 0.1
