"""The checklist for a client, point by point, end to end: shipped fake, real connections, sync and async.

One test for each point, named after it. If a part of a point is not this package's job, the test's docstring says
whose job it is, and what the package provides for it.
"""

from __future__ import annotations

import inspect
import re


def test_every_point_has_its_test() -> None:
    found = [
        (int(match[1]), test)
        for name, test in globals().items()
        if (match := re.match(r"test_point_([0-9]{2})_\w", name))
    ]
    assert [number for number, _ in found] == list(range(1, 31))
    for _, test in found:
        parameters = inspect.signature(test).parameters.keys()
        assert parameters & {"player", "at_own"}, "sync and async"
