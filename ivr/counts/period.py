"""Which days are asked for, as people write them."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from ivr.counts.figures import days

WEEK: Final = 7
MOST: Final = 366
"""Days in one table."""


class BadPeriod(ValueError):  # noqa: N818 - reads as what it is
    """No days can be given; the message says why, in Dutch."""


def day(written: str) -> date:
    """Read a day as people write it: 2026-05-04, or 4-5-2026; raises BadPeriod."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(written.strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise BadPeriod(f"'{written}' is geen dag. Schrijf een dag als 2026-05-04 of 4-5-2026.")


def period(since: date | None, until: date | None, today: date) -> tuple[date, ...]:
    """Give the days that are asked for, today at the latest; a week if nothing is. Raises BadPeriod."""
    last = min(until or today, today)
    first = since or last - timedelta(WEEK - 1)
    if first > last:
        raise BadPeriod("De eerste dag ligt na de laatste, of na vandaag.")
    if (last - first).days >= MOST:
        raise BadPeriod(f"Kies hooguit {MOST} dagen.")
    return days(first, last)
