"""From values to the words, tags and links of the pages about places."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.directory.housing.kinds import ACCESS_WORDS
from handrail.kernel.saying import say
from handrail.provision.places.queries.case import places_of_case
from handrail.provision.places.queries.child import ChildLine
from handrail.provision.places.queries.duty import DutyLine
from handrail.provision.places.queries.stays import StayLine
from handrail.provision.places.queries.tonight import NotTonight, Tonight, UnitRow
from handrail.web.design import words
from handrail.web.housing.forms import tonight_words

DUTY_STATES = {"agreed": "met", "disputed": "unknown", "unconfirmed": "unknown", "rule": "soon"}
NOT_STATES = {
    "held": "soon",
    "full": "declined",
    "no": "unsafe",
    "flagged": "unsafe",
    "withdrawn": "declined",
    "planned": "soon",
    "agreement": "declined",
}
STAY_STATES = {
    "held": "today",
    "over": "declined",
    "confirmed": "met",
    "ended": "declined",
    "let_go": "declined",
}
RUNS = (1, 3, 7, 14)
SCRIPT = (
    "“I have a child here, or somebody who may be under 18, who I think has been exploited. They have nowhere safe "
    "to sleep tonight. Somebody whose age is not sure is treated as a child until it is known. Please tell me your "
    "name, where they will sleep, who comes for them, and when. I stay with them until then.”"
)
SCRIPT_SOURCE = (
    "Home Office first responder toolkit, England and Wales, April 2026: a child is referred to children’s social "
    "care first. The wording is ours."
)


def page(found: Tonight, sight: Sight) -> dict[str, Any]:
    """Everything that the page needs."""
    here = found.reference
    return {
        "reference": here,
        "called": found.called or here,
        "who": found.called or "this person",
        "phase": found.phase,
        "night": tonight_words(found.first),
        "nights": found.nights,
        "runs": [(count, words.plural(count, "night"), count == found.nights) for count in RUNS],
        "fits": [_unit(row, here) for row in found.fits],
        "fit_count": found.fit_count,
        "more": max(0, found.fit_count - len(found.fits)),
        "hotels": [_hotel(row, here, sight) for row in found.hotels],
        "others": [_other(row) for row in found.others],
        "other_count": found.other_count,
        "duty": duty(found.duty),
        "needs": _needs(found),
        "stays": [stay(line, here) for line in found.stays],
        "held": any(line.state == "held" for line in found.stays),
        "inside": found.inside,
        "area": found.area,
        "may_say_more": sight.may(Permission.EDIT_PERSON),
        "team": found.numbers.get("children_team"),
        "council": found.numbers.get("council_nights"),
        "agreements": found.agreements,
    }


def child_page(found: Tonight) -> dict[str, Any]:
    """The page for a child, or while the age is not sure: a number, a script, the time. No place, ever."""
    return {
        "reference": found.reference,
        "called": found.called or found.reference,
        "unsure": found.age == "unsure",
        "area": found.area,
        "team": found.numbers.get("children_team"),
        "script": SCRIPT,
        "script_source": SCRIPT_SOURCE,
        "child": child(found.child) if found.child else None,
        "duty": duty(found.duty),
        "stays": [stay(line, found.reference) for line in found.stays],
    }


def child(line: ChildLine) -> dict[str, Any]:
    """How long, and what to do next."""
    if line.began_at is None:
        return {"state": "overdue", "words": "Nobody has marked a call yet", "step": line.step, "line": line}
    if line.placed_at is not None:
        return {
            "state": "met",
            "words": say("Placed {placed_at}", placed_at=words.moment(line.placed_at)),
            "step": "",
            "line": line,
        }
    return {
        "state": "overdue",
        "words": say("Not placed: {long}", long=long(line.minutes)),
        "step": line.step,
        "line": line,
    }


def long(minutes: int) -> str:
    """“1 hour 20 minutes”"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words.plural(rest, "minute")
    return words.plural(hours, "hour") + (f" {words.plural(rest, 'minute')}" if rest else "")


def duty(line: DutyLine) -> dict[str, Any]:
    """The panel: state, one sentence, each side, the rule, whom to ring."""
    agreement = line.agreement
    return {
        "state": DUTY_STATES[line.state],
        "words": line.state_words,
        "tonight": line.tonight,
        "more": line.more,
        "sides": [(side.who, side.says, words.moment(side.at) if side.at else "") for side in line.sides],
        "rules": line.rules,
        "agreement": agreement,
        "rule_words": line.rule_words,
        "ring": line.ring,
        "when_refused": agreement.when_refused if agreement else "",
        "disputed": line.disputed,
    }


def stay(line: StayLine, reference: str) -> dict[str, Any]:
    """A stay as a row."""
    return {
        "line": line,
        "href": reverse("stay", args=[reference, line.stay_id]),
        "state": STAY_STATES[line.state],
        "words": line.state_words,
        "nights": nights_words(line.first, line.last),
    }


def nights_words(first: datetime.date, last: datetime.date) -> str:
    """“3 nights, from Tuesday 24 to Thursday 26 November”"""
    count = (last - first).days + 1
    if count == 1:
        return say("1 night, {first}", first=words.weekday(first))
    return say(
        "{nights}, {first} to {last}",
        nights=words.plural(count, "night"),
        first=words.weekday(first),
        last=words.weekday(last),
    )


def _unit(row: UnitRow, reference: str) -> dict[str, Any]:
    cost = (
        say("{night_pence} a night", night_pence=words.money(row.night_pence))
        if row.night_pence
        else "No charge"
    ) + say(" for {nights}", nights=words.plural(row.nights, "night"))
    under = say(
        "{agreement}, {which}.",
        agreement=row.agreement,
        which=say("to {day}", day=words.day(row.until)) if row.until else "no end agreed",
    )
    return {
        "row": row,
        "facts": [(reason.says.value, reason.words) for reason in row.reasons],
        "state": "met" if row.says.value == "yes" else "unknown",
        "words": "Free" if row.says.value == "yes" else "Free: ask first",
        "under": say("{kind}. {under}", kind=row.kind, under=under if row.agreement else row.provider + "."),
        "button": say("Ring {ring}, then hold", ring=row.ring) if row.ring else "Hold for 30 minutes",
        "cost": cost,
        "href": reverse("hold_place", args=[reference, row.unit_id]),
    }


def _hotel(row: UnitRow, reference: str, sight: Sight) -> dict[str, Any]:
    shown = _unit(row, reference)
    check = row.check
    assert check is not None, "a hotel waits for its check"
    shown["check"] = check
    shown["check_href"] = reverse("place_check", args=[reference, row.place_id])
    if check.opens:
        shown["state"], shown["words"] = "met", "Check overruled" if check.overruled else "Check signed"
    elif check.check_id:
        shown["state"], shown["words"] = "unsafe", "Check says no"
        if sight.may(Permission.OVERRULE_CHECK):
            shown["overrule_href"] = reverse("overrule_check", args=[reference, check.check_id])
    else:
        shown["state"] = "today"
        shown["words"] = "Check not finished" if check.answered else "Check not begun"
    return shown


def _other(row: NotTonight) -> dict[str, str]:
    return {"title": row.title, "state": NOT_STATES[row.state], "words": row.words, "why": row.why}


def _needs(found: Tonight) -> list[str]:
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
            children, say("With {childs}", childs=words.plural(children or 0, "child", "children"))
        ),
    ]
    facts.append(words.plural(household.beds, "bed space"))
    facts += [ACCESS_WORDS[code] for code in household.access]
    facts.append({True: "A pet", False: "No pets", None: "Pets: not asked"}[household.pets])
    facts.append(_away(found))
    return facts


def _away(found: Tonight) -> str:
    if not found.safety_open:
        return "What they fear is not shared with you: ask before you offer"
    if not found.wanted.risks_asked:
        return "Which places are a risk: not asked"
    count = len(found.wanted.risks)
    return (
        say("Away from {parts} of the area they named", parts=words.plural(count, "part"))
        if count
        else "Named no place as a risk"
    )


def case_panel(sight: Sight, now: datetime.datetime) -> dict[str, Any] | None:
    """What the case page says of a place, for those who may find one."""
    if not sight.may(Permission.FIND_PLACE) or Kind.SUPPORT not in sight.kinds:
        return None
    found = places_of_case(sight, now)
    return {
        "reference": found.reference,
        "child": child(found.child) if found.child else None,
        "stays": [stay(line, found.reference) for line in found.stays],
    }
