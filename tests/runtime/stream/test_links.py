"""Signed links: the names of their files, and links that are unsafe."""

from __future__ import annotations

import pytest

from copilot_usage_metrics._runtime.protocol.links import Link, in_order_of
from tests.runtime.stream.downloads import REST, failed
from tests.runtime.stream.support import FILES, KINDS, SIGNATURE, Script, ids, read


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "link",
    ["http://files.example/a", "ftp://x/a", "nonsense", "https://h\x00/a", "", "https://h:x/"],
)
def test_unsafe_link_is_a_failed_part(kind: str, link: str) -> None:
    script = Script({"b.json": REST})
    links = [link, f"{FILES}/b.json?{SIGNATURE}"]
    script.envelopes = lambda _: script.envelope(download_links=links)
    found = read(kind, script)
    assert failed(found)
    assert ids(found.rows) == [100]


class TestNames:
    def test_file_name_is_the_last_segment_of_the_path(self) -> None:
        assert Link(f"{FILES}/a/part-1.json?{SIGNATURE}").name == "part-1.json"
        assert Link(FILES).name == "file"
        assert Link(f"{FILES}/a\x1b[31m?x").name == r"a\x1b[31m"
        assert Link("https://[").name == "file"

    def test_file_names_match_renewed_links_to_parts(self) -> None:
        def links(names: str, key: str = "1") -> list[Link]:
            return [Link(f"{FILES}/{name}?{key}") for name in names]

        assert in_order_of(links("abc"), links("cab", "2")) == links("abc", "2")
        assert in_order_of(links("abc"), links("xyz", "2")) == links("xyz", "2")
        assert in_order_of(links("aab"), links("aba", "2")) == links("aba", "2")
        assert in_order_of(links("abc"), links("ab", "2")) is None
