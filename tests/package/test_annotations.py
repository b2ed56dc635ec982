"""Public annotations are `Any` only for JSON with unknown keys and for pyarrow, which has no types."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from .surface import classes, every_annotation, functions, modules, of_class, parts

WITHOUT_A_TYPE = {
    # JSON objects as received or to be sent: the description does not know their values
    "_runtime.calls.model.Model extra",
    "_runtime.calls.model.Model from_dict(data)",
    "_runtime.calls.model.Model to_dict(return)",
    "_runtime.decoding.row.Row extra",
    "_runtime.decoding.row.Row extra(return)",
    "_runtime.decoding.row.Row from_dict(data)",
    "_runtime.decoding.row.Row to_dict(return)",
    # JSON objects to be serialized by the caller
    "Drift to_dict(return)",
    "_runtime.drift.finding.DriftFinding to_dict(return)",
    "_runtime.drift.finding.GoneKey to_dict(return)",
    "_runtime.drift.renames.Rename to_dict(return)",
    # pyarrow has no types, and is missing without the extra
    "arrow_schema(return)",
    "_runtime.arrow.batches.ArrowRows schema(return)",
    "_runtime.arrow.batches.AsyncArrowRows schema(return)",
    # the fake builds plain dicts and does not use the row types, so that a bug in them cannot hide
    "testing.fake.FakeGitHub aggregate(return)",
    "testing.fake.FakeGitHub aggregate_window(return)",
    "testing.fake.FakeGitHub billed_usage(return)",
    "testing.fake.FakeGitHub copilot_seats(return)",
    "testing.fake.FakeGitHub give(parts)",
    "testing.fake.FakeGitHub repository_rows(return)",
    "testing.fake.FakeGitHub rows(return)",
    "testing.fake.FakeGitHub team_rows(return)",
    "testing.fake.FakeGitHub user_rows(return)",
    "testing.fake.FakeGitHub window_rows(return)",
}


def test_no_public_annotation_is_any() -> None:
    found = {
        name
        for name, annotation in every_annotation()
        if any(part is Any for part in parts(annotation))
    }
    assert found == WITHOUT_A_TYPE


def test_the_check_covers_the_whole_surface() -> None:
    names = {name for name, _ in every_annotation()}
    assert len(classes()) >= 140
    assert len(names) >= 1500
    assert {"read_rows(family)", "detect_drift(what)", "rows_from_arrow(return)"} <= {
        name.removeprefix("files ") for name in names
    }
    for key in (
        "Rows",
        "AsyncItems",
        "_runtime.decoding.outcome.Outcome",
    ):
        assert key in classes()


@pytest.mark.parametrize("version", ["v2022_11_28", "v2026_03_10"])
def test_the_check_covers_every_operation(version: str) -> None:
    package = modules()[f"copilot_usage_metrics.{version}"]
    for kind in ("", "Async"):
        client, reports, paged = (
            {
                name
                for base in classes()[f"{version}.{each}"].__mro__[:-1]
                for name, _ in of_class(base)
            }
            for each in (
                f"{'async_' if kind else ''}client.{kind}CopilotMetrics",
                f"_reports.{kind}ReportRows",
                f"_pages.{kind}PagedItems",
            )
        )
        assert {"rows(return)", "items(return)"} <= client
        for operation in package.OPERATIONS.values():
            assert f"{operation.function}(return)" in client
            assert (f"{operation.function}(return)" in reports) is operation.report
            assert (f"{operation.function}(return)" in paged) is (operation.pagination is not None)


def test_everything_public_is_annotated() -> None:
    for cls in classes().values():
        for name, function in functions(cls):
            signature = inspect.signature(function)
            if name != "__init__":
                assert signature.return_annotation is not signature.empty, (cls, name)
            for parameter in list(signature.parameters.values())[1:]:
                assert parameter.annotation is not parameter.empty, (cls, name, parameter)
