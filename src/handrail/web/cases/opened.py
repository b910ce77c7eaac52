"""The page after the six questions: what helps now, and what was told."""

from typing import Any

from django.urls import reverse

from handrail.casework.case.states import ChannelKind
from handrail.casework.whole.queries.case_page import CasePage
from handrail.kernel.saying import joined, lower, say


def told(page: CasePage) -> list[tuple[str, str, str]]:
    """The answers, each with where to change it. An answer that was skipped is empty."""
    steps = {
        "danger": _danger(page),
        "called": f"“{page.who.called}”" if page.who and page.who.called else "",
        "age": page.age_words if page.age_asked else "",
        "where": joined(part for part in (page.who.where_now if page.who else "", page.area) if part),
        "reach": _reach(page),
        "contact": page.contact.name
        + (say("; stand-in {stand_in}", stand_in=page.stand_in.name) if page.stand_in else ""),
    }
    names = {
        "danger": "Danger or hurt",
        "called": "Called",
        "age": "Age",
        "where": "Where",
        "reach": "Reach",
        "contact": "Contact",
    }
    return [
        (names[step], text, reverse("open_question", args=[page.reference, step]))
        for step, text in steps.items()
    ]


def helps(page: CasePage) -> list[dict[str, Any]]:
    """What helps in hands and tonight, before any form."""
    acts: list[tuple[str, str, str, tuple[str, ...]]] = [
        ("Give a bag", "New clothes and toiletries, counted out of a store near you.", "give_bag", ()),
        (
            "Offer something now",
            "A bag, food, a phone, a place: write down what would help, then offer it.",
            "add_need",
            (),
        ),
        (
            "Write a safety plan",
            "In their words: what to do if it turns bad, and whom to ring.",
            "safety_plan",
            (),
        ),
    ]
    if page.age == "adult":
        acts.insert(
            1,
            (
                "Find a place tonight",
                "Who must house them, what is free and fits, who pays.",
                "place_tonight",
                (),
            ),
        )
        acts.append(
            (
                "Explain the NRM, when they are ready",
                "They do not have to decide tonight. Help does not depend on it.",
                "record_event",
                ("nrm_explained",),
            )
        )
    else:
        acts.insert(
            0,
            (
                "Refer to children’s social care",
                "First, before anything else. Ring the emergency duty team, then record it here.",
                "record_event",
                ("social_care_referred",),
            ),
        )
        acts.insert(
            1,
            (
                "Find the child somewhere to sleep",
                "The council’s number, what to say, and the time until they are placed.",
                "place_tonight",
                (),
            ),
        )
    buttons = {
        "add_need": "Record a need",
        "give_bag": "Give a bag",
        "place_tonight": "Find a place" if page.age == "adult" else "Ring now",
        "safety_plan": "Write the plan",
        "record_event": "Record",
    }
    return [
        {
            "name": name,
            "text": text,
            "act": buttons[place],
            "href": reverse(place, args=[page.reference, *more]),
            "main": number == 0,
        }
        for number, (name, text, place, more) in enumerate(acts)
    ]


def _danger(page: CasePage) -> str:
    """The answer about danger, and what else is alarming."""
    if page.safety is None:
        return ""
    more = [
        say("{name}: {line}", name=line.name, line=lower(line.words))
        for line in page.safety.worries
        if line.alarming
    ]
    return joined([*([page.safety.danger_words] if page.safety.asked_at else []), *more], ". ")


def _reach(page: CasePage) -> str:
    known = {line.kind: line for line in page.channels or () if line.asked_at}
    if not known:
        return ""
    said = [
        say("{kind}: {line}", kind=ChannelKind(kind).label, line=lower(line.words))
        for kind, line in known.items()
    ]
    return joined(said, ". ")
