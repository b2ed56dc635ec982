"""The environment variables of the options: their names, and what to say of one that is none of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from .config import PREFIX, VARIABLE
from .config_file import option_names
from .exits import ConfigurationError

_BEGIN: Final = f"{PREFIX}_"
_OF_KUBERNETES: Final = re.compile(rf"{_BEGIN}(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_\w+)?)")
"""What Kubernetes sets in every pod beside a service that is called copilot-metrics."""


def variables_of(command: str, parameter: Any) -> list[str]:
    """The variables that an option of a command takes, the one that counts most first."""
    named = parameter.envvar
    if named is None:
        return [f"{PREFIX}_{command}_{parameter.name}".upper().replace("-", "_")]
    return [named] if isinstance(named, str) else list(named)


def known_variables(commands: Mapping[str, Any]) -> set[str]:
    """The variables of all options of all commands."""
    return {
        variable
        for name, command in commands.items()
        for parameter, _ in option_names(command).values()
        for variable in variables_of(name, parameter)
    }


def check(
    environment: Mapping[str, str], commands: Mapping[str, Any], named: Collection[str] = ()
) -> None:
    """Raises `ConfigurationError` where a variable looks like an option's and is none's; echoes no value.

    Args:
        environment: By name; what is empty counts as not set.
        commands: By name.
        named: Variables that somebody has named as those of secrets.
    """
    known = known_variables(commands)
    # what holds the name of another variable names it, too
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
            else f"an option's is called {_BEGIN}<COMMAND>_<OPTION>"
        )
        yield f"no option takes the environment variable {name}; {hint}"
