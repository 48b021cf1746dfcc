"""The command ``policygraph``: joins the sub-commands of the packages."""

import sys

import typer

import api.cli
import ingest.cli
from graph.errors import PolicyGraphError

app = typer.Typer(
    help="Chinese policy documents as a property graph whose every fact shows its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(ingest.cli.commands)
app.add_typer(api.cli.commands)


def main() -> None:
    """Run the command line; an error on purpose is told in one message, with exit code 2."""
    try:
        app()
    except PolicyGraphError as error:
        typer.echo(f"policygraph: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
