"""The checklist for a client, point by point, end to end: shipped fake, real connections, sync and async.

The modules of this folder have one test for each point, named after it. If a part of a point is not this package's
job, the test's docstring says whose job it is, and what the package provides for it.
"""

from __future__ import annotations

import inspect
import re

from tests.acceptance import (
    test_credentials,
    test_days,
    test_downloads,
    test_merging,
    test_no_data,
    test_requests,
    test_row_values,
)

MODULES = (
    test_credentials,
    test_days,
    test_downloads,
    test_merging,
    test_no_data,
    test_requests,
    test_row_values,
)


def test_every_point_has_its_test() -> None:
    found = sorted(
        (int(match[1]), name, test)
        for module in MODULES
        for name, test in vars(module).items()
        if (match := re.match(r"test_point_([0-9]{2})_\w", name))
    )
    assert [number for number, _, _ in found] == list(range(1, 31))
    for _, _, test in found:
        parameters = inspect.signature(test).parameters.keys()
        assert parameters & {"player", "at_own"}, "sync and async"
