"""The `trefpunt` command; groups by noun, thin over the services.

A command is loaded when it is used, so that ``--help`` needs neither the solver nor
the database.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

import click
from werkzeug.utils import import_string

from web.config import SettingsRefused
from web.refusals import StorageUnavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandPlace:
    """Where a command stands, and what the list of commands says about it."""

    path: str
    summary: str


COMMANDS: Final[Mapping[str, CommandPlace]] = {
    "backup": CommandPlace(
        path="web.cli.upkeep:backup",
        summary="Copy the database while it is in use.",
    ),
    "demo": CommandPlace(
        path="web.cli.demo:demo",
        summary="Plan the demo event and serve it.",
    ),
    "doctor": CommandPlace(
        path="web.cli.upkeep:doctor",
        summary="Check the installation and say what is wrong.",
    ),
    "event": CommandPlace(
        path="web.cli.events:event",
        summary="Make and open events, and let organisers in.",
    ),
    "mail": CommandPlace(
        path="web.cli.mail:mail",
        summary="See how the outbox does, and send what is due.",
    ),
    "migrate": CommandPlace(
        path="web.cli.upkeep:migrate",
        summary="Bring the database to the schema of this version.",
    ),
    "participants": CommandPlace(
        path="web.cli.participants:participants",
        summary="Import and export participants.",
    ),
    "plan": CommandPlace(
        path="web.cli.plan:plan",
        summary="Plan from two spreadsheets, without server or database.",
    ),
    "restore": CommandPlace(
        path="web.cli.upkeep:restore",
        summary="Put a backup in the place of the database.",
    ),
    "serve": CommandPlace(
        path="web.cli.serve:serve",
        summary="Serve the pages, with a worker beside them.",
    ),
    "worker": CommandPlace(
        path="web.cli.worker:worker",
        summary="Plan and send in the background.",
    ),
}
"""Every command by its name."""

UNUSABLE: Final = 2
"""The exit status of unusable input and impossible settings."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, without loading any."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_string(COMMANDS[cmd_name].path)
        assert isinstance(command, click.Command)  # noqa: S101 -- import_string is Any
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands from the table, so that the list loads none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, COMMANDS[name].summary) for name in self.list_commands(ctx)]
            )

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what an administrator can mend becomes one clear line."""
        try:
            return super().invoke(ctx)
        except SettingsRefused as refused:
            _leave(str(refused))
        except StorageUnavailable as refused:
            _leave(
                f"The database cannot be used ({refused}). Look whether it runs and "
                "has space, and at TREFPUNT_DATABASE_URL. See also: trefpunt doctor"
            )


def _leave(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(UNUSABLE)


@click.group(cls=LazyGroup)
@click.version_option(package_name="trefpunt")
def main() -> None:
    """Plan networking events on equal terms.

    Example: trefpunt serve
    """
