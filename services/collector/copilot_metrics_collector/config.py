"""The configuration file: what it says, and where.

    lake = "./lake"                   # options that commands share
    org = ["octo"]

    [sync]                            # options of one command
    keep-raw = true

    [[credentials]]                   # where a token or key is, never the token or key itself
    name = "octo"
    token_variable = "OCTO_TOKEN"
    entities = ["organization/octo"]

A flag counts more than a variable, and that more than the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from .config_file import File, Setting
from .exits import ConfigurationError
from .toml_lines import lines_of

if TYPE_CHECKING:
    from .sync.credentials import Credential

DEFAULT_FILE: Final = "copilot-metrics.toml"
VARIABLE: Final = "COPILOT_METRICS_CONFIG"
PREFIX: Final = "COPILOT_METRICS"
_AT: Final = re.compile(r" \(at line (\d+), column \d+\)")


@attrs.frozen
class Config:
    """A configuration file that was read and found right."""

    path: Path | None = None
    """None where there is no file."""
    options: Mapping[str, Mapping[str, Setting]] = attrs.field(factory=dict)
    """By command and by the name of its parameter."""
    credentials: tuple[Credential, ...] = ()

    @property
    def names(self) -> set[str]:
        """The texts in it that can name a variable with a secret."""
        found = {name for each in self.credentials for name in each.variables}
        settings = [each for options in self.options.values() for each in options.values()]
        return found | {each.value for each in settings if isinstance(each.value, str)}

    def defaults(self, command: str) -> dict[str, Any]:
        """What a command takes where neither a flag nor a variable says otherwise."""
        return {name: setting.value for name, setting in self.options.get(command, {}).items()}


def of(ctx: Any) -> Config:
    """The configuration that a command (its `typer.Context`) runs with."""
    found = ctx.find_object(Config)
    return found if isinstance(found, Config) else Config()


def find(given: str | None) -> Path | None:
    """The file that was named, else the one of the present folder, if there is one."""
    if given:
        return Path(given)
    default = Path(DEFAULT_FILE)
    return default if default.is_file() else None


def load(path: Path | None, commands: Mapping[str, Any]) -> Config:
    """Reads a file for these commands. Raises `ConfigurationError`, naming file and line, echoing no value."""
    if path is None:
        return Config()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigurationError(f"{path}: cannot be read: {why}") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, found = str(error), _AT.search(str(error))
        line = f":{found[1]}" if found else ""
        raise ConfigurationError(f"{path}{line}: not TOML: {_AT.sub('', why)}") from None
    options, credentials = File(path, lines_of(text), commands).read(values)
    return Config(path, options, credentials)
