"""Draws the webhooks a second of each server beside bare Flask, as a picture that needs no library."""

from collections.abc import Iterable
from html import escape

from tests.bench.figures import Figure

WIDTH, LABEL, ROW = 720, 270, 30
LIKE = "bare Flask"


def plot(figures: Iterable[Figure]) -> str:
    """Draw a bar for each figure, and a line where bare Flask is."""
    bars = [(figure.name, figure.value) for figure in figures]
    scale = (WIDTH - LABEL - 60) / max(1.0, *(value for _, value in bars))
    height, one = ROW * len(bars) + 40, LABEL + scale
    rows = "".join(_bar(at, name, value, scale) for at, (name, value) in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13" role="img">\n<title>Webhooks a second beside {LIKE}</title>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n{rows}'
        f'<path d="M{one:.0f} 8V{height - 26}" stroke="#333" stroke-dasharray="4 3"/>\n'
        f'<text x="{one:.0f}" y="{height - 10}" text-anchor="middle" fill="#333">{LIKE}</text>\n</svg>\n'
    )


def _bar(at: int, name: str, value: float, scale: float) -> str:
    top, width = 10 + at * ROW, value * scale
    return (
        f'<text x="{LABEL - 8}" y="{top + 15}" text-anchor="end" fill="#222">{escape(name)}</text>'
        f'<rect x="{LABEL}" y="{top}" width="{width:.1f}" height="20" fill="#3b6ea5"/>'
        f'<text x="{LABEL + width + 6:.1f}" y="{top + 15}" fill="#222">{value:.2f}</text>\n'
    )
