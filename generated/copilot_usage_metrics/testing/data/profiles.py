"""Profiles of users: their tools, how often they are active, and how much."""

from __future__ import annotations

from dataclasses import dataclass

from .draws import Draws
from .words import (
    AGENT_EDIT,
    AGENT_MODE,
    APP,
    CHAT_FEATURES,
    CLI,
    COMPLETION,
    IDES,
    LANGUAGES,
    MODELS,
    RARE_FEATURES,
)

PROFILES = 48
FULL = 1 << 16
_HABITS = ("never", *("light",) * 4, *("regular",) * 7, *("heavy",) * 4)
_WORKDAYS = {"never": 0.0, "light": 0.22, "regular": 0.72, "heavy": 0.94}
_WEEKENDS = {"never": 0.0, "light": 0.01, "regular": 0.04, "heavy": 0.14}
_AMOUNTS = {"never": 1, "light": 5, "regular": 16, "heavy": 40}


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile of users. The shares of days are in 65,536ths."""

    number: int
    workday: int
    weekend: int
    amount: int
    ides: tuple[tuple[str, str, str, str], ...]
    languages: tuple[str, ...]
    models: tuple[str, ...]
    features: tuple[str, ...]
    phase: int
    """The adoption phase of users who are active often enough: 1 to 3."""
    cloud: bool
    reviews: bool
    customizes: bool


def make(seed: int, number: int) -> Profile:
    """The profile with this number."""
    draws = Draws(seed, 1, number)
    habit = _HABITS[number % len(_HABITS)]
    ahead = habit == "heavy" or draws.chance(0.35)
    features = [COMPLETION] if draws.chance(0.9) else []
    features += draws.some(CHAT_FEATURES, 1, 4 if ahead else 2)
    if ahead:
        features += [each for each in (AGENT_MODE, AGENT_EDIT) if each not in features]
        features += [CLI] if draws.chance(0.6) else []
        features += [APP] if draws.chance(0.3) else []
    features += [draws.one(RARE_FEATURES)] if draws.chance(0.15) else []
    count = 2 if draws.chance(0.25) else 1
    first = number * 5 % len(IDES)
    return Profile(
        number=number,
        workday=int(_WORKDAYS[habit] * FULL),
        weekend=int(_WEEKENDS[habit] * FULL),
        amount=_AMOUNTS[habit],
        ides=tuple(IDES[(first + each * 3) % len(IDES)] for each in range(count)),
        languages=(*draws.some(LANGUAGES[:9], 1, 3), *draws.some(LANGUAGES[9:], 0, 2)),
        models=tuple(draws.some(MODELS, 1, 3)),
        features=tuple(features),
        phase=3 if ahead and CLI in features else 2 if ahead else 1,
        cloud=ahead and draws.chance(0.6),
        reviews=draws.chance(0.5),
        customizes=ahead or draws.chance(0.2),
    )
