"""A pytest fixture. Import it in a conftest.py:

from copilot_usage_metrics.testing.fixture import fake_github
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .fake import FakeGitHub


@pytest.fixture
def fake_github(request: pytest.FixtureRequest) -> Iterator[FakeGitHub]:
    """A fake GitHub of 60 users for one test; pass other arguments by `@pytest.mark.parametrize(…, indirect=True)`.

    @pytest.mark.parametrize("fake_github", [{"seats": 500, "scenario": "crlf"}], indirect=True)
    def test_something(fake_github): ...
    """
    arguments = getattr(request, "param", {})
    with FakeGitHub(**{"seats": 60, **arguments}) as github:
        yield github
