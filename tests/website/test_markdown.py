"""Links and docstrings on the site."""

from __future__ import annotations

import pytest

from website.docstrings import markdown, summary
from website.links import rewrite

PLACES = {"docs/b.md": "b.md", "README.md": "index.md", "docs/a.png": "files/a.png"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[b](b.md#part)", "[b](../b.md#part)"),
        ("[start](../README.md)", "[start](../index.md)"),
        ("![a](a.png)", "![a](../files/a.png)"),
        ("[code](../generator/cli.py)", "code"),
        ("[![a](a.png)](../generator)", "![a](../files/a.png)"),
        ("[x](https://example.com) [y](#z)", "[x](https://example.com) [y](#z)"),
        ("`rows[0](b.md)`", "`rows[0](b.md)`"),
        ("```\n[b](b.md)\n```", "```\n[b](b.md)\n```"),
    ],
)
def test_links_point_to_pages_of_the_site_or_are_replaced_by_their_text(
    text: str, expected: str
) -> None:
    assert rewrite(text, "docs/x.md", "sub/x.md", PLACES.get) == expected


def test_sections_of_a_docstring_become_lists() -> None:
    docstring = """Return the rows.

    More about them.

    Args:
        path: Where they are,
            or several of them.
        size: How many `<n>`.

    Raises:
        FileError: It cannot be read.
    """
    assert markdown(docstring) == (
        "Return the rows.\n\nMore about them.\n\n"
        "**Args**\n\n- `path`: Where they are, or several of them.\n- `size`: How many `<n>`.\n\n"
        "**Raises**\n\n- `FileError`: It cannot be read.\n"
    )


def test_text_of_a_docstring_is_not_markup() -> None:
    assert summary("A <script> and *this* [one].\n\nMore.") == (
        r"A &lt;script> and \*this\* \[one]."
    )
