"""The generated row types: the operations that every one of them has."""

from __future__ import annotations

import copy
import datetime
import pickle
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copilot_usage_metrics.rows as generated
from copilot_usage_metrics import ShapeError
from copilot_usage_metrics._runtime.decoding.row import UNSET, Row
from copilot_usage_metrics.rows import ROW_TYPES, AggregateDay, UserDay, UserWindowDay
from tests.rows import wire

CLASSES: list[type[Row]] = [getattr(generated, str(each.name)) for each in wire.MODEL.types]
everywhere = pytest.mark.parametrize("row_type", CLASSES, ids=lambda each: each.__name__)


def test_all_names_are_exported() -> None:
    types = {each.__name__ for each in CLASSES}
    assert set(generated.__all__) == types | {"ENTITY_FIELDS", "ROW_TYPES", "Row"}
    assert set(ROW_TYPES) == {str(each.name) for each in wire.MODEL.rows}
    assert generated.ENTITY_FIELDS == {
        "organization": "organization_id",
        "enterprise": "enterprise_id",
    }


@everywhere
def test_no_field_is_required_or_positional(row_type: type[Row]) -> None:
    row = row_type()
    assert row == row_type.from_dict({})
    assert row.to_dict() == {}
    assert repr(row) == f"{row_type.__name__}()"
    assert row.extra == {}
    anything: Any = row_type
    with pytest.raises(TypeError):
        anything(1)


@everywhere
def test_absent_null_and_zero_differ(row_type: type[Row]) -> None:
    fields = wire.MODEL.all_fields(row_type.__name__)
    nulls = row_type.from_dict({each.wire_name: None for each in fields})
    assert nulls.to_dict() == {each.wire_name: None for each in fields}
    for each in fields:
        assert getattr(nulls, each.name) is None
        assert getattr(row_type(), each.name) is UNSET
    assert nulls != row_type()


def test_zero_stays_zero() -> None:
    row = UserDay.from_dict({"loc_added_sum": 0, "ai_credits_used": 0})
    assert row.loc_added_sum == 0
    assert row.to_dict() == {"loc_added_sum": 0, "ai_credits_used": 0}


@everywhere
def test_extra_can_be_passed_read_changed_and_assigned(row_type: type[Row]) -> None:
    row = row_type(extra={"new": 1})
    assert row.to_dict() == {"new": 1}
    row.extra["newer"] = [2]
    assert row.to_dict() == {"new": 1, "newer": [2]}
    row.extra = {}
    assert row == row_type()
    late = row_type()
    late.extra["x"] = 1
    assert late.to_dict() == {"x": 1}
    assert late == row_type.from_dict({"x": 1})
    assert "extra={'x': 1}" in repr(late)


@everywhere
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_round_trip(row_type: type[Row], seed: int) -> None:
    data, normal = wire.make(row_type.__name__, random.Random(seed), odd=0.1)
    row = row_type.from_dict(data)
    assert wire.same(row.to_dict(), normal)
    again = row_type.from_dict(row.to_dict())
    assert again == row
    assert (again != row) is False
    for twin in (copy.copy(row), copy.deepcopy(row), pickle.loads(pickle.dumps(row))):
        assert type(twin) is row_type
        assert twin == row
        assert wire.same(twin.to_dict(), normal)
    twin = copy.copy(row)
    twin.extra["only_here"] = 1
    assert twin != row
    assert "only_here" not in row.extra


def test_rows_of_different_types_are_unequal() -> None:
    assert UserDay() != UserWindowDay()
    assert UserDay() != {}
    assert issubclass(UserWindowDay, UserDay)


def test_rows_cannot_be_hashed() -> None:
    with pytest.raises(TypeError):
        hash(UserDay())


def test_from_dict_refuses_other_json_types() -> None:
    wrong: Any = [("day", "2026-01-01")]
    with pytest.raises(ShapeError, match="expected an object, found array"):
        UserDay.from_dict(wrong)


def test_values_have_python_types() -> None:
    row = UserDay.from_dict(
        {
            "day": "2026-05-07",
            "user_id": "1001",
            "enterprise_id": 7,
            "ai_credits_used": 55.053015,
            "totals_by_3rd_party_agent": [{"agent_id": 2246796}],
            "totals_by_ide": [
                {"last_known_ide_version": {"sampled_at": "2026-05-07T10:00:00.000Z"}}
            ],
        }
    )
    assert row.day == datetime.date(2026, 5, 7)
    assert row.user_id == 1001
    assert row.enterprise_id == "7"
    assert row.ai_credits_used == Decimal("55.053015")
    assert row.totals_by_3rd_party_agent
    assert row.totals_by_3rd_party_agent[0].agent_id == "2246796"
    assert row.totals_by_ide
    version = row.totals_by_ide[0].last_known_ide_version
    assert version
    assert version.sampled_at == "2026-05-07T10:00:00.000Z"
    assert row.to_dict()["user_id"] == 1001


def test_unexpected_type_costs_only_the_field() -> None:
    row = AggregateDay.from_dict(
        {
            "day": "someday",
            "daily_active_users": "many",
            "totals_by_cli": [],
            "totals_by_feature": [{"feature": 5, "loc_added_sum": 3}],
            "totals_by_ide": [{"ide": "vim"}, None],
        }
    )
    assert (row.day, row.daily_active_users, row.totals_by_cli) == (UNSET, UNSET, UNSET)
    assert row.totals_by_ide is UNSET
    assert row.totals_by_feature
    assert row.totals_by_feature[0].loc_added_sum == 3
    assert row.totals_by_feature[0].extra == {"feature": 5}
    assert set(row.extra) == {"day", "daily_active_users", "totals_by_cli", "totals_by_ide"}


def test_a_field_that_is_set_wins_over_extra() -> None:
    row = UserDay.from_dict({"loc_added_sum": "3"})
    row.loc_added_sum = 3
    assert row.to_dict() == {"loc_added_sum": 3}


def test_repr_shows_the_fields_that_are_set() -> None:
    row = UserDay(user_id=1, used_chat=None)
    assert repr(row) == "UserDay(user_id=1, used_chat=None)"
