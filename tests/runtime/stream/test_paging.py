"""Pagination by the `Link` header, at the API's origin only: point 25 of the checklist."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_usage_metrics import (
    AlreadyConsumedError,
    ArgumentError,
    AsyncCopilotMetrics,
    CopilotMetrics,
    ForbiddenError,
    NoData,
    RedirectError,
    v2022_11_28,
)
from copilot_usage_metrics._runtime.calls.paging import next_link
from tests.runtime.stream.support import KINDS, Read, TestClock, adrain, drain, read
from tests.runtime.support import TOKEN, ask

API = "https://api.github.com"


def records(client: Any) -> Any:
    return client.items.get_usage_records("acme")


class Pages:
    """Responds with one page after the other."""

    def __init__(self, *pages: Any, link: Callable[[str], str] | None = None) -> None:
        self.pages = pages
        self.requests: list[httpx.Request] = []
        self.link = link or (lambda url: f'<{url}>; rel="next"')

    def __call__(self, request: httpx.Request) -> httpx.Response:
        number = len(self.requests)
        self.requests.append(request)
        page = self.pages[number]
        if isinstance(page, httpx.Response):
            return page
        headers = {}
        if number + 1 < len(self.pages):
            url = request.url.copy_merge_params({"after": f"cursor{number + 1}"})
            headers["link"] = self.link(str(url))
        return httpx.Response(200, json=page, headers=headers)


def record(number: int) -> dict[str, Any]:
    return {"type": "request", "user_id": number, "event_id": f"e{number}"}


@pytest.mark.parametrize("kind", KINDS)
class TestPages:
    def test_items_of_all_pages_are_yielded_in_order(self, kind: str) -> None:
        pages = Pages([record(1), record(2)], [], [record(3)])
        found = read(kind, pages, records)
        assert [item.user_id for item in found.ok] == [1, 2, 3]
        assert (found.reading.pages, found.reading.count, found.reading.no_data) == (3, 3, None)
        assert [r.url.params.get("after") for r in pages.requests] == [None, "cursor1", "cursor2"]
        assert {r.headers["authorization"] for r in pages.requests} == {f"Bearer {TOKEN}"}
        assert repr(found.reading).endswith("getUsageRecords: 3 on 3 pages>")

    def test_default_page_size_is_the_largest(self, kind: str) -> None:
        pages = Pages([])
        assert read(kind, pages, records).ok == []
        assert pages.requests[0].url.params["per_page"] == "25"

    def test_items_of_a_page_that_is_an_object_are_those_of_its_list(self, kind: str) -> None:
        first, second = ({"created_at": f"2026-01-0{day}T00:00:00Z"} for day in (1, 2))
        pages = Pages({"total_seats": 2, "seats": [first]}, {"total_seats": 2}, {"seats": [second]})
        found = read(kind, pages, lambda client: client.items.list_copilot_seats("acme"))
        assert [item.to_dict() for item in found.ok] == [first, second]
        assert (found.reading.pages, found.reading.count) == (3, 2)
        assert pages.requests[0].url.params["per_page"] == "100"

    @pytest.mark.parametrize(
        ("per_page", "sent"), [(7, "7"), (26, "25"), (10**6, "25"), (0, "1"), (-3, "1")]
    )
    def test_page_size_is_clamped_as_documented(self, kind: str, per_page: int, sent: str) -> None:
        pages = Pages([])
        assert (
            read(kind, pages, lambda c: c.items.get_usage_records("acme", per_page=per_page)).ok
            == []
        )
        assert pages.requests[0].url.params["per_page"] == sent
        pages = Pages([record(1)])
        ask(kind, pages, lambda c: c.get_usage_records("acme", per_page=per_page))
        assert pages.requests[0].url.params["per_page"] == sent

    def test_pagination_begins_at_the_given_cursor(self, kind: str) -> None:
        pages = Pages([record(1)], [record(2)])
        read(
            kind,
            pages,
            lambda c: c.items.get_usage_records("acme", after="there", order="asc", per_page=2),
        )
        assert dict(pages.requests[0].url.params) == {
            "after": "there",
            "order": "asc",
            "per_page": "2",
        }

    def test_bad_arguments_are_refused_before_a_request(self, kind: str) -> None:
        client: Any = CopilotMetrics("t") if kind == "sync" else AsyncCopilotMetrics("t")
        with pytest.raises(ArgumentError):
            client.items.get_usage_records("acme", per_page="many")

    def test_items_can_be_read_only_once(self, kind: str) -> None:
        found = read(kind, Pages([record(1)]), records)
        again = read(kind, Pages(), lambda _: found.reading)
        assert isinstance(again.error, AlreadyConsumedError)

    def test_no_items_on_the_only_page(self, kind: str) -> None:
        found = read(kind, Pages(httpx.Response(204)), records)
        assert found.ok == []
        assert isinstance(found.reading.no_data, NoData)

    def test_an_empty_last_page_ends_the_pagination(self, kind: str) -> None:
        found = read(kind, Pages([record(1)], httpx.Response(204)), records)
        assert len(found.ok) == 1
        assert found.reading.no_data is None

    def test_an_error_on_a_later_page_is_raised_after_the_items_before_it(self, kind: str) -> None:
        refusal = httpx.Response(403, json={"message": "no"})
        found = read(kind, Pages([record(1)], refusal), records)
        assert len(found.rows) == 1
        assert isinstance(found.error, ForbiddenError)

    def test_a_failed_page_is_retried(self, kind: str) -> None:
        class Shaky(Pages):
            def __call__(self, request: httpx.Request) -> httpx.Response:
                if "after" in request.url.params and not self.failed:
                    self.failed = True
                    return httpx.Response(502)
                return super().__call__(request)

            failed = False

        clock = TestClock()
        found = read(kind, Shaky([record(1)], [record(2)]), records, clock=clock.clock)
        assert [item.user_id for item in found.ok] == [1, 2]
        assert len(clock.slept) == 1

    @pytest.mark.parametrize(
        "link",
        [
            "https://evil.example/next",
            "http://api.github.com/next",
            "https://api.github.com:8443/next",
            "https://user@api.github.com/next",
            "https://api.github.com.evil.example/next",
            "https://api.github.com@evil.example/next",
            "//evil.example/next",
            "https://[",
            "file:///etc/passwd",
        ],
    )
    def test_next_page_at_another_origin_is_not_requested(self, kind: str, link: str) -> None:
        """point 1: the token goes to the API's origin only."""
        pages = Pages([record(1)], [record(2)], link=lambda _: f'<{link}>; rel="next"')
        found = read(kind, pages, records)
        assert len(found.rows) == 1
        assert isinstance(found.error, RedirectError)
        assert len(pages.requests) == 1
        assert "evil" not in str(found.error)

    def test_cyclic_next_links_end_with_an_error(self, kind: str) -> None:
        pages = Pages(*[[record(n)] for n in range(9)], link=lambda _: f'<{API}/same>; rel="next"')
        found = read(kind, pages, records)
        assert isinstance(found.error, RedirectError)
        assert len(pages.requests) == 2

    def test_a_relative_next_link_is_followed(self, kind: str) -> None:
        pages = Pages([record(1)], [record(2)], link=lambda _: '<?after=x>; rel="next"')
        assert len(read(kind, pages, records).ok) == 2
        assert pages.requests[1].url.path == pages.requests[0].url.path

    def test_a_redirect_of_a_page_stays_within_the_api(self, kind: str) -> None:
        moved = httpx.Response(301, headers={"location": f"{API}/elsewhere"})
        pages = Pages(moved, [record(2)])
        assert len(read(kind, pages, records).ok) == 1
        assert pages.requests[1].headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("kind", KINDS)
def test_legacy_endpoints_have_numbered_pages(kind: str) -> None:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        page = int(request.url.params.get("page", "1"))
        headers = {}
        if page < 3:
            url = request.url.copy_merge_params({"page": str(page + 1)})
            last = request.url.copy_merge_params({"page": "3"})
            headers["link"] = f'<{url}>; rel="next", <{last}>; rel="last"'
        days = [{"date": f"2025-01-0{page}", "total_active_users": page}]
        return httpx.Response(200, content=json.dumps(days), headers=headers)

    def call(client: Any) -> Read | Any:
        with pytest.warns(DeprecationWarning, match="closed"):
            return client.items.copilot_metrics_for_organization("acme")

    transport = httpx.MockTransport(answer)
    if kind == "sync":
        with v2022_11_28.CopilotMetrics(
            "t", http_client=httpx.Client(transport=transport)
        ) as client:
            found = drain(call(client))
    else:
        import asyncio

        async def run() -> Read:
            http = httpx.AsyncClient(transport=transport)
            async with v2022_11_28.AsyncCopilotMetrics("t", http_client=http) as client:
                return await adrain(call(client))

        found = asyncio.run(run())
    assert [item.total_active_users for item in found.ok] == [1, 2, 3]
    assert [request.url.params["per_page"] for request in requests] == ["100"] * 3


class TestTheHeader:
    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("", None),
            ('<https://a/b>; rel="next"', "https://a/b"),
            ("<https://a/b>; rel=next", "https://a/b"),
            ("<https://a/b>;rel=next", "https://a/b"),
            ('<https://a/b> ; REL = "NEXT"', "https://a/b"),
            ('<https://a/b>; rel="prev next"', "https://a/b"),
            ('<p>; rel="prev", <n>; rel="next"', "n"),
            ('<p>; rel="prev",<n>; rel="next",<l>; rel="last"', "n"),
            ('<https://a/b?x=1,2;3>; rel="next"', "https://a/b?x=1,2;3"),
            ('<x>; title="a, <y>; rel=next"; rel="next"', "x"),
            ('<x>; title="a \\" , <y>; rel=next"; rel="prev", <z>; rel="next"', "z"),
            ('<x>; crossorigin; rel="next"', "x"),
            ('<x>; rel="prev"; rel="next"', None),
            ('<x>; title="rel=next"', None),
            ("<x>; rel=nextish", None),
            ("<x>; rev=next", None),
            ("x; rel=next", None),
            ("<x>; rel=next", "x"),
            ("<p>; rel=prev ?? , <n>; rel=next", "n"),
            ("<>; rel=next", ""),
        ],
    )
    def test_link_header_is_parsed_as_in_rfc_8288(self, header: str, expected: str | None) -> None:
        assert next_link(header) == expected

    @given(st.text(max_size=60))
    def test_any_header_is_parsed_without_an_error(self, header: str) -> None:
        next_link(header)

    @given(
        st.lists(
            st.sampled_from(
                ["<", ">", ";", ",", '"', "=", "rel", "next", " ", "\\", "a", "<u>", 'rel="next"']
            ),
            max_size=40,
        ).map("".join)
    )
    def test_any_similar_header_is_parsed_without_an_error(self, header: str) -> None:
        found = next_link(header)
        assert found is None or f"<{found}>" in header

    @pytest.mark.parametrize(
        "header",
        [
            "<" * 100_000,
            "<a>" + ";a" * 100_000,
            '<a>;a="' + "\\" * 100_000,
            "<a>," * 50_000,
            "," * 100_000,
        ],
    )
    def test_a_long_header_is_parsed_in_linear_time(self, header: str) -> None:
        next_link(header)
