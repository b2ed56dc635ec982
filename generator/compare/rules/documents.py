"""Rules for whole documents of a work tree: each is a subpackage of what is generated."""

from __future__ import annotations

from .rule import B, C, N, Rule, W

DOCUMENTS: tuple[Rule, ...] = (
    Rule(
        id="document.gone",
        kind="document-gone",
        wire=B,
        python=B,
        title="A whole document is gone",
        condition="spec/ no longer has the description of an API version, or of the rows",
        message="the description {old} is gone",
        why="Its subpackage is no longer generated, so every import of it fails.",
        example="spec/2022-11-28.yaml is removed",
        accept="docs/stability.md says when an API version may go",
    ),
    Rule(
        id="document.new",
        kind="document-new",
        wire=C,
        python=C,
        title="A whole document is new",
        condition="spec/ now has the description of another API version, or of the rows",
        message="the description {new} is new",
        why="No code imports its subpackage yet.",
        example="spec/2026-03-10.yaml is added",
    ),
    Rule(
        id="document.top-moved",
        kind="document-top-moved",
        wire=N,
        python=B,
        title="The top of the package is another API version",
        condition="info.x-top is no longer in the description that had it",
        message="the top of the package is no longer API version {old}",
        why="Code that imports from the top of the package gets the classes and methods of another API version.",
        example="`top:` in spec/sources.yaml becomes 2027-01-01",
        accept="docs/stability.md says when the top may move",
    ),
    Rule(
        id="wire.not-judged",
        kind="not-judged",
        wire=W,
        python=N,
        title="A change that cannot be judged",
        condition="the documents differ in something that this comparison does not evaluate",
        message="the effect of a change in {subject} on requests and responses is not judged",
        why="The keyword is unknown here, or it leads to content that is not compared; it may break callers.",
        example="jsonSchemaDialect is added, or a path item gains a keyword that OpenAPI does not define",
        accept="read what changed at this place and decide",
    ),
)
