"""The scan before writing: whether these bytes contain a secret.

The files are read back as a reader would, and every text in them, keys included, is searched as it is and
decoded (percent-encoding, HTML, JSON escapes, hexadecimal, base64, nested). The scan
searches for:

* the forms of secrets, of any origin: GitHub's tokens, JWTs, keys, signatures, e-mail addresses
* the known secrets (`harvest`): long texts and ids everywhere, also in the raw bytes; short ones
as whole words, except in a value of the vocabulary of its key or of a form that contains no name
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

import attrs

from generator import document

from . import knowledge, mapping
from .errors import Leak
from .harvest import LEAST_DIGITS, Secrets
from .scrub import PLAIN_HEADERS

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "a token of GitHub's": re.compile(r"gh[a-z]_[A-Za-z0-9]{10,}|github_pat_[A-Za-z0-9_]{10,}"),
    "an old token of GitHub's, or a hash": re.compile(
        r"(?<![0-9A-Za-z])[0-9a-f]{40,}(?![0-9A-Za-z])"
    ),
    "a JWT": re.compile(r"eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*KEY"),
    "a cloud provider's key": re.compile(r"(?<![A-Z0-9])A[KS]IA[A-Z0-9]{16}"),
    "an Authorization value": re.compile(
        r"(?i:bearer|basic|token)\s+(?=\S*[0-9])[A-Za-z0-9+/=._~-]{12,}"
    ),
    "a signed query": re.compile(
        r"(?:^|[?&;\s\"'])(?:sig|se|st|sp|sv|sr|skoid|sktid|ske|sks|signature|x-amz-[a-z-]+|x-goog-[a-z-]+"
        r"|access_token|key-pair-id)=[^\s&\"']",
        re.IGNORECASE,
    ),
    "a cookie": re.compile(r"(?i:set-cookie|_gh_sess|user_session|logged_in=)"),
    "an e-mail address": re.compile(
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    ),
    "a host of GHE.com": re.compile(r"[A-Za-z0-9-]+\.ghe\.com", re.IGNORECASE),
}
"""The forms of secrets, of any origin."""

HEADERS = frozenset({*PLAIN_HEADERS, "Link", "Location", "X-GitHub-Request-Id"})
CASE = re.compile(r"[a-z' -]+(?: [0-9]{3}| \([0-9]{3}\))?(?:, [0-9]{1,3})?")
FRAME_KEYS = knowledge.listed("format")
"""Keys of the format itself."""
_OWN_WORDS = frozenset({"source", "why", "kind", "type", "reason", "class", "method", "Accept"} | {
    "Authorization", "X-GitHub-Api-Version", "Content-Type", "operation", "family", "scope", "row_type",
    "shape", "container", "X-GitHub-Media-Type", "X-Accepted-OAuth-Scopes", "Content-Encoding",
    "X-Accepted-GitHub-Permissions", "X-GitHub-Api-Version-Selected", "Deprecation", "Sunset", "order",
    "status", "per_page", "page", "since", "until", "day", "Retry-After",
})  # fmt: skip
"""Keys above a body whose values are words of ours or of HTTP: short secrets are not searched for there."""

_CODE_KEYS = frozenset({"X-GitHub-Request-Id", "after", "before"})
_ADDRESS_KEYS = frozenset({"path", "Link", "Location"})
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
_RUN = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
_SIMPLE = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_DEPTH = 3


@attrs.frozen
class _Leaf:
    """A text or number of a file."""

    pointer: str
    text: str
    exempt: bool = False
    """Whether short secrets are not searched for in it."""
    is_figure: bool = False
    is_key: bool = False
    """Whether public words in it are not short secrets: many keys consist of them."""


def scan(files: Mapping[str, bytes], secrets: Secrets) -> list[Leak]:
    """Every leak in these files, by file name; empty if there is none."""
    strong = secrets.strong()
    return [
        leak for name, content in files.items() for leak in _file(name, content, secrets, strong)
    ]


def _file(name: str, content: bytes, secrets: Secrets, strong: Mapping[str, str]) -> Iterator[Leak]:
    texts: dict[tuple[str, bool, bool], _Leaf] = {}
    figures: set[str] = set()
    for leaf in _leaves(name, content):
        if leaf.is_figure:
            figures.add(leaf.text)
        else:
            texts.setdefault((leaf.text, leaf.exempt, leaf.is_key), leaf)
    for leaf in texts.values():
        yield from (Leak(name, leaf.pointer, what) for what in _in_leaf(leaf, secrets, strong))
    raw = content.decode("utf-8", "replace")
    found = [what for what, pattern in PATTERNS.items() if pattern.search(raw)]
    found += _known(raw, secrets, strong, figures)
    yield from (Leak(name, "", what) for what in sorted(set(found)))


def _in_leaf(leaf: _Leaf, secrets: Secrets, strong: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for view in views(leaf.text):
        found += [what for what, pattern in PATTERNS.items() if pattern.search(view)]
        found += _known(view, secrets, strong, set())
    if not leaf.exempt:
        rest = mapping.PSEUDONYM.sub(" ", leaf.text.casefold())
        words = {*_RUN.findall(rest), *_SIMPLE.findall(rest)}
        words = words - knowledge.words() if leaf.is_key else words
        words.add(leaf.text.casefold().strip())
        found += [secrets.texts[word] for word in words & secrets.texts.keys()]
        numbers = set(_DIGITS.findall(rest))
        found += [secrets.ids[number] for number in numbers & secrets.ids.keys()]
    return sorted(set(found))


def _known(text: str, secrets: Secrets, strong: Mapping[str, str], figures: set[str]) -> list[str]:
    lower = text.casefold()
    found = [what for secret, what in strong.items() if secret in lower]
    numbers = {each for each in _DIGITS.findall(text) if len(each) >= LEAST_DIGITS} - figures
    return found + [secrets.ids[number] for number in numbers & secrets.ids.keys()]


def views(text: str) -> set[str]:
    """A text and its possible decoded forms."""
    found, new = {text}, {text}
    for _ in range(_DEPTH):
        new = {view for each in new for view in _decoded(each)} - found
        found |= new
    return found


def _decoded(text: str) -> Iterator[str]:
    if "%" in text or "+" in text:
        yield unquote_plus(text)
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        try:
            yield json.loads(f'"{text}"' if '"' not in text.replace('\\"', "") else text)
        except (ValueError, TypeError):
            yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    for run in _BASE64.findall(text):
        for start in range(4):
            plain = _base64(run[start:])
            if _is_written(plain):
                yield plain.decode()
    for run in _HEX.findall(text):
        plain = bytes.fromhex(run)
        if _is_written(plain):
            yield plain.decode()


def _base64(run: str) -> bytes:
    run = run[: len(run) - (len(run) % 4 == 1)].replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(run + "=" * (-len(run) % 4))
    except binascii.Error:
        return b""


def _is_written(data: bytes) -> bool:
    """Whether bytes are text. Other results of a random decoding are not searched."""
    try:
        return len(data) >= 4 and data.decode().isprintable()
    except UnicodeDecodeError:
        return False


# -- reading the files back


def _leaves(name: str, content: bytes) -> Iterator[_Leaf]:
    yield _Leaf("", name, exempt=True)
    if name.endswith(".ndjson"):
        for number, line in enumerate(content.split(b"\n")):
            if line:
                yield from _walk(json.loads(line), f"/{number}", "", "", in_body=True)
        return
    yield from _walk(document.parse(content, name=name), "", "", "", in_body=False)
    comments = re.findall("^#.*$", content.decode(), re.MULTILINE)
    yield from (_Leaf("", comment, exempt=True) for comment in comments)


def _walk(value: Any, pointer: str, key: str, above: str, *, in_body: bool) -> Iterator[_Leaf]:
    if isinstance(value, dict):
        for number, (name, item) in enumerate(value.items()):
            known = name in knowledge.facts() or (not in_body and _is_frame(name, key))
            # an unknown key may be the secret: the pointer has its index
            below = f"{pointer}/{document.escape(name) if known else number}"
            yield _Leaf(below, name, exempt=known, is_key=True)
            yield from _walk(item, below, name, key, in_body=in_body or name == "body")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, f"{pointer}/{number}", key, above or key, in_body=in_body)
    elif isinstance(value, str):
        if not in_body and key in _ADDRESS_KEYS:
            yield _Leaf(pointer, value, exempt=True)
            yield from (_Leaf(pointer, each) for each in _parameters(value))
        else:
            yield _Leaf(pointer, value, _is_exempt(value, key, above, in_body))
    elif isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        figure = knowledge.is_figure(key) or (not in_body and key in FRAME_KEYS)
        yield _Leaf(pointer, str(int(value)), is_figure=figure)


def _parameters(text: str) -> Iterator[str]:
    """The parts of URLs besides the words of the API: the values in paths and queries."""
    for address in re.findall(r"(?:https://api\.github\.com)?(/[^\s<>]*)", text):
        path, _, query = address.partition("?")
        segments = path.split("/")
        for template in knowledge.templates():
            pairs = list(zip(template.split("/"), segments, strict=False))
            if template.count("/") == path.count("/") and all("{" in a or a == b for a, b in pairs):
                segments = [b for a, b in pairs if "{" in a]
                break
        else:
            segments = [each for each in segments if each not in knowledge.literals()]
        yield from segments
        for pair in query.split("&"):
            name, _, value = pair.partition("=")
            if name not in (
                "page",
                "per_page",
                "order",
                "day",
                "since",
                "until",
                "after",
                "before",
            ):
                yield value


def _is_frame(name: str, above: str) -> bool:
    """Whether a key belongs to the format or to HTTP, or is the name of a case."""
    return (
        name in FRAME_KEYS
        or name in HEADERS
        or (above == "cases" and CASE.fullmatch(name) is not None)
    )


def _is_exempt(text: str, key: str, above: str, in_body: bool) -> bool:
    if not in_body and key in _OWN_WORDS:
        return True
    if knowledge.is_code(key) or (not in_body and key in _CODE_KEYS):
        return True  # after mapping, random letters
    if key in knowledge.IDENTITY:
        return False
    if knowledge.is_docs(text) or text.startswith("https://example.com/copilot-usage-report-"):
        return True
    return knowledge.is_public_form(key, text) or knowledge.is_public_value(key, above, text)
