"""The changes of rows by scenarios. Each change gets its own copy of a row and may modify it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..data.counters import INTERACTIONS
from ..data.customizations import KINDS
from ..data.words import PANEL_MODES

Row = dict[str, Any]
Change = Callable[[Row, str, int], None]
"""Called with the row, the value of the scenario, and the number of the row in its file."""
_AS_TEXT = ("user_id", "team_id", "repo_id")
_AS_NUMBER = ("enterprise_id", "organization_id")
_DOCUMENTED = {INTERACTIONS, "day_totals", "team_id", "repo_id"}
"""Keys of the rows in GitHub's examples and on its pages."""
_TYPES: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("code_generation_activity_count", str),
    ("daily_active_users", str),
    ("used_chat", int),
    ("ai_credits_used", str),
    ("slug", lambda _: 7),
    ("repo_name", lambda name: [name]),
    ("totals_by_cli", lambda one: [one]),
    ("totals_by_model_feature", lambda _: {}),
    ("totals_by_feature.*.loc_added_sum", lambda number: number + 0.5),
    ("totals_by_ide.*.last_known_ide_version", lambda one: one["ide_version"]),
    ("ai_adoption_phase.phase_number", str),
    ("pull_requests.total_created", lambda number: {"value": number}),
)


def _ids(row: Row, value: str, _: int) -> None:
    for each in (row, *row.get("day_totals", ())):
        for name in _AS_TEXT if value != "numbers" else ():
            if name in each:
                each[name] = str(each[name])
        for name in _AS_NUMBER if value != "strings" else ():
            if name in each:
                each[name] = int(each[name])


def _types(row: Row, _: str, __: int) -> None:
    for each in (row, *row.get("day_totals", ())):
        for path, change in _TYPES:
            *above, name = path.split(".")
            for holder in _holders(each, above):
                if holder.get(name) is not None:
                    holder[name] = change(holder[name])


def _holders(value: Any, path: Sequence[str]) -> Iterator[Row]:
    """Every object at a path; `*` matches all items of a list."""
    if not path:
        if isinstance(value, dict):
            yield value
        return
    if path[0] == "*":
        for item in value if isinstance(value, list) else ():
            yield from _holders(item, path[1:])
    elif isinstance(value, dict):
        yield from _holders(value.get(path[0]), path[1:])


def _new_keys(row: Row, value: str, number: int) -> None:
    _grow(row, int(float(value)), number)


def _grow(value: Any, depth: int, number: int) -> None:
    if isinstance(value, list):
        for item in value:
            _grow(item, depth, number)
    elif isinstance(value, dict) and depth > 0:
        for below in list(value.values()):
            _grow(below, depth - 1, number)
        value["x_new_count"] = number
        value["x_new_text"] = "not in the schema"
        if number % 2:
            value["x_new_object"] = {"a": 1, "b": [True, None]}


def _documented_fields(row: Row, _: str, __: int) -> None:
    if not _DOCUMENTED & row.keys():
        return
    for each in (row, *row.get("day_totals", ())):
        day = each.get("day") or each.get("report_end_day")
        each["etl_id"] = "green"
        each["day_partition"] = day
        each["entity_id_partition"] = int(each.get("organization_id") or each["enterprise_id"])
        if "totals_by_feature" in each and INTERACTIONS in each:
            asked = {entry["feature"]: entry[INTERACTIONS] for entry in each["totals_by_feature"]}
            for mode in PANEL_MODES:
                each[mode] = asked.get(mode, 0)
        for name in ("cli", "copilot_app", "vscode_agent"):
            users = each.get(f"daily_active_{name}_users")
            if users is not None:
                each[f"weekly_active_{name}_users"] = users
                each[f"monthly_active_{name}_users"] = users


def _early_counts(row: Row, _: str, __: int) -> None:
    for each in (row, *row.get("day_totals", ())):
        for kind in KINDS:
            for entry in each.get(f"totals_by_{kind}") or ():
                entry[INTERACTIONS] = entry.pop("interaction_count")


def _incomplete(row: Row, value: str, number: int) -> None:
    if number % int(float(value)) == 0:
        keys = [name for name in ("user_id", "team_id", "repo_id", "day") if name in row]
        if keys:
            del row[keys[number // int(float(value)) % len(keys)]]


def _in_strings(addition: str) -> Change:
    def change(row: Row, _: str, __: int) -> None:
        for name in ("user_login", "slug", "repo_name", "created_at"):
            if name in row:
                row[name] = f"{row[name]}{addition}"
        for entry in row.get("totals_by_language_feature") or ():
            entry["language"] = f"{entry['language']}{addition}"

    return change


def conflicting(row: Row) -> None:
    """Other figures for the same user, team or day."""
    name = next((each for each in row if each.endswith("_count") or each == "slug"), None)
    if name == "slug":
        row[name] = f"{row[name]}-renamed"
    elif name:
        row[name] += 1
    elif "pull_requests" in row:
        row["pull_requests"]["total_created"] += 1
    else:
        counts = (
            name
            for name, value in row.items()
            if isinstance(value, int | float) and not name.endswith("_id")
        )
        name = next(counts, None)
        if name is not None:
            row[name] = not row[name] if isinstance(row[name], bool) else row[name] + 1


CHANGES: Mapping[str, Change] = {
    "documented-fields": _documented_fields,
    "early-counts": _early_counts,
    "multibyte": _in_strings("-é-漢字-😀"),
    "u2028": _in_strings("\u2028\u2029"),
    "types": _types,
    "ids": _ids,
    "new-keys": _new_keys,
    "incomplete": _incomplete,
}
"""By scenario, in the order of application."""
