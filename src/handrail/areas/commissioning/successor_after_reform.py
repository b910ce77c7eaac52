"""Whose an agreement becomes that runs on when the body that signed it has ended: read from who governs where."""

import datetime
from typing import NamedTuple

from django.db.models import F

from handrail.platform.reference.models import Body, Governance


class SuccessorBody(NamedTuple):
    """Who governs the area on the last day, and since when. `planned`: only announced."""

    name: str
    since: datetime.date
    precision: str
    planned: bool
    source: str


def find_successor_body_of_agreement(body: Body, last_day: datetime.date | None) -> SuccessorBody | None:
    """The successor where an agreement runs past the end of its body; None where it does not, or none is known.

    Args:
        body: that signed it.
        last_day: of the agreement.
    """
    if last_day is None or body.area_id is None:
        return None
    rows = list(Governance.objects.filter(area=body.area_id).order_by(F("valid_from").asc(nulls_first=True)))
    own = next((row for row in reversed(rows) if row.body_id == body.pk), None)
    if own is None or own.valid_to is None or own.valid_to >= last_day:
        return None
    later = [row for row in rows if row.valid_from and own.valid_to < row.valid_from <= last_day]
    if not later:
        return None
    after = later[-1]
    source = after.source or own.note
    return SuccessorBody(
        after.body_name, after.valid_from or own.valid_to, after.from_precision, after.planned, source
    )
