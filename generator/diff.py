"""`python -m generator diff`, `bump` and `explain`: their options. The work is done in `compare.commands`."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable

from .errors import GeneratorError, InputError, UsageError
from .time_limit import limited

FORMATS = ("text", "markdown", "summary", "json", "sarif", "github", "changelog")
LEVELS = ("breaking", "warn", "compatible", "docs", "never")

_DOCUMENT = "a file, - (standard input), or REF:PATH of git"
_EXIT_CODES = """exit codes:
  0  the gate lets it pass
  1  the gate failed
  2  usage
  3  an input cannot be read, or is not what it should be
"""


def configure(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    _diff(
        commands.add_parser(
            "diff",
            help="what a change of the description does to those who import the package",
            epilog=_EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )
    _bump(commands.add_parser("bump", help="what a change asks of the next version number"))
    _explain(commands.add_parser("explain", help="what a rule of the diff means"))


def _documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", nargs="?", help=_DOCUMENT)
    parser.add_argument("new", metavar="NEW", nargs="?", help=_DOCUMENT)
    parser.add_argument(
        "--base",
        metavar="REF",
        help="instead of OLD and NEW: all specs of the work tree against this revision of git",
    )
    parser.add_argument(
        "--rules", metavar="FILE", help="other severities for some rules (docs/diff.md)"
    )
    parser.add_argument(
        "--released",
        metavar="VERSION",
        help="the version that OLD was released as (default: pyproject.toml of its revision)",
    )


def _diff(parser: argparse.ArgumentParser) -> None:
    _documents(parser)
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="of the report (default: %(default)s)"
    )
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT=]FILE",
        help="write the report to a file; with a FORMAT, one more report beside the first",
    )
    levels = "|".join(LEVELS)
    parser.add_argument(
        "--fail-on",
        choices=LEVELS,
        metavar=levels,
        help="from which severity on, on either axis, the run fails "
        "(default: breaking, unless an axis is named)",
    )
    parser.add_argument("--fail-on-wire", choices=LEVELS, metavar=levels, help="on the wire alone")
    parser.add_argument(
        "--fail-on-python", choices=LEVELS, metavar=levels, help="in the package's API alone"
    )
    parser.add_argument(
        "--accept",
        metavar="FILE",
        help="findings that are accepted (default with --base: spec/accepted.toml, if it is there)",
    )
    parser.add_argument(
        "--accept-all",
        action="store_true",
        help="write what fails the gate into the file of accepted findings",
    )
    parser.add_argument(
        "--reason", metavar="TEXT", help="why, for the entries that --accept-all writes"
    )
    parser.add_argument(
        "--expires",
        metavar="DATE",
        type=_day,
        help="the last day of these entries (default: 90 days from now)",
    )
    parser.add_argument(
        "--notices", action="store_true", help="report what only prose and examples say, too"
    )
    parser.add_argument(
        "--check-version",
        action="store_true",
        help="fail where pyproject.toml declares a lower version than the changes need",
    )
    parser.set_defaults(run=_guarded(_run_diff))


def _bump(parser: argparse.ArgumentParser) -> None:
    _documents(parser)
    parser.add_argument(
        "--next",
        action="store_true",
        help="print the version number itself, by the rules of docs/stability.md",
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write it into pyproject.toml and the changelog, unless a higher one stands there",
    )
    parser.set_defaults(run=_guarded(_run_bump))


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", nargs="?", help="a rule's id; without it, all")
    parser.add_argument(
        "--write", metavar="FILE", help="write the list of rules between the marks of a document"
    )
    parser.set_defaults(run=_guarded(_run_explain))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day, like 2026-06-30") from None


def _guarded(
    run: Callable[[argparse.Namespace], int],
) -> Callable[[argparse.Namespace], int]:
    """`run`, whose failures are usage or unreadable input: none of them has the code of a verdict."""

    def guarded(arguments: argparse.Namespace) -> int:
        try:
            with limited(getattr(arguments, "new", None) or "spec/"):
                return run(arguments)
        except (UsageError, InputError):
            raise
        except GeneratorError as error:
            raise InputError(str(error)) from error

    return guarded


def _run_diff(arguments: argparse.Namespace) -> int:
    from .document import no_collection

    with no_collection():  # what a comparison makes, it needs to the end
        from .compare.commands import diff

        return diff(arguments)


def _run_bump(arguments: argparse.Namespace) -> int:
    from .compare.commands import bump

    return bump(arguments)


def _run_explain(arguments: argparse.Namespace) -> int:
    from .compare.commands import explain

    return explain(arguments)
