"""Loads the configuration file.

    lake = "./lake"                   # options of several commands
    org = ["octo"]

    [sync]                            # options of one command
    keep-raw = true

    [[credentials]]                   # a reference to a token or key, never the secret itself
    name = "octo"
    token_variable = "OCTO_TOKEN"
    entities = ["organization/octo"]

Command-line options override environment variables, which override the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..exits import ConfigurationError
from .file import FileChecker, Setting
from .toml_lines import lines_of

if TYPE_CHECKING:
    from ..access.credentials import Credential

DEFAULT_FILE: Final = "copilot-metrics.toml"
VARIABLE: Final = "COPILOT_METRICS_CONFIG"
PREFIX: Final = "COPILOT_METRICS"
_AT: Final = re.compile(r" \(at line (\d+), column \d+\)")


@attrs.frozen
class Config:
    """A validated configuration file."""

    path: Path | None = None
    """None if there is no file."""
    options: Mapping[str, Mapping[str, Setting]] = attrs.field(factory=dict)
    """Values by command and parameter name."""
    credentials: tuple[Credential, ...] = ()

    @property
    def names(self) -> set[str]:
        """Strings in the file that may name a variable with a secret."""
        found = {name for each in self.credentials for name in each.variables}
        settings = [each for options in self.options.values() for each in options.values()]
        return found | {each.value for each in settings if isinstance(each.value, str)}

    def defaults(self, command: str) -> dict[str, Any]:
        """Returns the defaults of a command's parameters from the file."""
        return {name: setting.value for name, setting in self.options.get(command, {}).items()}


def of(ctx: Any) -> Config:
    """Returns the configuration of a command's context."""
    found = ctx.find_object(Config)
    return found if isinstance(found, Config) else Config()


def find(given: str | None) -> Path | None:
    """Returns the given file, or the default file in the working directory if it exists."""
    if given:
        return Path(given)
    default = Path(DEFAULT_FILE)
    return default if default.is_file() else None


def load(path: Path | None, commands: Mapping[str, Any]) -> Config:
    """Reads and validates a file. Raises `ConfigurationError` with file and line, but no value."""
    if path is None:
        return Config()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigurationError(f"cannot read {path}: {why}") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, found = str(error), _AT.search(str(error))
        line = f":{found[1]}" if found else ""
        raise ConfigurationError(f"{path}{line}: invalid TOML: {_AT.sub('', why)}") from None
    options, credentials = FileChecker(path, lines_of(text), commands).read(values)
    return Config(path, options, credentials)
