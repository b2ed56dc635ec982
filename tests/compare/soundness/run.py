"""Compares random pairs of descriptions, and counts the verdicts that the oracle confirms or refutes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import attrs

from generator.compare.compare import compare_documents
from generator.compare.load.documents import parse_document
from generator.compare.rules.finding import Severity

from .oracle import Side, witness
from .schemas import COMPONENTS, NAMES, Edits, Json, Schemas

PLACES = ("request", "response")


@attrs.frozen
class Pair:
    """Two schemas with their components, and where they are used."""

    seed: str
    old: Json
    new: Json
    components: tuple[dict[str, Json], dict[str, Json]]
    at: str
    is_3_0: bool

    def documents(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The pair as two descriptions."""
        made = []
        for schema, components in zip((self.old, self.new), self.components, strict=True):
            content = {"content": {"application/json": {"schema": schema}}}
            operation: dict[str, Any] = {"responses": {"200": {"description": "ok"}}}
            if self.at == "request":
                operation["requestBody"] = content
            else:
                operation["responses"]["200"].update(content)
            document = {
                "openapi": "3.0.3" if self.is_3_0 else "3.1.0",
                "info": {"title": "Random", "version": "1"},
                "paths": {"/a": {"post": {"operationId": "a", **operation}}},
            }
            made.append(
                {**document, "components": {"schemas": components}} if components else document
            )
        return made[0], made[1]

    def witness(self) -> tuple[Json] | None:
        """A value that was accepted and is refused, or is sent and was excluded, if the oracle finds one."""
        sides = [
            Side(schema, components, is_request=self.at == "request", is_3_0=self.is_3_0)
            for schema, components in zip((self.old, self.new), self.components, strict=True)
        ]
        sender, receiver = sides if self.at == "request" else sides[::-1]
        return witness(Random(self.seed), sender, receiver, NAMES)

    def verdict(self) -> Severity:
        """The verdict of the comparison on the wire axis."""
        read = [
            parse_document(name, json.dumps(each).encode())
            for name, each in zip(("old.json", "new.json"), self.documents(), strict=True)
        ]
        return max(
            (each.wire for each in compare_documents(*read, render=None)), default=Severity.NONE
        )


@attrs.define
class Counts:
    """The counts of a run."""

    pairs: int = 0
    witnessed: int = 0
    silent: list[Pair] = attrs.field(factory=list)
    """Pairs with a witness that are reported as compatible, or less."""
    unwitnessed: int = 0
    called_breaking: list[Pair] = attrs.field(factory=list)
    crashed: list[tuple[Pair, Exception]] = attrs.field(factory=list)

    @property
    def false_breaks(self) -> float:
        """How many of the pairs without a witness are called breaking."""
        return len(self.called_breaking) / max(1, self.unwitnessed)


def pairs(seed: str) -> Iterator[Pair]:
    """Infinitely many random pairs: most are a schema and an edit of it, some are independent."""
    index = 0
    while True:
        yield _pair(f"{seed}/{index}")
        index += 1


def _pair(seed: str) -> Pair:
    random = Random(seed)
    is_3_0 = random.random() < 0.5
    has_components = random.random() < 0.25
    schemas = Schemas(random, is_3_0=is_3_0, components=has_components)
    edits = Edits(schemas)
    old = schemas()
    components = schemas.parts() if has_components else {}
    changed = components
    if random.random() < 0.75:
        new = edits(old, random.randint(1, 2))
        if has_components and random.random() < 0.7:
            name = random.choice(COMPONENTS)
            edited = edits(components[name])
            if edited != {
                "$ref": f"#/components/schemas/{name}"
            }:  # a circle is an error, not a verdict
                changed = {**components, name: edited}
    else:
        new = schemas()
        if has_components and random.random() < 0.3:
            changed = schemas.parts()
    if random.random() < 0.05:
        new, changed = edits.unhidden(new), edits.unhidden(changed)
    at = random.choice(PLACES)
    return Pair(seed, old, new, (components, changed), at, is_3_0)


def count(seed: str, *, witnessed: int) -> Counts:
    """Counts over random pairs until so many of them have a witness."""
    counts = Counts()
    for pair in pairs(seed):
        if counts.witnessed >= witnessed:
            break
        try:
            value = pair.witness()
        except RecursionError:
            continue  # a component that holds itself has no value
        counts.pairs += 1
        try:
            verdict = pair.verdict()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            counts.crashed.append((pair, error))
            continue
        if value is None:
            counts.unwitnessed += 1
            if verdict is Severity.BREAKING:
                counts.called_breaking.append(pair)
        else:
            counts.witnessed += 1
            if verdict < Severity.WARN:
                counts.silent.append(pair)
    return counts
