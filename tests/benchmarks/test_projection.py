"""The projection of a year, against figures computed by hand."""

from __future__ import annotations

import math

import pytest

from benchmarks.collector_projection import ESTATES, ProjectedEstate, Size, Slice, lines, project

MEASURED = Slice(
    seats=1_000,
    families={"users-1-day": Size(3_000.0, 200.0), "user-teams-1-day": Size(100.0, 10.0)},
    requests_per_unit=1.0,
    bytes_per_second=31_000_000.0,
)


def test_a_year_of_one_enterprise() -> None:
    found = project(ProjectedEstate("one", entities=1, seats=50_000), MEASURED, windows=1)
    assert found.units == 2 * 365 + 1
    assert found.requests == 731
    assert found.hours == (731 / 5_000, 731 / 15_000)
    assert found.gigabytes_downloaded == pytest.approx(50_000 * 3_100 * 365 / 1e9)
    assert found.gigabytes_stored == pytest.approx(50_000 * 210 * 365 / 1e9)
    assert found.reading_hours == pytest.approx(5 * 365 / 3600)
    assert found.requests_a_day == 4 * 2 + 1
    assert found.gigabytes_a_day == pytest.approx(4 * 0.155)


def test_seats_have_pages_and_no_history_and_bills_take_two_requests() -> None:
    families = {
        **MEASURED.families,
        "billing": Size(1.0, 1.0, requests=2.0),
        "seats": Size(700.0, 20.0, seats_per_request=100, has_history=False),
    }
    measured = Slice(MEASURED.seats, families, 1.0, MEASURED.bytes_per_second)
    found = project(ProjectedEstate("one", entities=1, seats=50_001), measured, windows=1)
    assert found.units == 3 * 365 + 1 + 1
    assert found.requests == 2 * 365 + 2 * 365 + 501 + 1
    assert found.requests_a_day == 4 * 2 + 4 * 2 + 501 + 1
    assert found.gigabytes_downloaded == pytest.approx(50_001 * (3_101 * 365 + 700) / 1e9)
    assert found.gigabytes_stored == pytest.approx(50_001 * 231 * 365 / 1e9)
    assert found.gigabytes_a_day == pytest.approx(50_001 * (3_101 * 4 + 700) / 1e9)


def test_one_more_request_per_unit_adds_one_request_per_unit() -> None:
    twice = Slice(MEASURED.seats, MEASURED.families, 2.0, MEASURED.bytes_per_second)
    estate = ProjectedEstate("many", entities=300, seats=500)
    once = project(estate, MEASURED)
    assert project(estate, twice).requests == 2 * once.requests == 2 * 300 * 730
    assert project(estate, twice).requests_a_day == 2 * once.requests_a_day


def test_more_credentials_share_the_requests_and_change_nothing_else() -> None:
    one = project(ProjectedEstate("many", 300, 500), MEASURED)
    each = project(ProjectedEstate("many", 300, 500, credentials=300), MEASURED)
    assert each.hours == tuple(hours / 300 for hours in one.hours)
    assert each.gigabytes_downloaded == one.gigabytes_downloaded
    assert each.reading_hours == one.reading_hours


def test_the_table_has_a_line_per_organization_size_and_finite_figures() -> None:
    table = lines(MEASURED)
    assert len(table) == 2 + len(ESTATES)
    assert {line.count("|") for line in table} == {table[0].count("|")}
    for estate in ESTATES:
        assert all(map(math.isfinite, project(estate, MEASURED).hours))
