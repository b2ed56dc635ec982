"""The command line: arguments in, exit code out. Each command imports what it needs, when it is called."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from templates.runtime.escaping import escape_text

from .errors import GeneratorError
from .state import IS_REPOSITORY
from .subcommands import add_command

_EXIT_CODES = """exit codes:
  0  done
  1  a check failed
  2  invalid command line
  3  a file is missing, unreadable or invalid
  4  a document is not available from its source
  5  a document is not the one that the lock names
  6  patch, trim, overlay or an entry cannot be applied
  7  the description contains something that cannot be generated
"""


def main(argv: Sequence[str], program: str = "") -> int:
    """Runs one command and returns its exit code; a failure is one line on standard error.

    `program` is the name of an installed command, which has no repository around it: there are only the commands for
    any description.
    """
    arguments = (_installed_parser(program) if program else _parser()).parse_args(argv)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _terminate)
    try:
        code: int = arguments.run(arguments)
        return code
    except GeneratorError as error:
        for line in (f"error: {error}", *error.details):
            print(escape_text(line), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("interrupted; no file was left half-written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RecursionError:
        print(
            "error: a document is nested too deeply, or contains an endless reference cycle",
            file=sys.stderr,
        )
        return 3
    except OSError as error:  # a full disk, no folder for temporary files, …
        print(f"error: {escape_text(str(error))}", file=sys.stderr)
        return 3
    except Exception as error:  # noqa: BLE001 - the last resort: one line for users, the traceback on request
        if os.environ.get("GENERATOR_TRACEBACK"):
            traceback.print_exc()
        text = escape_text(f"{type(error).__name__}: {error}", 300)
        hint = "a bug in the generator; GENERATOR_TRACEBACK=1 prints the traceback"
        print(f"error: {text} ({hint})", file=sys.stderr)
        return 70


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # so that staged files are removed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description="From GitHub's OpenAPI description to a client package.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    generate = add_command(
        commands, "generate", "write generated/, or a package for any description"
    )
    generate.description = (
        "Without options: spec/ and templates/ to generated/. "
        "With --spec: a package of its own for one description."
    )
    _generate(generate)
    check = add_command(
        commands, "check", "check that generated/ is exactly what spec/ and templates/ produce"
    )
    check.set_defaults(run=_run_check)
    lint = add_command(commands, "lint", "find missing descriptions, reasons and pins in spec/")
    lint.set_defaults(run=_run_lint)
    _spec_update(commands)
    release_check = add_command(
        commands, "release-check", "check that a tag, the version and the changelog agree"
    )
    release_check.add_argument("tag", help="such as v1.2.0, collector-v1.2.0 or openapi-v1.2.0")
    release_check.set_defaults(run=_run_release_check)
    from .diff import configure as configure_diff

    configure_diff(commands)
    _drift(commands)
    return parser


def _installed_parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program,
        description="Generate a typed Python client from an OpenAPI description; compare two descriptions.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    _generate(add_command(commands, "generate", "write a package for a description"))
    from .diff import configure

    configure(commands)
    return parser


def _generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--spec", metavar="FILE", help="an OpenAPI 3.0 or 3.1 description, YAML or JSON"
    )
    parser.add_argument("--out", metavar="DIR", help="the folder to write the package into")
    parser.add_argument("--package", metavar="NAME", help="the package's import name")
    parser.add_argument(
        "--api-version",
        metavar="DATE",
        help="the X-GitHub-Api-Version header (default: info.x-api-version, else the file's name, else "
        "2022-11-28 for GitHub's servers, and no such header for others)",
    )
    parser.add_argument(
        "--package-version", metavar="VERSION", default="0.0.0", help="default: %(default)s"
    )
    parser.add_argument(
        "--skip-unsupported",
        action="store_true",
        help="leave out operations that cannot be generated, and list them",
    )
    parser.set_defaults(run=_run_generate)


def _spec_update(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = add_command(commands, "spec-update", "fetch GitHub's description and rewrite spec/")
    from .prepare.command import configure

    configure(parser)
    parser.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help="write the effect of the update on importers to a file, as Markdown",
    )
    parser.set_defaults(run=_run_spec_update)


def _drift(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = add_command(
        commands,
        "drift",
        "report keys and types in report files that spec/rows.yaml does not describe",
    )
    from .drift import configure, run

    configure(parser)
    parser.set_defaults(run=run)


def _run_spec_update(arguments: argparse.Namespace) -> int:
    from .spec_update import run

    return run(arguments)


def _run_generate(arguments: argparse.Namespace) -> int:
    from .generate import generate, generate_standalone
    from .time_limit import limited

    with limited(arguments.spec or "spec/"):
        is_whole = arguments.spec is None and arguments.out is None and arguments.package is None
        if is_whole and IS_REPOSITORY:
            return generate()
        return generate_standalone(arguments)


def _run_check(arguments: argparse.Namespace) -> int:
    from .generate import check

    return check()


def _run_release_check(arguments: argparse.Namespace) -> int:
    from .release_check import run

    return run(arguments)


def _run_lint(arguments: argparse.Namespace) -> int:
    from .lint import run_lint

    return run_lint(arguments)
