"""Links to loopback addresses are followed only if the API is on loopback."""

from __future__ import annotations

import pytest

from copilot_usage_metrics._runtime.protocol.links import Link


@pytest.mark.parametrize(
    ("url", "may_be_loopback", "objection"),
    [
        ("http://127.0.0.1/a", True, None),
        ("https://localhost/a", True, None),
        ("https://files.example/a", True, None),
        ("https://files.example/a", False, None),
        ("http://files.example/a", True, "its link is not https"),
        ("http://127.0.0.1/a", False, "its link points to a loopback address"),
        ("https://127.0.0.1/a", False, "its link points to a loopback address"),
        ("https://127.1.2.3/a", False, "its link points to a loopback address"),
        ("https://[::1]/a", False, "its link points to a loopback address"),
        ("https://[::ffff:127.0.0.1]/a", False, "its link points to a loopback address"),
        ("https://localhost/a", False, "its link points to a loopback address"),
        ("https://LOCALHOST./a", False, "its link points to a loopback address"),
        ("https://a.localhost/a", False, "its link points to a loopback address"),
        ("https://0.0.0.0/a", False, "its link points to a loopback address"),
        ("https://[::]/a", False, "its link points to a loopback address"),
        ("https://2130706433/a", False, "its link points to a loopback address"),
        ("https://0x7f.1/a", False, "its link points to a loopback address"),
    ],
)
def test_links_to_loopback_are_followed_only_if_the_api_is_on_loopback(
    url: str, may_be_loopback: bool, objection: str | None
) -> None:
    assert Link(url, may_be_loopback=may_be_loopback).objection == objection
    redirected = Link("https://files.example/x", may_be_loopback=may_be_loopback).followed(url)
    assert redirected.objection == objection
