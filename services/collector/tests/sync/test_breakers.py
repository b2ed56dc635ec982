"""Circuit breakers of a run, and skipped units, which change nothing."""

from __future__ import annotations

import datetime

import pytest

from copilot_metrics_collector.exits import GitHubError
from copilot_metrics_collector.fetch.events import Done, Event
from copilot_metrics_collector.lake.manifest import State
from copilot_metrics_collector.run.breakers import Breakers
from copilot_metrics_collector.units import REPORTS, Entity, Unit

from .runs import DAY, REPORT_COUNT, TEAMS, TODAY, UNITS, USERS, Site

ORG = Entity("organization", "octo")


def unit(day: int = 1, family: str = USERS, entity: Entity = ORG) -> Unit:
    return Unit("host", family, entity, datetime.date(2026, 1, day))


OTHER = Entity("organization", "other")
LATE = datetime.date(2026, 3, 1)


def after(*states: State) -> Breakers:
    found = Breakers(LATE, (ORG, OTHER))
    for day, state in enumerate(states, 1):
        found.note(Done(unit(day), state, "why"))
    return found


def failing(times: int) -> Breakers:
    states: list[State] = ["failed"] * times
    return after(*states)


def test_a_refusal_closes_its_family_of_its_entity_alone() -> None:
    found = after("no-permission")
    assert found.objection(unit(9)) == "refused before: why"
    assert found.objection(unit(9, TEAMS)) is None
    assert found.objection(unit(9, USERS, OTHER)) is None


@pytest.mark.parametrize(
    ("states", "is_open"),
    [
        (["not-found"], True),
        (["not-found", "not-found"], False),
        (["not-found", "complete", "not-found", "not-found"], True),
        (["no-data", "not-found", "not-found"], True),
        (["not-found", "not-yet", "not-found"], True),
    ],
)
def test_two_404_without_any_success_close_it(states: list[State], is_open: bool) -> None:
    assert (after(*states).objection(unit(9)) is None) is is_open


def test_404_of_days_that_may_still_come_close_nothing() -> None:
    found = Breakers(datetime.date(2026, 1, 10), (ORG,))
    for day in (9, 8):
        found.note(Done(unit(day), "not-found", "why"))
        assert found.objection(unit(1)) is None
    found.note(Done(unit(7), "not-found", "why"))
    assert found.objection(unit(1)) == "not found 3 times: why"


def test_five_failures_in_a_row_end_what_is_asked_of_an_entity() -> None:
    assert failing(4).objection(unit(9, TEAMS)) is None
    found = after("failed", "failed", "failed", "failed", "complete", "failed")
    assert found.objection(unit(9, TEAMS)) is None
    found = failing(5)
    assert found.objection(unit(9, TEAMS)) == "5 consecutive failures, the last one: why"


def test_one_entity_that_always_fails_does_not_keep_the_lane_from_the_others() -> None:
    found = failing(7)
    assert found.over is None
    assert found.objection(unit(1, USERS, OTHER)) is None


def test_failures_in_a_row_of_several_entities_end_the_lane() -> None:
    found = failing(4)
    found.note(Done(unit(1, USERS, OTHER), "failed", "why"))
    assert found.over == "5 consecutive failures, the last one: why"


def test_what_is_not_asked_does_not_end_a_row_of_failures() -> None:
    found = failing(4)
    found.note(Done(unit(1, TEAMS), "not-asked", "refused before"))
    found.note(Done(unit(5), "failed", "why"))
    assert found.objection(unit(9, TEAMS)) is not None


def test_where_the_policy_is_off_github_is_asked_once_a_family(site: Site) -> None:
    site.github.scenario = "policy-off"
    ran = site.sync()
    families = {(each.unit.entity, each.unit.family) for each in ran.done}
    assert len(site.api()) == len(families) == REPORT_COUNT
    assert ran.finished.counts == {
        "no-permission": REPORT_COUNT,
        "not-asked": UNITS - REPORT_COUNT,
    }
    assert len(site.states()) == REPORT_COUNT


def test_a_wrong_slug_is_asked_for_three_times_a_family(site: Site) -> None:
    nobody = Entity("organization", "nobody")
    ran = site.sync([USERS, TEAMS], [site.org, nobody])
    assert sum("/nobody/" in each.path for each in site.api()) == 6
    wrong = [each for each in ran.done if each.unit.entity == nobody]
    assert sorted(each.state for each in wrong) == ["not-asked"] * 6 + ["not-found"] * 6
    assert all(
        each.state in ("complete", "no-data") for each in ran.done if each.unit.entity == site.org
    )


def test_older_days_are_had_though_the_newest_are_not_there_yet(site: Site) -> None:
    site.github.scenario = [f"no-data=404,on={TODAY - number * DAY}" for number in (1, 2)]
    ran = site.sync([USERS], [site.org])
    assert ran.finished.counts["not-found"] == 2
    assert "not-asked" not in ran.finished.counts


def test_an_api_that_is_down_is_left_alone(site: Site) -> None:
    site.sync([USERS], until=TODAY - 3 * DAY)
    before = site.content()
    site.github.forget()
    site.github.scenario = "server-error=503,times=999"
    ran = site.sync(tries=1, workers=2)
    assert 6 <= len(site.api()) <= 8  # one or two of the second entity
    assert ran.finished.counts["not-asked"] >= 40
    after = site.content()
    assert {path: after[path] for path in before} == before


def test_a_refused_token_ends_the_lane_and_writes_nothing(site: Site) -> None:
    site.github.scenario = "revoked"
    events: list[Event] = []
    with pytest.raises(GitHubError, match="the token is refused: 401: Bad credentials"):
        site.sync(REPORTS, events=events)
    assert site.states() == {}
    done = [each for each in events if isinstance(each, Done)]
    assert {each.state for each in done} == {"not-asked"}
    assert len(site.api()) <= site.settings().workers


def test_a_token_that_is_revoked_midway_keeps_what_was_had(own: Site) -> None:
    own.github.scenario = "revoked,after=6,times=999"
    ran = own.sync(workers=1)
    assert ran.finished.counts["not-asked"] == UNITS - 6
    assert len(own.states()) == 6


def test_a_rate_limit_longer_than_the_patience_ends_the_lane(site: Site) -> None:
    site.github.scenario = "primary-limit=3600,times=999,after=4"
    ran = site.sync(deadline_seconds=5.0, workers=2)
    failed = [each for each in ran.done if each.state == "failed"]
    assert {each.reason for each in failed} == {
        "rate limit: the wait would exceed the deadline of a request"
    }
    assert len(site.api()) <= 7
    assert ran.finished.counts["not-asked"] >= 40


def test_a_rate_limit_within_the_patience_is_sat_out_and_shown(
    site: Site, waits: list[float]
) -> None:
    from copilot_metrics_collector.fetch.events import Waiting

    site.github.scenario = "primary-limit=1,after=2"
    ran = site.sync([USERS], [site.org])
    assert set(ran.finished.counts) <= {"complete", "no-data"}
    (wait,) = (each for each in ran.events if isinstance(each, Waiting))
    assert (wait.lane, wait.why) == ("GITHUB_TOKEN", "primary rate limit")
    assert waits == [wait.seconds]
    assert wait.seconds > 0
    assert wait.until.tzinfo is datetime.UTC
    assert len(site.api()) == 7


def test_nothing_is_there_to_be_asked(site: Site) -> None:
    with pytest.raises(
        GitHubError, match=r"no request to http://127\.0\.0\.1:9 succeeded: .*no response"
    ):
        site.sync([USERS], base_url="http://127.0.0.1:9", tries=1, timeout_seconds=2.0)
    assert site.states() == {}
    assert site.lake.requested()
