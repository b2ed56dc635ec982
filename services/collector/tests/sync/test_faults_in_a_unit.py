"""Whatever one unit's files or code do, the other units of the run are fetched."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_metrics_collector.run import credential_worker
from copilot_metrics_collector.units import FAMILIES

from .runs import DAY, TODAY, USERS, Site

YESTERDAY = TODAY - DAY


def test_an_unexpected_exception_makes_its_unit_failed_and_the_run_goes_on(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = site.unit(YESTERDAY)
    ask: Any = vars(credential_worker)["ask"]

    def failing(*arguments: Any, **options: Any) -> Any:
        if broken in arguments:
            raise ZeroDivisionError("mona-lisa")
        return ask(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(credential_worker, "ask", failing)
        site.sync([USERS], [site.org])
    states = site.states()
    assert states[broken] == "failed"
    assert {state for unit, state in states.items() if unit != broken} <= {"complete", "no-data"}
    reason = site.manifest(broken).reason
    assert reason is not None
    assert "ZeroDivisionError" in reason
    assert "please report it" in reason
    assert "mona-lisa" not in reason
    site.sync([USERS], [site.org])
    assert site.states()[broken] == "complete"


HOSTILE = {
    "invalid UTF-8": b'{"day":"2026-11-19","user_id":1,"user_login":"\xff"}\n',
    "a huge exponent": b'{"day":"2026-11-19","user_id":1,"zz":1e99999999999999999999}\n',
    "a tiny credit": b'{"day":"2026-11-19","user_id":1,"ai_credits_used":1e-9999999}\n',
    "half a pair": b'{"day":"2026-11-19","user_id":1,"user_login":"\\ud800"}\n',
    "nested deeply": b'{"day":"2026-11-19","user_id":1,"zz":'
    + b"[" * 9_999
    + b"]" * 9_999
    + b"}\n",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_line_costs_no_other_row(own: Site, line: bytes) -> None:
    operation = FAMILIES[USERS].operations["organization"].operation_id
    good = b'{"day":"2026-11-19","organization_id":"5","user_id":2,"user_login":"a"}\n'
    data = good + line + good.replace(b":2", b":3")
    own.github.give(operation, own.org.name, [data], YESTERDAY)
    own.sync([USERS], [own.org])
    rows = own.rows(own.unit(YESTERDAY))
    assert {2, 3} <= {row["user_id"] for row in rows}
    assert own.states()[own.unit(YESTERDAY)] == "complete"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text('{}[]",:\\ud8\n1e9- ', max_size=80).map(str.encode))
def test_any_bytes_of_a_file_cost_no_row_of_another(own: Site, data: bytes) -> None:
    operation = FAMILIES[USERS].operations["organization"].operation_id
    good = b'{"day":"2026-11-19","organization_id":"5","user_id":2,"user_login":"a"}\n'
    own.github.give(operation, own.org.name, [good, data], YESTERDAY)
    with TemporaryDirectory() as folder:
        site = Site(own.github, Path(folder, "lake"))
        site.sync([USERS], [site.org], since=YESTERDAY)
        unit = site.unit(YESTERDAY)
        assert site.states()[unit] in ("complete", "partial")
        assert 2 in {row["user_id"] for row in site.rows(unit)}
