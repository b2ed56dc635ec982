"""Unknown keys, added at every depth of every body, are stored and written back."""

from __future__ import annotations

import json
from typing import Any

import attrs
import httpx
import pytest

from copilot_usage_metrics import ResponseError
from copilot_usage_metrics._runtime.calls.model import Model

from .computed import everything
from .conftest import ONCE
from .interactions import Interaction
from .players import PACKAGES, encoded, sync_player

INTERACTIONS = [
    each
    for each in everything()
    if each.described
    and each.last.value not in (None, [])
    and each.expect["kind"] != "no-data"
    and each.answer is each.last
]


def planted(value: Any) -> Any:
    """The value with unknown keys in each of its objects."""
    if isinstance(value, list):
        return [planted(each) for each in value]
    if isinstance(value, dict):
        return {
            "_new": {"a": [1, 1.0, None, {"b": True}]},
            **{key: planted(each) for key, each in value.items()},
            "type-of-tomorrow": "",
            "extra": None,
            "from_dict": [],
        }
    return value


def objects(value: Any) -> int:
    """The number of objects in a JSON value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, dict) + sum(objects(each) for each in inner)


@pytest.mark.parametrize("interaction", INTERACTIONS, ids=lambda each: each.id)
def test_unknown_keys_survive(interaction: Interaction) -> None:
    answer = attrs.evolve(interaction.last, value=planted(interaction.last.value))
    content = json.dumps(answer.value).encode()
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Encoding"}
    transport = httpx.MockTransport(
        lambda request: httpx.Response(answer.status, headers=headers, content=content)
    )
    with httpx.Client(transport=transport) as http:
        package = PACKAGES[interaction.api_version]
        client = package.CopilotMetrics("TOKEN", http_client=http, retry=ONCE)
        call = sync_player(lambda api_version: client)
        try:
            result = call(interaction.api_version, interaction.operation_id, interaction.arguments)
        except ResponseError as error:
            assert interaction.expect["kind"] == "error"
            result = error.answer
    back = encoded(result)
    assert json.dumps(back, sort_keys=True) == json.dumps(answer.value, sort_keys=True)
    first = result[0] if isinstance(result, list) else result
    assert isinstance(first, Model)
    assert {"_new", "type-of-tomorrow", "extra", "from_dict"} <= first.extra.keys()


def test_some_bodies_are_nested() -> None:
    assert max(objects(each.last.value) for each in INTERACTIONS) > 10
