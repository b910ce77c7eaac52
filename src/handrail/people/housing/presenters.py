"""From values to the words, tags and links of the pages about places."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.directory.housing.kinds import ACCESS_WORDS
from handrail.people.housing.forms.stays import format_night
from handrail.people.housing.queries.case_panel import CasePlaces, get_case_places
from handrail.people.housing.queries.child_watch import ChildWatchDetail
from handrail.people.housing.queries.housing_duty import HousingDutyDetail
from handrail.people.housing.queries.place_search import (
    AvailableUnitRow,
    PlaceSearchResult,
    UnavailableUnitRow,
)
from handrail.people.housing.queries.stays import StayRow
from handrail.people.records.queries.known import Known
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

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
SCRIPT = (
    "“I have a child here, or somebody who may be under 18, who I think has been exploited. They have nowhere safe "
    "to sleep tonight. Somebody whose age is not sure is treated as a child until it is known. Please tell me your "
    "name, where they will sleep, who comes for them, and when. I stay with them until then.”"
)
SCRIPT_SOURCE = (
    "Home Office first responder toolkit, England and Wales, April 2026: a child is referred to children’s social "
    "care first. The wording is ours."
)


def make_page(found: PlaceSearchResult, case_access: CaseAccess) -> dict[str, Any]:
    """Everything that the page needs."""
    here = found.reference
    return {
        "reference": here,
        "called": found.called or here,
        "who": found.called or "this person",
        "phase": found.phase,
        "night": format_night(found.first),
        "nights": found.nights,
        "runs": [
            (count, formatting.plural(count, "night"), count == found.nights) for count in NIGHT_CHOICES
        ],
        "fits": [_make_unit_row(row, here) for row in found.fits],
        "fit_count": found.fit_count,
        "more": max(0, found.fit_count - len(found.fits)),
        "hotels": [_make_hotel_row(row, here, case_access) for row in found.hotels],
        "others": [_make_unavailable_row(row) for row in found.others],
        "other_count": found.other_count,
        "duty": make_duty_panel(found.duty),
        "needs": _list_needs(found),
        "stays": [make_stay_row(line, here) for line in found.stays],
        "held": any(line.state == "held" for line in found.stays),
        "inside": found.inside,
        "area": found.area,
        "may_say_more": case_access.may(Permission.EDIT_PERSON),
        "team": found.numbers.get("children_team"),
        "council": found.numbers.get("council_nights"),
        "agreements": found.agreements,
    }


def make_child_page(found: PlaceSearchResult) -> dict[str, Any]:
    """The page for a child, or while the age is not sure: a number, a script, the time. No place, ever."""
    return {
        "reference": found.reference,
        "called": found.called or found.reference,
        "unsure": found.age == "unsure",
        "area": found.area,
        "team": found.numbers.get("children_team"),
        "script": SCRIPT,
        "script_source": SCRIPT_SOURCE,
        "child": make_child_watch(found.child) if found.child else None,
        "duty": make_duty_panel(found.duty),
        "stays": [make_stay_row(line, found.reference) for line in found.stays],
    }


def make_child_watch(line: ChildWatchDetail) -> dict[str, Any]:
    """How long, and what to do next."""
    if line.began_at is None:
        return {"state": "overdue", "words": "Nobody has marked a call yet", "step": line.step, "line": line}
    if line.placed_at is not None:
        return {
            "state": "met",
            "words": msg("Placed {placed_at}", placed_at=formatting.format_moment(line.placed_at)),
            "step": "",
            "line": line,
        }
    return {
        "state": "overdue",
        "words": msg("Not placed: {long}", long=format_minutes(line.minutes)),
        "step": line.step,
        "line": line,
    }


def format_minutes(minutes: int) -> str:
    """“1 hour 20 minutes”"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return formatting.plural(rest, "minute")
    return formatting.plural(hours, "hour") + (f" {formatting.plural(rest, 'minute')}" if rest else "")


def make_duty_panel(line: HousingDutyDetail) -> dict[str, Any]:
    """The panel: state, one sentence, each side, the rule, whom to ring."""
    agreement = line.agreement
    return {
        "state": DUTY_STATE_TAGS[line.state],
        "words": line.state_words,
        "tonight": line.tonight,
        "more": line.more,
        "sides": [
            (side.who, side.says, formatting.format_moment(side.at) if side.at else "") for side in line.sides
        ],
        "rules": line.rules,
        "agreement": agreement,
        "rule_words": line.rule_words,
        "ring": line.ring,
        "when_refused": agreement.when_refused if agreement else "",
        "disputed": line.disputed,
    }


def make_stay_row(line: StayRow, reference: str) -> dict[str, Any]:
    """A stay as a row."""
    return {
        "line": line,
        "href": reverse("stay", args=[reference, line.stay_id]),
        "state": STAY_STATE_TAGS[line.state],
        "words": line.state_words,
        "nights": format_nights(line.first, line.last),
    }


def format_nights(first: datetime.date, last: datetime.date) -> str:
    """“3 nights, from Tuesday 24 to Thursday 26 November”"""
    count = (last - first).days + 1
    if count == 1:
        return msg("1 night, {first}", first=formatting.format_weekday(first))
    return msg(
        "{nights}, {first} to {last}",
        nights=formatting.plural(count, "night"),
        first=formatting.format_weekday(first),
        last=formatting.format_weekday(last),
    )


def _make_unit_row(row: AvailableUnitRow, reference: str) -> dict[str, Any]:
    cost = (
        msg("{night_pence} a night", night_pence=formatting.format_money(row.night_pence))
        if row.night_pence
        else "No charge"
    ) + msg(" for {nights}", nights=formatting.plural(row.nights, "night"))
    under = msg(
        "{agreement}, {which}.",
        agreement=row.agreement,
        which=msg("to {day}", day=formatting.format_day(row.until)) if row.until else "no end agreed",
    )
    return {
        "row": row,
        "facts": [(reason.says.value, reason.words) for reason in row.reasons],
        "state": "met" if row.says.value == "yes" else "unknown",
        "words": "Free" if row.says.value == "yes" else "Free: ask first",
        "under": msg("{kind}. {under}", kind=row.kind, under=under if row.agreement else row.provider + "."),
        "button": msg("Ring {ring}, then hold", ring=row.ring) if row.ring else "Hold for 30 minutes",
        "cost": cost,
        "href": reverse("hold_place", args=[reference, row.unit_id]),
    }


def _make_hotel_row(row: AvailableUnitRow, reference: str, case_access: CaseAccess) -> dict[str, Any]:
    shown = _make_unit_row(row, reference)
    check = row.check
    assert check is not None, "a hotel waits for its check"
    shown["check"] = check
    shown["check_href"] = reverse("place_check", args=[reference, row.place_id])
    if check.opens:
        shown["state"], shown["words"] = "met", "Check overruled" if check.overruled else "Check signed"
    elif check.check_id:
        shown["state"], shown["words"] = "unsafe", "Check says no"
        if case_access.may(Permission.OVERRULE_CHECK):
            shown["overrule_href"] = reverse("overrule_check", args=[reference, check.check_id])
    else:
        shown["state"] = "today"
        shown["words"] = "Check not finished" if check.answered else "Check not begun"
    return shown


def _make_unavailable_row(row: UnavailableUnitRow) -> dict[str, str]:
    return {"title": row.title, "state": UNAVAILABLE_TAGS[row.state], "words": row.words, "why": row.why}


def _list_needs(found: PlaceSearchResult) -> list[str]:
    household, wanted = found.wanted.household, found.wanted
    who = {"female": "Woman", "male": "Man", "other": "Neither woman nor man"}.get(
        household.gender or "", "Woman or man: not asked"
    )
    children = wanted.children_known
    with_them = {
        None: "Children: not asked" if household.children is None else "With children",
        0: "No children",
    }
    facts = [
        who,
        with_them.get(
            children, msg("With {childs}", childs=formatting.plural(children or 0, "child", "children"))
        ),
    ]
    facts.append(formatting.plural(household.beds, "bed space"))
    facts += [ACCESS_WORDS[code] for code in household.access]
    facts.append({True: "A pet", False: "No pets", None: "Pets: not asked"}[household.pets])
    facts.append(_format_distance(found))
    return facts


def _format_distance(found: PlaceSearchResult) -> str:
    if not found.safety_open:
        return "What they fear is not shared with you: ask before you offer"
    if not found.wanted.risks_asked:
        return "Which places are a risk: not asked"
    count = len(found.wanted.risks)
    return (
        msg("Away from {parts} of the area they named", parts=formatting.plural(count, "part"))
        if count
        else "Named no place as a risk"
    )


def make_case_panel(
    case_access: CaseAccess, now: datetime.datetime, known: Known, reference: str
) -> dict[str, Any] | None:
    """What the case page says of a place, for those who may find one."""
    if not case_access.may(Permission.FIND_PLACE) or Kind.SUPPORT not in case_access.kinds:
        return None
    found = get_case_places(case_access, now, known) or CasePlaces(reference, (), None)
    return {
        "reference": found.reference,
        "child": make_child_watch(found.child) if found.child else None,
        "stays": [make_stay_row(line, found.reference) for line in found.stays],
    }
