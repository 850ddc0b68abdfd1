"""`ivr tree`: the menu as callers find it, as text or as a picture."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from ivr import tree as pictures
from ivr.cli.options import loaded, menus_option, prompts_option
from ivr.cli.output import deliver
from ivr.cli.prompts_work import Work
from ivr.tree import Node

FORMATS: Final[Mapping[str, Callable[[Node], str]]] = {
    "text": pictures.text,
    "mermaid": pictures.mermaid,
    "dot": pictures.dot,
    "svg": pictures.svg,
    "html": pictures.html,
}


def for_programs(node: Node) -> str:
    """The same as JSON; lengths are in seconds."""
    return json.dumps(_fields(node), ensure_ascii=False, indent=2) + "\n"


def _fields(node: Node) -> dict[str, Any]:
    return {
        "state": node.state,
        "key": node.key or None,
        "label": node.label,
        "kind": node.kind,
        "notes": node.notes,
        "recorded": node.is_recorded,
        "turns": [asdict(turn) | {"seconds": round(turn.seconds, 2), "recorded": turn.recorded} for turn in node.turns],
        "children": [_fields(child) for child in node.children],
    }


def picture_of(work: Work) -> Node:
    """What all formats show."""
    lengths = {text: recording.seconds for text, recording in work.recordings.items()}
    return pictures.picture(work.line, work.script, lengths)


@click.command()
@menus_option
@prompts_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="text: met seconden; de andere: een plaatje.")
@click.option("--json", "as_json", is_flag=True, help="Voor programma's.")
@click.option("--out", type=click.Path(path_type=Path), help="Schrijf naar dit bestand.")
def tree(menus: Path, folder: Path, form: str | None, out: Path | None, *, as_json: bool) -> None:
    """Toon het menu zoals bellers het vinden.

    Met --format text staat er bij hoelang een beller overal luistert, en wat nog niet is opgenomen. html en svg zijn
    om te bekijken en te printen; mermaid en dot zijn voor programma's die ze tekenen.
    """
    if form and as_json:
        raise click.UsageError("Kies --json of --format, niet allebei.")
    node = picture_of(Work(menus, loaded(menus), folder))
    write = for_programs if as_json else FORMATS[form] if form else pictures.short
    deliver(write(node), out)
