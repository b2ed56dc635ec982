"""One recording: every report of an organization or enterprise, scrubbed, checked, and only then written."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from ..._runtime.operation import Operation
from .. import registry
from . import cases
from .check import refuse_secrets
from .fetch import Fetched, Fetcher
from .scrub import Scrubber

GITHUB = "https://api.github.com"
_RECORDS = "2"
"""How many usage records are asked for: they hold what people typed, of which nothing is kept."""


@dataclass(slots=True)
class Recording:
    """What to record, and where from.

    Args:
        scope: `organization` or `enterprise`.
        name: Its slug.
        token: A token that may read it.
        day: The day of the one-day reports.
        base_url: The API.
        rows: How many rows of a file are kept.
        key: Of the mapping; a new one, which is then forgotten, where none is given.
    """

    scope: str
    name: str
    token: str = field(repr=False)
    day: datetime.date
    base_url: str = GITHUB
    rows: int = 20
    key: bytes | None = field(default=None, repr=False)

    def write(self, folder: Path) -> list[Path]:
        """Records into a folder, and tells which files it wrote. All of them or none.

        Raises:
            SecretLeft: Something secret would have been in one of them.
            OSError: GitHub could not be reached, or a file not be written.
        """
        files = self.files()
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        return [folder / path for path in files]

    def files(self) -> dict[str, str]:
        """The files of the recording, by path. Raises as `write`."""
        scrubber = Scrubber(self.key or secrets.token_bytes(32))
        scrubber.secret(self.token)
        version, operations = list(registry.versions().items())[-1]
        fetcher = Fetcher(self.base_url, self.token, version)
        kind = "org" if self.scope == "organization" else "enterprise"
        scrubber.name(self.name, kind)
        documents: dict[str, Any] = {}
        lines: dict[str, list[Any]] = {}
        for operation in operations.values():
            if registry.scope_of(operation) != self.scope or operation.sunset is not None:
                continue
            document, files = self._operation(operation, fetcher, scrubber, version)
            documents[f"{version}/{operation.operation_id}.yaml"] = document
            for number, rows in enumerate(files):
                lines[f"files/{operation.operation_id}-{number}.ndjson"] = rows
        # only now is everything known that has to go
        texts = {path: _document(scrubber.rest(value)) for path, value in documents.items()}
        texts |= {
            path: "".join(f"{_line(scrubber.rest(row))}\n" for row in rows)
            for path, rows in lines.items()
        }
        refuse_secrets(texts, scrubber.known.keys())
        return texts

    def _operation(
        self, operation: Operation[Any], fetcher: Fetcher, scrubber: Scrubber, version: str
    ) -> tuple[dict[str, Any], list[list[Any]]]:
        parameter = next(each for each in operation.parameters if each.location == "path")
        name = parameter.wire_name
        target = operation.path.replace(f"{{{name}}}", quote(self.name, safe=""))
        query = {"per_page": _RECORDS} if operation.pagination is not None else {}
        if registry.takes_day(operation):
            query = {"day": self.day.isoformat()}
        fetched = fetcher.api(f"{target}?{urlencode(query)}" if query else target)
        links = _links(fetched) if operation.report else []
        path = {name: scrubber.name(self.name, "org" if name == "org" else "enterprise")}
        answer = cases.response(fetched, scrubber)
        case = {
            "source": "recorded",
            "why": f"What GitHub answered on {datetime.datetime.now(datetime.UTC).date()}.",
            "response": answer,
            "expect": cases.expectation(operation, answer),
        }
        document = {
            "request": cases.request(operation, path, query, version),
            "cases": {"recorded": case},
        }
        return document, [self._rows(fetcher.file(link), scrubber) for link in links]

    def _rows(self, fetched: Fetched, scrubber: Scrubber) -> list[Any]:
        """The first rows of a file. What cannot be read cannot be scrubbed, and is left out."""
        rows: list[Any] = []
        for value in _values(fetched):
            if len(rows) >= self.rows:
                break
            rows.append(scrubber.value(value))
        return rows


def _links(fetched: Fetched) -> list[str]:
    try:
        value = json.loads(fetched.body)
        return [link for link in value["download_links"] if isinstance(link, str)]
    except (ValueError, KeyError, TypeError):
        return []


def _values(fetched: Fetched) -> Iterator[Any]:
    text = fetched.body.decode("utf-8-sig", "replace").strip()
    if fetched.status != 200:
        return
    if text.startswith("["):
        try:
            yield from json.loads(text)
        except ValueError:
            return
        return
    lines = text.split("\n")
    if not fetched.whole:
        del lines[-1]  # it may be cut
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value


def _document(value: Any) -> str:
    """JSON, which is YAML too."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _line(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
