"""`python -m generator spec-update`: its options. The work is in `update`, which is imported on use."""

from __future__ import annotations

import argparse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `spec-update`."""
    parser.add_argument(
        "--octokit",
        metavar="VERSION",
        help="move to this release of GitHub's description (default: the newest)",
    )
    parser.add_argument("--locked", action="store_true", help="use the release that the lock names")
    parser.add_argument(
        "--draft",
        action="store_true",
        help="write draft entries for new operations and models: names by the rule, facts and texts empty",
    )
    parser.add_argument(
        "--checklist",
        type=Path,
        metavar="FILE",
        help="write the findings and drafts to a file, as a Markdown checklist",
    )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="[NAME=]FILE|URL",
        help="read a document (default: `current`) from a file or an https URL, without npm",
    )
    parser.add_argument(
        "--relock",
        action="store_true",
        help="accept a document with another digest than the lock's",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if spec/ is not what this run produces",
    )
    parser.add_argument(
        "--root",
        type=Path,
        default=ROOT,
        metavar="DIR",
        help="the folder that contains spec/ (%(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Run the update and print counts of the changes. Returns the exit code; raises `GeneratorError`."""
    from .update import UpdateOptions, update

    return update(
        args.root,
        UpdateOptions(
            octokit=args.octokit,
            given=args.source,
            locked=args.locked,
            relock=args.relock,
            only_check=args.check,
            draft=args.draft,
            findings=args.checklist,
        ),
    )
