"""The secrets of a recording, collected from the responses independently of the scrubbing.

The scan searches the output for them. It does not rely on what the mapping has replaced: a value
that the scrubbing missed is found because it was collected here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import attrs

from . import knowledge
from .knowledge import Kind
from .mapping import parts_of
from .material import Exchange, Material, RecordedResponse, ReportFile

LEAST_LENGTH = 6
"""Shorter texts are searched as whole words only, not within others."""
LEAST_DIGITS = 7
_LONG = 16
"""Parts of a link of at least this length are treated as secrets."""
_PROMPT = 12
HOUR_MS = 3_600_000
WORD = re.compile(r"[^\W_]+(?:[-_.@'/][^\W_]+)*")


@attrs.define
class Secrets:
    """Texts and ids that must not be written, with a description of each."""

    texts: dict[str, str] = attrs.field(factory=dict, repr=False)
    """Texts in lower case."""
    ids: dict[str, str] = attrs.field(factory=dict, repr=False)
    """Ids as digits."""

    def add(self, text: str, what: str) -> None:
        """Add a text of any length; digits are an id."""
        text = text.strip()
        if text.isdecimal() and text.isascii():
            self.ids.setdefault(text.lstrip("0") or "0", what)
        elif text:
            self.texts.setdefault(text.casefold(), what)

    def add_name(self, text: str, what: str) -> None:
        """Add a name and each part of it that is mapped separately."""
        self.add(text, what)
        for part in parts_of(text):
            self.add(part, what)

    def strong(self) -> dict[str, str]:
        """Texts that are searched everywhere, also within others: long ones that are not part of public texts."""
        public = knowledge.public_text()
        return {
            text: what
            for text, what in self.texts.items()
            if len(text) >= LEAST_LENGTH and text not in public
        }


def harvest(
    material: Material, *, token: str, key: str | None, base_url: str, names: Iterable[str]
) -> Secrets:
    """All secrets of a recording.

    Args:
        material: The responses as received.
        token: The token of the requests.
        key: The key of the mapping, if it is text.
        base_url: The API's address.
        names: The organizations and enterprises that were requested.
    """
    found = Secrets()
    found.add(token, "the token")
    if key is not None:
        found.add(key, "the key of the mapping")
    host = urlsplit(base_url).hostname or ""
    if host != "api.github.com":
        found.add(urlsplit(base_url).netloc, "the API's host")
        found.add(host, "the API's host")
        found.add(host.removeprefix("api.").removesuffix(".ghe.com"), "the API's host")
    for name in names:
        found.add_name(name, "the organization or enterprise")
    for exchange in material.exchanges:
        _exchange(found, exchange)
    for file in material.files:
        _file(found, file)
    return found


def _exchange(found: Secrets, exchange: Exchange) -> None:
    for name, value in exchange.arguments.items():
        if name in ("org", "enterprise", "team_slug"):
            found.add_name(str(value), "an entity or a team")
        elif name in ("after", "before"):
            found.add(str(value), "a cursor")
    for reply in exchange.replies:
        _reply(found, reply)


def _reply(found: Secrets, reply: RecordedResponse) -> None:
    found.add(reply.headers.get("x-github-request-id", ""), "a request id")
    for cookie in reply.cookies:
        value = cookie.partition(";")[0].partition("=")[2]
        if len(value) >= LEAST_LENGTH:
            found.add(value, "a cookie")
    for address in re.findall(r"https?://[^\s<>\"']+", " ".join(reply.headers.values())):
        _address(found, address)
    try:
        body = json.loads(reply.content)
    except ValueError:
        for word in private_words(reply.content.decode("utf-8", "replace")):
            found.add_name(word, "a word of a body that is not JSON")
        return
    _walk(found, body)


def _file(found: Secrets, file: ReportFile) -> None:
    _address(found, file.link)
    for row in file.rows:
        _walk(found, row)


def _walk(found: Secrets, value: Any, key: str = "", above: str = "", known: bool = True) -> None:
    if isinstance(value, dict):
        for name, item in value.items():
            if not knowledge.keeps_key(name, known):
                found.add(name, "a key")
            _walk(found, item, name, key, name in knowledge.facts())
    elif isinstance(value, list):
        for item in value:
            _walk(found, item, key, above or key, known)
    elif isinstance(value, str):
        _text(found, value, key, above)
    elif isinstance(value, bool) or not isinstance(value, int):
        return
    elif knowledge.kind_of_number(key, value) is Kind.ID or is_moment(key, value):
        found.add(str(value), f"a value of {_shown(key)}")


def is_moment(key: str, value: int) -> bool:
    """Whether it is a timestamp in milliseconds that is partly replaced."""
    return knowledge.kind_of_number(key, value) is Kind.MOMENT and value % HOUR_MS != 0


def _text(found: Secrets, text: str, key: str, above: str) -> None:
    kind = knowledge.kind_of_text(key, above, text)
    what = f"a value of {_shown(key)}"
    if key in knowledge.IDENTITY or kind is Kind.NAME:
        found.add_name(text, what)
    elif kind in (Kind.ID, Kind.CODE) or (kind is Kind.MOMENT and re.search("[1-9]", text[13:])):
        found.add(text, what)
    elif kind is Kind.URL:
        _address(found, text)
    elif kind in (Kind.TEXT, Kind.PATH):
        for word in private_words(text):
            found.add_name(word, "a word of a message")
    elif kind is Kind.BODY:
        for each in _texts_of(text):
            found.add(each, "a prompt or an answer")


def _shown(key: str) -> str:
    return key if key in knowledge.facts() else "an unknown key"


def private_words(text: str) -> Iterator[str]:
    """The words of a sentence that do not occur in spec/."""
    for word in WORD.findall(re.sub(r"https?://\S+", " ", text)):
        if not is_public_word(word) and not knowledge.is_day(word):
            yield word


def is_public_word(word: str) -> bool:
    """Whether all parts of a word occur in spec/, apart from short numbers."""
    parts = re.split(r"[-_.@'/]", word.casefold())
    return all(part in knowledge.words() or (part.isdecimal() and len(part) < 5) for part in parts)


def _texts_of(text: str) -> Iterator[str]:
    """A body, and the texts in it that people or models wrote."""
    yield text if len(text) >= LEAST_LENGTH else ""
    try:
        waiting: list[Any] = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and len(value) >= _PROMPT:
            yield value


def _address(found: Secrets, address: str) -> None:
    """The parts of a link that are secret: its host, its signature, the long segments of its path."""
    if not address or knowledge.is_docs(address):
        return
    parts = urlsplit(address)
    if parts.netloc not in ("api.github.com", "github.com", "example.com"):
        found.add(parts.netloc, "a host")
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        is_secret = name.lower() in ("sig", "signature", "after", "before") or len(value) >= _LONG
        if is_secret and not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", value):
            found.add(value, "a signature or a cursor")
    for segment in unquote(parts.path).split("/"):
        if len(segment) >= _LONG and segment not in knowledge.literals():
            found.add(segment, "a part of a link")
