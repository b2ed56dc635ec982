"""One working day of a profile, and its form in a row."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from . import customizations
from .counters import ActivityPiece, breakdown, totals
from .draws import Draws
from .growth import has
from .profiles import Profile
from .words import AGENT_EDIT, APP, CHAT_FEATURES, CLI, CLI_VERSIONS, COMPLETION, THIRD_PARTY_AGENTS


@dataclass(frozen=True, slots=True)
class Workday:
    """The activities of a day. Equal for all users with this day."""

    profile: Profile
    server_only: bool
    """Seen by the server only: it counts as active and costs credits, and has no other activity."""
    pieces: tuple[ActivityPiece, ...]
    cli: dict[str, Any] | None
    cli_version: str | None
    app: dict[str, Any] | None
    vscode_agent: dict[str, int] | None
    third_party: tuple[tuple[str, str, int, int], ...]
    """Id, name, jobs, sessions of each agent."""
    customs: dict[str, Counter[str]] | None
    cloud: bool
    reviews: bool | None
    reviewed: bool | None
    credits: float
    quirk: int
    """0 to 99: decides which of the fields that are absent or null in real files are so here."""

    def row(self, era: datetime.date) -> dict[str, Any]:
        """Its part of a user's row: all except user, day, versions, credits and phase."""
        hidden = {CLI} if not has(era, "cli_rollup") else set()
        hidden |= {APP} if not has(era, "app_rollup") else set()
        pieces = [piece for piece in self.pieces if piece.feature not in hidden]
        row: dict[str, Any] = totals(pieces)
        row["totals_by_ide"] = breakdown("totals_by_ide", pieces)
        row["totals_by_feature"] = breakdown("totals_by_feature", pieces)
        row["totals_by_language_feature"] = breakdown(
            "totals_by_language_feature", (piece for piece in pieces if piece.language)
        )
        if self.quirk % 4:
            row["totals_by_language_model"] = breakdown("totals_by_language_model", pieces)
        row["totals_by_model_feature"] = breakdown("totals_by_model_feature", pieces)
        features = {piece.feature for piece in pieces}
        row["used_agent"] = self.uses_agent(features)
        row["used_chat"] = self.uses_chat(features)
        self._add_newer(row, era)
        return row

    def uses_agent(self, features: set[str]) -> bool:
        """Whether agent mode or agent edits are among them."""
        return AGENT_EDIT in features or "chat_panel_agent_mode" in features

    def uses_chat(self, features: set[str]) -> bool:
        """Whether any kind of chat is among them."""
        return not features.isdisjoint(CHAT_FEATURES)

    def _add_newer(self, row: dict[str, Any], era: datetime.date) -> None:
        if has(era, "cli_rollup") and (self.cli or self.quirk % 3):
            row["used_cli"] = self.cli is not None
        if has(era, "cli") and self.cli:
            row["totals_by_cli"] = self.cli
        if has(era, "cloud_agent"):
            row["used_copilot_coding_agent"] = self.cloud
            row["used_copilot_cloud_agent"] = self.cloud
        if has(era, "code_review") and (self.reviews or self.reviewed or self.quirk % 5):
            row["used_copilot_code_review_active"] = self.reviews
            row["used_copilot_code_review_passive"] = self.reviewed
        if has(era, "app_rollup") and (self.app or self.quirk % 2):
            row["used_copilot_app"] = self.app is not None
            if self.app or self.quirk % 6 == 1:
                row["totals_by_copilot_app"] = self.app
        if has(era, "third_party") and self.third_party:
            row["totals_by_3rd_party_agent"] = [
                {"agent_id": agent, "agent_name": name, "user_initiated_interaction_count": jobs}
                for agent, name, jobs, _ in self.third_party
            ]
        if has(era, "vscode_agent") and (self.vscode_agent or self.quirk % 2):
            row["used_vscode_agent"] = self.vscode_agent is not None
            if self.vscode_agent:
                row["totals_by_vscode_agent"] = self.vscode_agent
        if has(era, "customizations"):
            if self.customs is not None:
                row.update(customizations.fields(self.customs))
            elif self.quirk % 2:  # null during the rollout for some users, absent for others
                row.update(dict.fromkeys(customizations.fields(_NOTHING)))


_NOTHING: dict[str, Counter[str]] = {kind: Counter() for kind in customizations.KINDS}


def make(seed: int, profile: Profile, number: int) -> Workday:
    """The working day with this number of a profile."""
    draws = Draws(seed, 2, profile.number, number)
    quirk = draws.between(0, 99)
    server_only = draws.chance(0.15)
    pieces = () if server_only else tuple(_pieces(draws, profile))
    features = {piece.feature for piece in pieces}
    agents = draws.some(THIRD_PARTY_AGENTS, 1, 2) if draws.chance(0.04) else []
    uses_window = not server_only and profile.phase == 3 and draws.chance(0.3)
    return Workday(
        profile=profile,
        server_only=server_only,
        pieces=pieces,
        cli=_sessions(draws) if CLI in features else None,
        cli_version=draws.one(CLI_VERSIONS) if draws.chance(0.8) else None,
        app=_sessions(draws) if APP in features else None,
        vscode_agent=_window(draws) if uses_window else None,
        third_party=tuple(
            (agent, name, draws.between(1, 4), draws.between(1, 6)) for agent, name in agents
        ),
        customs=customizations.draw(draws) if profile.customizes and quirk < 90 else None,
        cloud=profile.cloud and draws.chance(0.4),
        reviews=True if profile.reviews and draws.chance(0.3) else draws.one((False, None)),
        reviewed=True if draws.chance(0.2) else draws.one((False, None)),
        credits=draws.share(0.01, 4 * profile.amount) * (0.1 if server_only else 1.0),
        quirk=quirk,
    )


def _pieces(draws: Draws, profile: Profile) -> list[ActivityPiece]:
    pieces: list[ActivityPiece] = []
    features = [each for each in profile.features if draws.chance(0.5)] or profile.features[:1]
    for feature in features:
        ide = None if feature in (CLI, APP, "cli_agent") else draws.one(profile.ides)[0]
        chat = feature != COMPLETION
        model = draws.one(profile.models) if chat or draws.chance(0.6) else None
        if chat and feature != AGENT_EDIT:
            # the requests of a feature belong to no language
            asked = draws.between(1, profile.amount)
            pieces.append(ActivityPiece(feature, model, ide, None, asked, (0, 0, 0, 0, 0, 0)))
        for language in draws.some(profile.languages, 1, 2):
            attributed = model if draws.chance(0.85) else None
            code = _code(draws, profile.amount, feature)
            place = ide if draws.chance(0.95) else None
            pieces.append(ActivityPiece(feature, attributed, place, language, 0, code, chat))
    return pieces


def _code(draws: Draws, amount: int, feature: str) -> tuple[int, int, int, int, int, int]:
    if feature == AGENT_EDIT:
        # an agent edits files itself: these lines need no acceptance
        edits = draws.between(1, amount * 2)
        added = int(edits * draws.share(2, 20))
        return edits, 0, 0, 0, added, int(added * draws.share(0.1, 0.6))
    made = draws.between(1, amount * (6 if feature == COMPLETION else 2))
    taken = int(made * draws.share(0.1, 0.5))
    suggested = int(made * draws.share(1, 6))
    removed = 0 if feature == COMPLETION else int(suggested * draws.share(0, 0.4))
    added = int(taken * draws.share(1, 9))
    return made, taken, suggested, removed, added, int(added * draws.share(0, 0.3))


def _sessions(draws: Draws) -> dict[str, Any]:
    prompts = draws.between(1, 20)
    requests = prompts * draws.between(1, 8) + draws.between(0, 10)
    written, given = requests * draws.between(80, 900), requests * draws.between(900, 9000)
    return {
        "session_count": 1 + prompts // 6,
        "request_count": requests,
        "prompt_count": prompts,
        "token_usage": {
            "output_tokens_sum": written,
            "prompt_tokens_sum": given,
            "avg_tokens_per_request": round((written + given) / requests, 2),
        },
    }


def _window(draws: Draws) -> dict[str, int]:
    sessions = draws.between(1, 5)
    return {"session_count": sessions, "total_user_messages": sessions * draws.between(1, 9)}
