"""The public keys, figures and vocabularies of spec/, and how each value of a response is treated.

Values that are not known to be harmless are scrubbed. So a field that GitHub adds later cannot
bring a person's name into the repository.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from generator import document
from tests.contract.interactions import ROOT

API_VERSIONS = ("2026-03-10", "2022-11-28")


class Kind(enum.Enum):
    """The treatment of a value."""

    KEEP = "a figure or a public word"
    NAME = "a name"
    ID = "an id"
    TEXT = "a sentence"
    URL = "an address"
    MOMENT = "a moment"
    DAY = "a day of an unknown field"
    CODE = "a code"
    BODY = "a prompt or an answer"
    PATH = "a path"


IDENTITY = frozenset(
    {"user_login", "slug", "repo_name", "repo_owner_name", "login", "email", "html_url", "node_id"}
)
"""Keys whose strings are never public, whatever spec/ says about them."""

BODY_KEYS = frozenset({"body"})
_TEXT_KEYS = frozenset({"", "message", "detail", "errors", "field", "code", "resource", "scimType"})
_CODE_KEYS = frozenset({"github_request_id", "event_id"})
_PATH_KEYS = frozenset({"endpoint"})
_MOMENT_KEYS = frozenset({"@timestamp"})
_VERSION_KEYS = frozenset({"plugin_version", "ide_version", "cli_version"})

_MODEL = re.compile(
    r"(?:gpt|claude|gemini|grok|o)(?:-?(?:[0-9]{1,2}(?:\.[0-9]{1,2})?o?|mini|nano|codex|sonnet|haiku|opus|pro"
    r"|flash|fast|max|turbo|code|preview|thinking))+"
)
_MORE_VALUES: Mapping[str, frozenset[str]] = {
    "model": frozenset({"default"}),
    "type": frozenset({"request", "response"}),
}
_GITHUBS_OWN = frozenset({"feature", "comment_type"})
"""Keys whose values GitHub invents: new ones are kept if they consist of words of spec/."""
_NAMED: Mapping[str, str] = {"languages": "language", "models": "model", "editors": "ide"}
"""The meaning of `name` in the items of a list, in the responses of the closed endpoints."""
_SAME: Mapping[str, str] = {"editor": "ide"}

REMOVED = "(removed)"
"""The replacement of a prompt, an answer, or a body that is not JSON."""
REMOVED_PAGE = "<!DOCTYPE html>\n<p>(removed)</p>\n"
WHY = "A response of GitHub."
HEAD = "Recorded by `make record`, with names and ids replaced. Do not edit; record again."
_OUR_TEXTS = (REMOVED_PAGE, WHY, HEAD, "success", "no data", "recorded", "reports", "interactions")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_VERSION = re.compile(
    r"[0-9]{1,6}(?:\.[0-9]{1,6}){1,4}(?:-(?:[0-9]{1,6}|insiders?|nightly|preview|alpha|beta|rc|eap)){0,2}"
)
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_DIGITS = re.compile(r"[0-9]+")
_ID_KEY = re.compile(r"(?:^|_)ids?(?:_|$)|[a-z]Ids?$")
_FIGURE_KEY = re.compile(
    r"(?:^|_)(?:count|counts|sum|sums|total|totals|avg|median|p[0-9]{2}|minutes|users|tokens|days|lines|number"
    r"|events|seconds|cycles|rate|size|index|version)(?:_|$)"
)
_SNAKE = re.compile(r"@?[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_DOCS = re.compile(r"https://docs\.github\.com/[A-Za-z0-9/@._#-]*")
LARGEST_PLAIN_NUMBER = 9_999
"""A larger number of an unknown field is treated as an id, unless its key names a count."""


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists of public.yaml."""
    return frozenset(map(str, document.read(Path(__file__).with_name("public.yaml"))[name]))


@attrs.define
class Facts:
    """The known facts about a key, at any position."""

    types: set[str] = attrs.field(factory=set)
    formats: set[str] = attrs.field(factory=set)
    values: set[str] = attrs.field(factory=set)
    is_id: bool = False


@cache
def facts() -> Mapping[str, Facts]:
    """The facts of spec/, by key."""
    found: dict[str, Facts] = {}
    for properties in _properties(_spec()):
        for key, schema in properties.items():
            each = found.setdefault(key, Facts())
            each.types |= {str(schema["type"])} if "type" in schema else set()
            each.formats |= {str(schema["format"])} if "format" in schema else set()
            each.values |= {str(value) for value in schema.get("x-values", schema.get("enum", ()))}
            each.is_id |= bool(schema.get("x-id"))
    return found


@cache
def _spec() -> tuple[Any, ...]:
    folder = ROOT / "spec"
    names = ["rows.yaml", *(f"{version}.yaml" for version in API_VERSIONS)]
    return tuple(_without_examples(document.read(folder / name)) for name in names)


def _without_examples(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_examples(each)
            for key, each in value.items()
            if key not in ("example", "examples")
        }
    return [_without_examples(each) for each in value] if isinstance(value, list) else value


def _properties(value: Any) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    for _, node in document.walk(list(value)):
        if isinstance(node, dict) and isinstance(node.get("properties"), dict):
            properties = node["properties"]
            if all(isinstance(schema, dict) for schema in properties.values()):
                yield properties


@cache
def templates() -> tuple[str, ...]:
    """The path templates of every operation."""
    return tuple(sorted({path for each in _spec()[1:] for path in each["paths"]}))


@cache
def literals() -> frozenset[str]:
    """The words of paths, besides names and ids."""
    segments = {part for path in templates() for part in path.split("/") if "{" not in part}
    return frozenset(segments | listed("paths"))


@cache
def public_text() -> str:
    """The whole text of spec/, in lower case: a text that occurs in it is not a secret."""
    texts = {
        text
        for _, node in document.walk(list(_spec()))
        for text in (node.keys() if isinstance(node, dict) else [node])
        if isinstance(text, str)
    }
    lists = ("words", "languages", "plugins", "format")
    more = [*literals(), *_OUR_TEXTS, *(each for name in lists for each in listed(name))]
    return "\n".join(sorted(texts | set(more))).casefold()


@cache
def words() -> frozenset[str]:
    """The words of `public_text`."""
    return frozenset(re.findall(r"[^\W\d_]+", public_text()))


def is_docs(text: str) -> bool:
    """Whether it is the URL of a page of GitHub's documentation."""
    return _DOCS.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether it has the form `2026-05-07`."""
    return _DAY.fullmatch(text) is not None


def is_figure(key: str) -> bool:
    """Whether the numbers of a key count or measure something."""
    if _ID_KEY.search(key) or key in _MOMENT_KEYS:
        return False
    known = facts().get(key)
    if known is not None:
        return bool(known.types & {"integer", "number"}) and not known.is_id
    return _FIGURE_KEY.search(key) is not None


def is_public_value(key: str, above: str, text: str) -> bool:
    """Whether a string is in the vocabulary of its key. `above` is the key of the enclosing list."""
    if key in IDENTITY:
        return False
    key = _NAMED.get(above, key) if key == "name" else _SAME.get(key, key)
    if key == "name":
        return False
    known = facts().get(key, Facts())
    lists = {"language": "languages", "plugin": "plugins"}
    if text in known.values or text in _MORE_VALUES.get(key, ()):
        return True
    if key in lists and text in listed(lists[key]):
        return True
    if key in _GITHUBS_OWN and _SNAKE.fullmatch(text):
        return all(part in words() for part in text.split("_"))
    return key == "model" and _MODEL.fullmatch(text) is not None


def is_code(key: str) -> bool:
    """Whether the values of a key are letters and digits without a meaning."""
    return key in _CODE_KEYS


def is_public_form(key: str, text: str) -> bool:
    """Whether a string is a day, a version or a figure, as its key promises."""
    known = facts().get(key)
    if not text.strip():
        return True
    if known is not None and "date" in known.formats and is_day(text):
        return True
    if key in _VERSION_KEYS and _VERSION.fullmatch(text):
        return True
    if key == "status" and re.fullmatch("[1-5][0-9]{2}", text):
        return True
    if key == "schemas" and re.fullmatch("urn:ietf:params:scim:[a-zA-Z0-9.:]+", text):
        return True
    return known is not None and is_figure(key) and _NUMBER.fullmatch(text) is not None


def kind_of_text(key: str, above: str, text: str) -> Kind:
    """The treatment of a string."""
    if key in BODY_KEYS:
        return Kind.BODY
    if key in IDENTITY:
        return Kind.ID if _DIGITS.fullmatch(text) else Kind.NAME if text.strip() else Kind.KEEP
    if is_public_form(key, text) or is_public_value(key, above, text):
        return Kind.KEEP
    if text.startswith(("http://", "https://")):
        return Kind.URL
    by_key = ((_TEXT_KEYS, Kind.TEXT), (_CODE_KEYS, Kind.CODE), (_PATH_KEYS, Kind.PATH))
    for keys, kind in by_key:
        if key in keys:
            return kind
    if _DIGITS.fullmatch(text):
        return Kind.ID
    if _INSTANT.fullmatch(text):
        return Kind.MOMENT
    return Kind.DAY if is_day(text) else Kind.NAME


def kind_of_number(key: str, number: float) -> Kind:
    """The treatment of a number."""
    if key in _MOMENT_KEYS:
        return Kind.MOMENT
    if _ID_KEY.search(key) or facts().get(key, Facts()).is_id:
        return Kind.ID if number > 0 and number == int(number) else Kind.KEEP
    if isinstance(number, float) or is_figure(key) or abs(number) <= LARGEST_PLAIN_NUMBER:
        return Kind.KEEP
    return Kind.ID


def keeps_key(key: str, within_known: bool) -> bool:
    """Whether a key is written unchanged: it is in spec/, or consists of words of which spec/ has some.

    Inside an unknown object, keys may be data (users by login, for example): there, all words must be in spec/.
    """
    if key in facts():
        return True
    if not _SNAKE.fullmatch(key):
        return False
    parts = [re.sub("[0-9]", "", part) in words() for part in key.strip("@").split("_")]
    return any(parts) if within_known else all(parts)
