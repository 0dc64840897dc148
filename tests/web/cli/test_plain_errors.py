import click
from click.testing import CliRunner

from web.cli.plain_errors import PlainCommand, UnusableInput


@click.command(cls=PlainCommand)
@click.option("--number", type=int)
def choose(number: int | None) -> None:
    if number == 1:
        raise click.UsageError("1 goes with nothing")
    if number == 2:
        raise UnusableInput("2 cannot be used")
    click.echo("done")


def outcome(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(choose, arguments)
    return result.exit_code, result.stdout, result.stderr


def test_a_good_command_runs():
    assert outcome("--number", "3") == (0, "done\n", "")


def test_a_wrong_option_is_one_line_with_where_to_read_more():
    assert outcome("--number", "x") == (
        2,
        "",
        (
            "Error: Invalid value for '--number': 'x' is not a valid integer. "
            "See choose --help.\n"
        ),
    )


def test_options_that_do_not_go_together_are_one_line():
    assert outcome("--number", "1") == (2, "", "Error: 1 goes with nothing\n")


def test_unusable_input_is_one_line():
    assert outcome("--number", "2") == (2, "", "Error: 2 cannot be used\n")


def test_help_is_still_help():
    status, shown, _ = outcome("--help")

    assert status == 0
    assert "--number" in shown
