"""Classifies field names: whether their values identify people. Used for known columns and for unknown keys."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["login", "id", "owner", "author kind", "repository", "repository id"]
"""The content of a field: login or other name of a person; id of a person; owner, name and id of a repository, \
which may belong to a person; or the kind of an author."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PEOPLE: Final = _words(
    "user login actor author committer contributor reviewer approver assignee requester requestor sender creator "
    "member manager employee person people developer engineer admin administrator invitee recipient submitter "
    "maintainer commenter merger pusher collaborator participant colleague lead supervisor owner holder"
)
_NAMES: Final = _words(
    "login username handle nickname alias email mail upn sso saml scim nameid displayname fullname firstname "
    "lastname surname phone avatar gravatar ip hostname device machine"
)
_IDS: Final = frozenset(("id", "ids", "uuid", "guid", "uid"))
_THINGS: Final = _words(
    "enterprise business organization org team repo repository agent etl model feature plugin skill phase"
)
"""Words before `id` that do not identify a person."""
_MEASURES: Final = _words(
    "count counts sum total totals avg average mean median min max p50 p75 p90 p95 p99 percentile minutes "
    "seconds hours milliseconds ms days bytes kb mb tokens token lines loc percent percentage pct ratio rate share "
    "score size length duration credits cost amount price index rank level requests sessions messages prompts "
    "interactions generations acceptances suggestions users seats year month week activity activities"
)
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
_PARTS: Final = _words(
    "id ids name names type kind url value values key label title text date day time at from to by of in for "
    "state status reason version enabled is has code slug login email node html api first last new old"
)
"""Other words in keys of small objects."""
_COMMON: Final = _PARTS | _MEASURES | _PEOPLE | _NAMES | _IDS | _THINGS
_EMAIL: Final = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_MENTION: Final = re.compile(r"(?<![\w@])@[A-Za-z0-9][\w-]*")
_PLAIN: Final = re.compile(
    r"\s*|true|false|null|none|unknown|others?|v?\d{1,4}(?:\.\d{1,6}){1,4}"  # empty, unknown, 1.2.3
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",  # dates and times
    re.ASCII | re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """Splits a name in snake_case, camelCase or another style into words in lower case."""
    return tuple(word.lower() for word in _WORDS.findall(name))


@lru_cache(maxsize=4096)
def kind_of(name: str) -> Kind | None:
    """Returns the kind of a field by its name; None if it does not identify people."""
    words = words_of(name)
    last = words[-1] if words else ""
    people = any(_is_person(word) for word in words)
    if last in _IDS:
        before = words[-2] if len(words) > 1 else ""
        if before in ("repo", "repository"):
            return "repository id"
        return None if before in _THINGS else "id"
    if words[:1] in (("repo",), ("repository",)) and last == "name":
        return "owner" if "owner" in words else "repository"
    if "owner" in words and set(words) <= {"owner", "name", "login", "repo", "repository"}:
        return "owner"
    if len(words) > 1 and last == "by":
        return "author kind"
    if people or last in _NAMES or "".join(words[-2:]) in _NAMES:
        return "login"
    return None


def measures(name: str) -> bool:
    """Whether numbers under a key are figures: counts, sums, durations, numbers of users."""
    return not _MEASURES.isdisjoint(words_of(name))


def names_one(name: str) -> bool:
    """Whether a number under a key for a person would be an id: `reviewer`, not `reviewers`."""
    return bool(name) and not measures(name) and not name.rstrip("_").endswith("s")


def is_field_name(key: str) -> bool:
    """Whether a key looks like a column of GitHub's exports, rather than a value used as a key."""
    return len(key) <= 80 and _KEY.fullmatch(key) is not None


def is_common_key(key: str) -> bool:
    """Whether a key inside an unknown object consists of words of field names and contains no name."""
    return is_field_name(key) and all(word in _COMMON or word.isdigit() for word in words_of(key))


def says_nobody(text: str) -> bool:
    """Whether a text under an unknown key cannot be a name: empty, a day, a time, a version, `unknown`."""
    return len(text) <= 40 and _PLAIN.fullmatch(text) is not None


def names_somebody(text: str) -> bool:
    """Whether a text contains an e-mail address or a mention such as `@login`."""
    return "@" in text and (_EMAIL.search(text) is not None or _MENTION.search(text) is not None)


def is_of_a_person(name: str) -> bool:
    """Whether a name contains a word for a person: `manager_id`, not `session_id`."""
    return any(_is_person(word) for word in words_of(name))


def _is_person(word: str) -> bool:
    return word in _PEOPLE or word.removesuffix("s") in _PEOPLE
