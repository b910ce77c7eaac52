"""From values to the words, tags and links of the pages about places."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.directory.funds.queries import FundLeft
from handrail.directory.housing.place_kinds import ACCESS_WORDS
from handrail.directory.housing.queries.agreements import AgreementTerms
from handrail.directory.housing.queries.places import DutyPhoneNumberRow
from handrail.people.cases.offers.presenters.needs_at_a_glance import describe_accepted_home
from handrail.people.housing.duty_rules import HousingDutyRule
from handrail.people.housing.forms.stays import MainPlaceRequirementsForm, format_night_from_evening
from handrail.people.housing.queries.case_panel import (
    CaseStaysAndChildSearch,
    find_case_stays_and_child_search,
)
from handrail.people.housing.queries.child_placement_search import ChildPlacementSearchDetail
from handrail.people.housing.queries.housing_duty import HousingDutyDetail, HousingResponsibility
from handrail.people.housing.queries.place_search import (
    AvailableUnitRow,
    HotelSuitabilityCheckProgress,
    PlaceSearchResult,
    UnavailableUnitRow,
)
from handrail.people.housing.queries.stays import StayRow, may_open_stay
from handrail.people.records.queries.known_case_parts import CasePartsKnownEmptyOrFetched
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import UserText, join_texts, lower_first, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.device_calls import get_dial_url

DUTY_STATE_TAGS = {"agreed": "met", "disputed": "unknown", "unconfirmed": "unknown", "rule": "soon"}
UNAVAILABLE_TAGS = {
    "held": "soon",
    "full": "declined",
    "no": "unsafe",
    "flagged": "unsafe",
    "withdrawn": "declined",
    "planned": "soon",
    "agreement": "declined",
}
STAY_STATE_TAGS = {
    "held": "today",
    "over": "declined",
    "confirmed": "met",
    "ended": "declined",
    "let_go": "declined",
}
NIGHT_CHOICES = (1, 3, 7, 14)
HOUSES_FIRST = 3
AVAILABLE_TAG, ASK_FIRST_TAG = ("met", "Available"), ("unknown", "Available, ask first")
SCRIPT = (
    "“I have a child here, or someone who may be under 18, who I think has been exploited. They have "
    "nowhere safe to sleep tonight. Someone whose age is uncertain is treated as a child until it is "
    "known. Please tell me your name, where they will sleep, who will collect them and when. I will "
    "stay with them until then.”"
)
SCRIPT_SOURCE = (
    "Home Office first responder toolkit, England and Wales, April 2026: a child is referred to children’s social "
    "care first. The wording is ours."
)


class StayDisplay(NamedTuple):
    """A stay with its link, tag and nights. `href` is empty for whoever may not open it."""

    line: StayRow
    href: str
    state: str
    words: str
    nights: str


class ChildPlacementSearchTag(NamedTuple):
    """How long a child has not been placed, and what to do next."""

    state: str
    words: str
    step: str
    line: ChildPlacementSearchDetail


class HousingDutyPanel(NamedTuple):
    """Who answers for housing them tonight: state, one sentence, each side, the rule, whom to ring."""

    state: str
    words: str
    tonight: str
    more: str
    sides: list[tuple[str, str, str]]  # who, what they say, when
    rules: list[tuple[str, list[HousingDutyRule]]]  # each body that they name, once
    agreement: AgreementTerms | None
    rule_words: str
    ring: tuple[DutyPhoneNumberRow, ...]
    missing: str
    other_numbers: tuple[DutyPhoneNumberRow, ...]
    when_refused: str
    disputed: bool


class FreeUnitRow(NamedTuple):
    """A unit that is free, with why it fits and its button. The links of a check are there for hotels alone."""

    row: AvailableUnitRow
    facts: list[tuple[str, str]]  # yes, no or ask, and the reason
    state: str
    words: str
    under: str
    button: str
    cost: str
    href: str
    check: HotelSuitabilityCheckProgress | None = None
    check_href: str = ""
    overrule_href: str = ""


class HouseRoomRow(NamedTuple):
    """One room of a house: `facts` are those that not every room of the house shares."""

    unit: FreeUnitRow
    title: str
    facts: list[tuple[str, str]]


class HouseWithFreeRooms(NamedTuple):
    """The free rooms of one house, with what is true of each of them said once."""

    title: str
    under: str
    facts: list[tuple[str, str]]
    responsible: str
    tag: tuple[str, str] | None  # state and words; None where rooms differ, each then has its own
    cost: str  # "" where rooms differ
    ring: str
    dial: str
    rooms: list[HouseRoomRow]


class UnavailableUnitDisplay(NamedTuple):
    """A unit that is not to be had tonight, and why."""

    title: str
    state: str
    words: str
    why: str


class CasePlacesPanel(NamedTuple):
    """What the case page says of a place to sleep; `may_find` is whether another can be looked for.

    `home` is where they live as the events of the case say, where no stay is in Handrail.
    """

    reference: str
    child: ChildPlacementSearchTag | None
    stays: list[StayDisplay]
    home: str
    may_find: bool


class FundLeftRow(NamedTuple):
    """A fund that can be asked: its name, what is left of this year's money, and what may be spent before a review."""

    name: str
    left: str
    first: str


class PlaceSearchContext(TypedDict):
    """What the page for an adult shows."""

    reference: str
    called: str
    who: str
    phase: str
    night: str
    nights: int
    runs: list[tuple[int, str, bool]]  # how many nights, in words, whether chosen
    asked_form: MainPlaceRequirementsForm
    risks_asked: bool
    best: list[HouseWithFreeRooms]
    further: list[HouseWithFreeRooms]
    further_count: int
    may_dial: bool
    fit_count: int
    more: int
    is_asking_needed: bool
    asked_of_all: list[str]  # what is not known of the person and every place asks
    hotels: list[FreeUnitRow]
    others: list[UnavailableUnitDisplay]
    other_count: int
    unavailable_count: int
    duty: HousingDutyPanel
    payers: list[str]
    funds: list[FundLeftRow]
    may_ask_money: bool
    needs: list[str]
    home: str
    stays: list[StayDisplay]
    held: bool
    inside: bool
    area: str
    may_say_more: bool
    keeps_numbers: bool
    team: DutyPhoneNumberRow | None
    council: DutyPhoneNumberRow | None


class ChildPlaceContext(TypedDict):
    """What the page for a child shows, or while the age is not sure: a number, a script, the time. No place, ever."""

    reference: str
    called: str
    unsure: bool
    area: str
    team: DutyPhoneNumberRow | None
    script: str
    script_source: str
    child: ChildPlacementSearchTag | None
    duty: HousingDutyPanel
    stays: list[StayDisplay]


def make_place_search_context(
    found: PlaceSearchResult,
    case_access: CaseAccess,
    asked_form: MainPlaceRequirementsForm,
    *,
    may_dial: bool,
) -> PlaceSearchContext:
    """What the page for an adult shows, for one reader.

    Args:
        found: what the search found.
        case_access: the reader's.
        asked_form: the questions of its first row.
        may_dial: whether numbers dial on the device that shows the page.
    """
    here = found.reference
    rooms = [_make_free_unit_row(row, here) for row in found.fits]
    hotels = [_make_free_hotel_row(row, here, case_access) for row in found.hotels]
    asked_of_all = list_questions_common_to_all_units([*rooms, *hotels])
    houses = group_rooms_by_house(_remove_facts_common_to_house(rooms, asked_of_all), may_dial=may_dial)
    further = houses[HOUSES_FIRST:]
    return {
        "reference": here,
        "called": found.called or here,
        "who": found.called or "this person",
        "phase": found.phase,
        "night": format_night_from_evening(found.first),
        "nights": found.nights,
        "runs": [
            (count, formatting.plural(count, "night"), count == found.nights) for count in NIGHT_CHOICES
        ],
        "asked_form": asked_form,
        "risks_asked": found.wanted.risks_asked,
        "best": houses[:HOUSES_FIRST],
        "further": further,
        "further_count": sum(len(house.rooms) for house in further),
        "may_dial": may_dial,
        "fit_count": found.fit_count,
        "more": max(0, found.fit_count - len(found.fits)),
        "is_asking_needed": any(room.row.says.value != "yes" for room in rooms),
        "asked_of_all": [words for _, words in asked_of_all],
        "hotels": _remove_facts_common_to_house(hotels, asked_of_all),
        "others": group_unavailable_units_by_reason(found.others),
        "other_count": found.other_count,
        "unavailable_count": len(found.others) + found.other_count,
        "duty": make_housing_duty_panel(found.duty),
        "payers": _list_payers([*found.fits, *found.hotels]),
        "funds": [_make_fund_left_row(fund, case_access) for fund in found.funds],
        "may_ask_money": case_access.may(Permission.ASK_MONEY) and Kind.OFFERS in case_access.kinds,
        "needs": _list_place_needs(found),
        "home": describe_accepted_home(found.houses, found.events),
        "stays": [make_stay_display(line, here, case_access) for line in found.stays],
        "held": any(line.state == "held" for line in found.stays),
        "inside": found.inside,
        "area": found.area,
        "may_say_more": case_access.may(Permission.EDIT_PERSON),
        "keeps_numbers": case_access.actor.may(Permission.EDIT_PLACES),
        "team": found.numbers.get("children_team"),
        "council": found.numbers.get("council_nights"),
    }


def list_questions_common_to_all_units(units: list[FreeUnitRow]) -> list[tuple[str, str]]:
    """What every place asks first: it is said once, above the places.

    Returns:
        "ask" and the words, in the order of the first place; none where there is one place alone.
    """
    if len(units) < 2:
        return []
    return [fact for fact in units[0].facts if fact[0] == "ask" and all(fact in unit.facts for unit in units)]


def _remove_facts_common_to_house(
    units: list[FreeUnitRow], facts: list[tuple[str, str]]
) -> list[FreeUnitRow]:
    """Where nothing but that is asked, the row says only that the place is available: the question is above it."""
    return [_remove_facts_and_say_available_if_none_asks(unit, facts) for unit in units]


def _remove_facts_and_say_available_if_none_asks(
    unit: FreeUnitRow, facts: list[tuple[str, str]]
) -> FreeUnitRow:
    kept = [fact for fact in unit.facts if fact not in facts]
    if (unit.state, unit.words) == ASK_FIRST_TAG and all(says != "ask" for says, _ in kept):
        return unit._replace(facts=kept, state=AVAILABLE_TAG[0], words=AVAILABLE_TAG[1])
    return unit._replace(facts=kept)


def group_rooms_by_house(units: list[FreeUnitRow], *, may_dial: bool) -> list[HouseWithFreeRooms]:
    """Rooms of one house together, in the order of the best room of each.

    Args:
        units: the best first.
        may_dial: whether a number is a link that dials.
    """
    houses: dict[UUID, list[FreeUnitRow]] = {}
    for unit in units:
        houses.setdefault(unit.row.place_id, []).append(unit)
    return [_make_house_group(rooms, may_dial=may_dial) for rooms in houses.values()]


def _make_house_group(rooms: list[FreeUnitRow], *, may_dial: bool) -> HouseWithFreeRooms:
    first = rooms[0]
    shared = [fact for fact in first.facts if all(fact in room.facts for room in rooms)]
    ring = next((room.row.ring for room in rooms if room.row.ring), "")
    return HouseWithFreeRooms(
        title=first.row.place if len(rooms) > 1 else first.row.title,
        under=first.under,
        facts=shared,
        responsible=format_responsible_and_payer(first.row.responsible, is_free=not first.row.night_pence),
        tag=(first.state, first.words) if len({(room.state, room.words) for room in rooms}) == 1 else None,
        cost=first.cost if len({room.cost for room in rooms}) == 1 else "",
        ring=ring,
        dial=get_dial_url(ring, may_dial=may_dial),
        rooms=[
            HouseRoomRow(room, room.row.room, [fact for fact in room.facts if fact not in shared])
            for room in rooms
        ],
    )


def format_responsible_and_payer(responsible: HousingResponsibility, *, is_free: bool) -> str:
    """“Responsible for housing them: Lincolnshire Police. Paid for by: Lantern, from the emergency fund (disputed).”

    Args:
        responsible: who is responsible and who pays, as far as it is known.
        is_free: a night has no price, so nobody is asked who pays it.
    """
    if not responsible.answers and not responsible.payer:
        return (
            "Not known who is responsible for housing them: ask the provider."
            if is_free
            else "Not known who is responsible for housing them or who pays: ask the provider."
        )
    return msg(
        "Responsible for housing them: {answers}. Paid for by: {payer} ({sure}).",
        answers=responsible.answers or "not known",
        payer=_format_payer(responsible),
        sure=lower_first(responsible.certainty.label),
    )


def _format_payer(responsible: HousingResponsibility) -> str:
    """“Lantern, from the emergency fund”"""
    payer = responsible.payer or "not known"
    if not responsible.pays_from:
        return payer
    return msg("{payer}, from {pays_from}", payer=payer, pays_from=lower_first(responsible.pays_from))


def _list_payers(rows: Iterable[AvailableUnitRow]) -> list[str]:
    """Whoever pays for one of the places, the best place first; nobody where no agreement says it."""
    return list(dict.fromkeys(_format_payer(row.responsible) for row in rows if row.responsible.payer))


def _make_fund_left_row(fund: FundLeft, case_access: CaseAccess) -> FundLeftRow:
    left = msg("{left} left this year", left=formatting.format_money(fund.left_pence))
    first = fund.spend_first_pence if case_access.may(Permission.SPEND_FIRST) else 0
    return FundLeftRow(
        fund.name,
        left,
        msg(
            "You can spend up to {first} now, without approval. It will be reviewed later.",
            first=formatting.format_money(first),
        )
        if first
        else "",
    )


def make_child_place_context(found: PlaceSearchResult, case_access: CaseAccess) -> ChildPlaceContext:
    """The page for a child, or while the age is not sure.

    Args:
        found: what the search gave.
        case_access: what the reader may see of the case.
    """
    return {
        "reference": found.reference,
        "called": found.called or found.reference,
        "unsure": found.age == "unsure",
        "area": found.area,
        "team": found.numbers.get("children_team"),
        "script": SCRIPT,
        "script_source": SCRIPT_SOURCE,
        "child": make_child_placement_search_tag(found.child) if found.child else None,
        "duty": make_housing_duty_panel(found.duty),
        "stays": [make_stay_display(line, found.reference, case_access) for line in found.stays],
    }


def make_child_placement_search_tag(line: ChildPlacementSearchDetail) -> ChildPlacementSearchTag:
    """How long, and what to do next."""
    if line.began_at is None:
        return ChildPlacementSearchTag("overdue", "No call recorded yet", line.step, line)
    if line.placed_at is not None:
        placed = msg("Placed {placed_at}", placed_at=formatting.format_relative_day_and_time(line.placed_at))
        return ChildPlacementSearchTag("met", placed, "", line)
    waiting = msg("Not placed: {long}", long=format_hours_and_minutes(line.minutes))
    return ChildPlacementSearchTag("overdue", waiting, line.step, line)


def format_hours_and_minutes(minutes: int) -> str:
    """“1 hour 20 minutes”"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return formatting.plural(rest, "minute")
    return formatting.plural(hours, "hour") + (f" {formatting.plural(rest, 'minute')}" if rest else "")


def make_housing_duty_panel(line: HousingDutyDetail) -> HousingDutyPanel:
    """The panel about who must house them tonight."""
    return HousingDutyPanel(
        state=DUTY_STATE_TAGS[line.state],
        words=line.state_words,
        tonight=line.tonight,
        more=line.more,
        sides=[
            (side.who, side.says, formatting.format_relative_day_and_time(side.at) if side.at else "")
            for side in line.sides
        ],
        rules=_group_rules_by_body(line.rules),
        agreement=line.agreement,
        rule_words=line.rule_words,
        ring=line.ring,
        missing=join_texts(map(lower_first, line.missing), "; "),
        other_numbers=line.other_numbers,
        when_refused=line.agreement.when_refused if line.agreement else "",
        disputed=line.disputed,
    )


def _group_rules_by_body(rules: Sequence[HousingDutyRule]) -> list[tuple[str, list[HousingDutyRule]]]:
    """Each body that a rule names once, in their order, with its rules."""
    found: dict[str, list[HousingDutyRule]] = {}
    for rule in rules:
        found.setdefault(rule.who, []).append(rule)
    return list(found.items())


def make_stay_display(line: StayRow, reference: str, case_access: CaseAccess) -> StayDisplay:
    """A stay as a row; without its link for whoever may not open it.

    Args:
        line: the stay.
        reference: of its case.
        case_access: what the reader may see of the case.
    """
    return StayDisplay(
        line=line,
        href=reverse("stay", args=[reference, line.stay_id])
        if may_open_stay(line.provider_id, case_access)
        else "",
        state=STAY_STATE_TAGS[line.state],
        words=line.state_words,
        nights=format_night_range(line.first, line.last),
    )


def format_night_range(first: datetime.date, last: datetime.date) -> str:
    """“3 nights, from Tuesday 24 to Thursday 26 November”"""
    count = (last - first).days + 1
    if count == 1:
        return msg("1 night, {first}", first=formatting.format_long_day_without_year(first))
    return msg(
        "{nights}, {first} to {last}",
        nights=formatting.plural(count, "night"),
        first=formatting.format_long_day_without_year(first),
        last=formatting.format_long_day_without_year(last),
    )


def _make_free_unit_row(row: AvailableUnitRow, reference: str) -> FreeUnitRow:
    state, words = AVAILABLE_TAG if row.says.value == "yes" else ASK_FIRST_TAG
    cost = (
        msg(
            "{night_pence} a night for {nights}",
            night_pence=formatting.format_money(row.night_pence),
            nights=formatting.plural(row.nights, "night"),
        )
        if row.night_pence
        else "No nightly charge"
    )
    until = row.terms.last_night if row.terms else None
    under = msg(
        "{agreement}, {which}.",
        agreement=row.terms.name if row.terms else "",
        which=msg("to {day}", day=formatting.format_day(until)) if until else "no end agreed",
    )
    return FreeUnitRow(
        row=row,
        facts=[(reason.says.value, reason.words) for reason in row.reasons],
        state=state,
        words=words,
        under=msg(
            "{kind}. {under}",
            kind=row.kind,
            under=under if row.terms else msg("Contact: {provider}.", provider=row.provider),
        ),
        button="Hold for 30 minutes",
        cost=cost,
        href=reverse("hold_place", args=[reference, row.unit_id]),
    )


def _make_free_hotel_row(row: AvailableUnitRow, reference: str, case_access: CaseAccess) -> FreeUnitRow:
    check = row.check
    assert check is not None, "a hotel is waiting for its check"
    overrule_href = ""
    if check.opens:
        state, words = "met", "Check overruled" if check.overruled else "Check signed"
    elif check.check_id:
        state, words = "unsafe", "Check says no"
        if case_access.may(Permission.OVERRULE_CHECK):
            overrule_href = reverse("overrule_check", args=[reference, check.check_id])
    else:
        state, words = "today", "Check not finished" if check.answered else "Check not started"
    return _make_free_unit_row(row, reference)._replace(
        state=state,
        words=words,
        check=check,
        check_href=reverse("place_check", args=[reference, row.place_id]),
        overrule_href=overrule_href,
    )


def group_unavailable_units_by_reason(rows: Iterable[UnavailableUnitRow]) -> list[UnavailableUnitDisplay]:
    """A reason that several units share is said once, beside all of them."""
    titles: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for row in rows:
        unit, _, place = row.title.rpartition(", ")
        found = titles.setdefault((UNAVAILABLE_TAGS[row.state], row.words, row.why), {})
        found.setdefault(place, []).append(unit)
    return [
        UnavailableUnitDisplay(
            UserText("; ".join(_join_units_of_place(*one) for one in found.items())), *reason
        )
        for reason, found in titles.items()
    ]


def _join_units_of_place(place: str, units: Iterable[str]) -> str:
    """“Bed 1, Bed 2, Rowan”; the place alone where a unit has its name."""
    return ", ".join([*filter(None, units), place])


def _list_place_needs(found: PlaceSearchResult) -> list[str]:
    """What is known of the household; what was not asked stands in the first row of the page."""
    household, wanted = found.wanted.household, found.wanted
    who = {"female": "Woman", "male": "Man", "other": "Neither woman nor man"}.get(household.gender or "")
    facts: list[str] = [who] if who else []
    if (children := wanted.children_known) == 0:
        facts.append("No children")
    elif children:
        facts.append(msg("With {childs}", childs=formatting.plural(children, "child", "children")))
    elif household.children is not None:
        facts.append("With children")
    facts.append(formatting.plural(household.beds, "bed space"))
    facts += [ACCESS_WORDS[code] for code in household.access]
    facts.append({True: "A pet", False: "No pets", None: "Pets: not asked"}[household.pets])
    if not found.safety_open or found.wanted.risks_asked:
        facts.append(_describe_named_risks(found))
    return facts


def _describe_named_risks(found: PlaceSearchResult) -> str:
    if not found.safety_open:
        return "What they fear is not shared with you: ask before you offer"
    count = len(found.wanted.risks)
    return (
        msg("Areas to avoid: {parts}", parts=formatting.plural(count, "part"))
        if count
        else "Areas to avoid: none"
    )


def make_case_places_panel(
    case_access: CaseAccess,
    now: datetime.datetime,
    known: CasePartsKnownEmptyOrFetched,
    reference: str,
    *,
    home: str,
    may_find: bool,
) -> CasePlacesPanel | None:
    """What the case page says of a place.

    Args:
        case_access: what the reader may see of the case.
        now: the moment of the page.
        known: which parts of the case hold anything.
        reference: of the case.
        home: where they live as the events of the case say; empty where that is not known.
        may_find: whether another place can be looked for.

    Returns:
        None for whoever may not find a place.
    """
    if not case_access.may(Permission.FIND_PLACE) or Kind.HOUSING not in case_access.kinds:
        return None
    found = find_case_stays_and_child_search(case_access, now, known) or CaseStaysAndChildSearch(
        reference, (), None
    )
    return CasePlacesPanel(
        reference=found.reference,
        child=make_child_placement_search_tag(found.child) if found.child else None,
        stays=[make_stay_display(line, found.reference, case_access) for line in found.stays],
        home=home,
        may_find=may_find,
    )
