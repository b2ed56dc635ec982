"""Customizations of Copilot: skills, agents, servers, commands, plugins.

The lists of a row have the five most used names, customers' own names are merged into one, and the counts of
distinct names include all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .draws import Draws
from .words import CUSTOM_AGENTS, CUSTOMERS_OWN, MCP_SERVERS, PLUGINS, SKILLS, SLASH_COMMANDS

KINDS: Mapping[str, tuple[str, ...]] = {
    "skill": SKILLS,
    "custom_agent": CUSTOM_AGENTS,
    "mcp": MCP_SERVERS,
    "slash_cmd": SLASH_COMMANDS,
    "plugin": PLUGINS,
}
MOST = 5


def draw(draws: Draws) -> dict[str, Counter[str]]:
    """How often each name was used, by kind. Use of a plugin is part of the use of skills."""
    used: dict[str, Counter[str]] = {}
    for kind, names in KINDS.items():
        own = [f"{CUSTOMERS_OWN}{number}" for number in range(3)]
        chosen = draws.some(names, 0, 4) + (draws.some(own, 1, 2) if draws.chance(0.25) else [])
        used[kind] = Counter({name: draws.between(1, 12) for name in chosen})
    left = used["skill"].total()
    for name in list(used["plugin"]):
        used["plugin"][name] = min(used["plugin"][name], left)
        left -= used["plugin"][name]
        if not used["plugin"][name]:
            del used["plugin"][name]
    return used


def fields(used: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The ten fields of a row."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        folded: Counter[str] = Counter()
        for name, count in used[kind].items():
            own = "custom" if kind == "slash_cmd" else "other"
            folded[own if name.startswith(CUSTOMERS_OWN) else name] += count
        found[f"totals_by_{kind}"] = [
            {kind: name, "interaction_count": count} for name, count in folded.most_common(MOST)
        ]
        found[f"distinct_{kind}_use_count"] = len(used[kind])
    return found
