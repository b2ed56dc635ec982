"""Replacing what says who somebody is, the same way everywhere."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any
from urllib.parse import urlsplit

DOWNLOAD_HOST = "copilot-reports.example.com"
_SHORTEST = 3
_LOWEST, _COUNT = 100_000_000, 900_000_000
_NAMES = {
    "user_login": "login",
    "slug": "team",
    "team_slug": "team",
    "org": "org",
    "enterprise": "enterprise",
    "repo_owner_name": "org",
    "repo_name": "repo",
    "skill": "name",
    "custom_agent": "name",
    "mcp": "name",
    "slash_cmd": "name",
    "github_request_id": "request",
    "event_id": "event",
}
"""Fields that hold a name, with the kind of pseudonym that they get."""
_COMMON = ("other", "others", "custom", "unknown", "github", "copilot")
"""Names that say nothing about anybody, and stand in addresses and headers too."""
_PUBLIC = {
    *(
        "day",
        "report_day",
        "report_start_day",
        "report_end_day",
        "created_at",
        "sampled_at",
        "date",
    ),
    *("ide", "feature", "language", "model", "plugin_version", "ide_version", "cli_version"),
    *("phase", "version", "agent_id", "agent_name", "comment_type", "authored_by", "reviewed_by"),
    *("repo_visibility", "etl_id", "day_partition", "type", "endpoint", "editor", "status", "code"),
    *("documentation_url", "message", "name"),
}
"""Fields whose text says nothing about anybody. `plugin` is one inside a version, and a name elsewhere."""
_BODY = '{"scrubbed":true}'


class Scrubber:
    """A mapping from what is real to what is not, remembered for as long as the recording takes.

    Args:
        key: Whoever has it can make the same mapping again.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.known: dict[str, str] = {}
        """Everything that was replaced, in lower case, with what stands for it."""
        self._pattern: re.Pattern[str] | None = None

    def name(self, value: str, kind: str) -> str:
        """A pseudonym for a name, whatever its case."""
        return self._remember(value, lambda: f"{kind}-{self._digest(value.casefold())[:8]}")

    def number(self, value: int | str) -> int:
        """A pseudonym for an id, the same for a number and its text."""
        text = str(value)
        return int(
            self._remember(text, lambda: str(_LOWEST + int(self._digest(text), 16) % _COUNT))
        )

    def value(self, value: Any, key: str = "", above: str = "") -> Any:
        """A JSON value without anything that says who somebody is.

        Args:
            value: The value.
            key: The field that it stands in.
            above: The field that the object stands in.
        """
        if isinstance(value, dict):
            return {name: self.value(item, name, key) for name, item in value.items()}
        if isinstance(value, list):
            return [self.value(item, key, above) for item in value]
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, str):
            return self._text(value, key, above)
        return self.number(value) if isinstance(value, int) and _is_id(key) else value

    def link(self, url: str) -> str:
        """A signed link to nowhere: another host, path and signature; only the suffix is left."""
        parts = urlsplit(url)
        found = re.search(r"\.(json|ndjson|csv)$", parts.path)
        name = self._digest(parts.path)[:12]
        for secret in (parts.query, parts.hostname or "", parts.path.strip("/")):
            self._remember(secret, lambda: "scrubbed")
        return f"https://{DOWNLOAD_HOST}/part-{name}{found[0] if found else ''}?sig=scrubbed"

    def words(self, text: str) -> str:
        """A text in which everything that is known to be real is replaced."""
        if self._pattern is None:
            known = sorted(
                (each for each in self.known if len(each) >= _SHORTEST), key=len, reverse=True
            )
            words = "|".join(map(re.escape, known)) or r"(?!)"
            self._pattern = re.compile(
                rf"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])", re.IGNORECASE
            )
        return self._pattern.sub(
            lambda match: self.known.get(match[0].casefold(), "scrubbed"), text
        )

    def rest(self, value: Any) -> Any:
        """A JSON value in whose texts and unusual keys everything that is known to be real is replaced."""
        if isinstance(value, dict):
            return {
                self.known.get(name.casefold(), name): self.rest(item)
                for name, item in value.items()
            }
        if isinstance(value, list):
            return [self.rest(item) for item in value]
        return self.words(value) if isinstance(value, str) else value

    def secret(self, value: str) -> None:
        """Something that must not be left anywhere, and has no pseudonym."""
        self._remember(value, lambda: "scrubbed")

    def _text(self, value: str, key: str, above: str) -> str:
        if not value or value.casefold() in _COMMON:
            return value
        if key == "download_links":
            return self.link(value)
        if key == "body":
            return _BODY
        if key == "url":
            return "scrubbed"
        if _is_id(key):
            return str(self.number(value)) if value.isdecimal() else self.name(value, "id")
        if key in _NAMES:
            return self.name(value, _NAMES[key])
        if key == "plugin":
            return value if above.endswith("version") else self.name(value, "name")
        return value if key in _PUBLIC else self.name(value, "text")

    def _remember(self, value: str, make: Any) -> str:
        key = value.casefold()
        if key not in self.known:
            self.known[key] = make()
            self._pattern = None
        return self.known[key]

    def _digest(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def _is_id(key: str) -> bool:
    """Whether a field holds the id of somebody or something of theirs."""
    return (key == "id" or key.endswith(("_id", "_id_partition"))) and key not in (
        *("agent_id", "etl_id", "github_request_id", "event_id"),
    )
