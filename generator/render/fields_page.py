"""The page `docs/fields.md`: every field of the row types, with its meaning and unit."""

from __future__ import annotations

from collections.abc import Iterator

from templates.runtime.escaping import escape_markdown

from .row_model import RowFieldModel, RowModel, RowType

_HEAD = """# Fields of the rows

<!-- Generated from spec/rows.yaml: edits are lost. Run `make generate`. -->

Each table lists the fields of a class in `copilot_usage_metrics.rows`. Every field may be absent (`UNSET`) or null
(`None`), and both differ from 0. `help(rows.UserDay)` prints the same for one class.
"""


def fields_page(rows: RowModel) -> str:
    """The page as Markdown: the rows of files first, then the objects inside them."""
    ordered = [*rows.rows, *(each for each in rows.types if not each.is_row)]
    links = ", ".join(f"[{each.name}](#{str(each.name).lower()})" for each in rows.rows)
    parts = [_HEAD, f"Rows of files: {links}.", *(_section(each) for each in ordered)]
    return "\n".join(parts) + "\n"


def _section(row_type: RowType) -> str:
    lines = ["", f"## {row_type.name}", "", escape_markdown(row_type.description), ""]
    if row_type.row_key:
        key = ", ".join(f"`{each}`" for each in row_type.row_key)
        lines += [f"A row is identified by {key}.", ""]
    if row_type.base:
        lines += [
            f"All fields of {_link(row_type.base)} and:"
            if row_type.fields
            else f"The fields of {_link(row_type.base)}.",
            "",
        ]
    if row_type.fields:
        lines += ["| field | type | unit | meaning |", "|---|---|---|---|"]
        lines += map(_row, row_type.fields)
    return "\n".join(lines).rstrip("\n")


def _row(field: RowFieldModel) -> str:
    name = f"`{field.wire_name}`" + (f" (attribute `{field.name}`)" if field.is_renamed else "")
    unit = escape_markdown(field.unit or "")
    return f"| {name} | {_type(field)} | {unit} | {' '.join(_meaning(field))} |"


def _type(field: RowFieldModel) -> str:
    annotation = str(field.annotation)
    if field.ref is None:
        plain = {"IntId": "int", "StrId": "str", "ExactNumber": "exact number"}
        return plain.get(annotation, annotation.removeprefix("datetime."))
    link = _link(field.ref)
    return f"list of {link}" if annotation.startswith("list[") else link


def _meaning(field: RowFieldModel) -> Iterator[str]:
    yield escape_markdown(" ".join(field.description.split()))
    for note in field.notes:
        if not note.startswith("Unit: "):
            yield escape_markdown(" ".join(note.split()))


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"
