"""Validates the values of a configuration file against the options of the commands."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ..exits import ConfigurationError
from .option_types import OptionType, option_types
from .toml_lines import Place

if TYPE_CHECKING:
    from ..access.credentials import Credential

CREDENTIALS: Final = "credentials"
_NOT_OPTIONS: Final = ("config_file", "help", "version")
_SECRET_KEYS: Final = ("token", "private_key", "secret", "password", "api_key", "access_token")
_SECRET_VALUE: Final = re.compile(
    r"\b(gh[pousr]_|github_pat_)[A-Za-z0-9_]{8,}|-----BEGIN |://[^/\s:@]*:[^/\s@]+@|\bpassword\s*="
)


@attrs.frozen
class Setting:
    """A value in the file."""

    value: Any = attrs.field(repr=False)
    line: int | None
    """Line number; None if unknown."""


Options: TypeAlias = dict[str, dict[str, Setting]]
"""Values by command and parameter name."""


@attrs.frozen
class FileChecker:
    """Checks each value of a file against the known commands."""

    path: Path
    lines: Mapping[Place, int]
    commands: Mapping[str, Any]

    def read(self, values: Mapping[str, Any]) -> tuple[Options, tuple[Credential, ...]]:
        """Returns the options by command, and the credentials. Raises `ConfigurationError`."""
        for place, value in _walk(values):
            self._check_secret(place, value)
        options: dict[str, dict[str, Setting]] = {name: {} for name in self.commands}
        credentials: tuple[Credential, ...] = ()
        for key, value in values.items():
            if key == CREDENTIALS:
                credentials = self._credentials(value)
            elif not isinstance(value, dict):
                self._shared(key, value, options)
        for key, value in values.items():
            if key in self.commands and isinstance(value, dict):
                for name, each in value.items():
                    where = (key, name)
                    parameter, setting = self._option(where, name, each, self.commands[key])
                    options[key][parameter] = setting
            elif isinstance(value, dict):
                raise self._unknown((key,), f"unknown command {key!r}", key, self.commands)
        return options, credentials

    def _shared(self, key: str, value: Any, options: dict[str, dict[str, Setting]]) -> None:
        shared = shared_options(self.commands)
        if _plain(key) not in shared:
            if key in self.commands:
                raise self._error((key,), f"expected a table, [{key}], found {_kind(value)}")
            names = (*shared, CREDENTIALS)
            what = f"unknown shared option {key!r}"
            raise self._unknown((key,), what, key, names)
        for name in shared[_plain(key)]:
            parameter, setting = self._option((key,), key, value, self.commands[name])
            options[name][parameter] = setting

    def _option(self, place: Place, key: str, value: Any, command: Any) -> tuple[str, Setting]:
        names = option_names(command)
        if _plain(key) not in names:
            what = f"unknown option {key!r} of `{command.name}`"
            raise self._unknown(place, what, key, names)
        parameter, inverted = names[_plain(key)]
        option = option_types(command)[parameter.name]
        if option.kind is bool:
            checked: Any = self._scalar(place, key, value, option, command) != inverted
        elif option.multiple:
            each = [value] if isinstance(value, str) else value
            if not isinstance(each, list):
                raise self._error(place, f"{key}: expected a list of strings, found {_kind(value)}")
            checked = [self._scalar(place, key, item, option, command) for item in each]
        else:
            checked = self._scalar(place, key, value, option, command)
        return parameter.name, Setting(checked, self.lines.get(place))

    def _scalar(self, place: Place, key: str, value: Any, option: OptionType, command: Any) -> Any:
        if isinstance(value, datetime.date) and option.kind is str:
            value = value.isoformat()
        if not option.is_kind(value):
            what = f"{key}: expected {option.expected}, found {_kind(value)}"
            raise self._error(place, what)
        problem = option.problem(value)
        if problem is not None:
            # a shared option may be valid for other commands
            whose = f" (as an option of `{command.name}`)" if len(place) == 1 else ""
            raise self._error(place, f"{key}: {problem}{whose}")
        return value

    def _credentials(self, tables: Any) -> tuple[Credential, ...]:
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            what = "expected tables, each under [[credentials]]"
            raise self._error((CREDENTIALS,), what)
        return tuple(self._credential(number, table) for number, table in enumerate(tables))

    def _credential(self, number: int, table: Mapping[str, Any]) -> Credential:
        from ..access.credentials import Credential

        place: Place = (CREDENTIALS, number)
        known = [field.name for field in attrs.fields(Credential)]
        values: dict[str, Any] = {}
        for key, value in table.items():
            name = key.replace("-", "_")
            if name not in known:
                what = f"unknown credential key {key!r}"
                raise self._unknown((*place, key), what, name, known)
            if name == "entities":
                if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                    what = f'{key}: expected a list such as ["organization/octo"]'
                    raise self._error((*place, key), what)
                values[name] = tuple(value)
            elif isinstance(value, str) or (name == "app_id" and type(value) is int):
                values[name] = str(value)
            else:
                what = f"{key}: expected a string, found {_kind(value)}"
                raise self._error((*place, key), what)
        if "name" not in values:
            raise self._error(place, "a credential needs a name, which messages refer to")
        try:
            return Credential(**values)
        except (ValueError, ConfigurationError) as error:
            raise self._error(place, str(error)) from None

    def _check_secret(self, place: Place, value: Any) -> None:
        name = str(place[-1] if isinstance(place[-1], str) else place[-2])
        is_key = name.replace("-", "_").lower() in _SECRET_KEYS
        if is_key or (isinstance(value, str) and _SECRET_VALUE.search(value)):
            raise self._error(
                place,
                f"{name}: this file must not contain secrets. Put it into an environment variable or a "
                'separate file and refer to that: token_variable = "GITHUB_TOKEN", token_file, '
                "private_key_variable or private_key_file; for Postgres, PGPASSWORD. If the file was shared, revoke "
                "the secret.",
            )

    def _unknown(
        self, place: Place, what: str, name: str, known: Sequence[str] | Mapping[str, Any]
    ) -> ConfigurationError:
        close = get_close_matches(
            _plain(name), {_plain(each): each for each in known}, n=1, cutoff=0.5
        )
        right = next((each for each in known if close and _plain(each) == close[0]), None)
        hint = f"did you mean {right}?" if right else f"expected one of: {', '.join(sorted(known))}"
        return self._error(place, f"{what}; {hint}")

    def _error(self, place: Place, text: str) -> ConfigurationError:
        line = next(
            (
                self.lines[place[:end]]
                for end in range(len(place), 0, -1)
                if place[:end] in self.lines
            ),
            None,
        )
        where = f"{self.path}:{line}" if line is not None else f"{self.path}"
        return ConfigurationError(f"{where}: {text}")


def option_names(command: Any) -> dict[str, tuple[Any, bool]]:
    """Returns a command's options by long name without dashes, and whether the name negates the option."""
    found: dict[str, tuple[Any, bool]] = {}
    for parameter in command.params:
        if parameter.param_type_name != "option" or parameter.name in _NOT_OPTIONS:
            continue
        for spelling in parameter.opts:
            if spelling.startswith("--"):
                found[spelling[2:]] = (parameter, False)
        for spelling in parameter.secondary_opts:
            if spelling.startswith("--"):
                found[spelling[2:]] = (parameter, True)
    return found


def shared_options(commands: Mapping[str, Any]) -> dict[str, list[str]]:
    """Returns the options of more than one command, each with its commands."""
    found: dict[str, list[str]] = {}
    for name, command in commands.items():
        for option in option_names(command):
            found.setdefault(option, []).append(name)
    return {option: names for option, names in found.items() if len(names) > 1}


def _walk(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    if place:
        yield place, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _walk(each, (*place, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _walk(each, (*place, number))


def _plain(name: str) -> str:
    return name.replace("_", "-").lower()


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", str: "a string", list: "a list", dict: "a table"}
    kinds |= {int: "a number", float: "a number"}
    return kinds.get(type(value), "a day or time")
