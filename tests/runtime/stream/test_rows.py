"""`client.rows`: the state of a read before, during and after it."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import (
    AlreadyConsumedError,
    ArgumentError,
    AsyncCopilotMetrics,
    AuthenticationError,
    CopilotMetrics,
    ForbiddenError,
    IncompleteReportError,
    NoData,
    NotFoundError,
    ServerError,
)
from copilot_usage_metrics._runtime.client.rows import AsyncRows, Rows
from tests.runtime.stream.support import (
    DAY,
    KINDS,
    SIGNATURE,
    Script,
    day,
    ids,
    lines,
    read,
    user,
    users,
    whole,
)

pytestmark = pytest.mark.parametrize("kind", KINDS)


def team_rows(client: Any) -> Any:
    return client.rows.copilot_organization_user_teams_one_day_report("acme", day=day())


class TestACall:
    def test_no_request_is_sent_before_the_first_row(self, kind: str) -> None:
        def refuse(request: httpx.Request) -> httpx.Response:
            raise AssertionError(request.url)

        transport = httpx.MockTransport(refuse)
        client: Any
        if kind == "sync":
            client = CopilotMetrics("t", http_client=httpx.Client(transport=transport))
        else:
            client = AsyncCopilotMetrics("t", http_client=httpx.AsyncClient(transport=transport))
        rows = users(client)
        assert isinstance(rows, Rows if kind == "sync" else AsyncRows)
        assert (rows.rows, rows.parts, rows.no_data, rows.is_complete) == (0, (), None, False)
        assert "not begun" in repr(rows)

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({}, "pass either day, or since"),
            ({"day": day(), "since": day()}, "pass either day, or since"),
            ({"until": day()}, "pass either day, or since"),
            ({"day": day(), "until": day()}, "requires since"),
            ({"since": day(), "until": day("2026-08-31")}, "is before since"),
            ({"since": datetime.date(2999, 1, 1)}, "is before since"),
            ({"since": "2026-13-01"}, "expected a datetime.date"),
            (
                {"since": datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)},
                "a datetime is ambiguous",
            ),
            ({"day": "yesterday"}, "expected a datetime.date"),
        ],
    )
    def test_bad_arguments_are_refused_at_once(
        self, kind: str, options: dict[str, Any], message: str
    ) -> None:
        """point 18."""
        client: Any = CopilotMetrics("t") if kind == "sync" else AsyncCopilotMetrics("t")
        with pytest.raises(ArgumentError, match=message):
            client.rows.copilot_organization_users_one_day_usage_metrics("acme", **options)
        with pytest.raises(ArgumentError):
            client.rows.copilot_organization_users_one_day_usage_metrics("..", day=day())

    def test_rows_can_be_read_only_once(self, kind: str) -> None:
        script = Script({"a.json": lines(user(1))})
        first = read(kind, script)
        again: list[Any] = []

        def twice(_: Any) -> Any:
            again.append(1)
            return first.reading

        second = read(kind, script, twice)
        assert again
        assert isinstance(second.error, AlreadyConsumedError)
        assert second.rows == []

    def test_methods_have_octokits_names_too(self, kind: str) -> None:
        script = Script({"a.json": lines(user(1))})
        found = read(
            kind,
            script,
            lambda c: c.rows.copilotOrganizationUsersOneDayUsageMetrics("acme", day=day()),
        )
        assert ids(found.ok) == [1]


class TestParts:
    def test_every_file_is_read_in_the_order_of_the_links(self, kind: str) -> None:
        """point 2: reading the first link only would truncate silently."""
        names = [f"part-{n}.json" for n in range(25)]
        script = Script({name: lines(user(n)) for n, name in enumerate(names)})
        found = read(kind, script)
        assert ids(found.ok) == [*range(25)]
        assert [part.name for part in found.reading.parts] == names
        assert {part.state for part in found.reading.parts} == {"complete"}
        assert {part.attempts for part in found.reading.parts} == {1}
        assert [part.rows for part in found.reading.parts] == [1] * 25
        assert [part.bytes for part in found.reading.parts] == [
            len(lines(user(n))) for n in range(25)
        ]
        assert found.reading.is_complete
        assert found.reading.failed_parts == ()
        assert (found.reading.rows, script.envelopes_asked, len(script.downloads)) == (25, 1, 25)
        assert SIGNATURE not in repr(found.reading) + repr(found.reading.parts)

    def test_anomalies_are_counted_over_all_parts(self, kind: str) -> None:
        """points 7, 14, 16, 28."""
        odd = user(2, brand_new={"deep": 1}, used_chat="yes")
        files = {
            "a.ndjson": lines(user(1), odd) + b"null\n",
            "b.json": json.dumps([user(1), user(2), user(3, brand_new=None)]).encode(),
        }
        found = read(kind, Script(files))
        reading = found.reading
        assert ids(found.ok) == [1, 2, 2, 3]
        assert (reading.duplicates, reading.conflicts) == (1, 1)
        (bad,) = reading.bad_lines
        assert (bad.file, bad.line, reading.bad_line_count) == ("a.ndjson", 3, 1)
        assert {key: each.count for key, each in reading.unknown_keys.items()} == {"brand_new": 2}
        assert {key: each.count for key, each in reading.type_drift.items()} == {"used_chat": 1}
        assert found.rows[1].extra == {"brand_new": {"deep": 1}, "used_chat": "yes"}
        assert reading.is_complete

    @pytest.mark.parametrize("data", [b"", b"\n\n", b" \r\n"])
    def test_an_empty_file_among_others_is_a_note(self, kind: str, data: bytes) -> None:
        found = read(kind, Script({"a.json": data, "b.json": lines(user(1))}))
        assert ids(found.rows) == [1]
        assert found.error is None
        assert found.reading.is_complete
        (note,) = found.reading.notes
        assert "a.json" in note

    @pytest.mark.parametrize("data", [b"", b"\n\n"])
    def test_a_report_of_empty_files_only_is_incomplete(self, kind: str, data: bytes) -> None:
        found = read(kind, Script({"a.json": data, "b.json": data}))
        assert isinstance(found.error, IncompleteReportError)
        assert not found.reading.is_complete

    @pytest.mark.parametrize("data", [b"[]", b"null\n", b"<html>oops</html>"])
    def test_a_file_without_a_row_makes_the_result_partial(self, kind: str, data: bytes) -> None:
        """point 14: a link with bytes but zero records is an error."""
        script = Script({"a.json": data, "b.json": lines(user(1))})
        found = read(kind, script)
        assert ids(found.rows) == [1]
        assert isinstance(found.error, IncompleteReportError)
        (missing,) = found.reading.failed_parts
        assert "not complete" in repr(found.reading)
        assert (missing.name, missing.state) == ("a.json", "failed")
        assert not found.reading.is_complete

    def test_gzip_content_encoding_is_decompressed(self, kind: str) -> None:
        """point 12; several streams one after the other are one file."""
        packed = gzip.compress(lines(user(1), user(2))) + gzip.compress(lines(user(3)))
        script = Script({"a.json": lambda _: whole(packed, content_encoding="gzip")})
        assert ids(read(kind, script).ok) == [1, 2, 3]

    def test_the_suffix_and_the_content_type_are_ignored(self, kind: str) -> None:
        """point 12."""
        data = lines(user(1), user(2))
        for name, media_type in [("a.json", "text/html"), ("a.csv", "text/csv"), ("a", "")]:
            reply = whole(data, content_type=media_type)
            assert ids(read(kind, Script({name: reply})).ok) == [1, 2]

    def test_keep_raw_receives_every_byte_before_decoding(self, kind: str) -> None:
        """point 30."""
        files = {"a.json": lines(user(1)) + b"oops\n", "b.json": lines(user(2))}
        kept: dict[str, bytes] = {}

        def keep(part: Any, piece: bytes) -> None:
            kept[part.name] = kept.get(part.name, b"") + piece

        assert ids(read(kind, Script(files), lambda c: users(c).keep_raw(keep)).ok) == [1, 2]
        assert kept == files

    def test_a_report_of_days_has_its_window(self, kind: str) -> None:
        """point 15."""
        totals = [
            {"day": d, "organization_id": "999", "daily_active_users": n, "etl_id": "green"}
            for n, d in enumerate(["2026-08-31", "2026-09-01", "2026-08-07"])
        ]
        around = {"report_start_day": "2026-08-05", "report_end_day": DAY, "organization_id": "999"}
        script = Script({"a.json": json.dumps(around | {"day_totals": totals}).encode()})
        script.envelopes = lambda _: script.envelope(
            report_start_day="2026-08-05", report_end_day=DAY
        )
        found = read(kind, script, lambda c: c.rows.copilot_organization_usage_metrics("acme"))
        assert [row.day.isoformat() for row in found.ok] == ["2026-08-07", "2026-08-31", DAY]
        (window,) = found.reading.windows
        assert window.to_dict() == around
        (outcome,) = found.reading.days
        assert (outcome.day, outcome.report_end_day) == (None, day())

    def test_credits_are_exact(self, kind: str) -> None:
        """point 9."""
        script = Script(
            {"a.json": b'{"user_id": 1, "ai_credits_used": 0.1}\n{"ai_credits_used": 3}'}
        )
        assert [row.ai_credits_used for row in read(kind, script).ok] == [
            Decimal("0.1"),
            Decimal(3),
        ]


def test_published_team_example_yields_all_memberships(kind: str) -> None:
    """point 27: Alice is in two teams, and both of her rows are yielded."""
    base = {"organization_id": "999", "day": "2026-05-07"}
    alice = base | {"user_id": 1001, "user_login": "alice"}
    rows = [
        alice | {"team_id": 42, "slug": "frontend"},
        alice | {"team_id": 43, "slug": "backend"},
        base | {"user_id": 1002, "user_login": "bob", "team_id": 42, "slug": "frontend"},
    ]
    found = read(kind, Script({"teams.json": lines(*rows)}), team_rows)
    assert [row.to_dict() for row in found.ok] == rows
    assert ids(found.rows) == [1001, 1001, 1002]
    assert (found.reading.duplicates, found.reading.conflicts) == (0, 0)


NOTHING: list[tuple[str, Callable[[], httpx.Response]]] = [
    ("204", lambda: httpx.Response(204)),
    ("empty", lambda: httpx.Response(200)),
    ("blank", lambda: httpx.Response(200, content=b" \r\n")),
    ("null", lambda: httpx.Response(200, content=b"null")),
    ("empty string", lambda: httpx.Response(200, content=b'""')),
    ("a string", lambda: httpx.Response(200, content=b'"No report available"')),
    ("no links", lambda: httpx.Response(200, json={"download_links": [], "report_day": DAY})),
    ("null links", lambda: httpx.Response(200, json={"download_links": None})),
]


@pytest.mark.parametrize(("spelling", "answer"), NOTHING, ids=[each[0] for each in NOTHING])
def test_no_data_yields_no_rows_and_has_a_reason(
    kind: str, spelling: str, answer: Callable[[], httpx.Response]
) -> None:
    """points 3 and 4: every form of it, in both scopes."""
    for call in (users, lambda c: c.rows.copilot_users_one_day_usage_metrics("acme", day=day())):
        found = read(kind, lambda _: answer(), call)
        assert found.ok == []
        assert isinstance(found.reading.no_data, NoData)
        assert found.reading.no_data.reason
        assert found.reading.parts == ()
        assert found.reading.is_complete


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, AuthenticationError), (403, ForbiddenError), (404, NotFoundError), (500, ServerError)],
)
def test_error_response_is_raised(kind: str, status: int, error: Any) -> None:
    """point 22."""
    found = read(kind, lambda _: httpx.Response(status, json={"message": "no"}))
    assert found.rows == []
    assert type(found.error) is error
    assert found.reading.days[0].error is found.error
    assert not found.reading.is_complete
