"""The page after the six questions: what helps now, and what was told."""

from typing import TypedDict

from django.urls import reverse

from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail
from handrail.people.records.text_choices import ContactChannelKind, RiskFactor
from handrail.platform.kernel.messages import join_texts, lower_text, msg


class NextHelpItem(TypedDict):
    """Something that helps now, with the button that opens it."""

    name: str
    text: str
    act: str
    href: str
    main: bool


def present_case_opening_answers(page: CaseDetail) -> list[tuple[str, str, str]]:
    """The answers, each with where to change it. An answer that was skipped is empty."""
    steps = {
        "danger": _describe_danger_answer(page),
        "called": f"“{page.who.called}”" if page.who and page.who.called else "",
        "age": page.age_words if page.age_asked else "",
        "where": join_texts(part for part in (page.who.where_now if page.who else "", page.area) if part),
        "reach": _describe_channel_answers(page),
        "contact": page.contact.name
        + (msg("; stand-in {stand_in}", stand_in=page.stand_in.name) if page.stand_in else ""),
    }
    names = {
        "danger": "Danger or hurt",
        "called": "Called",
        "age": "Age",
        "where": "Where",
        "reach": "How to reach them",
        "contact": "Contact",
    }
    return [
        (names[step], text, reverse("open_question", args=[page.reference, step]))
        for step, text in steps.items()
    ]


def present_help_after_case_opening(page: CaseDetail) -> list[NextHelpItem]:
    """What helps in hands and tonight, before any form."""
    acts: list[tuple[str, str, str, tuple[str, ...]]] = [
        ("Give a go-bag", "New clothes and toiletries from a store near you.", "give_bag", ()),
        (
            "Add an offer now",
            "",
            "add_need",
            (),
        ),
        (
            "Write a safety plan",
            "In their words: what to do if it gets worse, and who to ring.",
            "safety_plan",
            (),
        ),
    ]
    if _has_unanswered_danger_questions(page):
        acts.insert(
            1,
            (
                "Ask the other danger questions",
                "Watched, children at risk, thoughts of self-harm.",
                "danger",
                (),
            ),
        )
    if page.age == "adult":
        acts.insert(
            1,
            (
                "Find a place tonight",
                "",
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
                "First, before anything else. Call the emergency duty team, then record it here.",
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
        "give_bag": "Give a go-bag",
        "place_tonight": "Find a place" if page.age == "adult" else "Call now",
        "safety_plan": "Write the plan",
        "record_event": "Record",
        "danger": "Ask now",
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


def _has_unanswered_danger_questions(page: CaseDetail) -> bool:
    """Whether one of the questions that opening a case leaves for later has no answer yet."""
    later = (RiskFactor.WATCHED, RiskFactor.CHILDREN, RiskFactor.SELF_HARM)
    return page.safety is not None and any(
        line.code in later and not line.asked_at for line in page.safety.worries
    )


def _describe_danger_answer(page: CaseDetail) -> str:
    """The answer about danger, and what else is alarming."""
    if page.safety is None:
        return ""
    more = [
        msg("{name}: {line}", name=line.name, line=lower_text(line.words))
        for line in page.safety.worries
        if line.alarming
    ]
    return join_texts([*([page.safety.danger_words] if page.safety.asked_at else []), *more], ". ")


def _describe_channel_answers(page: CaseDetail) -> str:
    known = {line.kind: line for line in page.channels or () if line.asked_at}
    if not known:
        return ""
    said = [
        msg("{kind}: {line}", kind=ContactChannelKind(kind).label, line=lower_text(line.words))
        for kind, line in known.items()
    ]
    return join_texts(said, ". ")
