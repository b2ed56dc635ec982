"""Names of the options' environment variables, and the check for unknown ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from ..exits import ConfigurationError
from .file import option_names
from .load import PREFIX, VARIABLE

_BEGIN: Final = f"{PREFIX}_"
_OF_KUBERNETES: Final = re.compile(rf"{_BEGIN}(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_\w+)?)")
"""Variables that Kubernetes sets in every pod next to a service named copilot-metrics."""


def variables_of(command: str, parameter: Any) -> list[str]:
    """Returns the variables of an option, in order of precedence."""
    named = parameter.envvar
    if named is None:
        return [f"{PREFIX}_{command}_{parameter.name}".upper().replace("-", "_")]
    return [named] if isinstance(named, str) else list(named)


def known_variables(commands: Mapping[str, Any]) -> set[str]:
    """Returns the variables of all options of all commands."""
    return {
        variable
        for name, command in commands.items()
        for parameter, _ in option_names(command).values()
        for variable in variables_of(name, parameter)
    }


def check(
    environment: Mapping[str, str], commands: Mapping[str, Any], named: Collection[str] = ()
) -> None:
    """Raises `ConfigurationError` for an unknown variable with our prefix; the message contains no value.

    Args:
        environment: Values by name; an empty value counts as unset.
        commands: Commands by name.
        named: Variables that the configuration names for secrets.
    """
    known = known_variables(commands)
    # a value may be the name of another variable
    meant = {*known, *named, *(environment.get(name, "") for name in known), VARIABLE}
    wrong = [
        name
        for name, value in sorted(environment.items())
        if name.startswith(_BEGIN)
        and value
        and name not in meant
        and not _OF_KUBERNETES.fullmatch(name)
    ]
    if wrong:
        raise ConfigurationError("; ".join(_told(wrong, {*known, VARIABLE})))


def _told(wrong: Collection[str], known: Collection[str]) -> Iterator[str]:
    rest = {name.removeprefix(_BEGIN): name for name in sorted(known) if name.startswith(_BEGIN)}
    for name in wrong:
        close = get_close_matches(name.removeprefix(_BEGIN), rest, n=1, cutoff=0.5)
        hint = (
            f"did you mean {rest[close[0]]}?"
            if close
            else f"the expected form is {_BEGIN}<COMMAND>_<OPTION>"
        )
        yield f"unknown environment variable {name}; {hint}"
