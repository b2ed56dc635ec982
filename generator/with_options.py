"""`python -m generator.with_options VARIABLE MODULE …`: run a module with further options from an environment variable.

The Makefile passes its users' options this way: the text is split like a shell splits words, quotes
included, but no shell sees it, so nothing in it is expanded or run.
"""

from __future__ import annotations

import os
import runpy
import shlex
import sys


def main() -> None:
    """Run the module in place of this one."""
    variable, module, *arguments = sys.argv[1:]
    try:
        more = shlex.split(os.environ.get(variable, ""))
    except ValueError as error:
        sys.stderr.write(f"error: {variable}: {error}\n")
        raise SystemExit(2) from None
    sys.argv = [module, *arguments, *more]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
