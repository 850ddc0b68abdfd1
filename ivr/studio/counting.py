"""What the page with the counts asks for: the figures of some days, and the same to be kept as CSV or as a picture."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, Response, jsonify, request

from ivr.counts import chart, programs
from ivr.counts.figures import Figures
from ivr.counts.period import BadPeriod, day, period
from ivr.studio.answers import Refusal
from ivr.studio.counted import counted, shown
from ivr.studio.menus import Menus
from ivr.web.serving import serving


def add_counting(routes: Blueprint, menus: Menus) -> None:
    """Add what the page with the counts asks for."""

    def figures() -> Figures:
        return counted(menus.settings, menus.shown("live").file.line, _wanted())

    @routes.get("/counts/figures")
    def table() -> Response:
        return jsonify(shown(figures()))

    @routes.get("/counts.csv")
    def csv() -> Response:
        return _file(programs.as_csv, figures(), "csv", "text/csv")

    @routes.get("/counts.svg")
    def svg() -> Response:
        return _file(chart.svg, figures(), "svg", "image/svg+xml")


def _wanted() -> tuple[date, ...]:
    """The days that are asked for: from one to another, or so many until today; raises Refusal."""
    today, asked = serving().today, request.args
    try:
        since, until = (day(asked[name]) if asked.get(name) else None for name in ("from", "until"))
        if number := asked.get("days", type=int):
            since = today - timedelta(min(max(number, 1), 10**5) - 1)
        return period(since, until, today)
    except BadPeriod as why:
        raise Refusal(str(why)) from None


def _file(write: Callable[[Figures], str], found: Figures, kind: str, mimetype: str) -> Response:
    """Give the figures as a file that browsers keep, named after its days."""
    name = f"tellingen-{found.days[0]}-{found.days[-1]}.{kind}"
    return Response(write(found), mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
