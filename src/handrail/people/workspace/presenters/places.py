"""From the places of many people to rows with words, tags and one button each."""

import datetime
from typing import NamedTuple

from handrail.directory.housing.nights import get_tonight
from handrail.people.cases.offers.homes import HOUSES
from handrail.people.housing.models import Stay
from handrail.people.housing.presenters import StayDisplay
from handrail.people.housing.queries.my_day_rows import describe_child_without_place
from handrail.people.housing.queries.places_of_people import AcceptedHome, PlaceList, PlaceNeedReason
from handrail.people.housing.text_choices import HoldEndReason, StayEndReason, StayState
from handrail.people.housing.tonight import (
    format_final_night,
    format_time_left_of_hold,
    make_last_night_tag,
)
from handrail.people.workspace.presenters.my_day import describe_case_reference
from handrail.people.workspace.queries.places import PersonPlaceRow
from handrail.platform.kernel.messages import UserText, join_texts, lower_first, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

NEED_TAGS = {
    PlaceNeedReason.CHILD: ("overdue", "Not placed"),
    PlaceNeedReason.DANGER: ("unsafe", "In danger or hurt"),
    PlaceNeedReason.UNSAFE: ("today", "Urgent: safety"),
    PlaceNeedReason.STAY_OVER: ("today", "No place now"),
    PlaceNeedReason.NEED: ("soon", "Place needed"),
}
CALL_FOR_CHILD = {"child": "Under 18: call now.", "unsure": "Age not sure: call now."}


class PlacesPageItem(NamedTuple):
    """A person in a list, as `workspace/places.html` draws it. `act_href` is empty where there is nothing to press."""

    state: str
    words: str
    called: str
    reference: str
    href: str
    contact: str
    place: str
    place_href: str
    text: str
    warnings: tuple[str, ...]
    act: str
    act_href: str


def present_person_place(
    row: PersonPlaceRow, now: datetime.datetime, *, reader: str, is_shared: bool
) -> PlacesPageItem:
    """One row of a list.

    Args:
        row: the person with what is needed, held or theirs.
        now: the moment of the page.
        reader: the name of whoever reads, who is not told that they are the point of contact.
        is_shared: whether the list is of other organisations' cases.
    """
    make = {
        PlaceList.NEEDED: _present_need,
        PlaceList.HELD: _present_hold,
        PlaceList.STAYING: _present_stay,
    }[row.line.list]
    item = make(row, _make_item_of_case(row, reader=reader, is_shared=is_shared), now)
    if item.act_href == item.place_href:  # the button leads there
        item = item._replace(place_href="")
    if row.is_restricted:  # it is kept and not used: nearly every act refuses
        return item._replace(act="Open case", act_href=item.href)
    return item


def _make_item_of_case(row: PersonPlaceRow, *, reader: str, is_shared: bool) -> PlacesPageItem:
    contact = "" if row.contact == reader else msg("Point of contact: {name}", name=UserText(row.contact))
    if is_shared:
        contact = msg("Held by {organisation}", organisation=UserText(row.holder))
    return PlacesPageItem(
        state="",
        words="",
        called=row.called or row.reference,
        reference=describe_case_reference(
            row.reference if row.called else "", restricted=row.is_restricted, joined=row.joined
        ),
        href=get_url("case", row.reference),
        contact=contact,
        place=row.stay.line.title if row.stay else row.home,
        place_href=row.stay.href if row.stay else "",
        text="",
        warnings=row.stay.line.warnings if row.stay else (),
        act="",
        act_href="",
    )


def _present_need(row: PersonPlaceRow, item: PlacesPageItem, now: datetime.datetime) -> PlacesPageItem:
    reason = row.line.reason
    assert reason is not None
    state, words = NEED_TAGS[reason]
    return item._replace(
        state=state,
        words=words,
        place="",
        place_href="",
        text=_describe_need(row, now),
        warnings=(),
        act="Find a place",
        act_href=get_url("place_tonight", row.reference),
    )


def _describe_need(row: PersonPlaceRow, now: datetime.datetime) -> str:
    line = row.line
    if row.age in CALL_FOR_CHILD:
        return join_texts(
            (CALL_FOR_CHILD[row.age], describe_child_without_place(line.searched_since, now)), " "
        )
    if line.stay and row.stay:
        return _describe_end_of_stay(line.stay, row.stay)
    if line.needed_since:
        day = formatting.format_day_omitting_current_year(line.needed_since)
        return msg("Needed since {day}. No place booked.", day=day)
    return "No place recorded."


def _describe_end_of_stay(stay: Stay, shown: StayDisplay) -> str:
    """How the last place came to an end; its state alone to whoever may not open it."""
    place = UserText(shown.line.title)
    if not shown.href:
        return msg("{place}: {state}.", place=place, state=lower_first(shown.words))
    if stay.state == StayState.CONFIRMED:
        night = formatting.format_long_day_omitting_current_year(stay.booking.last_night)
        return msg("Final night at {place}: {night}. Not extended.", place=place, night=night)
    if stay.state == StayState.ENDED:
        return msg("Left {place}: {why}.", place=place, why=lower_first(StayEndReason(stay.ended_why).label))
    if stay.let_go_why == HoldEndReason.SAID_NO:
        return msg("Refused {place}.", place=place)
    if stay.let_go_why in (HoldEndReason.NOT_NEEDED, HoldEndReason.OTHER_PLACE):
        return msg("The hold on {place} was released.", place=place)
    return msg("The hold on {place} ended.", place=place)


def _present_hold(row: PersonPlaceRow, item: PlacesPageItem, now: datetime.datetime) -> PlacesPageItem:
    if row.line.home:
        return _present_accepted_home(row, row.line.home, item)
    assert row.stay is not None
    until = row.stay.line.held_until
    assert until is not None
    return item._replace(
        state="today",
        words=format_time_left_of_hold(until - now),
        text=msg("Until {until}. {nights}.", until=formatting.format_time(until), nights=row.stay.nights),
        act="Confirm or release" if row.stay.href else "",
        act_href=row.stay.href,
    )


def _present_accepted_home(row: PersonPlaceRow, home: AcceptedHome, item: PlacesPageItem) -> PlacesPageItem:
    """It stays here until somebody records that they moved in."""
    day = formatting.format_day_omitting_current_year(home.accepted_on)
    item = item._replace(
        state="met", words="Accepted", text=msg("Accepted on {day}. Not moved in yet.", day=day)
    )
    events = HOUSES.get(home.service.kind, ())
    if not (events and row.may_record):
        return item
    return item._replace(act="Record move-in", act_href=get_url("record_event", row.reference, events[0]))


def _present_stay(row: PersonPlaceRow, item: PlacesPageItem, now: datetime.datetime) -> PlacesPageItem:
    if row.line.home and row.line.home.since:
        since = formatting.format_day_omitting_current_year(row.line.home.since)
        return item._replace(
            state="met", words="Staying", text=msg("Since {since}. No end date.", since=since)
        )
    assert row.stay is not None
    line, tonight = row.stay.line, get_tonight(now)
    state, words = ("overdue", "Missing") if row.line.is_missing else make_last_night_tag(line.last, tonight)
    first = formatting.format_day_omitting_current_year(line.first)
    began = msg("Since {first}", first=first) if line.first <= tonight else msg("From {first}", first=first)
    act = {"Missing": "See the stay", "Staying": ""}.get(words, "Extend or end")
    return item._replace(
        state=state,
        words=words,
        text=msg("{began}. {final_night}.", began=began, final_night=format_final_night(line.last, tonight)),
        act=act if row.stay.href else "",
        act_href=row.stay.href if act else "",
    )
