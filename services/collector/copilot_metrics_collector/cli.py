"""The command-line interface `copilot-metrics`: registers the commands and maps errors to exit codes."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import copilot_usage_metrics as package
import typer
from copilot_usage_metrics.escaping import escape_lines, escape_text
from typer.core import TyperGroup

from .commands import (
    compact,
    doctor,
    export,
    key,
    questions,
    report,
    reprocess,
    serve_metrics,
    status,
    sync,
    verify,
)
from .commands import config as config_command
from .config import environment
from .config import load as config
from .exits import CollectorError, Exit
from .signals import end_process, sigterm_interrupts
from .terminal import mask_secrets
from .version import __version__

NAME: Final = "copilot-metrics"
_CODES: Final = "\n".join(
    f"  {code.value:>3}  {text}"
    for code, text in {
        Exit.FINE: "done; nothing is missing",
        Exit.INCOMPLETE: "done, but incomplete: see the messages",
        Exit.USAGE: "invalid command line",
        Exit.CONFIGURATION: "missing or invalid configuration, key or credential",
        Exit.LAKE: "the lake cannot be read or written, or is a different one than expected",
        Exit.GITHUB: "GitHub could not be reached, or refused the token",
        Exit.UNANSWERABLE: "the lake cannot answer this question correctly",
        Exit.BUG: "internal error; please report the printed text",
        Exit.INTERRUPTED: "interrupted; finished work is stored",
        Exit.BROKEN_PIPE: "the reader of the output closed the pipe",
        Exit.TERMINATED: "ended by SIGTERM; finished work is stored",
    }.items()
)
_WORDS: Final = f"{__name__}.words"
"""Key of the context metadata with the arguments after the command's name."""
_HELP: Final = f"""Store GitHub Copilot usage metrics in a Parquet lake, keep it complete, and answer
questions from it.

\b
Exit codes:
{_CODES}

\b
Environment variables (overridden by options; override the file):
  GITHUB_TOKEN                token, if no credentials are configured
  COPILOT_METRICS_CONFIG      configuration file; else {config.DEFAULT_FILE}
  COPILOT_METRICS_LAKE        path or URL of the lake
  COPILOT_METRICS_ORG         organizations, separated by spaces
  COPILOT_METRICS_ENTERPRISE  enterprises, separated by spaces
  COPILOT_METRICS_BASE_URL    URL of GitHub's API; default: GITHUB_API_URL
  COPILOT_METRICS_<COMMAND>_<OPTION>
                              any other option: COPILOT_METRICS_SYNC_SINCE
  HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE
                              network settings, as in other programs
"""


class Group(TyperGroup):
    """Adds `--config` to each command and turns errors into a line on stderr and an exit code."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.params.append(_config_option(_remember_config))
        for command in self.commands.values():
            for parameter in command.params:
                # The main help describes the naming rule; show only variables that deviate from it.
                parameter.show_envvar = parameter.envvar is not None  # type: ignore[attr-defined]  # as above
            command.params.append(_config_option(_use_config))

    def get_params(self, ctx: Any) -> Any:
        """Returns the options before a command's name. None of them has an environment variable."""
        for parameter in self.params:
            parameter.allow_from_autoenv = False  # type: ignore[attr-defined]  # options, all of them
            parameter.show_envvar = False  # type: ignore[attr-defined]
        return super().get_params(ctx)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. Raises `typer.Exit` on errors."""
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
                _end("stopped; finished work is stored", code)
            except OSError as error:
                _end(str(error), Exit.LAKE)
            except Exception as error:
                if _is_of_the_command_line(error):
                    if isinstance(message := getattr(error, "message", None), str):
                        error.message = escape_text(message)  # type: ignore[attr-defined]  # as above
                    raise
                _end(_bug(error), Exit.BUG)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Returns the command and its arguments."""
        ctx.meta[_WORDS] = tuple(args)
        return super().resolve_command(ctx, args)


def _remember_config(ctx: typer.Context, value: str | None) -> None:
    """Stores a `--config` given before the command's name until the command is parsed."""
    ctx.meta[config.VARIABLE] = value


def _use_config(ctx: typer.Context, value: str | None) -> None:
    """Sets the defaults of a command's options from the configuration file."""
    given = value or ctx.meta.get(config.VARIABLE) or os.environ.get(config.VARIABLE)
    commands: Mapping[str, Any] = getattr(ctx.find_root().command, "commands", {})
    loaded = config.load(config.find(given), commands)
    words = (word.rpartition("=")[2] for word in ctx.meta.get(_WORDS, ()))
    environment.check(os.environ, commands, {*loaded.names, *words})
    ctx.obj = loaded
    ctx.default_map = loaded.defaults(str(ctx.info_name))


def _config_option(callback: Callable[[typer.Context, str | None], None]) -> Any:
    """Lets typer build the option, because its option class differs between releases."""
    maker = typer.Typer(add_completion=False)
    wanted: Any = typer.Option(
        None,
        "--config",
        metavar="FILE",
        help=f"Configuration file. Default: ./{config.DEFAULT_FILE}, if it exists.",
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
    """Whether typer reports the error itself."""
    return isinstance(error, typer.Exit | typer.Abort) or hasattr(error, "exit_code")


def _end(text: str, code: Exit) -> NoReturn:
    line = escape_lines(f"{NAME}: {mask_secrets(text)}")
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
    """Prints `?` for characters that the terminal's encoding lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _forget_stdout() -> None:
    """Redirects stdout to the null device, because the interpreter flushes it again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # stdout has no file descriptor, as in tests
        pass
    finally:
        os.close(nowhere)


_OUR_PACKAGES = frozenset({"copilot_metrics_collector", "copilot_usage_metrics"})


def _bug(error: Exception) -> str:
    """Returns the message for an unexpected exception, with its place in our code and without data."""
    # Compare module names: the path of any file may contain our package's name in a parent folder.
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
            "--version", callback=_version, is_eager=True, help="Print the versions and exit."
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
    export,
    serve_metrics,
    compact,
    reprocess,
    verify,
    key,
    config_command,
):
    _module.add(app)


def main(args: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code. Without `args`, ends the process if it was interrupted."""
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
