"""`python -m website [FOLDER]`: build the documentation (default: .cache/site)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .build import BuildError, build
from .pages import ROOT


def main(arguments: list[str]) -> int:
    """Returns 0 if the site was written without dead links, else 1."""
    site = Path(arguments[0]) if arguments else ROOT / ".cache" / "site"
    try:
        count = build(
            ROOT / ".cache" / "website", site, repository=os.environ.get("REPOSITORY_URL", "")
        )
    except BuildError as error:
        sys.stderr.write(f"error: the documentation cannot be built:\n{error}\n")
        return 1
    sys.stdout.write(f"wrote {count} pages; open {site / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
