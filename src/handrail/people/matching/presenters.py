"""From values to the words, tags and links of incidents, of pairs, and of the panels on the case page."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from handrail.people.cases.lifecycle.presenters.case import present_case
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.matching.queries.case_links import CaseJoinRow, get_case_links
from handrail.people.matching.queries.incidents import IncidentDetail, IncidentPersonRow
from handrail.people.matching.queries.pairs import CasePairRow, PairCase
from handrail.people.matching.queries.sides import PairSideRow
from handrail.people.matching.states import FactKind, PairVerdict
from handrail.people.records.queries.known import NOTHING, Known
from handrail.people.records.states import Danger
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

AGE_WORDS = {"adult": "Adult", "child": "Child", "unsure": "Age not sure"}
NATION_NAMES = {"england": "England", "wales": "Wales"}
VERDICT_MESSAGES = {
    PairVerdict.SAME: "The cases are joined. Both stay as they are, and can be parted again.",
    PairVerdict.NOT_SAME: "Recorded: not the same person. We will not ask about these two again.",
    PairVerdict.NOT_SURE: "Recorded: not sure. The two stay apart, and stay listed until somebody knows.",
}
VERDICT_STATES = {
    PairVerdict.ASKED: "unknown",
    PairVerdict.SAME: "met",
    PairVerdict.NOT_SAME: "declined",
    PairVerdict.NOT_SURE: "unknown",
}
JOINED_KINDS = frozenset({Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.PATHWAY, Kind.CONSENT, Kind.SUPPORT})


def build_case_panel(
    case_access: CaseAccess, now: datetime.datetime, known: Known = NOTHING
) -> dict[str, Any] | None:
    """What the case page says beside the case itself, or nothing."""
    links = get_case_links(case_access, known)
    edits = (
        case_access.inside and case_access.may(Permission.EDIT_PERSON) and Kind.IDENTITY in case_access.kinds
    )
    if not (links.incident or links.copied or links.police or edits):
        return None
    return {"links": links, "edits": edits, "asked": _describe_matches(links.likes)}


def build_joined_cases(joins: Sequence[CaseJoinRow], now: datetime.datetime) -> list[dict[str, Any]]:
    """The cases that are joined to this one, each as far as its own door opens it, each look written down."""
    return [_build_joined_case(line, now) for line in joins]


def get_leading_reference(joins: Sequence[CaseJoinRow]) -> str:
    """The reference of the case that leads this one, empty where none does or the reader does not work on both."""
    return next((line.reference for line in joins if not line.leads), "")


def _build_joined_case(line: CaseJoinRow, now: datetime.datetime) -> dict[str, Any]:
    """The other case's own parts. Where this one is the other, that is all that is said: its own page is open."""
    told: dict[str, Any] = {"line": line, "leads": line.leads}
    if not line.leads:
        return told
    page = get_case_detail(line.case_access, now, kinds=JOINED_KINDS)
    shown = present_case(page, line.case_access, now)
    told |= {name: shown[name] for name in ("events", "consents", "needs", "clocks", "who_rows")}
    told |= {"case": page, "standing": page.standing} | _build_danger(page, shown)
    record_reads(
        who=line.case_access.actor.who,
        verb="looked at: joined case",
        about=[line.other_id],
        shown=sorted(kind.value for kind in line.case_access.shown),
    )
    return told


def _build_danger(page: CaseDetail, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What the other case says of danger and of safe ways, as far as anybody asked: it is the same person's."""
    safety, told = page.safety, dict[str, Any]()
    if safety and (safety.asked_at or safety.number or any(line.asked_at for line in safety.worries)):
        told |= {"danger": shown["danger"], "acts": shown["safety_acts"]}
    if page.safest or any(line.asked_at or line.because for line in page.channels or ()):
        told |= {"channels": shown["channels"], "safest": shown["safest"]}
    return told


def _describe_matches(likes: int) -> str:
    if not likes:
        return ""
    return (
        "1 case may be the same person’s."
        if likes == 1
        else msg("{likes} cases may be the same person’s.", likes=likes)
    )


def build_incident(page: IncidentDetail) -> dict[str, Any]:
    """The incident's facts in order, and how many of its people the reader sees."""
    by_kind = {fact.kind: fact for fact in page.facts if fact.kind != FactKind.LATER}
    at = datetime.datetime.combine(page.happened_on, page.happened_at)
    first = [
        (
            "When",
            msg(
                "{happened_on}, {at}",
                happened_on=formatting.format_long_day(page.happened_on),
                at=formatting.format_time(at),
            ),
        ),
        (
            "Police force area",
            msg("{area}, {jurisdiction}", area=page.area, jurisdiction=NATION_NAMES[page.jurisdiction])
            if page.area
            else NATION_NAMES[page.jurisdiction],
        ),
        ("How it came to light", page.came_to_light),
    ]
    return {
        "title": msg("Incident of {happened_on}", happened_on=formatting.format_day(page.happened_on)),
        "rows": first,
        "facts": page.facts,
        "counted": _describe_count(page),
        "place": by_kind[FactKind.PLACE].words if FactKind.PLACE in by_kind else "",
    }


def _describe_count(page: IncidentDetail) -> str:
    """How many were found, for those who hold the incident; for others not even that there were more."""
    if page.count is None:
        return ""
    if len(page.people) == page.count:
        return formatting.plural(page.count, "person", "people")
    return msg(
        "{persons}, {people} of them in cases that are open to you",
        persons=formatting.plural(page.count, "person", "people"),
        people=len(page.people),
    )


def build_person(line: IncidentPersonRow) -> dict[str, Any]:
    """One of the people whose case is open to the reader."""
    return {
        "href": reverse("case", args=[line.reference]),
        "called": line.called or line.reference,
        "reference": line.reference,
        "age": AGE_WORDS.get(line.age, "Adult or child: not asked"),
        "phase": line.phase,
        "danger": line.danger in (Danger.IN_DANGER, Danger.HURT, Danger.BOTH),
        "danger_words": Danger(line.danger).label if line.danger else "",
        "contact": line.contact,
        "closed": line.closed,
    }


def get_copy_choices(page: IncidentDetail) -> dict[str, Any]:
    """The choices of the form that copies facts."""
    return {
        "known": [
            (str(fact.fact_id), msg("{name}: {fact}", name=fact.name, fact=fact.words)) for fact in page.facts
        ],
        "people": [
            (
                str(line.case_id),
                msg("{called}, {reference}", called=line.called or "No name yet", reference=line.reference),
            )
            for line in page.people
            if line.may_write
        ],
    }


def describe_copied(written: int, there: int) -> str:
    """How much was written, and what was there already."""
    said = msg("{facts} written, each with that person’s own key.", facts=formatting.plural(written, "fact"))
    return msg("{said} {there} stood there already.", said=said, there=there) if there else said


def build_pair(line: CasePairRow, reference: str) -> dict[str, Any]:
    """One line of a list of pairs."""
    own, other = line.beside(reference)
    return {
        "own": _build_short_case(own),
        "other": _build_short_case(other),
        "href": reverse("compare", args=[own.reference, line.pair_id]),
        "reasons": line.reasons,
        "state": "met" if line.joined else VERDICT_STATES[PairVerdict(line.verdict)],
        "words": "Joined" if line.joined else line.verdict_words,
        "decided": msg(
            "{decided_by}, {decided_at}",
            decided_by=line.decided_by,
            decided_at=formatting.format_day(line.decided_at),
        )
        if line.decided_at
        else "",
        "because": line.because,
    }


def _build_short_case(one: PairCase) -> dict[str, Any]:
    name = one.called or one.full_name or ("Case that was erased" if one.erased else "No name yet")
    return {"name": name, "reference": one.reference, "href": reverse("case", args=[one.reference])}


def build_comparison(line: CasePairRow, reference: str) -> dict[str, Any]:
    """Both cases, row by row; what differs is said in words."""
    own, other = line.beside(reference)
    rows = (
        ("Called", own.called, other.called),
        ("Full name", own.full_name, other.full_name),
        ("Born", formatting.format_day(own.born), formatting.format_day(other.born)),
        ("Adult or child", own.age, other.age),
        ("Language", own.language, other.language),
        ("Interpreter", own.interpreter, other.interpreter),
        ("Where they are now", own.where_now, other.where_now),
        ("Police force area", own.area, other.area),
        ("Point of contact", own.contact, other.contact),
        ("Opened", formatting.format_day(own.opened_at), formatting.format_day(other.opened_at)),
        ("Where they stand", _describe_phase(own), _describe_phase(other)),
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


def _describe_phase(one: PairCase) -> str:
    return msg("{phase} the NRM", phase=formatting.capitalise_first(one.phase)) if one.phase else ""


def get_leading_choices(line: CasePairRow) -> list[tuple[str, str]]:
    """The two cases, to choose which leads."""
    return [
        (
            str(one.case_id),
            msg(
                "{reference}: {called}, opened {opened_at}",
                reference=one.reference,
                called=one.called or "no name yet",
                opened_at=formatting.format_day(one.opened_at),
            ),
        )
        for one in sorted((line.one, line.two), key=lambda one: one.opened_at)
    ]


def build_side(line: PairSideRow) -> dict[str, Any]:
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
