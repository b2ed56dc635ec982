"""`python -m generator diff`, `bump` and `explain`: their options. The work is in `compare.commands`."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable

from .errors import GeneratorError, InputError, UsageError
from .subcommands import add_command
from .time_limit import limited

FORMATS = ("text", "markdown", "summary", "json", "sarif", "github", "changelog")
LEVELS = ("breaking", "warn", "compatible", "docs", "never")

_DOCUMENT = "a file, - (standard input), or REF:PATH of git"
_EXIT_CODES = """exit codes:
  0  the gate passed
  1  the gate failed
  2  usage
  3  an input cannot be read, or has the wrong format
"""


def configure(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands."""
    diff = add_command(
        commands,
        "diff",
        "report the effect of a change of the description on importers of the package",
    )
    diff.epilog = _EXIT_CODES
    diff.formatter_class = argparse.RawDescriptionHelpFormatter
    _diff(diff)
    _bump(add_command(commands, "bump", "compute the next version number that a change requires"))
    _explain(add_command(commands, "explain", "explain a rule of the diff"))


def _documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", nargs="?", help=_DOCUMENT)
    parser.add_argument("new", metavar="NEW", nargs="?", help=_DOCUMENT)
    parser.add_argument(
        "--base",
        metavar="REF",
        help="compare all specs of the work tree with this revision of git, instead of OLD and NEW",
    )
    parser.add_argument(
        "--rules", metavar="FILE", help="change the severities of rules (docs/diff.md)"
    )
    parser.add_argument(
        "--released",
        metavar="VERSION",
        help="the version that OLD was released as (default: pyproject.toml of its revision)",
    )


def _diff(parser: argparse.ArgumentParser) -> None:
    _documents(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="format of the report (default: %(default)s)",
    )
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT=]FILE",
        help="write the report to a file; FORMAT=FILE writes an additional report",
    )
    levels = "|".join(LEVELS)
    parser.add_argument(
        "--fail-on",
        choices=LEVELS,
        metavar=levels,
        help="fail for this severity or worse, on either axis "
        "(default: breaking, unless --fail-on-wire or --fail-on-python is given)",
    )
    parser.add_argument(
        "--fail-on-wire", choices=LEVELS, metavar=levels, help="the same, for the wire axis only"
    )
    parser.add_argument(
        "--fail-on-python",
        choices=LEVELS,
        metavar=levels,
        help="the same, for the Python API axis only",
    )
    parser.add_argument(
        "--accept",
        metavar="FILE",
        help="file of accepted findings (default with --base: spec/accepted.toml, if it exists)",
    )
    parser.add_argument(
        "--accept-all",
        action="store_true",
        help="add the findings that fail the gate to the file of accepted findings",
    )
    parser.add_argument(
        "--reason",
        metavar="TEXT",
        help="the reason to record in the entries that --accept-all writes",
    )
    parser.add_argument(
        "--expires",
        metavar="DATE",
        type=_day,
        help="the expiry date of these entries (default: in 90 days)",
    )
    parser.add_argument(
        "--notices", action="store_true", help="also report changes of prose and examples"
    )
    parser.add_argument(
        "--check-version",
        action="store_true",
        help="fail if pyproject.toml declares a lower version than the changes require",
    )
    parser.set_defaults(run=_guarded(_run_diff))


def _bump(parser: argparse.ArgumentParser) -> None:
    _documents(parser)
    parser.add_argument(
        "--next",
        action="store_true",
        help="print the version number, by the rules of docs/stability.md",
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write it to pyproject.toml and the changelog, unless they have a higher one",
    )
    parser.set_defaults(run=_guarded(_run_bump))


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "rule", metavar="RULE", nargs="?", help="a rule id (default: list all rules)"
    )
    parser.add_argument(
        "--write", metavar="FILE", help="write the list of rules between the marks in a document"
    )
    parser.set_defaults(run=_guarded(_run_explain))


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-06-30") from None


def _guarded(
    run: Callable[[argparse.Namespace], int],
) -> Callable[[argparse.Namespace], int]:
    """Call `run`; its failures are usage errors or unreadable input, whose exit codes differ from a verdict's."""

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

    with no_collection():  # a comparison needs all its objects until the end
        from .compare.commands import diff

        return diff(arguments)


def _run_bump(arguments: argparse.Namespace) -> int:
    from .compare.commands import bump

    return bump(arguments)


def _run_explain(arguments: argparse.Namespace) -> int:
    from .compare.commands import explain

    return explain(arguments)
