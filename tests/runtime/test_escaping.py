r"""The escaping of text from outside, for every kind of output."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_usage_metrics import escaping
from copilot_usage_metrics.escaping import (
    escape_csv_cell,
    escape_json,
    escape_lines,
    escape_markdown,
    escape_text,
    guard_line,
    markdown_code,
    shorten,
)
from templates.runtime import escaping as of_the_generator

TEXTS = st.text(st.characters(exclude_categories=())) | st.text(
    "\x1b[]0m;\x07\x9b\n\r\t\\x1b'=-+@#:!()<>|`*_~w.a1 \u202e\u2066\u200b\ufe0f\u3164\u2028\ud800\uff1d"
)
"""Any text, including lone surrogates, with many dangerous sequences."""
INVISIBLE = (
    *(
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\n",
        "\r",
        "\t",
        "\u061c",
        "\u200e",
        "\u200f",
    ),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *("\u200b", "\u200c", "\u200d", "\u2028", "\u2029", "\u2060", "\ufeff", "\u00ad", "\u180e"),
    *(
        "\u034f",
        "\u115f",
        "\u1160",
        "\u2800",
        "\u3164",
        "\ufe0f",
        "\uffa0",
        "\U000e0100",
        "\U000e0041",
    ),
    *("\ud800", "\udfff", "\ue000", "\U0010ffff", "\u0378"),
)


@pytest.mark.parametrize("char", INVISIBLE, ids=ascii)
def test_invisible_character_is_escaped(char: str) -> None:
    shown = escape_text(f"a{char}b")
    assert char not in shown
    assert re.fullmatch(r"a\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[nrt])b", shown)


@pytest.mark.parametrize(
    "text", ["naïve", "日本語", "Ελληνικά", "שלום", "𝄞", "🦀", "a\\b", "\\x1b"]
)
def test_visible_text_is_unchanged(text: str) -> None:
    assert escape_text(text) == text


@given(TEXTS)
def test_escaped_text_is_visible_and_escaping_is_idempotent(text: str) -> None:
    shown = escape_text(text)
    assert shown.isprintable()
    assert not any(char in shown for char in INVISIBLE)
    assert not {unicodedata.category(char)[0] for char in shown} & {"C"}
    assert "##[" not in shown
    assert escape_text(shown) == shown


@given(TEXTS, st.integers(1, 30))
def test_a_limit_counts_every_character_that_is_shown(text: str, limit: int) -> None:
    shown = escape_text(text, limit)
    assert len(shown) <= limit
    assert escape_text(shown, limit) == shown
    assert shown == escape_text(text) or shown.endswith("…")
    assert shorten(shown, limit) == shown


@given(TEXTS)
def test_line_breaks_remain_and_no_line_is_a_workflow_command(text: str) -> None:
    shown = escape_lines(text)
    lines = shown.split("\n")
    assert len(lines) == text.count("\n") + 1
    assert all(line.isprintable() and not line.strip().startswith("::") for line in lines)
    assert escape_lines(shown) == shown


def test_workflow_command_is_escaped() -> None:
    assert guard_line("  ::error::x") == r"  \x3a:error::x"
    assert guard_line("a::b") == "a::b"
    assert guard_line("a ##[error]b") == r"a #\x23[error]b"


@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)))
def test_json_has_the_same_value(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    shown = escape_json(text)
    assert json.loads(shown) == json.loads(text)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert "##[" not in shown


def unguarded(cell: str) -> str:
    """A cell read back, by the documented rule."""
    return cell[1:] if re.match(r"'+\s*(?:[=+\-@＝＋－＠﹦﹢﹣﹫−]|\\[trn])", cell) else cell


@given(TEXTS)
def test_csv_cell_is_not_a_formula(text: str) -> None:
    cell = escape_csv_cell(text)
    first = unicodedata.normalize("NFKC", cell.lstrip()[:1])
    assert first not in {*"=+-@\t\r\n", "\u2212"}
    assert cell.isprintable()
    assert not cell.lstrip().startswith("::")


@given(st.text("='+-@a\uff1d ", max_size=6))
def test_a_guarded_csv_cell_can_be_read_back(text: str) -> None:
    assert unguarded(escape_csv_cell(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("\t=1", r"'\t=1"),
        ("\r=1", r"'\r=1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("it's", "it's"),
        ("a=b", "a=b"),
        ("::add-mask::x", r"\x3a:add-mask::x"),
        ("", ""),
    ],
)
def test_csv_cell_has_its_guarded_form(text: str, cell: str) -> None:
    assert escape_csv_cell(text) == cell


@pytest.mark.parametrize(
    "text",
    [
        "![p](https://example.com/x.png)",
        "[l](https://example.com)",
        "<img src=x onerror=alert(1)>",
        "https://example.com http://x ftp://y www.example.com a@example.com",
        "@octocat @org/team #1 GH-2 octo/repo#3 :tada: $x$ ^[1] ~~a~~ **b** __c__",
        "| a | b |",
        "`code` ``more``",
        "<!-- --><script>",
        "a\\| b\\",
        "# head",
        "> quote",
        "line\n# line",
    ],
)
def test_escaped_text_has_no_markdown_syntax(text: str) -> None:
    shown = escape_markdown(text)
    plain = re.sub(r"\\[`*_{}\[\]~#=+.-]|&#?[a-z0-9]+;", "", shown)
    assert re.sub(r"<!-- -->", "", plain) == re.sub(r"[<>]", "", plain.replace("<!-- -->", ""))
    assert re.search(r"[`*_\[\]~\\!$|^]", plain.replace("<!-- -->", "")) is None
    assert re.search(r"@\w|://|#\d|\bwww\.|GH-\d|:\w+:", plain) is None
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("-5", "-5"),
        ("1.4.0", "1.4.0"),
        ("10:30:45", "10:30:45"),
        ("    code", "code"),
    ],
)
def test_escaped_line_starts_no_list_heading_or_code(text: str, shown: str) -> None:
    assert escape_markdown(text) == shown


@given(TEXTS)
def test_escaped_markdown_is_one_line_with_balanced_comments(text: str) -> None:
    for shown in (escape_markdown(text), markdown_code(text)):
        assert shown.isprintable()
        bare = shown.replace("<!-- -->", "").replace("<code>", "").replace("</code>", "")
        assert "<" not in bare or shown.startswith("`")
        assert "|" not in shown
    assert markdown_code(text).count("`") in (0, 2)


def test_the_public_module_is_the_one_that_the_generator_imports() -> None:
    assert escaping.__all__ == of_the_generator.__all__
    for name in escaping.__all__:
        code = getattr(escaping, name).__code__
        assert code.co_code == getattr(of_the_generator, name).__code__.co_code
