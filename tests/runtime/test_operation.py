"""The registry: immutable values that compare by content and survive pickle and copy."""

from __future__ import annotations

import copy
import pickle
import warnings
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from copilot_usage_metrics import Operation, v2022_11_28, v2026_03_10
from copilot_usage_metrics._runtime.frozen import FrozenMapping, frozen
from copilot_usage_metrics._runtime.operation import DocumentedResponse, Operations
from copilot_usage_metrics.v2026_03_10.models import BasicError, CopilotMetrics1DayReport, ScimError

REGISTRIES = {"2022-11-28": v2022_11_28.OPERATIONS, "2026-03-10": v2026_03_10.OPERATIONS}
EVERY = [
    pytest.param(operation, id=f"{version}-{name}")
    for version, registry in REGISTRIES.items()
    for name, operation in registry.items()
]


@pytest.mark.parametrize("operation", EVERY)
class TestEveryOperation:
    def test_value_survives_pickle_and_copy(self, operation: Operation[Any]) -> None:
        copies = [
            copy.copy(operation),
            copy.deepcopy(operation),
            *(pickle.loads(pickle.dumps(operation, n)) for n in range(pickle.HIGHEST_PROTOCOL + 1)),
        ]
        for copied in copies:
            assert type(copied) is Operation
            assert copied == operation
            assert hash(copied) == hash(operation)
            assert repr(copied) == repr(operation)
            assert [a.bodies for a in copied.responses] == [a.bodies for a in operation.responses]
            assert copied.facts == operation.facts

    def test_value_is_immutable(self, operation: Operation[Any]) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            operation.path = "/evil"  # type: ignore[misc]
        for value in _values(operation):
            assert not isinstance(value, list | dict | set)

    def test_documented_response_of_a_status_is_found(self, operation: Operation[Any]) -> None:
        assert operation.statuses == tuple(answer.status for answer in operation.responses)
        for answer in operation.responses:
            assert operation.response(int(answer.status)) is answer
        for status in (100, 299, 418, 599):
            assert operation.response(status) is None


def _values(value: Any) -> list[Any]:
    """Every value within a value."""
    if attrs.has(type(value)):
        inner = [getattr(value, field.name) for field in attrs.fields(type(value))]
    elif isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list):
        inner = list(value)
    else:
        inner = []
    return [value, *(each for item in inner for each in _values(item))]


def test_operations_differ_from_each_other() -> None:
    operations = list(v2022_11_28.OPERATIONS.values())
    assert len(set(operations)) == len(operations) > 1


class TestAnswers:
    def documented(self, *statuses: str) -> Operation[Any]:
        return Operation(
            operation_id="op",
            upstream_operation_id="x/op",
            function="op",
            method="get",
            path="/",
            responses=tuple(DocumentedResponse(status=status) for status in statuses),
        )

    @pytest.mark.parametrize(
        ("statuses", "status", "found"),
        [
            (("200", "2XX"), 200, "200"),
            (("200", "2XX"), 201, "2XX"),
            (("200", "default"), 404, "default"),
            (("200", "4XX", "default"), 404, "4XX"),
            (("200", "404", "4XX"), 404, "404"),
            (("200", "default"), 201, None),  # a default is for errors
            (("200", "default"), 302, None),
            (("200",), 500, None),
            ((), 200, None),
        ],
    )
    def test_the_most_specific_response_is_found(
        self, statuses: tuple[str, ...], status: int, found: str | None
    ) -> None:
        answer = self.documented(*statuses).response(status)
        assert (answer.status if answer else None) == found

    def test_type_of_a_body_depends_on_its_media_type(self) -> None:
        both = DocumentedResponse(
            status="400",
            bodies={"application/json": BasicError, "application/scim+json": ScimError},
        )
        assert both.type is BasicError
        assert both.type_for("application/scim+json") is ScimError
        assert both.type_for("application/json") is BasicError
        assert both.type_for("text/html") is BasicError
        nothing = DocumentedResponse(status="204")
        assert (nothing.type, nothing.type_for("application/json")) == (None, None)


def _example(**options: Any) -> Operation[Any]:
    return Operation(upstream_operation_id="x", function="f", method="get", path="/", **options)


class TestRegistry:
    aliased = Operations(
        [
            _example(operation_id="newName", aliases=("oldName", "olderName")),
            _example(operation_id="b"),
        ]
    )

    @pytest.mark.parametrize("registry", REGISTRIES.values(), ids=REGISTRIES)
    def test_registry_is_an_immutable_mapping(self, registry: Any) -> None:
        name = next(iter(registry))
        assert issubclass(type(registry), Mapping)
        assert list(registry) == sorted(registry)
        assert registry[name].operation_id == name
        with pytest.raises(TypeError):
            registry["x"] = registry[name]
        with pytest.raises(TypeError):
            del registry[name]
        with pytest.raises(AttributeError):
            registry.other = 1
        for method in ("update", "pop", "clear", "setdefault"):
            assert not hasattr(registry, method)

    @pytest.mark.parametrize("registry", REGISTRIES.values(), ids=REGISTRIES)
    def test_value_survives_pickle_and_copy(self, registry: Any) -> None:
        assert pickle.loads(pickle.dumps(registry)) == registry
        assert copy.copy(registry) == copy.deepcopy(registry) == registry

    @pytest.mark.parametrize("registry", REGISTRIES.values(), ids=REGISTRIES)
    def test_repr_shows_names(self, registry: Any) -> None:
        assert repr(registry) == f"Operations({', '.join(registry)})"

    def test_missing_name_is_a_key_error(self) -> None:
        registry = v2026_03_10.OPERATIONS
        with pytest.raises(KeyError, match="usageMetricsForOrg"):
            registry["usageMetricsForOrg"]
        assert registry.get("usageMetricsForOrg") is None
        assert registry.get("usageMetricsForOrg", 5) == 5
        assert "usageMetricsForOrg" not in registry
        assert 5 not in registry  # type: ignore[comparison-overlap]

    @pytest.mark.parametrize("registry", REGISTRIES.values(), ids=REGISTRIES)
    def test_every_form_of_a_name_finds_the_operation(self, registry: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for each in registry.values():
                for name in (each.operation_id, each.function, each.upstream_operation_id):
                    assert name in registry
                    assert registry[name] is registry.get(name) is each
        assert list(registry) == [each.operation_id for each in registry.values()]

    @pytest.mark.parametrize(
        ("wrong", "nearest"),
        [
            ("copilot_user_usage_metrics", "copilotUsersUsageMetrics"),
            ("GetUsageRecords", "getUsageRecords"),
            ("copilot/get-usage-record", "getUsageRecords"),
            ("copilot-metrics/copilot-users-usage-metrics", "copilotUsersUsageMetrics"),
        ],
    )
    def test_an_unknown_name_suggests_the_nearest(self, wrong: str, nearest: str) -> None:
        registry = v2026_03_10.OPERATIONS
        with pytest.raises(KeyError) as refused:
            registry[wrong]
        assert f"no operation {wrong!r}; did you mean {nearest!r}" in refused.value.args[0]
        assert wrong not in registry
        assert registry.get(wrong) is None

    @pytest.mark.parametrize("wrong", ["", "xyzzy", 5, None, ("a",)])
    def test_a_name_without_a_near_one_suggests_none(self, wrong: Any) -> None:
        with pytest.raises(KeyError) as refused:
            v2026_03_10.OPERATIONS[wrong]
        assert refused.value.args == (f"no operation {wrong!r}",)

    def test_registry_survives_pickle_and_compares_by_content(self) -> None:
        copied = pickle.loads(pickle.dumps(self.aliased))
        assert copied == self.aliased == dict(self.aliased)
        assert copied["b"] == self.aliased["b"]
        with pytest.warns(DeprecationWarning, match="oldName is now newName"):
            assert copied["oldName"] == self.aliased["newName"]

    @pytest.mark.parametrize("old", ["oldName", "olderName"])
    def test_a_former_name_warns_where_it_is_used(self, old: str) -> None:
        for find in (self.aliased.__getitem__, self.aliased.get):
            with pytest.warns(DeprecationWarning, match=f"{old} is now newName") as warned:
                found = find(old)
            assert found is self.aliased["newName"]
            assert [each.filename for each in warned] == [__file__]

    def test_current_names_do_not_warn(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert self.aliased["newName"] is self.aliased.get("newName")
            assert "oldName" in self.aliased
            assert list(self.aliased) == ["newName", "b"]
            assert len(self.aliased) == 2


class TestFrozenMapping:
    def test_frozen_mapping_is_hashable_and_compares_by_content(self) -> None:
        one, other = FrozenMapping({"a": 1, "b": 2}), FrozenMapping({"b": 2, "a": 1})
        assert one == other == {"a": 1, "b": 2}
        assert hash(one) == hash(other)
        assert one != {"a": 1}
        assert (one["a"], list(one), len(one), repr(one)) == (1, ["a", "b"], 2, "{'a': 1, 'b': 2}")
        assert pickle.loads(pickle.dumps(one)) == one
        assert copy.copy(one) is copy.deepcopy(one) is one

    def test_frozen_mapping_copies_its_source(self) -> None:
        source: dict[str, Any] = {"a": {"b": [1, {"c": 2}]}}
        made = frozen(source)
        source["a"]["b"].append(3)
        source["z"] = 1
        assert made == {"a": {"b": (1, {"c": 2})}}
        assert isinstance(hash(made), int)

    def test_value_is_immutable(self) -> None:
        made: Any = FrozenMapping({"a": 1})
        with pytest.raises(TypeError):
            made["a"] = 2
        with pytest.raises(AttributeError):
            made._items = {}
        with pytest.raises(AttributeError):
            del made._items
        with pytest.raises(AttributeError):
            made.other = 1


def test_response_classes_of_reports_are_in_the_registry() -> None:
    operation = v2026_03_10.OPERATIONS["copilotEnterpriseOneDayUsageMetrics"]
    answer = operation.response(200)
    assert answer is not None
    assert answer.type is CopilotMetrics1DayReport
