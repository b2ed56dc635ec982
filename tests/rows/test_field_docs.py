"""The meaning of each field is visible in Python's help and on a page of the docs."""

from __future__ import annotations

import io
import pydoc

import pytest

from copilot_usage_metrics import rows
from generator.render.fields_page import fields_page
from generator.render.row_model import RowModel, RowType
from generator.render.rows import load, parse
from templates.runtime.escaping import escape_markdown
from tests.frame.repository import ROOT

MODEL: RowModel = load(ROOT / "spec" / "rows.yaml")
PAGE = (ROOT / "docs" / "fields.md").read_text("utf-8")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("row_type", MODEL.types, ids=lambda each: str(each.name))
def test_help_gives_the_meaning_and_unit_of_each_field(row_type: RowType) -> None:
    cls = getattr(rows, row_type.name)
    output = io.StringIO()
    pydoc.Helper(output=output).help(cls)
    printed = flat(output.getvalue().replace("|", " "))
    assert flat(row_type.description) in printed
    for field in row_type.fields:
        assert f" {field.name}: {flat(field.description)}" in printed
        assert not field.unit or f"{flat(field.description)} Unit: {field.unit}." in printed
    assert not row_type.base or f"`{row_type.base}`" in printed or not row_type.fields


@pytest.mark.parametrize("row_type", MODEL.types, ids=lambda each: str(each.name))
def test_the_page_has_a_row_for_each_field(row_type: RowType) -> None:
    section = PAGE.partition(f"\n## {row_type.name}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    assert len(lines) == len(row_type.fields)
    for line, field in zip(lines, row_type.fields, strict=True):
        assert line.startswith(f"| `{field.wire_name}`")
        assert escape_markdown(flat(field.description)) in line
        assert f"| {escape_markdown(field.unit or '')} |" in line
    if row_type.base:
        assert f"[{row_type.base}](#{str(row_type.base).lower()})" in section


def test_a_text_with_a_bar_stays_in_its_cell() -> None:
    source = (ROOT / "spec" / "rows.yaml").read_text("utf-8")
    odd = source.replace("The day, in UTC.", "The day | in <b>UTC</b>.", 1)
    lines = [
        line
        for line in fields_page(parse(odd.encode(), name="rows.yaml")).splitlines()
        if "The day" in line
    ]
    assert any("The day &#124; in" in line and "<b>" not in line for line in lines)
