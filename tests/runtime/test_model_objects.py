"""Objects of models: their repr, unset fields, wire names and unknown keys."""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs
import msgspec
import pytest

from copilot_usage_metrics import UNSET, UnsetType, v2022_11_28, v2026_03_10
from copilot_usage_metrics._runtime.calls.model import Model

REPORT = v2026_03_10.models.CopilotMetrics1DayReport
RECORD = v2026_03_10.models.UsageRecord
DAY = datetime.date(2026, 9, 1)


class TestRepr:
    @pytest.mark.parametrize(
        "link",
        [
            "https://files.example/a.json?se=1&sig=SIGNATURE",
            'https://files.example/a.json?it\'s="x"&sig=SIGNATURE',
            "HTTPS://files.example/a.json?sig=SIGNATURE",
            "http://127.0.0.1:8080/a?sig=SIGNATURE",
            "https://files.example?sig=SIGNATURE",
            "https://files.example/a#SIGNATURE",
            "see https://files.example/a?sig=SIGNATURE and so on",
            "https://a.example/?x=SIGNATURE https://b.example/?sig=SIGNATURE",
        ],
    )
    def test_signatures_are_hidden(self, link: str) -> None:
        report = REPORT(download_links=[link], report_day=DAY)
        for shown in (repr(report), str(report), repr([report]), f"{report}"):
            assert "SIGNATURE" not in shown
            assert "?<redacted>" in shown
            assert "example" in shown or "127.0.0.1" in shown
        assert report.download_links == [link]

    def test_repr_shows_the_fields_that_are_set(self) -> None:
        report = REPORT(download_links=["https://x.example/a"], report_day=DAY)
        assert repr(report) == (
            "CopilotMetrics1DayReport(download_links=['https://x.example/a'], "
            "report_day=datetime.date(2026, 9, 1))"
        )

    def test_repr_shows_only_the_names_of_unknown_keys(self) -> None:
        record = RECORD.from_dict({"user_id": 7, "new": "https://x/?sig=SIGNATURE", "a": 1})
        assert repr(record) == "UsageRecord(user_id=7, extra=<'a', 'new'>)"

    def test_repr_hides_hidden_attributes(self) -> None:
        @attrs.define(kw_only=True, repr=False)
        class Hiding(Model):
            _hidden: typing.ClassVar[frozenset[str]] = frozenset({"secret"})
            secret: str | UnsetType = UNSET
            open: str | UnsetType = UNSET

        shown = repr(Hiding(secret="SIGNATURE", open="words"))
        assert shown == "Hiding(secret=<hidden>, open='words')"
        assert repr(Hiding()) == "Hiding()"

    def test_repr_hides_nested_secrets(self) -> None:
        @attrs.define(kw_only=True, repr=False)
        class Holding(Model):
            links: dict[str, list[str]]

        link = "https://x.example/a?sig=SIGNATURE"
        shown = repr(Holding(links={"a": [link]}))
        assert shown == "Holding(links={'a': ['https://x.example/a?<redacted>']})"


class TestVocabulary:
    def test_there_is_one_unset(self) -> None:
        assert UNSET is msgspec.UNSET
        assert RECORD().user_id is msgspec.UNSET
        assert RECORD(user_id=0).user_id == 0

    def test_absent_null_and_zero_differ(self) -> None:
        scim = v2026_03_10.models.ScimError
        absent, null, empty = scim(), scim(detail=None), scim(detail="")
        assert (absent.to_dict(), null.to_dict(), empty.to_dict()) == (
            {},
            {"detail": None},
            {"detail": ""},
        )
        assert absent != null != empty

    def test_attribute_with_another_wire_name(self) -> None:
        record = RECORD.from_dict({"@timestamp": 1, "timestamp": 2})
        assert record.timestamp == 1
        assert record.extra == {"timestamp": 2}
        assert record.to_dict() == {"@timestamp": 1, "timestamp": 2}

    def test_an_assigned_field_wins_over_extra(self) -> None:
        record = RECORD.from_dict({"user_id": "7"})
        assert record.extra == {"user_id": "7"}
        record.user_id = 7
        assert record.to_dict() == {"user_id": 7}

    def test_a_class_that_two_api_versions_share_is_one_class(self) -> None:
        older: object = v2022_11_28.models.UsageRecord()
        assert older == RECORD()
        assert isinstance(older, RECORD)

    def test_models_are_truthy(self) -> None:
        assert RECORD()

    def test_from_dict_accepts_any_mapping(self) -> None:
        wire: Mapping[str, Any] = types.MappingProxyType({"user_id": 7})
        assert RECORD.from_dict(wire).to_dict() == {"user_id": 7}
