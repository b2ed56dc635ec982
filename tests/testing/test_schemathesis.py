"""Schemathesis plays our own description against the fake: the responses match the description."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import hypothesis
import hypothesis.strategies
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from copilot_usage_metrics.testing import FakeGitHub, registry
from generator import document
from tests.frame.repository import ROOT

TODAY = datetime.date(2026, 11, 20)
VERSIONS = ("2026-03-10", "2022-11-28")
DAYS = [str(TODAY - datetime.timedelta(days=back)) for back in range(1, 4)]
EXISTS = hypothesis.strategies.sampled_from([True, True, True, False])
CONFORMANCE = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SETTINGS = hypothesis.settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.filter_too_much],
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


SCHEMAS = {
    version: schemathesis.openapi.from_dict(document.read(ROOT / "spec" / f"{version}.yaml"))
    for version in VERSIONS
}
FOUND = [
    (version, result.ok())
    for version, schema in SCHEMAS.items()
    for result in schema.get_all_operations()
    if isinstance(result, Ok)
]
OPERATIONS = [
    pytest.param(version, operation, id=f"{version} {operation.path}")
    for version, operation in FOUND
]


def parameters(operation: Any) -> tuple[str, str]:
    """The path of an operation, and its parameters with references resolved."""
    taken = [each.definition for each in (*operation.path_parameters, *operation.query)]
    return operation.path, repr(taken)


# an operation with only free text in its path has no wrong requests; an operation with the same parameters in
# both API versions is requested in one, since the descriptions of parameters define what is wrong
ASKED_WITH_MORE = [
    pytest.param(version, operation, id=f"{version} {operation.path}")
    for version, operation in {
        parameters(operation): (version, operation) for version, operation in reversed(FOUND)
    }.values()
    if len(operation.query) > 0
]


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeGitHub]:
    with FakeGitHub(seats=30, days=10, today=TODAY, legacy="open", rate_limit=10**6) as github:
        yield github


def test_schemathesis_knows_every_operation() -> None:
    assert len(FOUND) == sum(len(operations) for operations in registry.versions().values())


def call(fake: FakeGitHub, version: str, case: Any) -> Any:
    headers = {
        "Authorization": f"Bearer {fake.token}",
        "User-Agent": "schemathesis",
        "X-GitHub-Api-Version": version,
    }
    return case.call(base_url=fake.base_url, headers=headers)


def lead_to_something(case: Any, day: str) -> None:
    """Names and days that exist: with random ones every response would be a 404."""
    team = "ent:group-000" if "enterprise" in case.path_parameters else "team-000"
    there = {"enterprise": "octo-enterprise", "org": "octo-org", "team_slug": team}
    there["username"] = "dev-000004_octo"
    case.path_parameters.update({name: there[name] for name in case.path_parameters})
    if isinstance(case.query.get("day"), str):  # of a bill it is a number
        case.query["day"] = day


@pytest.mark.parametrize(("version", "operation"), OPERATIONS)
def test_valid_requests_get_responses_as_described(
    fake: FakeGitHub, version: str, operation: Any
) -> None:
    statuses = set()
    positive = operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)

    @SETTINGS
    @hypothesis.given(case=positive, exists=EXISTS, day=hypothesis.strategies.sampled_from(DAYS))
    def run(case: Any, exists: bool, day: str) -> None:
        if exists:
            lead_to_something(case, day)
        response = call(fake, version, case)
        statuses.add(response.status_code)
        case.validate_response(response, checks=CONFORMANCE)

    run()
    assert {200, 404} <= statuses


@pytest.mark.parametrize(("version", "operation"), ASKED_WITH_MORE)
def test_invalid_requests_are_refused_without_a_server_error(
    fake: FakeGitHub, version: str, operation: Any
) -> None:
    @SETTINGS
    @hypothesis.given(operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
    def run(case: Any) -> None:
        response = call(fake, version, case)
        case.validate_response(response, checks=[not_a_server_error, negative_data_rejection])

    run()
