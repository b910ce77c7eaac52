"""What the person agreed to, and the reports prepared when they said no to the NRM."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.records.models import Case, Consent, Person
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ConsentMatter,
    ContactChannelKind,
    InterpretationMode,
    OwnOrBestInterestsDecision,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT

CHANNEL_WORDS: Final = {
    ContactChannelKind.CALL: "Contact by phone",
    ContactChannelKind.TEXT: "Contact by text",
    ContactChannelKind.WHATSAPP: "Contact by WhatsApp",
    ContactChannelKind.EMAIL: "Contact by email",
    ContactChannelKind.LETTER: "Contact by letter",
    ContactChannelKind.IN_PERSON: "Contact in person",
}


@dataclass(frozen=True, slots=True)
class BodyAccessGrantSummary:
    """What is open to a body by one grant."""

    body_code: str
    ground: GrantGround
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """The newest answer on one matter."""

    matter: str
    words: str
    said: str
    said_words: str
    to_body: str
    kinds: tuple[str, ...]
    asked_on: datetime.date
    asked_by: str
    interpreter: str
    capacity: str
    own_words: str
    until: datetime.date | None
    channel: str = ""
    circle: str = "not_asked"
    adds: bool = False
    of_child: bool = False
    best_interests: bool = False
    decided_by: str = ""
    decided_why: str = ""
    through: str = ""
    interpreted_by: str = ""
    asker: str = ""
    to_body_code: str = ""
    is_enforcement: bool = False
    yes_since: datetime.date | None = None  # of local support: the first yes that was never taken back


@dataclass(frozen=True, slots=True)
class ConsentHistory:
    """One question: what stands today, and every answer to it, newest first."""

    now: ConsentRow
    all: tuple[ConsentRow, ...]


@dataclass(frozen=True, slots=True)
class DutyToNotifyReportRow:
    """A Duty to Notify report as prepared."""

    notification_id: UUID
    co_operates: bool
    gender: str
    nationality: str
    reason: str
    account: str
    crime_reference: str
    prepared_at: datetime.datetime
    prepared_by: str
    sent_on: datetime.date | None


def list_current_consent_answers(rows: Sequence[Consent]) -> tuple[ConsentRow, ...]:
    """What stands today on each matter, to each body and of each way to reach them.

    Args:
        rows: the answers of one case, oldest first, bound to the reader.

    Returns:
        One row a question that was asked, in the order of the matters.
    """
    lines = [
        _merge_answers_to_current_consent(answers) for answers in _group_consents_by_question(rows).values()
    ]
    order = list(ConsentMatter)
    return tuple(sorted(lines, key=lambda line: order.index(ConsentMatter(line.matter))))


def list_consent_histories(rows: Sequence[Consent]) -> tuple[ConsentHistory, ...]:
    """Each question with what stands today and every answer ever given.

    Args:
        rows: the answers of one case, oldest first, bound to the reader.

    Returns:
        One history a question that was asked, in the order of the matters; its answers newest first.
    """
    order = list(ConsentMatter)
    found = [
        ConsentHistory(
            _merge_answers_to_current_consent(answers),
            tuple(_make_consent_row(row) for row in reversed(answers)),
        )
        for answers in _group_consents_by_question(rows).values()
    ]
    return tuple(sorted(found, key=lambda asked: order.index(ConsentMatter(asked.now.matter))))


def list_consent_histories_of_case(case_access: CaseAccess) -> tuple[ConsentHistory, ...]:
    """The same for one case, as far as it is open to its reader.

    Returns:
        One history a question that was asked. Two statements.
    """
    case = Case.objects.get(pk=case_access.file_id)
    rows = Consent.objects.not_taken_back_for_case(case).select_related("to_body", "asked_by", "interpreter")
    return list_consent_histories(list(rows.order_by("id").opened_for(case_access)))


def find_refusal_of_sharing(case_access: CaseAccess, body_code: str) -> ConsentRow | None:
    """What the person said last about sharing with a body, where that was no or took a yes back. Two statements.

    Args:
        case_access: of the reader; nothing is told to whoever may not see what was agreed to.
        body_code: the body.
    """
    if Kind.CONSENT not in case_access.kinds:
        return None
    asked = [one.now for one in list_consent_histories_of_case(case_access)]
    refusals = (ConsentAnswer.NO, ConsentAnswer.WITHDRAWN)
    return next((row for row in asked if row.to_body_code == body_code and row.said in refusals), None)


def _group_consents_by_question(rows: Sequence[Consent]) -> dict[tuple[str, int | None, str], list[Consent]]:
    """The answers to each question, oldest first."""
    asked: dict[tuple[str, int | None, str], list[Consent]] = {}
    for row in rows:
        asked.setdefault((row.matter, row.to_body_id, row.channel), []).append(row)
    return asked


def _merge_answers_to_current_consent(answers: Sequence[Consent]) -> ConsentRow:
    """The newest answer; where a yes was added to another, both kinds of information stand until taken back."""
    held: dict[int | None, Consent] = {}
    for row in answers:
        if row.said == ConsentAnswer.YES:
            held = {**held, row.grant_id: row} if row.adds else {row.grant_id: row}
        elif row.said == ConsentAnswer.WITHDRAWN and row.grant_id in held and row.grant_id is not None:
            del held[row.grant_id]
        else:
            held = {}
    if not held:
        return _make_consent_row(answers[-1])
    opened = {kind for row in held.values() for kind in row.kinds}
    kinds = tuple(kind.words for kind in Kind if kind.value in opened)
    newest = _make_consent_row(next(reversed(held.values())))
    return replace(newest, kinds=kinds, yes_since=_find_first_lasting_yes(answers))


def _find_first_lasting_yes(answers: Sequence[Consent]) -> datetime.date | None:
    since: datetime.date | None = None
    for row in answers:
        if row.matter == ConsentMatter.LOCAL_SUPPORT and row.said == ConsentAnswer.YES:
            since = since or row.asked_on
        else:
            since = None
    return since


def _make_consent_row(row: Consent) -> ConsentRow:
    return ConsentRow(
        matter=row.matter,
        words=CHANNEL_WORDS[ContactChannelKind(row.channel)]
        if row.channel
        else ConsentMatter(row.matter).label,
        said=row.said,
        said_words=ConsentAnswer(row.said).label,
        to_body=row.to_body.name if row.to_body else "",
        kinds=tuple(Kind(kind).words for kind in row.kinds),
        asked_on=row.asked_on,
        asked_by=row.asked_by.name,
        interpreter=row.interpreter.name if row.interpreter else "",
        capacity=OwnOrBestInterestsDecision(row.capacity).label,
        own_words=row.words.open(),
        until=row.until,
        channel=row.channel,
        circle=row.circle,
        adds=row.adds,
        of_child=row.of_child,
        best_interests=row.capacity == OwnOrBestInterestsDecision.BEST_INTERESTS,
        decided_by=row.decided_by.open(),
        decided_why=row.decided_why.open(),
        through=row.through,
        interpreted_by=row.interpreted_by.open(),
        asker=row.asker.open(),
        to_body_code=row.to_body.code if row.to_body else "",
        is_enforcement=row.to_body is not None and row.to_body.kind == IMMIGRATION_ENFORCEMENT,
    )


def find_last_interpretation(case_access: CaseAccess) -> dict[str, str]:
    """Who interpreted when the person was last asked something, to begin the next answer with. Two statements at most.

    Returns:
        By the names of the form: how, the language's tag, the interpreter's name. Not whether the two know each other,
        which is asked each time. Where no language was said, the one that the person speaks best, without the rest.
        Empty where neither is known, or where the reader may not see what they agreed to.
    """
    if Kind.CONSENT not in case_access.kinds:
        return {}
    rows = Consent.objects.filter(case=case_access.file_id)
    rows = rows.exclude(through=InterpretationMode.NOT_SAID, interpreter=None)
    last = rows.select_related("interpreter").order_by("-id").opened_for(case_access).first()
    if last is not None and last.through == InterpretationMode.SHARED:
        return {"through": last.through, "interpreter": "", "interpreted_by": ""}
    if last is not None and last.interpreter:
        return {
            "through": last.through,
            "interpreter": last.interpreter.tag,
            "interpreted_by": last.interpreted_by.open(),
        }
    best = Person.objects.filter(pk=case_access.file_id).values_list("language", flat=True).first()
    return {"interpreter": best} if best else {}


def list_live_access_grants_to_bodies(case_id: UUID) -> list[BodyAccessGrantSummary]:
    """What each body may see today, on every ground. One statement."""
    rows = Grant.objects.live(today()).filter(file=case_id, to_body__isnull=False)
    return [
        BodyAccessGrantSummary(code, GrantGround(ground), frozenset(map(Kind, kinds)))
        for code, ground, kinds in rows.values_list("to_body__code", "ground", "kinds")
    ]


def list_duty_to_notify_report_rows(case: Case, case_access: CaseAccess) -> tuple[DutyToNotifyReportRow, ...]:
    """The reports prepared for the case.

    Returns:
        Newest first, their words as far as they are open to the reader. One statement.
    """
    return tuple(
        map(
            _make_duty_to_notify_report_row,
            bind_rows_to_access(_select_duty_to_notify_reports(case.pk), case_access),
        )
    )


def _select_duty_to_notify_reports(case: UUID) -> QuerySet[DutyToNotifyReport]:
    rows = DutyToNotifyReport.objects.filter(case=case)
    return rows.select_related("prepared_by", "sent_event").order_by("-id")


def _make_duty_to_notify_report_row(row: DutyToNotifyReport) -> DutyToNotifyReportRow:
    return DutyToNotifyReportRow(
        notification_id=row.pk,
        co_operates=row.co_operates,
        gender=row.gender,
        nationality=row.nationality.open(),
        reason=row.reason.open(),
        account=row.account.open(),
        crime_reference=row.crime_reference.open(),
        prepared_at=row.prepared_at,
        prepared_by=row.prepared_by.name,
        sent_on=row.sent_event.at if row.sent_event else None,
    )
