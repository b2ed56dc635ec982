"""`copilot-metrics`: the commands, and what becomes of their errors."""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import copilot_usage_metrics as package
import typer
from copilot_usage_metrics.escaping import escape_lines, escape_text
from typer.core import TyperGroup

from . import __version__, config, environment
from .commands import compact, doctor, key, questions, report, reprocess, status, sync, verify
from .commands import config as config_command
from .exits import CollectorError, Exit
from .signals import end_process, sigterm_interrupts

NAME: Final = "copilot-metrics"
_SECRET: Final = re.compile(r"\b(?:gh[pousr]_|github_pat_)\w+|(?<=[?&]sig=)[^&\s]+")
"""No message of ours holds one; what others raise is looked through all the same."""
_CODES: Final = "\n".join(
    f"  {code.value:>3}  {text}"
    for code, text in {
        Exit.FINE: "done, and nothing is missing",
        Exit.INCOMPLETE: "done, and something is missing or wrong; what, was said",
        Exit.USAGE: "the command line is wrong",
        Exit.CONFIGURATION: "a configuration, key or credential is missing or wrong",
        Exit.LAKE: "the lake cannot be read or written, or is another one than meant",
        Exit.GITHUB: "GitHub could not be asked at all: no answer, or a refused token",
        Exit.UNANSWERABLE: "the question has no right answer from this lake",
        Exit.BUG: "a fault of this program; how to report it was said",
        Exit.INTERRUPTED: "stopped by the user; what was finished is kept",
        Exit.BROKEN_PIPE: "whoever read the output went away",
        Exit.TERMINATED: "ended by SIGTERM; what was finished is kept",
    }.items()
)
_WORDS: Final = f"{__name__}.words"
"""Under this name a context keeps the command line after the command's name."""
_HELP: Final = f"""Keeps a lake of GitHub Copilot usage metrics complete and current, and answers
questions from it.

\b
Exit codes:
{_CODES}

\b
Environment (a flag counts more, the configuration file less):
  GITHUB_TOKEN                the token, where no credentials are configured
  COPILOT_METRICS_CONFIG      the configuration; else ./{config.DEFAULT_FILE}
  COPILOT_METRICS_LAKE        the lake
  COPILOT_METRICS_ORG         organizations, with blanks between
  COPILOT_METRICS_ENTERPRISE  enterprises, with blanks between
  COPILOT_METRICS_BASE_URL    GitHub's API; else GITHUB_API_URL
  COPILOT_METRICS_<COMMAND>_<OPTION>
                              any other option: COPILOT_METRICS_SYNC_SINCE
  HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE
                              as other programs take them
"""


class Group(TyperGroup):
    """The commands, each with `--config`; errors become a line on stderr and an exit code."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params.append(_config_option(_remember_config))
        for command in self.commands.values():
            for parameter in command.params:
                # of those that follow the rule the help of the whole tells the rule
                parameter.show_envvar = parameter.envvar is not None  # type: ignore[attr-defined]  # as above
            command.params.append(_config_option(_use_config))

    def get_params(self, ctx: Any) -> Any:
        """The options before a command's name: none of them is a variable's, those that typer adds included."""
        for parameter in self.params:
            parameter.allow_from_autoenv = False  # type: ignore[attr-defined]  # options, all of them
            parameter.show_envvar = False  # type: ignore[attr-defined]
        return super().get_params(ctx)

    def invoke(self, ctx: Any) -> Any:
        """What the command gives. Raises `typer.Exit` for what went wrong."""
        with sigterm_interrupts() as termination:
            try:
                return super().invoke(ctx)
            except CollectorError as error:
                _end(str(error), error.exit_code)
            except package.CopilotMetricsError as error:
                _end(str(error), _code_of(error))
            except BrokenPipeError:
                _forget_stdout()
                raise typer.Exit(Exit.BROKEN_PIPE) from None
            except KeyboardInterrupt:
                code = Exit.TERMINATED if termination.came else Exit.INTERRUPTED
                _end("stopped; what was finished is kept", code)
            except OSError as error:
                _end(str(error), Exit.LAKE)
            except Exception as error:
                if _is_of_the_command_line(error):
                    if isinstance(message := getattr(error, "message", None), str):
                        error.message = escape_text(message)  # type: ignore[attr-defined]  # as above
                    raise
                _end(_bug(error), Exit.BUG)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant, and its arguments."""
        ctx.meta[_WORDS] = tuple(args)
        return super().resolve_command(ctx, args)


def _remember_config(ctx: typer.Context, value: str | None) -> None:
    """Before a command's name: for when the command is read."""
    ctx.meta[config.VARIABLE] = value


def _use_config(ctx: typer.Context, value: str | None) -> None:
    """Lets a command's options come from the file where nothing else says them."""
    given = value or ctx.meta.get(config.VARIABLE) or os.environ.get(config.VARIABLE)
    commands: Mapping[str, Any] = getattr(ctx.find_root().command, "commands", {})
    loaded = config.load(config.find(given), commands)
    words = (word.rpartition("=")[2] for word in ctx.meta.get(_WORDS, ()))
    environment.check(os.environ, commands, {*loaded.names, *words})
    ctx.obj = loaded
    ctx.default_map = loaded.defaults(str(ctx.info_name))


def _config_option(callback: Callable[[typer.Context, str | None], None]) -> Any:
    """An option as typer makes it for a command: its own class for options is not the same in each release."""
    maker = typer.Typer(add_completion=False)
    wanted: Any = typer.Option(
        None,
        "--config",
        metavar="FILE",
        help=f"The configuration file; else ./{config.DEFAULT_FILE}, if it is there.",
        callback=callback,
        is_eager=True,
        show_envvar=False,
    )

    @maker.command()
    def command(config_file: str | None = wanted) -> None:
        pass

    (option,) = typer.main.get_command(maker).params
    option.expose_value = False
    option.allow_from_autoenv = False  # type: ignore[attr-defined]  # an option's
    return option


def _is_of_the_command_line(error: Exception) -> bool:
    """Whether typer has words of its own for it."""
    return isinstance(error, typer.Exit | typer.Abort) or hasattr(error, "exit_code")


def _end(text: str, code: Exit) -> NoReturn:
    line = escape_lines(f"{NAME}: {_SECRET.sub('…', text)}")
    colored = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    typer.echo(typer.style(line, fg="red") if colored else line, err=True)
    raise typer.Exit(code)


def _code_of(error: package.CopilotMetricsError) -> Exit:
    match error:
        case package.ArgumentError() | package.CredentialsError() | package.MissingExtraError():
            return Exit.CONFIGURATION
        case package.TransportError() | package.AuthenticationError():
            return Exit.GITHUB
        case _:
            return Exit.INCOMPLETE


def _tolerate_narrow_output() -> None:
    """Lets a terminal of another encoding than UTF-8 show `?` for what it does not have."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _forget_stdout() -> None:
    """Lets nothing be written any more: the interpreter flushes once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # a stdout without a number, as in tests
        pass
    finally:
        os.close(nowhere)


_OUR_PACKAGES = frozenset({"copilot_metrics_collector", "copilot_usage_metrics"})


def _bug(error: Exception) -> str:
    """What broke and where, without the values that it broke on."""
    # By the module's name: the path of any file can have ours in a folder above it.
    ours = [
        (Path(frame.f_code.co_filename), line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_globals.get("__name__", "").partition(".")[0] in _OUR_PACKAGES
    ]
    where = "\n".join(
        f"    {path.parent.name}/{path.name}:{line} {name}" for path, line, name in ours[-5:]
    )
    return (
        f"this is a bug: {type(error).__name__}: {error}\n{where}\n"
        f"  Please report it with these lines, the command and what `{NAME} --version` prints."
    )


def _version(wanted: bool) -> None:
    if wanted:
        python = ".".join(map(str, sys.version_info[:3]))
        typer.echo(
            f"{NAME} {__version__} (copilot-usage-metrics {package.__version__}, "
            f"API version {package.API_VERSION}, Python {python})"
        )
        raise typer.Exit


app = typer.Typer(
    name=NAME,
    cls=Group,
    help=_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": config.PREFIX,
    },
)


@app.callback()
def _start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the versions, and end."
        ),
    ] = False,
) -> None:
    pass


_start.__doc__ = None

for _module in (
    sync,
    status,
    doctor,
    questions,
    report,
    compact,
    reprocess,
    verify,
    key,
    config_command,
):
    _module.add(app)


def main(args: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code. Without `args` it is the program, and ends the process where it was stopped."""
    _tolerate_narrow_output()
    command = typer.main.get_command(app)
    code = int(Exit.FINE)
    try:
        command(args, prog_name=NAME)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else code
    if args is None and code in (Exit.INTERRUPTED, Exit.TERMINATED):
        end_process(code)
    return code
