"""Usage records: requests to Copilot and its responses over the last 48 hours."""

from __future__ import annotations

import datetime
import json
from typing import Any

from .draws import Draws
from .estate import Estate

WINDOW_HOURS = 48
_ENDPOINTS = ("/chat/completions", "/responses", "/v1/messages")


def record(estate: Estate, end: datetime.datetime, number: int, count: int) -> dict[str, Any]:
    """Record `number` of `count`, the oldest first. Even numbers are requests, each followed by its response.

    Args:
        estate: The estate of the records.
        end: The end of the 48 hours.
        number: The number of the record, from 0.
        count: The number of records.
    """
    pair = number // 2
    draws = Draws(estate.seed, 6, pair)
    span = WINDOW_HOURS * 3_600_000
    asked = int(end.timestamp() * 1000) - span + span * pair * 2 // max(1, count)
    response = number % 2 == 1
    body = (
        {"choices": [{"message": {"role": "assistant", "content": f"Answer {pair}: 42 · ü"}}]}
        if response
        else {"messages": [{"role": "user", "content": f"Question {pair}: why? · ü"}]}
    )
    found: dict[str, Any] = {
        "type": "response" if response else "request",
        "user_id": estate.user_id(draws.between(0, estate.seats - 1)),
        "enterprise_id": estate.enterprise.id,
        "github_request_id": f"{estate.seed & 0xFFFF:04X}:{pair:06X}",
        "endpoint": draws.one(_ENDPOINTS),
        "body": json.dumps(body, ensure_ascii=False),
        "@timestamp": asked + (draws.between(100, 9000) if response else 0),
    }
    if pair % 3:
        found["event_id"] = f"evt-{number:08d}"
    if pair % 17 == 0 and response:
        found["truncated"] = False
    return found
