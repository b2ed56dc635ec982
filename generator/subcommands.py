"""Subcommands of the command line."""

from __future__ import annotations

import argparse


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, line: str
) -> argparse.ArgumentParser:
    """A subcommand whose own `--help` begins with the line that the list of commands shows."""
    return commands.add_parser(name, help=line, description=f"{line[0].upper()}{line[1:]}.")
