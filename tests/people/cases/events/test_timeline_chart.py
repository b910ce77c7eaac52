"""The picture of a case is to scale, says what its table says, and leaves out what was taken back."""

import datetime
from uuid import UUID

import pytest

from handrail.pathway import Phase, SupportPeriod
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.events.timeline_chart import (
    BETWEEN_LABELS,
    LETTER,
    MARGIN,
    NARROW,
    RAIL,
    STACK,
    WIDE,
    build_timeline_picture,
)

FIRST, TODAY = datetime.date(2026, 1, 1), datetime.date(2026, 4, 11)  # a hundred days


def row(day, phase="before", *, struck=False, name="Found"):
    on = FIRST + datetime.timedelta(days=day)
    noon = datetime.datetime.combine(on, datetime.time(12), datetime.UTC)
    return EventRow(
        UUID(int=day),
        "identified",
        name,
        on,
        None,
        "",
        None,
        phase,
        "",
        "",
        noon,
        "Ruth",
        "Lantern",
        False,
        struck,
        None,
    )


def test_days_are_as_far_apart_as_they_were():
    events = [row(100, "during"), row(50, "during"), row(0)]
    found = build_timeline_picture(events, (), TODAY)
    for chart, width in ((found.wide, WIDE), (found.narrow, NARROW)):
        middle = MARGIN + (width - 2 * MARGIN) / 2
        assert [mark.x for mark in chart.marks] == [MARGIN, middle, width - MARGIN]
        before, during = chart.phases
        assert (before.x, before.width) == (MARGIN, middle - MARGIN)
        assert during.x + during.width == width - MARGIN
    assert [(one.on, one.after, one.phase) for one in found.rows] == [
        (FIRST, "", "Before the NRM"),
        (datetime.date(2026, 2, 20), "50 days", "In the NRM"),
        (TODAY, "50 days", "In the NRM"),
    ]
    assert found.title == (
        "3 events from 1 January 2026 to 11 April 2026. "
        "Before the NRM from 1 January 2026; In the NRM from 20 February 2026."
    )


def test_events_of_one_day_stand_above_each_other_and_what_was_taken_back_is_left_out():
    found = build_timeline_picture([row(50, struck=True), row(0), row(0)], (), TODAY)
    assert [(mark.x, mark.y) for mark in found.wide.marks] == [(MARGIN, RAIL), (MARGIN, RAIL - STACK)]
    assert len(found.rows) == 2


def test_support_is_drawn_from_its_first_day_to_its_last():
    lane = SupportPeriod(
        "local", "Local support", FIRST, FIRST + datetime.timedelta(days=25), "", Phase.BEFORE
    )
    (drawn,) = build_timeline_picture([row(0)], (lane,), TODAY).wide.lanes
    assert (drawn.x, drawn.width, drawn.label) == (MARGIN, (WIDE - 2 * MARGIN) / 4, "Local support")


@pytest.mark.parametrize("events", [[], [row(100)], [row(0, struck=True)]])
def test_nothing_is_drawn_of_fewer_than_two_days(events):
    assert build_timeline_picture(events, (), TODAY) is None


def test_labels_of_months_below_the_rail_never_touch():
    today = FIRST + datetime.timedelta(days=900)
    found = build_timeline_picture([row(0)], (), today)
    for chart in (found.wide, found.narrow):
        shown = [tick for tick in chart.ticks if tick.label]
        ends = [tick.x + LETTER * len(tick.label) for tick in shown]
        assert len(shown) > 2
        assert all(tick.x - end >= BETWEEN_LABELS for end, tick in zip(ends, shown[1:], strict=False))
