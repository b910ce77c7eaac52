"""From values to the words, tags and links of incidents, of pairs, and of the panels on the case page."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record_reads
from handrail.casework.case.states import Danger
from handrail.casework.whole.queries.case_page import CasePage, case_page
from handrail.kernel.saying import say
from handrail.linking.queries.incidents import IncidentPage, PersonLine
from handrail.linking.queries.of_case import JoinLine, links_of
from handrail.linking.queries.pairs import OneOf, PairLine
from handrail.linking.queries.sides import SideLine
from handrail.linking.states import FactKind, Verdict
from handrail.web.cases import present as cases
from handrail.web.design import words

AGES = {"adult": "Adult", "child": "Child", "unsure": "Age not sure"}
NATIONS = {"england": "England", "wales": "Wales"}
SAID = {
    Verdict.SAME: "The cases are joined. Both stay as they are, and can be parted again.",
    Verdict.NOT_SAME: "Recorded: not the same person. We will not ask about these two again.",
    Verdict.NOT_SURE: "Recorded: not sure. The two stay apart, and stay listed until somebody knows.",
}
STATES = {
    Verdict.ASKED: "unknown",
    Verdict.SAME: "met",
    Verdict.NOT_SAME: "declined",
    Verdict.NOT_SURE: "unknown",
}
SHOWN_TOGETHER = frozenset(
    {Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.PATHWAY, Kind.CONSENT, Kind.SUPPORT}
)


def case_panel(sight: Sight, now: datetime.datetime) -> dict[str, Any] | None:
    """What the case page says beside the case itself, or nothing. Two statements for a case without any of it."""
    links = links_of(sight)
    edits = sight.inside and sight.may(Permission.EDIT_PERSON) and Kind.IDENTITY in sight.kinds
    if not (links.incident or links.copied or links.police or edits):
        return None
    return {"links": links, "edits": edits, "asked": _asked(links.likes)}


def joined(joins: Sequence[JoinLine], now: datetime.datetime) -> list[dict[str, Any]]:
    """The cases that are joined to this one, each as far as its own door opens it, each look written down."""
    return [_together(line, now) for line in joins]


def leads_to(joins: Sequence[JoinLine]) -> str:
    """The reference of the case that leads this one, empty where none does or the reader does not work on both."""
    return next((line.reference for line in joins if not line.leads), "")


def _together(line: JoinLine, now: datetime.datetime) -> dict[str, Any]:
    """The other case's own parts. Where this one is the other, that is all that is said: its own page is open."""
    told: dict[str, Any] = {"line": line, "leads": line.leads}
    if not line.leads:
        return told
    page = case_page(line.sight, now, kinds=SHOWN_TOGETHER)
    shown = cases.case(page, line.sight, now)
    told |= {name: shown[name] for name in ("events", "consents", "needs", "clocks", "who_rows")}
    told |= {"case": page, "standing": page.standing} | _danger_of(page, shown)
    record_reads(
        who=line.sight.actor.who,
        verb="looked at: joined case",
        about=[line.other_id],
        shown=sorted(kind.value for kind in line.sight.shown),
    )
    return told


def _danger_of(page: CasePage, shown: dict[str, Any]) -> dict[str, Any]:
    """What the other case says of danger and of safe ways, as far as anybody asked: it is the same person's."""
    safety, told = page.safety, dict[str, Any]()
    if safety and (safety.asked_at or safety.number or any(line.asked_at for line in safety.worries)):
        told |= {"danger": shown["danger"], "acts": shown["safety_acts"]}
    if page.safest or any(line.asked_at or line.because for line in page.channels or ()):
        told |= {"channels": shown["channels"], "safest": shown["safest"]}
    return told


def _asked(likes: int) -> str:
    if not likes:
        return ""
    return (
        "1 case may be the same person’s."
        if likes == 1
        else say("{likes} cases may be the same person’s.", likes=likes)
    )


def incident(page: IncidentPage) -> dict[str, Any]:
    """The incident's facts in order, and how many of its people the reader sees."""
    by_kind = {fact.kind: fact for fact in page.facts if fact.kind != FactKind.LATER}
    at = datetime.datetime.combine(page.happened_on, page.happened_at)
    first = [
        (
            "When",
            say("{happened_on}, {at}", happened_on=words.long_day(page.happened_on), at=words.clock_time(at)),
        ),
        (
            "Police force area",
            say("{area}, {jurisdiction}", area=page.area, jurisdiction=NATIONS[page.jurisdiction])
            if page.area
            else NATIONS[page.jurisdiction],
        ),
        ("How it came to light", page.came_to_light),
    ]
    return {
        "title": say("Incident of {happened_on}", happened_on=words.day(page.happened_on)),
        "rows": first,
        "facts": page.facts,
        "counted": _counted(page),
        "place": by_kind[FactKind.PLACE].words if FactKind.PLACE in by_kind else "",
    }


def _counted(page: IncidentPage) -> str:
    """How many were found, for those who hold the incident; for others not even that there were more."""
    if page.count is None:
        return ""
    if len(page.people) == page.count:
        return words.plural(page.count, "person", "people")
    return say(
        "{persons}, {people} of them in cases that are open to you",
        persons=words.plural(page.count, "person", "people"),
        people=len(page.people),
    )


def person(line: PersonLine) -> dict[str, Any]:
    """One of the people whose case is open to the reader."""
    return {
        "href": reverse("case", args=[line.reference]),
        "called": line.called or line.reference,
        "reference": line.reference,
        "age": AGES.get(line.age, "Adult or child: not asked"),
        "phase": line.phase,
        "danger": line.danger in (Danger.IN_DANGER, Danger.HURT, Danger.BOTH),
        "danger_words": Danger(line.danger).label if line.danger else "",
        "contact": line.contact,
        "closed": line.closed,
    }


def to_copy(page: IncidentPage) -> dict[str, Any]:
    """The choices of the form that copies facts."""
    return {
        "known": [
            (str(fact.fact_id), say("{name}: {fact}", name=fact.name, fact=fact.words)) for fact in page.facts
        ],
        "people": [
            (
                str(line.case_id),
                say("{called}, {reference}", called=line.called or "No name yet", reference=line.reference),
            )
            for line in page.people
            if line.may_write
        ],
    }


def copied(written: int, there: int) -> str:
    """How much was written, and what was there already."""
    said = say("{facts} written, each with that person’s own key.", facts=words.plural(written, "fact"))
    return say("{said} {there} stood there already.", said=said, there=there) if there else said


def pair(line: PairLine, reference: str) -> dict[str, Any]:
    """One line of a list of pairs."""
    own, other = line.beside(reference)
    return {
        "own": _short(own),
        "other": _short(other),
        "href": reverse("compare", args=[own.reference, line.pair_id]),
        "reasons": line.reasons,
        "state": "met" if line.joined else STATES[Verdict(line.verdict)],
        "words": "Joined" if line.joined else line.verdict_words,
        "decided": say(
            "{decided_by}, {decided_at}", decided_by=line.decided_by, decided_at=words.day(line.decided_at)
        )
        if line.decided_at
        else "",
        "because": line.because,
    }


def _short(one: OneOf) -> dict[str, Any]:
    name = one.called or one.full_name or ("Case that was erased" if one.erased else "No name yet")
    return {"name": name, "reference": one.reference, "href": reverse("case", args=[one.reference])}


def side_by_side(line: PairLine, reference: str) -> dict[str, Any]:
    """Both cases, row by row; what differs is said in words."""
    own, other = line.beside(reference)
    rows = (
        ("Called", own.called, other.called),
        ("Full name", own.full_name, other.full_name),
        ("Born", words.day(own.born), words.day(other.born)),
        ("Adult or child", own.age, other.age),
        ("Language", own.language, other.language),
        ("Interpreter", own.interpreter, other.interpreter),
        ("Where they are now", own.where_now, other.where_now),
        ("Police force area", own.area, other.area),
        ("Point of contact", own.contact, other.contact),
        ("Opened", words.day(own.opened_at), words.day(other.opened_at)),
        ("Where they stand", _phase(own), _phase(other)),
        ("Case", "Closed" if own.closed else "Open", "Closed" if other.closed else "Open"),
    )
    return {
        "pair": line,
        "own": own,
        "other": other,
        "rows": rows,
        "reasons": line.reasons,
        "reference": reference,
    }


def _phase(one: OneOf) -> str:
    return say("{phase} the NRM", phase=words.capital(one.phase)) if one.phase else ""


def to_choose(line: PairLine) -> list[tuple[str, str]]:
    """The two cases, to choose which leads."""
    return [
        (
            str(one.case_id),
            say(
                "{reference}: {called}, opened {opened_at}",
                reference=one.reference,
                called=one.called or "no name yet",
                opened_at=words.day(one.opened_at),
            ),
        )
        for one in sorted((line.one, line.two), key=lambda one: one.opened_at)
    ]


def side(line: SideLine) -> dict[str, Any]:
    """One's own case, one's own answer, and the other organisation once both agreed."""
    if line.other:
        state, said = "met", "Both agreed to speak"
    elif line.answer:
        state, said = "waiting", "The other organisation has not agreed"
    else:
        state, said = "unknown", "Waits for your organisation’s answer"
    return {
        "line": line,
        "called": line.called or line.reference,
        "href": reverse("likeness", args=[line.side_id]),
        "case_href": reverse("case", args=[line.reference]) if line.may_open else "",
        "share_href": reverse("share", args=[line.reference]) if line.may_open else "",
        "state": state,
        "words": said,
    }
