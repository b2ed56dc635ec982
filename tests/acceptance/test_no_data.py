"""Points 3 and 4 of the checklist: no data in every form, from every report."""

from __future__ import annotations

import inspect

from copilot_usage_metrics import CopilotMetrics, NoData, NotFoundError, ServerError
from copilot_usage_metrics.testing.scenarios import SPELLINGS
from tests.acceptance.support import REPORTS, USERS, Player, envelope_of


def test_point_03_every_form_of_no_data_is_no_data_and_no_error_is(player: Player) -> None:
    errors = {"404": NotFoundError, "502": ServerError, "503": ServerError}
    for spelling in SPELLINGS:
        player.github.scenario = f"no-data={spelling}"
        found = player.report(USERS)
        assert found.rows == []
        if spelling in errors:
            assert type(found.error) is errors[spelling]
            assert found.reading.no_data is None
            assert not found.reading.is_complete
            continue
        nothing = found.reading.no_data
        assert found.error is None
        assert isinstance(nothing, NoData)
        assert not nothing
        assert nothing.reason
        assert (nothing.message is not None) == (spelling == "text")
        assert player.ask(envelope_of(USERS)).reason == nothing.reason


def test_point_04_no_data_can_come_from_every_report(player: Player) -> None:
    """On enterprise endpoints too, whose description has no 204."""
    player.github.scenario = "no-data=204"
    for operation_id in REPORTS:
        assert isinstance(player.ask(envelope_of(operation_id)), NoData)
    player.github.scenario = "no-data=empty"
    for operation_id in REPORTS:
        assert isinstance(player.report(operation_id).reading.no_data, NoData)
    method = inspect.signature(CopilotMetrics.copilot_users_one_day_usage_metrics)
    assert method.return_annotation.endswith("| NoData")
