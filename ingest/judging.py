"""The commands ``policygraph judge …``: what people say about identity, kept in a file and taken back at will."""

import getpass
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph.errors import NotFoundError, ParameterError
from graph.model import Entity
from graph.settings import Settings
from graph.store import Store
from ingest.judgements import Judgement, Judgements, Verdict

commands = typer.Typer(no_args_is_help=True, help="Say that two entities are one, or are not; take it back.")

Side = Annotated[str, typer.Argument(help="Entity id, exact name, or ID@DOCUMENT for one document's mention of it.")]
By = Annotated[str, typer.Option(help="Who says so.", show_default="the user's name")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program.")]
Reason = Annotated[str, typer.Option(help="Why.")]


@commands.command()
def same(left: Side, right: Side, reason: Reason = "", by: By = "") -> None:
    """Say that two entities are one. The id that goes answers with the one that stays."""
    _judge(Verdict.SAME, left, right, reason, by)


@commands.command()
def different(left: Side, right: Side, reason: Reason = "", by: By = "") -> None:
    """Say that two entities are two, whatever a rule thinks."""
    _judge(Verdict.DIFFERENT, left, right, reason, by)


@commands.command()
def undo(left: Side, right: Side) -> None:
    """Take a judgement back; the graph is then as if it had never been given."""
    from ingest.cli import opened

    with opened() as (store, settings):
        judgements = _judgements(settings)
        found = [j for j in judgements if {left, right} in ({j.left, j.right}, {j.left_name, j.right_name})]
        if len(found) != 1:
            problem = "several judgements, name the ids" if found else "no judgement"
            raise NotFoundError(f"{problem} about {left} and {right}; `policygraph judge list` shows all")
        judgements.undo(found[0].left, found[0].right)
        _apply(store, settings)
    typer.echo(f"taken back: {found[0].verdict} {left} / {right}")


@commands.command("list")
def list_judgements(as_json: AsJson = False) -> None:
    """Show all judgements."""
    from ingest.cli import print_json

    judgements = list(_judgements(Settings()))
    if as_json:
        print_json([asdict(judgement) for judgement in judgements])
        return
    table = Table("verdict", "left", "right", "by", "date", "reason")
    for j in judgements:
        table.add_row(j.verdict, f"{j.left_name}\n{j.left}", f"{j.right_name}\n{j.right}", j.by, j.date, j.reason)
    Console().print(table)


@commands.command()
def propose(
    limit: Annotated[int, typer.Option(min=1, help="How many pairs to show.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show pairs that look alike and nobody has judged yet. Likeness only proposes: nothing is merged by it."""
    from ingest.cli import opened, print_json
    from ingest.identity.proposals import propose as alike

    with opened() as (store, settings):
        judged = {judgement.pair for judgement in _judgements(settings)}
        pairs = [p for p in alike(store.entities()) if {p.left.id, p.right.id} not in judged][:limit]
    if as_json:
        print_json([{"left": asdict(p.left), "right": asdict(p.right), "likeness": p.likeness} for p in pairs])
        return
    table = Table("type", "left", "right", "likeness")
    for p in pairs:
        table.add_row(p.left.type, f"{p.left.name}\n{p.left.id}", f"{p.right.name}\n{p.right.id}", f"{p.likeness:.0f}")
    Console().print(table)


def _judge(verdict: Verdict, left: str, right: str, reason: str, by: str) -> None:
    from ingest.cli import opened

    with opened() as (store, settings):
        (left_id, left_name), (right_id, right_name) = (_find(store, side) for side in (left, right))
        today = date.today().isoformat()
        by = by or getpass.getuser()
        _judgements(settings).add(Judgement(verdict, left_id, right_id, left_name, right_name, by, today, reason))
        _apply(store, settings)
    typer.echo(f"{verdict}: {left_name} ({left_id}) / {right_name} ({right_id})")


def _judgements(settings: Settings) -> Judgements:
    from ingest.pipeline import judgements_path

    return Judgements(judgements_path(settings))


def _apply(store: Store, settings: Settings) -> None:
    from ingest.manifest import Manifest
    from ingest.pipeline import manifest_path, synchronise

    with Manifest(manifest_path(settings)) as manifest:
        synchronise(manifest, store, settings)


def _find(store: Store, side: str) -> tuple[str, str]:
    """Return the id and name one side of a judgement means."""
    from ingest.identity.institutions import understand
    from ingest.identity.names import normalise

    wanted, at, document = side.partition("@")
    forms = {normalise(wanted), understand(wanted).full}
    named: list[Entity] = []
    for entity in store.entities():
        if wanted == entity.id or wanted in str(entity.attributes.get("merged", "")).split():
            return f"{wanted}{at}{document}", entity.name
        if not forms.isdisjoint(map(normalise, (entity.name, *entity.aliases))):
            named.append(entity)
    if len(named) > 1:
        which = ", ".join(f"{entity.type} {entity.name} {entity.id}" for entity in named)
        raise ParameterError(f"{wanted} names {len(named)} entities; give one's id: {which}")
    if not named:
        raise NotFoundError(f"no entity has the id or name {wanted}")
    return f"{named[0].id}{at}{document}", named[0].name
