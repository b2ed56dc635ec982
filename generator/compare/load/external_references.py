"""Resolves references: a dangling reference is an error, and parts of other files become components.

Another file is read from the document's folder or git revision. Its content is put under
`components`, as a bundler does, so that the comparison sees one document.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

import attrs

from ...document import escape, parse_with_lines, resolve
from ...document import kind as json_kind
from ...errors import InputError
from ..openapi.fields import SECTIONS, field_of, is_object
from .files import MAX_BYTES, ReferencedFiles
from .line_numbers import lines_of
from .source import DocumentSource

MAX_FILES = 200
"""The most files that a document may refer to."""
MAX_TARGETS = 5000
"""The most places in other files that a document may refer to."""
_NOT_RELATIVE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|.*[\\?]")
_HINT = "only files beside the document are read: bundle it into one file and compare that"
_Key = tuple[PurePosixPath, str, str]
"""File, pointer and kind of an object that a reference leads to."""


def resolved(source: DocumentSource, files: ReferencedFiles) -> DocumentSource:
    """The document with the parts of other files among its components.

    Raises:
        InputError: A reference has no target, is cyclic, or refers to a file that is not read.
    """
    try:
        references, has_more = _references(source.document)
        if has_more:
            source = _Bundle(source, files).made()
            references, _ = _references(source.document)
        _check_circles(source, references)
    except RecursionError:
        raise InputError("nested too deeply to be compared", file=source.name) from None
    return source


def _references(document: Mapping[str, Any]) -> tuple[set[str], bool]:
    """Every text under a `$ref`, and whether a reference or mapping may have a target elsewhere, or none."""
    rest, examples = _apart(document)
    found, has_more = _found(rest, document)
    others, _ = _found(examples, document)  # a `$ref` in an example need not be a reference
    return found | others, has_more


def _apart(document: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Any]]:
    """The document without the values of its example components, and these values."""
    components = document.get("components")
    examples = components.get("examples") if isinstance(components, dict) else None
    if not isinstance(components, dict) or not isinstance(examples, dict):
        return document, []
    objects = [each for each in examples.values() if isinstance(each, dict)]
    bare = [{key: each[key] for key in each if key != "value"} for each in objects]
    values = [each.get("value") for each in objects]
    return {**document, "components": {**components, "examples": bare}}, values


def _found(root: Any, document: Mapping[str, Any]) -> tuple[set[str], bool]:
    found: dict[str, bool] = {}
    mappings, has_base = True, False
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, (dict, list)):
                    stack.append(value)
                    if key == "mapping" and isinstance(value, dict):
                        mappings &= all(_is_name(document, each) for each in value.values())
                elif key == "$ref" and isinstance(value, str) and value not in found:
                    found[value] = _is_there(document, value)
                elif key == "$id" and isinstance(value, str):
                    has_base = True
        elif isinstance(node, list):
            stack += [each for each in node if isinstance(each, (dict, list))]
    return {each for each in found if found[each]}, has_base or not (
        mappings and all(found.values())
    )


def _has_reference(value: Any) -> bool:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                return True
            stack += node.values()
        elif isinstance(node, list):
            stack += node
    return False


def _is_there(document: Any, reference: str) -> bool:
    if not reference.startswith("#"):
        return False
    try:
        return isinstance(resolve(document, unquote(reference[1:])), (dict, bool))
    except (KeyError, ValueError):
        return False


def _is_name(document: Mapping[str, Any], value: Any) -> bool:
    """Whether the value of a mapping is the name of a schema, or a pointer to one."""
    if not isinstance(value, str):
        return False
    return _is_there(document, value) or _is_there(
        document, f"#/components/schemas/{quote(escape(value))}"
    )


class _Bundle:
    def __init__(self, source: DocumentSource, files: ReferencedFiles) -> None:
        self.source = source
        self.files = files
        self.size = 0
        self.loaded: dict[PurePosixPath, DocumentSource] = {}
        if files.path is not None:
            self.loaded[files.path] = source
        self.components: dict[str, dict[str, Any]] = {
            section: dict(members)
            for section, members in source.document.get("components", {}).items()
            if isinstance(members, dict)
        }
        self.places: dict[_Key, str] = {}
        self.waiting: deque[tuple[Any, _Key, str, str]] = deque()
        self.parts: dict[str, tuple[DocumentSource, str]] = {}
        self._memo: dict[tuple[int, str, PurePosixPath | None], Any] = {}

    def made(self) -> DocumentSource:
        """The bundled document."""
        document = self._object(self.source.document, "OpenAPI", self.files.path, "")
        own = dict(document.get("components", {}))
        while self.waiting:
            value, (path, pointer, kind), section, name = self.waiting.popleft()
            made = self._object(value, kind, path, pointer)
            own[section] = {**own.get(section, {}), name: made}
        if self.parts:
            document = {**document, "components": own}
        return attrs.evolve(self.source, document=document, parts=self.parts)

    def _object(self, value: Any, kind: str, path: PurePosixPath | None, pointer: str) -> Any:
        """A value with its references rewritten; the value itself if nothing was rewritten."""
        key = (id(value), kind, path)
        if key in self._memo:
            return self._memo[key]
        made = value
        if isinstance(value, dict):
            if kind == "Schema" and pointer:
                self._check_base(value, path, pointer)
            changed = {
                name: new
                for name, each in value.items()
                if (new := self._field(each, name, kind, path, f"{pointer}/{escape(name)}"))
                is not each
            }
            made = {**value, **changed} if changed else value
        elif isinstance(value, list) and kind.startswith("["):
            items = [
                self._object(each, kind[1:-1], path, f"{pointer}/{index}")
                for index, each in enumerate(value)
            ]
            made = items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        self._memo[key] = made
        return made

    def _field(
        self, value: Any, name: str, kind: str, path: PurePosixPath | None, pointer: str
    ) -> Any:
        if name == "$ref" and kind in SECTIONS and isinstance(value, str):
            return self._target(value, kind, path, pointer)
        if name == "discriminator" and kind == "Schema" and isinstance(value, dict):
            mapping = value.get("mapping")
            if isinstance(mapping, dict):
                place = f"{pointer}/mapping"
                made = {
                    key: self._mapped(each, path, f"{place}/{escape(key)}")
                    for key, each in mapping.items()
                }
                return {**value, "mapping": made} if made != mapping else value
        inner = field_of(kind, name)
        return self._object(value, inner, path, pointer) if is_object(inner) else value

    def _check_base(
        self, value: Mapping[str, Any], path: PurePosixPath | None, pointer: str
    ) -> None:
        """Raises `InputError` for references below an `$id`, which makes them relative to another address."""
        if isinstance(value.get("$id"), str) and _has_reference(value):
            at = self.source if path is None else self.loaded[path]
            problem = "references below $id are not followed"
            raise _error(at, f"{pointer}/$id", problem, "remove $id, or write the schemas inline")

    def _mapped(self, value: Any, path: PurePosixPath | None, pointer: str) -> Any:
        if not isinstance(value, str):
            return value
        # names of schemas belong to the whole document, pointers to the file
        is_here = path == self.files.path or not value.startswith("#")
        if is_here and _is_name(self.source.document, value):
            return value
        return self._target(value, "Schema", path, pointer)

    def _target(self, text: str, kind: str, path: PurePosixPath | None, pointer: str) -> str:
        """The reference to a place of another file as one to a component of this document."""
        at = self.source if path is None else self.loaded[path]
        part, _, fragment = text.partition("#")
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            raise _error(at, pointer, f"cannot follow the anchor {text!r}", "use a JSON pointer")
        target = path
        if part:
            target = self._resolve(at, part, path, pointer)
        value = self._value(at, target, fragment, pointer, text)
        if target == self.files.path:
            return f"#{quote(fragment, safe='/~')}" if path != target or part else text
        assert target is not None  # noqa: S101 - a document without a folder refers to no file
        key = (target, fragment, kind)
        if key not in self.places:
            self._add(at, value, key, pointer)
        return f"#{quote(self.places[key], safe='/~')}"

    def _resolve(
        self, at: DocumentSource, part: str, path: PurePosixPath | None, pointer: str
    ) -> PurePosixPath:
        if _NOT_RELATIVE.match(part):
            raise _error(at, pointer, f"cannot follow the reference to {part!r}", _HINT)
        if path is None:
            raise _error(
                at,
                pointer,
                f"cannot follow the reference to {part!r}: the document has no folder",
                "name a file instead of standard input, or bundle the document",
            )
        steps = list(path.parent.parts)
        for step in unquote(part).split("/"):
            if step == ".." and not steps:
                problem = f"the reference to {part!r} points outside the folder of the document"
                raise _error(at, pointer, problem, _HINT)
            if step == "..":
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        return PurePosixPath(*steps)

    def _value(
        self,
        at: DocumentSource,
        target: PurePosixPath | None,
        fragment: str,
        pointer: str,
        text: str,
    ) -> Any:
        document = self.source.document if target is None else self._load(at, target, pointer)
        try:
            value = resolve(document, fragment)
        except (KeyError, ValueError):
            value = None
        if value is None:
            problem = f"the reference {text!r} leads nowhere"
            raise _error(at, pointer, problem, "correct it, or add its target")
        if not isinstance(value, (dict, bool)):
            problem = f"the reference {text!r} leads to {json_kind(value)}, expected an object"
            raise _error(at, pointer, problem, "correct it or its target")
        return value

    def _load(self, at: DocumentSource, path: PurePosixPath, pointer: str) -> Any:
        if path not in self.loaded:
            if len(self.loaded) > MAX_FILES:
                raise _error(at, pointer, f"references to more than {MAX_FILES} files", _HINT)
            try:
                content = self.files.read(path)
            except InputError as error:
                raise _error(at, pointer, error.message, _HINT) from None
            self.size += len(content)
            if self.size > MAX_BYTES:
                problem = f"the referenced files have more than {MAX_BYTES} bytes"
                raise _error(at, pointer, problem, _HINT)
            name = self.files.name(path)
            value, lines = parse_with_lines(content, name=name)
            self.loaded[path] = attrs.evolve(
                self.source, name=name, content=content, document=value, lines=lines
            )
        return self.loaded[path].document

    def _add(self, at: DocumentSource, value: Any, key: _Key, pointer: str) -> None:
        if len(self.places) >= MAX_TARGETS:
            problem = f"references to more than {MAX_TARGETS} places in other files"
            raise _error(at, pointer, problem, _HINT)
        path, fragment, kind = key
        section = SECTIONS[kind]
        members = self.components.setdefault(section, {})
        short = fragment.rpartition("/")[2].replace("~1", "/").replace("~0", "~") or path.stem
        long = f"{path}{fragment}"
        name = next(
            each
            for each in (short, long, *(f"{long}#{count}" for count in range(len(members) + 1)))
            if each not in members
        )
        members[name] = value
        self.places[key] = f"/components/{section}/{escape(name)}"
        self.parts[self.places[key]] = (self.loaded[path], fragment)
        self.waiting.append((value, key, section, name))


def _error(at: DocumentSource, pointer: str, problem: str, hint: str) -> InputError:
    line = lines_of(attrs.evolve(at, parts={}), [pointer])[pointer]
    return InputError(problem, file=at.name, line=line, pointer=pointer, hint=hint)


def _check_circles(source: DocumentSource, references: Iterable[str]) -> None:
    """Raises `InputError` for references that form a cycle."""
    ends: set[str] = set()
    for start in references:
        seen: list[str] = []
        reference: Any = start
        while isinstance(reference, str) and reference.startswith("#") and reference not in ends:
            if reference in seen:
                at, pointer = source.origin(unquote(reference[1:]))
                problem = "cyclic references"
                raise _error(at, f"{pointer}/$ref", problem, "replace one of them with its schema")
            seen.append(reference)
            try:
                value = resolve(source.document, unquote(reference[1:]))
            except (KeyError, ValueError):
                break  # an example: in an OpenAPI object it would be an error already
            reference = value.get("$ref") if isinstance(value, dict) else None
        ends.update(seen)
