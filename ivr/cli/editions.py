"""`ivr editions`: what was published when, what changed for callers, and what serves now."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import click
from msgspec.structs import replace

from ivr.cli import development
from ivr.cli.options import menus_option, prompts_option
from ivr.edition import Store
from ivr.problems import InvalidMenu
from ivr.publishing import Row, clock, publish, rows
from ivr.saying import SHORT_WEEK
from ivr.settings import Settings, SettingsError


@dataclass(frozen=True)
class Now:
    """What would be published of the menu file now: an edition, or nothing since it has mistakes."""

    edition: str | None
    errors: int = 0


def line_settings(environment: Mapping[str, str], menus: Path, folder: Path) -> Settings:
    """Make the settings by which the server publishes, as far as an edition depends on them."""
    settings = development.settings(environment, "", menus, folder)
    prompts_url = environment.get("IVR_PROMPTS_URL", "").strip().rstrip("/")
    return replace(settings, prompts_url=prompts_url or settings.prompts_url)


def present(settings: Settings) -> Now:
    """Tell what the menu file would be published as."""
    try:
        made = publish(settings.menus, settings.prompts, settings.numbers, settings.prompts_url)
    except InvalidMenu as invalid:
        return Now(None, len(invalid.problems))
    except SettingsError:
        return Now(None, 1)
    return Now(made.edition.id)


def run(settings: Settings, out: TextIO, *, json_wanted: bool) -> None:
    """List the editions."""
    store = Store.below(settings.state)
    found, now = rows(store), present(settings)
    if json_wanted:
        json.dump(_as_json(found, now), out, ensure_ascii=False, indent=2)
        out.write("\n")
        return
    if not found:
        print(f"Er is nog niets gepubliceerd: in {store.folder} staat geen editie.", file=out)
    print(*_table(found, clock(store)), *_about(found, now, settings.menus), sep="\n", file=out)


def _as_json(found: list[Row], now: Now) -> dict[str, object]:
    return {
        "serves": found[0].published.id if found else None,
        "menu": now.edition,
        "errors": now.errors,
        "editions": [
            {"id": row.published.id, "at": row.published.at.isoformat(), "note": row.published.note}
            | {"changes": row.changes}
            for row in found
        ],
    }


def _table(found: list[Row], zone: ZoneInfo) -> Iterator[str]:
    if found:
        yield f"{'':4}{'editie':12}{'gepubliceerd':22}voor bellers"
    for number, row in enumerate(found):
        note = f"  “{row.published.note}”" if row.published.note else ""
        first = "nu" if number == 0 else ""
        when = _moment(row.published.at.astimezone(zone))
        yield f"{first:4}{row.published.id:12}{when:22}{_told(row.changes, last=row is found[-1])}{note}"


def _told(changes: int | None, *, last: bool) -> str:
    match changes:
        case None:
            return "eerste" if last else "onbekend"
        case 0:
            return "alleen opnamen"
        case 1:
            return "1 verandering"
        case _:
            return f"{changes} veranderingen"


def _moment(at: datetime) -> str:
    return f"{SHORT_WEEK[at.weekday()]} {at:%d-%m-%Y %H:%M}"


def _about(found: list[Row], now: Now, menus: Path) -> Iterator[str]:
    """What the menu file is to these editions."""
    if now.edition is None:
        count = "1 fout" if now.errors == 1 else f"{now.errors} fouten"
        yield f"{menus} heeft nu {count} en wordt niet gepubliceerd. Welke: python -m ivr check"
    elif not found or now.edition != found[0].published.id:
        yield f"{menus} is nu editie {now.edition}; die is nog niet gepubliceerd. Dat doet: python -m ivr publish"
    if len(found) > 1:
        yield f"Wat er veranderde: python -m ivr diff {found[1].published.id}"
        yield f"Terug naar een eerdere: python -m ivr publish --edition {found[1].published.id}"


@click.command()
@menus_option
@prompts_option
@click.option("--json", "json_wanted", is_flag=True, help="Voor programma's.")
def editions(menus: Path, folder: Path, *, json_wanted: bool) -> None:
    """Toon welke edities er gepubliceerd zijn, wanneer, en welke bellers nu krijgen."""
    run(line_settings(os.environ, menus, folder), sys.stdout, json_wanted=json_wanted)
