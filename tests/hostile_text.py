"""Texts that a server, a file or an editor may contain, and a check of output for them."""

from __future__ import annotations

import re

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2Jclear\x85",
    "nul\x00del\x7f",
    "a\rb\nforged: line",
    "\n::error::injected",
    "##[error]injected",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "zero\u200bwidth\u200d\ufeff\u2060\ufe0f\u3164",
    "\u2028line\u2029paragraph",
    "private\ue000 tag\U000e0041",
    "[bold red]markup[/] :boom: [link=https://evil.example]x[/link]",
    "=HYPERLINK(1)",
    "@octocat #1 ![i](https://evil.example/x.png) <b>| `x`",
)
"""One text of every kind."""
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
"""Characters that a table may write to a terminal."""


def assert_clean(output: str) -> None:
    """Fail if an output has an invisible character other than a line break."""
    for line in COLOURS.sub("", output).split("\n"):
        assert line.isprintable(), ascii(line)
        assert not re.search("[\u034f\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uffa0]", line), ascii(
            line
        )
        assert not line.strip().startswith("::"), line
        assert "##[" not in line
