"""`copilot-metrics config`: prints the value and source of every option."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
import typer

from ..config import load as configuration
from ..config.environment import variables_of
from ..config.file import option_names
from ..terminal import mask_secrets, say, say_json


def add(app: typer.Typer) -> None:
    """Registers the command."""

    @app.command(short_help="Print the value and source of each option.")
    def config(
        ctx: typer.Context,
        format: Annotated[  # noqa: A002  # the option's name
            Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
        ] = "table",
        all: Annotated[  # noqa: A002  # the option's name
            bool, typer.Option("--all", help="Include options with default values.")
        ] = False,
    ) -> None:
        """Print the value of each option, and whether a variable or the file sets it.

        For secrets, print where they are and whether they exist, never their values.
        """
        loaded = configuration.of(ctx)
        root = ctx.find_root().command
        commands: Mapping[str, Any] = getattr(root, "commands", {})
        settings = [each for each in effective(loaded, commands) if all or each.source != "default"]
        sources = [source for each in _credentials(loaded) for source in secrets_of(each)]
        if format == "json":
            values = {
                "file": None if loaded.path is None else str(loaded.path),
                "options": [attrs.asdict(each) for each in settings],
                "credentials": [attrs.asdict(each) for each in sources],
            }
            say_json(values, default=str)
            return
        say(f"file: {loaded.path or f'none (there is no {configuration.DEFAULT_FILE} here)'}")
        for line in _lines(settings):
            say(line)
        for source in sources:
            say(f"credential {source.credential} for {source.entities}: {source.secret}")


@attrs.frozen
class Effective:
    """The value and source of an option."""

    command: str
    option: str
    value: Any
    source: str
    """`default`, a variable, or file and line."""


@attrs.frozen
class SecretSource:
    """The source of a credential's secret."""

    credential: str
    entities: str
    secret: str


def effective(loaded: configuration.Config, commands: Mapping[str, Any]) -> Iterator[Effective]:
    """Yields each option of each command with its value without command-line options."""
    for name, command in sorted(commands.items()):
        parameters = {id(each): each for each, _ in option_names(command).values()}
        for parameter in parameters.values():
            yield _of_option(loaded, name, parameter)


def _of_option(loaded: configuration.Config, command: str, parameter: Any) -> Effective:
    option = next(each for each in parameter.opts if each.startswith("--"))[2:]
    for variable in variables_of(command, parameter):
        text = os.environ.get(variable)
        if text:
            text = mask_secrets(text)
            value = text.split() if parameter.multiple else text
            return Effective(command, option, value, f"variable {variable}")
    setting = loaded.options.get(command, {}).get(parameter.name)
    if setting is not None:
        line = "" if setting.line is None else f":{setting.line}"
        return Effective(command, option, setting.value, f"{loaded.path}{line}")
    default = parameter.default
    return Effective(command, option, None if callable(default) else default, "default")


def _credentials(loaded: configuration.Config) -> tuple[Any, ...]:
    from ..access.credentials import DEFAULT

    return loaded.credentials or (DEFAULT,)


def secrets_of(credential: Any) -> Iterator[SecretSource]:
    """Returns where the secret is, and whether it exists."""
    entities = ", ".join(credential.entities) or "all other entities"
    found = []
    for name in ("token_variable", "private_key_variable"):
        variable = getattr(credential, name)
        if variable is not None:
            state = "set" if os.environ.get(variable, "").strip() else "not set"
            found.append(f"{state} (variable {variable})")
    for name in ("token_file", "private_key_file"):
        file = getattr(credential, name)
        if file is not None:
            state = "there" if Path(file).expanduser().is_file() else "missing"
            found.append(f"{state} (file {file})")
    if credential.provider is not None:
        found.append(f"from function {credential.provider}")
    prefix = f"App {credential.app_id}, private key " if credential.app_id is not None else ""
    yield SecretSource(credential.name, entities, prefix + ", ".join(found))


def _lines(settings: Sequence[Effective]) -> Iterator[str]:
    """Yields a line for each value, with the commands that use it."""
    takers: dict[tuple[str, str, str], list[str]] = {}
    for each in settings:
        key = (each.option, _shown(each.value), each.source)
        takers.setdefault(key, []).append(each.command)
    for (option, value, source), commands in sorted(takers.items()):
        yield f"--{option} = {value}  ({source}): {', '.join(commands)}"


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
