"""The mapping is consistent across files, so that joins work, and keeps the form of the values that it replaces."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

import attrs
import pytest

from recording import knowledge
from recording.command import make
from recording.downloads import builds
from recording.mapping import Mapping
from recording.material import Material, ReportFile

from .conftest import ENTERPRISE, ORG, Recording

ONE, OTHER = Mapping(b"one key"), Mapping(b"another key")


def joined(files: tuple[ReportFile, ...], scope: str) -> dict[str, tuple[int, int, int, Any]]:
    """The published join: by team, its active users, their acceptances, lines added, and credits."""
    entity = f"{scope}_id"
    users = {
        (str(row["user_id"]), row["day"], str(row[entity])): row
        for file in files
        if (file.scope, file.family) == (scope, "users-1-day")
        for row in file.rows
    }
    found: dict[str, list[Any]] = defaultdict(list)
    for file in files:
        if (file.scope, file.family) == (scope, "user-teams-1-day"):
            for row in file.rows:
                user = users.get((str(row["user_id"]), row["day"], str(row[entity])))
                if user is not None:
                    assert user["user_login"] == row["user_login"]
                    found[str(row["team_id"])].append(user)
    return {
        team: (
            len({row["user_id"] for row in rows}),
            sum(row["code_acceptance_activity_count"] for row in rows),
            sum(row["loc_added_sum"] for row in rows),
            sum((row.get("ai_credits_used", Decimal(0)) for row in rows), Decimal(0)),
        )
        for team, rows in found.items()
    }


@pytest.mark.parametrize("scope", ["organization", "enterprise"])
def test_the_team_join_gives_the_same_figures(recording: Recording, scope: str) -> None:
    before = joined(recording.raw.files, scope)
    after = joined(recording.scrubbed.files, scope)
    assert before
    assert sum(users for users, *_ in before.values()) >= 3
    assert sorted(before.values()) == sorted(after.values())
    assert not before.keys() & after.keys()
    assert {ONE.id(team) for team in before} != after.keys()
    assert {Mapping(recording_key(recording)).id(team) for team in before} == after.keys()


def recording_key(recording: Recording) -> bytes:
    return (recording.options.key or "").encode()


def values(value: Any, key: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [each for name, item in value.items() for each in values(item, name)]
    if isinstance(value, list):
        return [each for item in value for each in values(item, key)]
    return [(key, value)]


def test_rows_keep_their_structure_and_their_figures(recording: Recording) -> None:
    kept = ("ide", "feature", "day", "phase", "repo_visibility", "language", "model")
    seen = set()
    for before, after in zip(recording.raw.files, recording.scrubbed.files, strict=True):
        for raw, scrubbed in zip(before.rows, after.rows, strict=True):
            assert list(builds(raw)) == list(builds(scrubbed))
            for (key, old), (same, new) in zip(values(raw), values(scrubbed), strict=True):
                assert key == same
                assert type(old) is type(new)
                if key in kept or isinstance(old, bool) or knowledge.is_figure(key):
                    assert old == new
                    seen.add(key)
                elif key.endswith("_id"):
                    assert str(old) != str(new)
                    assert str(new).isdecimal() == str(old).isdecimal()
    assert set(kept) <= seen


def test_a_value_has_the_same_pseudonym_everywhere(recording: Recording) -> None:
    mapping = Mapping(recording_key(recording))
    enterprise = next(
        row["enterprise_id"]
        for file in recording.raw.files
        if file.scope == "enterprise"
        for row in file.rows
    )
    text = b"\n".join(recording.files.values()).decode()
    assert f'"enterprise_id":"{mapping.id(enterprise)}"' in text  # text in files
    assert f"enterprise_id: {mapping.id(enterprise)}" in text  # a number in usage records
    assert f"/enterprises/{mapping.name(ENTERPRISE)}/copilot" in text
    assert f'"repo_owner_name":"{mapping.name(ORG)}"' in text
    assert f"org: {mapping.name(ORG)}\n" in text
    assert '"slug":"ent:name-' in text


def test_pseudonyms_depend_on_the_key(recording: Recording) -> None:
    raw = Material(recording.raw.exchanges[:3], recording.raw.files[:1])
    again = make(recording.options, raw)
    assert all(
        recording.files[name] == again[name] for name in again if name.startswith("reports/")
    )
    keyless = attrs.evolve(recording.options, key=None)
    assert make(keyless, raw) != make(keyless, raw)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("jane", "name-[a-z]{10}"),
        ("jane-doe_acme", "name-[a-z]{10}_[a-z]{6}"),
        ("acme/widgets.js", "name-[a-z]{10}/name-[a-z]{10}"),
        ("ent:platform team", "ent:name-[a-z]{10}"),
        ("renovate[bot]", r"name-[a-z]{10}\[bot\]"),
        ("Jäne Döe 漢字 😀\u2028", "name-[a-z]{10}"),
        ("", ""),
        ("  ", "  "),
    ],
)
def test_names_keep_their_form(text: str, form: str) -> None:
    assert re.fullmatch(form, ONE.name(text))
    assert ONE.name(text) == ONE.name(text.upper()) or ":" in text or "[" in text
    assert (ONE.name(text) == OTHER.name(text)) is not bool(text.strip())


def test_part_of_a_name_has_the_pseudonym_of_the_name() -> None:
    assert ONE.name("acme/widgets") == f"{ONE.name('acme')}/{ONE.name('widgets')}"
    assert ONE.name("ent:core") == f"ent:{ONE.name('core')}"
    first, second = ONE.name("jane_acme"), ONE.name("john_acme")
    assert first.partition("_")[2] == second.partition("_")[2]
    assert first.partition("_")[0] == ONE.name("jane")


def test_ids_and_codes_keep_their_form() -> None:
    ids = {ONE.id(str(number)) for number in range(2000)}
    assert len(ids) == 2000
    assert all(re.fullmatch("[1-9][0-9]{11}", each) for each in ids)
    code = ONE.code("C0DE:00ff:req-Zy9_==")
    assert re.fullmatch(r"[A-F]\d[A-F]{2}:\d\d[a-f]{2}:[a-z][a-f][a-z]-[A-Z][a-z]\d_==", code)
    assert len(set(ONE.code("A" * 100))) > 3
