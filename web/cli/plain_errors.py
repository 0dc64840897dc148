"""Errors on the command line: one clear line, and exit status 2."""

from typing import Any

import click


class UnusableInput(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


class PlainCommand(click.Command):
    """A command whose wrong options are one line too, without the usage text."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; a wrong one is told in one line."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            line = " ".join(error.format_message().split())
            raise UnusableInput(f"{line} See {ctx.command_path} --help.") from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a combination of options that cannot be is one line too."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise UnusableInput(error.format_message()) from error
