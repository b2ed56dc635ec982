"""From recorded responses to publishable ones: the same shape, other names.

Figures, days, public words and the types of values are unchanged. Names, ids, codes and URLs are mapped; prompts
and answers, pages of proxies and bodies that are not JSON are replaced entirely; timestamps keep their hour.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import attrs

from . import knowledge, mapping
from .harvest import HOUR_MS, WORD, Secrets, is_public_word
from .knowledge import REMOVED, REMOVED_PAGE, Kind
from .material import Exchange, Material, RecordedResponse, ReportFile

API = "https://api.github.com"
ELSEWHERE = "https://example.com"
LINK = f"{ELSEWHERE}/copilot-usage-report-"
UNKNOWN_DAY = "2000-01-01"
_SUFFIX = re.compile(r"\.(?:ndjson|jsonl|json|csv)$")

PLAIN_HEADERS: Mapping[str, str] = {
    "Content-Type": r"[a-z]+/[a-z0-9.+-]+(?:; ?charset=[A-Za-z0-9-]+)?",
    "Content-Encoding": "gzip",
    "Retry-After": "[0-9]{1,5}",
    "X-GitHub-Api-Version-Selected": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "X-GitHub-Media-Type": "github[.a-z0-9]*(?:; ?format=json)?",
    "X-Accepted-OAuth-Scopes": "(?:[a-z]+(?:[:_][a-z]+)*(?:, )?)*",
    "X-Accepted-GitHub-Permissions": "(?:[a-z_]+=(?:read|write)(?:[,;] ?)?)*",
    "Deprecation": "true|@[0-9]{1,11}|[A-Za-z]{3}, [0-9]{2} [A-Za-z]{3} [0-9]{4} [0-9:]{8} GMT",
    "Sunset": "[A-Za-z]{3}, [0-9]{2} [A-Za-z]{3} [0-9]{4} [0-9:]{8} GMT",
}
"""The headers to keep, in this spelling, if their values have this form; the others are dropped."""


@attrs.frozen
class ResponseScrubber:
    """Scrubs values. `base_url` is the API's base URL; `secrets` are the known secrets."""

    map: mapping.Mapping
    secrets: Secrets
    base_url: str

    def material(self, material: Material) -> Material:
        """A whole recording."""
        return Material(
            tuple(self.exchange(each) for each in material.exchanges),
            tuple(self.file(each) for each in material.files),
            material.skipped,
        )

    def exchange(self, exchange: Exchange) -> Exchange:
        """A call with its responses."""
        arguments = {name: self.argument(name, value) for name, value in exchange.arguments.items()}
        replies = tuple(self.reply(each) for each in exchange.replies)
        return attrs.evolve(exchange, arguments=arguments, replies=replies)

    def argument(self, name: str, value: Any) -> Any:
        """The arguments of a call."""
        if name in ("org", "enterprise", "team_slug"):
            return self.name_or_id(str(value))
        return self.map.code(str(value)) if name in ("after", "before") else value

    def file(self, file: ReportFile) -> ReportFile:
        """A part of a report."""
        rows = tuple(self.value(row) for row in file.rows)
        return attrs.evolve(file, rows=rows, link="")

    # -- responses

    def reply(self, reply: RecordedResponse) -> RecordedResponse:
        """Status, relevant headers and body of a response."""
        return RecordedResponse(reply.status, self.headers(reply.headers), self.content(reply))

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers that matter to a client."""
        found = {
            name: headers[name.lower()]
            for name, form in PLAIN_HEADERS.items()
            if re.fullmatch(form, headers.get(name.lower(), "\n"))
        }
        if "link" in headers:
            links = re.findall(r"<([^>]*)>; rel=\"([a-z]+)\"", headers["link"])
            found["Link"] = ", ".join(
                f'<{self.address(each, "Link")}>; rel="{rel}"' for each, rel in links
            )
        if "location" in headers:
            found["Location"] = self.address(headers["location"], "Location")
        if "x-github-request-id" in headers:
            found["X-GitHub-Request-Id"] = self.map.code(headers["x-github-request-id"])
        return found

    def content(self, reply: RecordedResponse) -> bytes:
        """A body; one that is not JSON is replaced entirely, unless it is blank."""
        text = reply.content.decode("utf-8-sig", "replace")
        if not text.strip():
            return reply.content
        try:
            body = json.loads(text)
        except ValueError:
            if "html" in reply.headers.get("content-type", ""):
                return REMOVED_PAGE.encode()
            plain = reply.headers.get("content-type", "").startswith("text/plain")
            return (self.sentence(text) if plain else REMOVED).encode()
        return json.dumps(self.value(body), ensure_ascii=False).encode()

    # -- values

    def value(self, value: Any, key: str = "", above: str = "", known: bool = True) -> Any:
        """A JSON value. `key` is its key, `above` the key of the enclosing list."""
        if isinstance(value, dict):
            return {
                self.key(name, known): self.value(item, name, key, name in knowledge.facts())
                for name, item in value.items()
            }
        if isinstance(value, list) and key == "download_links":
            order = list(dict.fromkeys(map(str, value)))
            return [self.link(each, order.index(str(each)) + 1) for each in value]
        if isinstance(value, list):
            return [self.value(item, key, above or key, known) for item in value]
        if isinstance(value, str):
            return self.text(value, key, above)
        if isinstance(value, bool) or value is None:
            return value
        return self.number(value, key)

    def key(self, name: str, known: bool) -> str:
        """A key. `known`: whether spec/ describes the object that contains it."""
        if name in knowledge.facts():
            return name
        parts = [part for part in name.casefold().split("_") if part not in knowledge.words()]
        secret = {name.casefold(), *parts} & self.secrets.texts.keys()
        return name if knowledge.keeps_key(name, known) and not secret else self.map.name(name)

    def number(self, number: float | Decimal, key: str) -> float | Decimal:
        """A number."""
        if isinstance(number, Decimal) and number != number.to_integral_value():
            return number
        kind = knowledge.kind_of_number(key, number if isinstance(number, int) else float(number))
        if kind is Kind.MOMENT:
            return int(number) // HOUR_MS * HOUR_MS
        is_secret = not knowledge.is_figure(key) and str(number) in self.secrets.ids
        if kind is Kind.ID or is_secret:
            mapped = int(self.map.id(str(int(number))))
            return mapped if isinstance(number, int) else type(number)(mapped)
        return number

    def text(self, text: str, key: str, above: str) -> str:
        """A string."""
        replace: Mapping[Kind, Callable[[str], str]] = {
            Kind.KEEP: lambda each: each,
            Kind.NAME: self.name_or_id,
            Kind.ID: self.name_or_id,
            Kind.TEXT: self.sentence,
            Kind.URL: self.foreign,
            Kind.MOMENT: lambda each: self.moment(each, key),
            Kind.DAY: lambda _: UNKNOWN_DAY,
            Kind.CODE: self.map.code,
            Kind.BODY: self.body,
            Kind.PATH: self.path,
        }
        return replace[knowledge.kind_of_text(key, above, text)](text)

    def name_or_id(self, text: str) -> str:
        """A name, or an id in digits."""
        if text.isdecimal() and text.isascii():
            return self.map.id(text.lstrip("0") or "0")
        return self.map.name(text)

    def body(self, text: str) -> str:
        """A prompt or an answer: replaced entirely."""
        return REMOVED if text.strip() else text

    def moment(self, text: str, key: str) -> str:
        """A timestamp: of a known field the day and the hour remain, of an unknown one only the form."""
        day = (
            text[:10]
            if "date-time" in knowledge.facts().get(key, knowledge.Facts()).formats
            else UNKNOWN_DAY
        )
        hour = text[11:13] if day != UNKNOWN_DAY else "00"
        return f"{day}{text[10]}{hour}" + re.sub("[0-9]", "0", text[13:])

    def sentence(self, text: str) -> str:
        """A sentence: words of spec/ remain, others are mapped, also ids and URLs."""
        pieces = re.split(r"(https?://[^\s<>\"')]+)", text)
        return "".join(
            self.foreign(piece) if number % 2 else WORD.sub(lambda word: self.word(word[0]), piece)
            for number, piece in enumerate(pieces)
        )

    def word(self, word: str) -> str:
        """A word of a sentence."""
        if knowledge.is_day(word):
            return word
        if word.isdecimal() and len(word) < 5 and word not in self.secrets.ids:
            return word
        if word.casefold() in self.secrets.texts or not is_public_word(word):
            return self.name_or_id(word)
        parts = re.split(r"([-_.@'/])", word)
        return "".join(
            self.name_or_id(part) if part.casefold() in self.secrets.texts else part
            for part in parts
        )

    # -- addresses

    def link(self, link: Any, number: int) -> Any:
        """A signed link: only its number and suffix remain."""
        if not isinstance(link, str):
            return self.value(link)
        suffix = _SUFFIX.search(urlsplit(link).path)
        return f"{LINK}{number}{suffix[0] if suffix else ''}"

    def foreign(self, address: str) -> str:
        """A URL in a body: a page of the documentation is unchanged."""
        if knowledge.is_docs(address) or not address.strip():
            return address
        return f"{ELSEWHERE}/{self.map.name(address)}"

    def address(self, address: str, header: str) -> str:
        """A URL in a header: at the API its path and query are scrubbed, elsewhere nothing remains."""
        if address.startswith(f"{self.base_url}/"):
            local = address.removeprefix(self.base_url)
        elif address.startswith("/") and not address.startswith("//"):
            local = address.removeprefix(urlsplit(self.base_url).path)
        else:
            return self.foreign(address)
        parts = urlsplit(local)
        query = [(name, self.parameter(name, value)) for name, value in parse_qsl(parts.query)]
        found = self.path(parts.path) + (f"?{urlencode(query)}" if query else "")
        # a relative URL, so that a redirect works on any server that plays it
        return found if header == "Location" else f"{API}{found}"

    def path(self, path: str) -> str:
        """A path: the parameters of a known template are mapped; of an unknown one all that is not public."""
        segments = [unquote(each) for each in path.split("/")]
        for template in knowledge.templates():
            expected = template.split("/")
            pairs = list(zip(expected, segments, strict=False))
            if len(expected) == len(segments) and all("{" in a or a == b for a, b in pairs):
                return "/".join(self.segment(b) if "{" in a else b for a, b in pairs)
        keep = knowledge.literals()
        return "/".join(
            each
            if each == "" or (each in keep and each.casefold() not in self.secrets.texts)
            else self.segment(each)
            for each in segments
        )

    def segment(self, segment: str) -> str:
        """A name or an id in a path, encoded."""
        return quote(self.name_or_id(segment), safe="")

    def parameter(self, name: str, value: str) -> str:
        """A value of a query."""
        if name in ("after", "before"):
            return self.map.code(value)
        if name in ("page", "per_page") and re.fullmatch("[0-9]{1,4}", value):
            return value
        if name in ("day", "since", "until", "order") and re.fullmatch(
            r"asc|desc|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}Z)?", value
        ):
            return value
        return self.sentence(value) if name == "phrase" else self.name_or_id(value)
