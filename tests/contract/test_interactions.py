"""Each interaction, played over a loopback server with the sync and the async client."""

from __future__ import annotations

import json
from typing import Any

import pytest

import copilot_usage_metrics
from copilot_usage_metrics import NoData, RateLimitError, ResponseError

from .computed import everything
from .description import body_problems, request_problems
from .interactions import Interaction
from .loopback import Loopback
from .players import Player, encoded, type_name

INTERACTIONS = everything()

pytestmark = pytest.mark.parametrize("interaction", INTERACTIONS, ids=lambda each: each.id)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_interaction_has_the_expected_result(
    interaction: Interaction, kind: str, server: Loopback, players: dict[str, Player]
) -> None:
    server.play(interaction)
    expect = interaction.expect
    call = players[kind]
    if expect["kind"] == "error":
        error_type = getattr(copilot_usage_metrics, expect["class"])
        with pytest.raises(ResponseError) as caught:
            call(interaction.api_version, interaction.operation_id, interaction.arguments)
        assert type(caught.value) is error_type
        check_error(interaction, caught.value)
    else:
        result = call(interaction.api_version, interaction.operation_id, interaction.arguments)
        if expect["kind"] == "no-data":
            check_no_data(interaction, result)
        else:
            check_value(interaction, result)
    check_requests(interaction, server)


def test_body_matches_the_description(interaction: Interaction) -> None:
    answer = interaction.answer
    found = body_problems(
        interaction.api_version,
        interaction.operation_id,
        answer.status,
        answer.media_type,
        answer.content,
    )
    assert bool(found) != interaction.described, found


def check_requests(interaction: Interaction, server: Loopback) -> None:
    assert len(server.requests) == len(interaction.answers)
    for request, (path, _) in zip(server.requests, interaction.answers, strict=True):
        assert request.method == interaction.method
        assert request.path == path
        assert dict(request.query) == dict(interaction.query)
        assert request.repeated == ()
        for name, value in interaction.headers.items():
            assert request.headers[name.lower()] == value
        assert request.headers["user-agent"].startswith("copilot-usage-metrics/")
        assert "cookie" not in request.headers
    first = server.requests[0]
    assert not request_problems(
        interaction.api_version,
        interaction.operation_id,
        first.method,
        first.path,
        first.query,
        first.headers,
    )


def check_value(interaction: Interaction, result: Any) -> None:
    body = json.loads(interaction.last.content.decode("utf-8-sig"))
    if body == []:
        assert result == []
        return
    assert type_name(result) == interaction.expect["type"]
    assert canonical(encoded(result)) == canonical(body)


def check_no_data(interaction: Interaction, result: Any) -> None:
    assert isinstance(result, NoData)
    assert not result
    assert result.reason == interaction.expect["reason"]
    assert result.status == interaction.last.status
    assert result.message == interaction.expect.get("message")
    assert result.request_id == interaction.last.headers.get("X-GitHub-Request-Id")


def check_error(interaction: Interaction, error: ResponseError) -> None:
    answer, expect = interaction.last, interaction.expect
    body = answer.value if isinstance(answer.value, dict) else {}
    assert error.operation_id == interaction.operation_id
    assert error.status == answer.status
    assert error.message == expect.get("message", body.get("message"))
    assert error.documentation_url == expect.get("documentation_url", body.get("documentation_url"))
    assert error.request_id == answer.headers.get("X-GitHub-Request-Id")
    for text in (
        interaction.operation_id,
        str(answer.status),
        error.message or "",
        *expect.get("says", []),
    ):
        assert text in str(error)
    assert "TOKEN" not in str(error) + repr(error)
    if isinstance(error, RateLimitError):
        assert error.retry_after == expect.get("retry_after")
    if interaction.described:
        # every documented status has a body here, and a class to decode it
        assert canonical(encoded(error.answer)) == canonical(body)


def canonical(value: Any) -> str:
    """JSON text, so that true differs from 1, and 1.0 from 1."""
    return json.dumps(value, sort_keys=True)
