"""From values to the words, tags and links of incidents, of pairs, and of the panels on the case page."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from django.urls import reverse

from handrail.people.cases.lifecycle.presenters.case_page import present_case
from handrail.people.cases.lifecycle.queries.case_detail import (
    ALL_PARTS,
    CaseDetail,
    CaseDetailPart,
    get_case_detail,
)
from handrail.people.matching.queries.case_joins_and_incident import (
    CaseJoinRow,
    CaseMatchingSummary,
    get_case_matching_summary,
)
from handrail.people.matching.queries.case_pairs import CasePairRow, PairedCaseForReader
from handrail.people.matching.queries.incidents import IncidentDetail, IncidentFactRow, IncidentPersonRow
from handrail.people.matching.queries.own_pair_sides import OwnOrganisationSideOfCasePairRow
from handrail.people.matching.text_choices import IncidentFactKind, PairVerdict
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

AGE_WORDS = {"adult": "Adult", "child": "Child", "unsure": "Age not sure"}
NATION_NAMES = {"england": "England", "wales": "Wales"}
VERDICT_MESSAGES = {
    PairVerdict.SAME: "Cases joined. Both stay as they are, and can be separated again.",
    PairVerdict.NOT_SAME: "Recorded: not the same person. You will not be asked about these two again.",
    PairVerdict.NOT_SURE: "Recorded: not sure. The cases stay separate and listed.",
}
VERDICT_STATES = {
    PairVerdict.ASKED: "unknown",
    PairVerdict.SAME: "met",
    PairVerdict.NOT_SAME: "declined",
    PairVerdict.NOT_SURE: "unknown",
}
JOINED_KINDS = frozenset(SHAREABLE_KINDS)


class MatchingPanel(TypedDict):
    """What the case page shows of links; `edits`: the reader may compare it with others."""

    links: CaseMatchingSummary
    edits: bool
    asked: str


class JoinedCaseContext(TypedDict, total=False):
    """A case that is joined to the page's; of a leading one only `line` and `leads`. Parts not open are left out."""

    line: CaseJoinRow
    leads: bool
    case: CaseDetail
    standing: Any
    events: Any
    consents: Any
    needs: Any
    clocks: Any
    who_rows: Any
    danger: Any
    acts: Any
    channels: Any
    safest: Any


class IncidentContext(TypedDict):
    """An incident's facts in order, and how many of its people the reader sees."""

    title: str
    rows: list[tuple[str, str]]
    facts: tuple[IncidentFactRow, ...]
    counted: str
    place: str


class IncidentPersonItem(NamedTuple):
    """One of the people whose case is open to the reader."""

    href: str
    called: str
    reference: str
    age: str
    phase: str
    danger: bool
    danger_words: str
    contact: str
    closed: bool


class OneCaseOfPairItem(NamedTuple):
    """One case of a pair, in short."""

    name: str
    reference: str
    href: str


class CasePairItem(NamedTuple):
    """A pair in a list, with the tag of its verdict."""

    own: OneCaseOfPairItem
    other: OneCaseOfPairItem
    href: str
    reasons: tuple[str, ...]
    state: str
    words: str
    decided: str
    because: str


class CasePairComparison(TypedDict):
    """Two cases side by side; each row is what, in the one, and in the other."""

    pair: CasePairRow
    own: PairedCaseForReader
    other: PairedCaseForReader
    rows: tuple[tuple[str, str, str], ...]
    reasons: tuple[str, ...]
    reference: str


class OwnSideOfCasePairItem(NamedTuple):
    """One's own side of a pair across organisations. Links are empty where the reader may not open the case."""

    line: OwnOrganisationSideOfCasePairRow
    called: str
    href: str
    case_href: str
    share_href: str
    state: str
    words: str


def build_matching_panel(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> MatchingPanel | None:
    """What the case page says beside the case itself, or nothing."""
    links = get_case_matching_summary(case_access, known)
    edits = (
        case_access.inside and case_access.may(Permission.EDIT_PERSON) and Kind.IDENTITY in case_access.kinds
    )
    if not (links.incident or links.copied or links.police or edits):
        return None
    return {"links": links, "edits": edits, "asked": _describe_possible_matches(links.likes)}


def build_joined_case_contexts_and_record_reads(
    joins: Sequence[CaseJoinRow],
    now: datetime.datetime,
    parts: Collection[CaseDetailPart] = ALL_PARTS,
) -> list[JoinedCaseContext]:
    """The cases that are joined to this one, each as far as the reader may see it; each read is recorded.

    Args:
        joins: of the case whose page is shown.
        now: the moment of the page.
        parts: what the page shows of each other case; where it is nothing, only the joins are told.

    Returns:
        One for each join, in their order.
    """
    return [_build_joined_case_context_and_record_read(line, now, parts) for line in joins]


def get_reference_of_leading_case(joins: Sequence[CaseJoinRow]) -> str:
    """The reference of the case that leads this one, empty where none does or the reader does not work on both."""
    return next((line.reference for line in joins if not line.leads), "")


def _build_joined_case_context_and_record_read(
    line: CaseJoinRow, now: datetime.datetime, parts: Collection[CaseDetailPart]
) -> JoinedCaseContext:
    """The other case's own parts. Where this one is the other, that is all that is said: its own page is open."""
    told = JoinedCaseContext(line=line, leads=line.leads)
    if not line.leads or not parts:
        return told
    page = get_case_detail(line.case_access, now, kinds=JOINED_KINDS, parts=parts)
    shown = present_case(page, line.case_access, now)
    told |= JoinedCaseContext(
        case=page,
        standing=page.standing,
        events=shown["events"],
        consents=shown["consents"],
        needs=shown["needs"],
        clocks=shown["clocks"],
        who_rows=shown["who_rows"],
    )
    told |= _build_safety_part_of_joined_case_context(page, shown)
    write_read_records_of_files(
        who=line.case_access.actor.who,
        verb="viewed: joined case",
        about=[line.other_id],
        shown=sorted(kind.value for kind in line.case_access.shown),
    )
    return told


def _build_safety_part_of_joined_case_context(
    page: CaseDetail, shown: Mapping[str, Any]
) -> JoinedCaseContext:
    """What the other case says of danger and of safe ways, as far as anybody asked: it is the same person's."""
    safety, told = page.safety, JoinedCaseContext()
    if safety and (safety.asked_at or safety.number or any(line.asked_at for line in safety.worries)):
        told |= JoinedCaseContext(danger=shown["danger"], acts=shown["safety_acts"])
    if page.safest or any(line.asked_at or line.because for line in page.channels or ()):
        told |= JoinedCaseContext(channels=shown["channels"], safest=shown["safest"])
    return told


def _describe_possible_matches(likes: int) -> str:
    if not likes:
        return ""
    return (
        "1 case may be for the same person."
        if likes == 1
        else msg("{likes} cases may be for the same person.", likes=likes)
    )


def build_incident_context(page: IncidentDetail) -> IncidentContext:
    """The incident's facts in order, and how many of its people the reader sees."""
    incident, nation = page.incident, NATION_NAMES[page.incident.jurisdiction]
    at = datetime.datetime.combine(incident.happened_on, incident.happened_at)
    when = msg(
        "{happened_on}, {at}",
        happened_on=formatting.format_long_day(incident.happened_on),
        at=formatting.format_time(at),
    )
    area = (
        msg("{area}, {jurisdiction}", area=incident.area.name, jurisdiction=nation)
        if incident.area
        else nation
    )
    places = [line.words for line in page.facts if line.fact.kind == IncidentFactKind.PLACE]
    return {
        "title": msg("Incident of {happened_on}", happened_on=formatting.format_day(incident.happened_on)),
        "rows": [
            ("When", when),
            ("Police force area", area),
            ("How it was discovered", incident.get_came_to_light_display()),
        ],
        "facts": page.facts,
        "counted": _describe_people_count_for_holders(page),
        "place": places[-1] if places else "",
    }


def _describe_people_count_for_holders(page: IncidentDetail) -> str:
    """How many were found, for those who hold the incident; for others not even that there were more."""
    if page.count is None:
        return ""
    if len(page.people) == page.count:
        return formatting.plural(page.count, "person", "people")
    return msg(
        "{persons}, {people} in cases you can open",
        persons=formatting.plural(page.count, "person", "people"),
        people=len(page.people),
    )


def build_incident_person_item(line: IncidentPersonRow) -> IncidentPersonItem:
    """One of the people whose case is open to the reader."""
    return IncidentPersonItem(
        href=reverse("case", args=[line.reference]),
        called=line.called or line.reference,
        reference=line.reference,
        age=AGE_WORDS.get(line.age, "Adult or child: not asked"),
        phase=line.phase,
        danger=line.danger
        in (
            ImmediateDangerOrInjuryAnswer.IN_DANGER,
            ImmediateDangerOrInjuryAnswer.HURT,
            ImmediateDangerOrInjuryAnswer.BOTH,
        ),
        danger_words=ImmediateDangerOrInjuryAnswer(line.danger).label if line.danger else "",
        contact=line.contact,
        closed=line.closed,
    )


def list_incident_fact_choices(page: IncidentDetail) -> list[tuple[str, str]]:
    """The facts that can be copied: number and words."""
    return [
        (str(line.fact.pk), msg("{name}: {fact}", name=line.fact.get_kind_display(), fact=line.words))
        for line in page.facts
    ]


def list_writable_case_choices(page: IncidentDetail) -> list[tuple[str, str]]:
    """The people into whose case the reader may write: number, name and reference."""
    return [
        (
            str(line.case_id),
            msg("{called}, {reference}", called=line.called or "No name yet", reference=line.reference),
        )
        for line in page.people
        if line.may_write
    ]


def describe_incident_facts_written_to_cases(written: int, there: int) -> str:
    """How much was written, and what was there already."""
    said = msg("{facts} copied.", facts=formatting.plural(written, "fact"))
    return msg("{said} {there} was already there.", said=said, there=there) if there else said


def build_case_pair_item(line: CasePairRow, reference: str) -> CasePairItem:
    """One line of a list of pairs."""
    own, other = line.beside(reference)
    return CasePairItem(
        own=_build_one_case_of_pair_item(own),
        other=_build_one_case_of_pair_item(other),
        href=reverse("compare", args=[own.reference, line.pair.pk]),
        reasons=line.reasons,
        state="met" if line.joined else VERDICT_STATES[PairVerdict(line.pair.verdict)],
        words="Joined" if line.joined else line.pair.get_verdict_display(),
        decided=msg(
            "{decided_by}, {decided_at}",
            decided_by=line.pair.changed_by.name,
            decided_at=formatting.format_day(line.pair.changed_at),
        )
        if line.pair.changed_by
        else "",
        because=line.because,
    )


def _build_one_case_of_pair_item(one: PairedCaseForReader) -> OneCaseOfPairItem:
    name = one.called or one.full_name or ("Erased case" if one.erased else "No name yet")
    return OneCaseOfPairItem(name, one.reference, reverse("case", args=[one.reference]))


def build_case_pair_comparison(line: CasePairRow, reference: str) -> CasePairComparison:
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
        ("Where they are now", _describe_phase_of_paired_case(own), _describe_phase_of_paired_case(other)),
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


def _describe_phase_of_paired_case(one: PairedCaseForReader) -> str:
    return msg("{phase} the NRM", phase=formatting.capitalise_first(one.phase)) if one.phase else ""


def list_leading_case_choices(line: CasePairRow) -> list[tuple[str, str]]:
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


def build_own_side_of_case_pair_item(line: OwnOrganisationSideOfCasePairRow) -> OwnSideOfCasePairItem:
    """One's own case, one's own answer, and the other organisation once both agreed."""
    if line.other:
        state, said = "met", "Both agreed to speak"
    elif line.side.answer:
        state, said = "waiting", "The other organisation has not agreed"
    else:
        state, said = "unknown", "Waiting for your organisation’s answer"
    return OwnSideOfCasePairItem(
        line=line,
        called=line.called or line.reference,
        href=reverse("likeness", args=[line.side.pk]),
        case_href=reverse("case", args=[line.reference]) if line.may_open else "",
        share_href=reverse("share", args=[line.reference]) if line.may_open else "",
        state=state,
        words=said,
    )
