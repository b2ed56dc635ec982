"""The sentence of a finding: a rule's message with the names and values of one change."""

from __future__ import annotations

import re
from typing import Any

from ..openapi.json_values import canonical
from .rule import Rule

_SHOWN = 120
"""The most characters of a value."""


def _direction_once(message: str, subject: str) -> tuple[str, str]:
    """A rule's message and its subject, so that the request or the response is named once."""
    owned = re.fullmatch(r"(`.*`) of (the (?:\w+ response|request body))", subject)
    if owned is not None and message.startswith("a response "):
        return f"{owned[2]}{message.removeprefix('a response')}", owned[1]
    if owned is not None and message.startswith("a request "):
        return message, owned[1]
    if subject.endswith("response"):
        message = message.replace(" in a response", "")
    if subject in ("the body", "the request body") or subject.endswith("of the request body"):
        message = message.replace(" in a request", "")
    return message, subject


def sentence(rule: Rule, subject: str, old: Any, new: Any) -> str:
    """The sentence of a finding: names and values in backticks, with backticks in them replaced."""
    reason = " ".join(str(new).replace("`", "'").split())
    message, subject = _direction_once(rule.message, _subject(subject.replace("`", "'")))
    values = {
        "{subject}": subject,
        "{old}": _shown(old),
        "{new}": _shown(new),
        "{reason}": reason,
    }
    sentence = re.sub(r"\{[a-z]+\}", lambda match: values.get(match[0], match[0]), message)
    sentence = sentence.replace(" is now nothing, no longer ", " is no longer ")
    sentence = sentence.replace(", no longer nothing", "")
    return sentence[:1].upper() + sentence[1:]


_SUBJECTS = (
    (r"((?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) \S+)(: | of |, |$)(.*)", r"`\1`\2\3"),
    (r"the (query|path|header|cookie) parameter (.+)", r"the \1 parameter `\2`"),
    (r"the group (.+) of (\S+)", r"the group `\1` of `\2`"),
    (r"the security scheme (.+)", r"the security scheme `\1`"),
    (r"the answer (\w+)", r"the \1 response"),
    (r"the answer (\w+), header (.+)", r"the header `\2` of the \1 response"),
    (r"the answer (\w+)\.?(.+)", r"`\2` of the \1 response"),
    (r"the body\.?((?<=\.).+|\[.+|\{.+)", r"`\1` of the request body"),
    (r"([^ ]+)", r"`\1`"),
)
"""Patterns of subjects, and their form in a sentence."""


def _subject(subject: str) -> str:
    for pattern, written in _SUBJECTS:
        match = re.fullmatch(pattern, subject)
        if match is not None:
            return match.expand(written)
    return subject


def _shown(value: Any) -> str:
    """A value in a sentence: in backticks, lists with commas, shortened to one line."""
    if value is None:
        return "nothing"
    if value in ("", [], {}) and not isinstance(value, bool):
        return f"an empty {'text' if value == '' else 'list' if value == [] else 'object'}"
    if isinstance(value, list) and all(isinstance(each, (str, int)) for each in value):
        texts = [each if isinstance(each, str) else canonical(each) for each in value]
        shown: list[str] = []
        length = 0
        for text in texts:
            length += len(text) + 2
            if length > _SHOWN and shown:
                return f"{', '.join(shown)} and {len(texts) - len(shown)} more"
            shown.append(_code(text))
        return ", ".join(shown)
    return _code(value if isinstance(value, str) else canonical(value))


def _code(text: str) -> str:
    text = " ".join(text.replace("`", "'").split())
    return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"
