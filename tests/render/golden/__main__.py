"""`python -m tests.render.golden`: rewrites the golden package; a person then reviews the difference."""

from __future__ import annotations

import sys

from tests.render.golden.compare import GOLDEN, rendered

if __name__ == "__main__":
    for stale in GOLDEN.glob("*"):
        stale.unlink()
    for name, text in rendered().items():
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{GOLDEN}: {len(rendered())} files\n")
