"""Rules for documentation, and for what only prose and examples tell."""

from __future__ import annotations

from typing import Any

from .rule import C, D, N, Rule, W


def _rule(id: str, kind: str, wire: Any, python: Any, title: str, message: str, why: str, example: str) -> Rule:  # noqa: A002
    return Rule(
        id=id, kind=kind, wire=wire, python=python, title=title, message=message, condition=title,
        why=why, example=example,
    )


_SAME = "What travels is the same."

TEXT: tuple[Rule, ...] = (
    _rule("doc.text", "text-text", D, D, "A description is another", "the description of {subject} is another", _SAME,
          "description is edited"),
    _rule("doc.name", "text-name", D, D, "A title or id is another", "{subject} is called {new}, no longer {old}",
          "It is no part of what travels; where a generated name follows it, a py rule says so.", "title is edited, and the name is pinned"),
    _rule("doc.example", "text-example", D, N, "An example is another", "an example of {subject} is another",
          "An example is a promise of nothing.", "example is edited"),
    _rule("doc.link", "text-link", D, D, "A link to the documentation is another",
          "the link of {subject} to the documentation is another", _SAME, "externalDocs.url is edited"),
    _rule("doc.info", "text-info", D, D, "The document says something else of itself", "the document's {subject} is another",
          _SAME, "info.title is edited"),
    _rule("doc.version", "text-version", N, N, "The document calls itself by another version",
          "the document calls itself {new}, no longer {old}", "A label, which decides nothing here.", "info.version is raised"),
    _rule("doc.extension", "text-extension", D, D, "An extension is another", "{subject}: an extension is {new}, no longer {old}",
          "Its meaning is not known here.", "x-internal is added"),
    _rule("doc.tags", "text-tags", D, N, "Something is filed elsewhere", "{subject} is filed elsewhere", _SAME, "tags are edited"),
    _rule("doc.order", "text-order", D, D, "A list has another order", "a list of {subject} has another order",
          "The order means nothing on the wire.", "required is sorted"),
    _rule("doc.unused", "text-unused", D, N, "Something that nothing refers to is another", "{subject}, which nothing uses, is another",
          "Nothing that travels depends on it.", "a schema without a reference to it is added"),
    _rule("doc.respelled", "text-respelled", D, D, "The same is written otherwise", "{subject} is written otherwise and means the same",
          _SAME, "an inline schema becomes a reference to an equal one"),
    _rule("doc.component-renamed", "component-renamed", D, D, "A component has another key", "{old} is called {new} now",
          "Keys of components do not travel.", "components/schemas/a becomes b"),
    _rule("doc.dialect", "text-dialect", D, N, "The document is of another OpenAPI version", "OpenAPI {new}, no longer {old}",
          "The version says how to read, not what travels.", "openapi: 3.0.3 becomes 3.1.0"),
    _rule("note.availability", "text-availability", D, D, "GitHub offers it elsewhere or to others",
          "{subject} is said to be offered otherwise: {new}, no longer {old}",
          "A remark of GitHub about where it can be had; request and answer stay.", "x-github.githubCloudOnly becomes true"),
    _rule("note.example-shape", "text-example-shape", D, N, "The files of an example are called otherwise",
          "a file in an example is called {new}, no longer {old}",
          "An example is a promise of nothing, but often the only trace of another file format.",
          "a link in an example ends in .ndjson, no longer in .json"),
    _rule("note.limit-in-prose", "prose-limit", D, N, "A number in a text about a limit is another",
          "{subject}: the text says {new}, no longer {old}",
          "GitHub writes limits into prose and nowhere else.", "the last 28 days become the last 100 days"),
    _rule("note.retired-in-prose", "prose-retired", W, N, "A text says that something ends", "{subject}: the text says {new}",
          "GitHub closes operations without ever setting deprecated.", "closing down appears in a description"),
    _rule("note.preview-in-prose", "prose-preview", D, N, "A text says that something is a preview", "{subject}: the text says {new}",
          "A preview changes without notice.", "public preview appears in a description"),
)
ROWS: tuple[Rule, ...] = (
    _rule("row.gone", "row-gone", N, D, "A type of row is gone", "the row type {old} is gone",
          "The files are as they are; the class is no longer generated.", "a type is removed from rows.yaml"),
    _rule("row.new", "row-new", C, C, "A type of row is new", "the row type {new} is new", "Nobody uses it yet.",
          "a type is added to rows.yaml"),
    _rule("row.field-gone", "row-field-gone", W, D, "A field of a row is gone", "{subject} is gone",
          "Code that reads it fails.", "a property is removed from a type of rows.yaml"),
    _rule("row.field-new", "row-field-new", C, C, "A field of a row is new", "{subject} is new",
          "Rows keep keys that they do not know.", "a property is added to a type of rows.yaml"),
    _rule("row.field-changed", "row-field-changed", W, D, "A field of a row has another type",
          "{subject} is {new}, no longer {old}", "Values arrive as another type.", "type: integer becomes string"),
    _rule("row.key", "row-key", W, D, "Rows are told apart by other fields", "{subject} are told apart by {new}, no longer by {old}",
          "Rows that were stored under the old key are stored twice.", "x-row-key changes"),
    _rule("row.file-shape", "row-file-shape", W, D, "The files of a row have another shape", "files of {subject} are {new}, no longer {old}",
          "A reader of the old shape reads nothing.", "x-file-shape: object becomes lines"),
    _rule("row.facts", "row-facts", D, D, "Something else is said of rows", "{subject} says something else", _SAME,
          "a description in rows.yaml is edited"),
)
