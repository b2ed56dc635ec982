"""The conversion of Python values to the text of a URL, and the arguments that are refused before sending."""

from __future__ import annotations

import datetime
import enum
import functools
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from copilot_usage_metrics import ArgumentError, Operation, Parameter, v2022_11_28
from copilot_usage_metrics._runtime.calls.arguments import headers_of, moment, path_of, query_of
from tests.runtime.support import KINDS, ask

UTC = datetime.UTC
EAST = datetime.timezone(datetime.timedelta(hours=2))


def operation(*parameters: Parameter, path: str = "/x/{a}/{b}") -> Operation[Any]:
    return Operation(
        operation_id="op",
        upstream_operation_id="x/op",
        function="op",
        method="get",
        path=path,
        parameters=parameters,
    )


def parameter(name: str, kind: str = "str", location: str = "query", **options: Any) -> Parameter:
    return Parameter(
        name=name, wire_name=name, location=location, required=False, type=kind, **options
    )


def sent(kind: str, call: Callable[[Any], Any], **options: Any) -> httpx.URL:
    """The URL that a call requests."""
    requests: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request.url)
        return httpx.Response(204)

    ask(kind, answer, call, **options)
    (url,) = requests
    return url


def refused(kind: str, call: Callable[[Any], Any], **options: Any) -> ArgumentError:
    """The error of a call that sends nothing."""

    def answer(request: httpx.Request) -> httpx.Response:
        pytest.fail(f"sent: {request.url}")

    with pytest.raises(ArgumentError) as caught:
        ask(kind, answer, call, **options)
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value


OLDER: dict[str, Any] = {
    "sync_class": v2022_11_28.CopilotMetrics,
    "async_class": v2022_11_28.AsyncCopilotMetrics,
}


@pytest.mark.parametrize("kind", KINDS)
class TestDays:
    @pytest.mark.parametrize(
        ("day", "text"),
        [
            (datetime.date(2026, 9, 1), "2026-09-01"),
            (datetime.date(999, 1, 2), "0999-01-02"),
            ("2026-09-01", "2026-09-01"),
            ("2024-02-29", "2024-02-29"),
        ],
    )
    def test_valid_values_are_sent(self, kind: str, day: Any, text: str) -> None:
        url = sent(kind, lambda c: c.copilot_organization_one_day_usage_metrics("acme", day=day))
        assert url.params["day"] == text

    @pytest.mark.parametrize(
        ("day", "why"),
        [
            (datetime.datetime(2026, 9, 1), "ambiguous"),  # noqa: DTZ001 - naive on purpose
            (datetime.datetime(2026, 9, 1, tzinfo=UTC), "ambiguous"),
            ("2026-9-1", "expected a datetime.date"),
            ("2026-02-30", "expected a datetime.date"),
            ("20260901", "expected a datetime.date"),
            ("2026-W01-1", "expected a datetime.date"),
            ("2026-09-01T00:00:00Z", "expected a datetime.date"),
            ("2026-09-01\n", "expected a datetime.date"),
            ("２026-09-01", "expected a datetime.date"),  # a digit of another script
            ("today", "expected a datetime.date"),
            ("", "expected a datetime.date"),
            (20260901, "expected a datetime.date"),
            (True, "expected a datetime.date"),
            (b"2026-09-01", "expected a datetime.date"),
        ],
    )
    def test_invalid_values_are_refused(self, kind: str, day: Any, why: str) -> None:
        error = refused(
            kind, lambda c: c.copilot_organization_one_day_usage_metrics("acme", day=day)
        )
        assert error.name == "day"
        assert str(error).startswith("day: ")
        assert why in str(error)


def call_metrics(given: dict[str, Any], client: Any) -> Any:
    return client.usage_metrics_for_org("acme", **given)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", KINDS)
class TestMoments:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (datetime.datetime(2026, 9, 1, 12, 30, 15, tzinfo=UTC), "2026-09-01T12:30:15Z"),
            (datetime.datetime(2026, 9, 1, 1, 0, tzinfo=EAST), "2026-08-31T23:00:00Z"),
            (datetime.datetime(2026, 9, 1, 0, 0, 0, 999_999, tzinfo=UTC), "2026-09-01T00:00:00Z"),
            (datetime.datetime(999, 9, 1, tzinfo=UTC), "0999-09-01T00:00:00Z"),
        ],
    )
    def test_valid_values_are_sent(self, kind: str, value: datetime.datetime, text: str) -> None:
        url = sent(kind, lambda c: c.usage_metrics_for_org("acme", since=value), **OLDER)
        assert dict(url.params) == {"since": text}

    @pytest.mark.parametrize(
        ("value", "why"),
        [
            (datetime.datetime(2026, 9, 1), "naive"),  # noqa: DTZ001 - naive on purpose
            (datetime.date(2026, 9, 1), "aware datetime"),
            ("2026-09-01T00:00:00Z", "aware datetime"),
            (1_756_684_800, "aware datetime"),
            (datetime.datetime.min.replace(tzinfo=EAST), "cannot be converted to UTC"),
        ],
    )
    def test_invalid_values_are_refused(self, kind: str, value: Any, why: str) -> None:
        for name in ("since", "until"):
            given = {name: value}
            error = refused(kind, functools.partial(call_metrics, given), **OLDER)
            assert error.name == name
            assert why in str(error)

    def test_until_before_since_is_refused(self, kind: str) -> None:
        since = datetime.datetime(2026, 9, 1, 12, tzinfo=UTC)
        until = datetime.datetime(2026, 9, 1, 13, tzinfo=EAST)  # 11:00 in UTC
        error = refused(
            kind, lambda c: c.usage_metrics_for_org("acme", since=since, until=until), **OLDER
        )
        assert str(error) == "until: must not be before since"

    @pytest.mark.parametrize("hours", [0, 1])
    def test_until_may_be_since_or_later(self, kind: str, hours: int) -> None:
        since = datetime.datetime(2026, 9, 1, 12, 0, 0, 900_000, tzinfo=UTC)
        until = datetime.datetime(2026, 9, 1, 12 + hours, 0, 0, 100_000, tzinfo=UTC)
        url = sent(
            kind, lambda c: c.usage_metrics_for_org("acme", since=since, until=until), **OLDER
        )
        assert url.params["since"] == "2026-09-01T12:00:00Z"
        assert url.params["until"] == f"2026-09-01T{12 + hours}:00:00Z"

    def test_since_or_until_may_be_passed_alone(self, kind: str) -> None:
        until = datetime.datetime(2026, 9, 1, tzinfo=UTC)
        url = sent(kind, lambda c: c.usage_metrics_for_org("acme", until=until), **OLDER)
        assert dict(url.params) == {"until": "2026-09-01T00:00:00Z"}


class _Order(str, enum.Enum):  # noqa: UP042 - str() of the older form is the trap under test
    ASC = "asc"


@pytest.mark.parametrize("kind", KINDS)
class TestOthers:
    def test_omitted_arguments_are_not_sent(self, kind: str) -> None:
        assert sent(kind, lambda c: c.get_usage_records("acme")).query == b""

    def test_each_type_of_value_is_sent(self, kind: str) -> None:
        url = sent(
            kind,
            lambda c: c.get_usage_records(
                "acme",
                phrase="type:request user_id:7 & ü=+/?",
                per_page=25,
                after="a==",
                order="asc",
            ),
        )
        assert dict(url.params) == {
            "phrase": "type:request user_id:7 & ü=+/?",
            "per_page": "25",
            "after": "a==",
            "order": "asc",
        }

    @pytest.mark.parametrize("order", ["desc", "asc", _Order.ASC])
    def test_listed_values_are_sent(self, kind: str, order: Any) -> None:
        url = sent(kind, lambda c: c.get_usage_records("acme", order=order))
        assert url.params["order"] == (order if order == "desc" else "asc")

    def test_string_enum_member_is_sent_as_its_value(self, kind: str) -> None:
        url = sent(kind, lambda c: c.get_usage_records("acme", phrase=_Order.ASC))
        assert url.params["phrase"] == "asc"

    @pytest.mark.parametrize("order", ["ASC", "", "up", 1, True, ["asc"], b"asc"])
    def test_unlisted_values_are_refused(self, kind: str, order: Any) -> None:
        error = refused(kind, lambda c: c.get_usage_records("acme", order=order))
        assert str(error) == f"order: expected one of 'desc', 'asc', got {order!r}"

    @pytest.mark.parametrize(
        ("name", "value", "expected"),
        [
            ("per_page", "25", "an integer, got str"),
            ("per_page", 2.5, "an integer, got float"),
            ("per_page", True, "an integer, got bool"),
            ("phrase", 5, "a string, got int"),
            ("phrase", False, "a string, got bool"),
            ("phrase", b"x", "a string, got bytes"),
            ("phrase", {"a": 1}, "a string, got dict"),
        ],
    )
    def test_values_of_another_type_are_refused(
        self, kind: str, name: str, value: Any, expected: str
    ) -> None:
        error = refused(kind, lambda c: c.get_usage_records("acme", **{name: value}))
        assert str(error) == f"{name}: expected {expected}"

    def test_lone_surrogate_is_refused(self, kind: str) -> None:
        error = refused(kind, lambda c: c.get_usage_records("acme", phrase="\ud800"))
        assert str(error) == "phrase: it contains a lone surrogate"

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_number_with_thousands_of_digits_is_refused(self, kind: str) -> None:
        error = refused(kind, lambda c: c.usage_metrics_for_org("acme", page=10**5000), **OLDER)
        assert "finite number" in str(error)


@pytest.mark.parametrize("kind", KINDS)
class TestPaths:
    @pytest.mark.parametrize(
        ("org", "segment"),
        [
            ("acme", "acme"),
            ("a.b-c_d~e", "a.b-c_d~e"),
            ("a/b", "a%2Fb"),
            ("../../user", "..%2F..%2Fuser"),
            ("..%2f", "..%252f"),
            ("%2e%2e", "%252e%252e"),
            ("...", "..."),
            ("a b", "a%20b"),
            ("a?b#c", "a%3Fb%23c"),
            ("a\\b", "a%5Cb"),
            ("a;b", "a%3Bb"),
            ("a@b:c", "a%40b%3Ac"),
            ("{day}", "%7Bday%7D"),
            ("ünïcode", "%C3%BCn%C3%AFcode"),
            ("日本", "%E6%97%A5%E6%9C%AC"),
            ("a\nb\x00", "a%0Ab%00"),
        ],
    )
    def test_a_value_is_one_segment(self, kind: str, org: str, segment: str) -> None:
        url = sent(kind, lambda c: c.copilot_organization_usage_metrics(org))
        path = url.raw_path.decode()
        assert path == f"/orgs/{segment}/copilot/metrics/reports/organization-28-day/latest"

    @pytest.mark.parametrize("org", ["", ".", ".."])
    def test_path_value_that_changes_the_path_is_refused(self, kind: str, org: str) -> None:
        error = refused(kind, lambda c: c.copilot_organization_usage_metrics(org))
        assert str(error) == f"org: {org!r} cannot be part of a path"

    @pytest.mark.parametrize("org", [None, 5, True, b"acme", ["acme"], "\udfff"])
    def test_path_value_that_is_not_a_string_is_refused(self, kind: str, org: Any) -> None:
        error = refused(kind, lambda c: c.copilot_organization_usage_metrics(org))
        assert error.name == "org"

    def test_only_path_parameters_may_be_positional(self, kind: str) -> None:
        by_keyword = sent(kind, lambda c: c.copilot_organization_usage_metrics(org="acme"))
        assert by_keyword == sent(kind, lambda c: c.copilot_organization_usage_metrics("acme"))
        for call in (
            lambda c: c.copilot_organization_one_day_usage_metrics("acme", "2026-09-01"),
            lambda c: c.copilot_organization_usage_metrics("acme", "extra"),
            lambda c: c.copilot_organization_usage_metrics("acme", extra=1),
            lambda c: c.copilot_organization_usage_metrics(),
        ):
            with pytest.raises(TypeError):
                sent(kind, call)


class TestShapesThatGitHubDoesNotUseYet:
    """Descriptions of other APIs may use them."""

    def test_lists_are_sent_in_each_style(self) -> None:
        repeated = parameter("ids", "list[int]")
        joined = parameter("names", "list[str]", explode=False)
        of = operation(repeated, joined)
        assert query_of(of, {"ids": [1, 2], "names": ("a", "b")}) == [
            ("ids", "1"),
            ("ids", "2"),
            ("names", "a,b"),
        ]
        with pytest.raises(ArgumentError, match="ids: expected an integer, got str"):
            query_of(of, {"ids": [1, "2"]})

    @pytest.mark.parametrize(
        ("kind", "value", "text"),
        [
            ("bool", True, "true"),
            ("bool", False, "false"),
            ("float", 1.5, "1.5"),
            ("float", 2, "2"),
            ("str | int", "x", "x"),
            ("str | int", 7, "7"),
            ("Any", True, "true"),
            ("Any", 1, "1"),
        ],
    )
    def test_scalars_are_sent(self, kind: str, value: Any, text: str) -> None:
        assert query_of(operation(parameter("x", kind)), {"x": value}) == [("x", text)]

    @pytest.mark.parametrize(
        ("kind", "value", "expected"),
        [
            ("bool", 1, "a boolean, got int"),
            ("float", True, "a number, got bool"),
            ("float", float("nan"), "a finite number"),
            ("float", float("-inf"), "a finite number"),
            ("str | int", 1.5, "a string or an integer, got float"),
            ("Any", None, None),
        ],
    )
    def test_scalars_of_another_type_are_refused(
        self, kind: str, value: Any, expected: str | None
    ) -> None:
        of = operation(parameter("x", kind))
        if expected is None:
            assert query_of(of, {"x": value}) == []
            return
        with pytest.raises(ArgumentError, match=f"x: expected {expected}"):
            query_of(of, {"x": value})

    def test_boolean_is_not_accepted_as_a_number(self) -> None:
        of = operation(parameter("x", "Literal[1, 2]", enum=(1, 2)))
        assert query_of(of, {"x": 1}) == [("x", "1")]
        with pytest.raises(ArgumentError, match="expected one of 1, 2, got True"):
            query_of(of, {"x": True})

    def test_order_of_two_days_is_checked(self) -> None:
        of = operation(
            parameter("start", "datetime.date", format="date"),
            parameter("end", "datetime.date", format="date", not_before="start"),
        )
        early, late = datetime.date(2026, 9, 1), datetime.date(2026, 9, 2)
        assert len(query_of(of, {"start": early, "end": late})) == 2
        with pytest.raises(ArgumentError, match="end: must not be before start"):
            query_of(of, {"start": late, "end": early})

    def test_a_value_is_not_used_for_another_parameter(self) -> None:
        of = operation(parameter("a", location="path"), parameter("b", location="path"))
        assert path_of(of, {"a": "{b}", "b": "1"}) == "/x/%7Bb%7D/1"

    def test_headers_take_printable_ascii_only(self) -> None:
        of = operation(parameter("X-A", "list[str]", location="header"))
        assert headers_of(of, {"X-A": ["a", "b"]}) == [("X-A", "a,b")]
        for bad in ("a\r\nX-Evil: 1", "ü", "\x00"):
            with pytest.raises(
                ArgumentError, match="X-A: only printable ASCII is allowed in a header"
            ):
                headers_of(of, {"X-A": [bad]})


def test_timestamp_is_sent_in_utc_and_whole_seconds() -> None:
    value = datetime.datetime(2026, 9, 1, 1, 2, 3, 4, tzinfo=EAST)
    assert moment("since", value) == datetime.datetime(2026, 8, 31, 23, 2, 3, tzinfo=UTC)
