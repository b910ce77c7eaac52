"""Referrals as each side may see them: to us, and ours to others. The same queries for 1 and for 100."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.states import REFERRAL_ANSWER_TRANSITIONS, ReferralAnswer, ReferralOutcome
from handrail.people.records.queries.visible_cases import visible_case_exists
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.today import today

MOST = 100
OPEN_ANSWERS = (ReferralAnswer.NONE_YET, ReferralAnswer.WAITING)


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral, as far as the reader may see it."""

    referral_id: UUID
    case_id: UUID
    reference: str
    called: str
    service: str
    service_id: int
    kind: str
    to: str
    to_id: int
    from_: str
    from_worker: str
    from_phone: str
    kinds: tuple[str, ...]
    not_open: tuple[str, ...]
    words: str
    sent_at: datetime.datetime
    days: int
    answer: str
    answer_words: str
    reason: str
    answered_at: datetime.datetime | None
    answered_by: str
    outcome: str
    outcome_words: str
    came_of_it: str
    outcome_at: datetime.datetime | None
    pro_bono: bool
    pro_bono_hours: int | None
    chased: int
    chased_on: datetime.date | None
    version: int
    inside: bool
    shown: frozenset[Kind]

    @property
    def moves(self) -> tuple[ReferralAnswer, ...]:
        """The answers that may follow."""
        return tuple(
            move
            for move in ReferralAnswer
            if move in REFERRAL_ANSWER_TRANSITIONS[ReferralAnswer(self.answer)]
            and move is not ReferralAnswer.TAKEN_BACK
        )

    @property
    def is_open(self) -> bool:
        """Whether something is still to be said."""
        return self.answer in OPEN_ANSWERS


def list_incoming_referrals(actor: Actor, *, open_only: bool) -> list[ReferralRow]:
    """Those sent to the actor's organisation of which something is open to them today, the longest waiting first."""
    return _list_visible(actor, _select_referrals(open_only).filter(to_body=actor.body_id), inside=False)


def list_outgoing_referrals(actor: Actor, *, open_only: bool) -> list[ReferralRow]:
    """Those of the cases on which the actor works, or that they lead, the longest waiting first."""
    ours = visible_case_exists(actor, Kind.SUPPORT, owner=actor.body_id)
    return _list_visible(actor, _select_referrals(open_only).filter(ours), inside=True)


def get_referral(actor: Actor, referral_id: UUID) -> ReferralRow | None:
    """One, for either side; None where it is not the actor's to see."""
    rows = _select_referrals(open_only=False).filter(pk=referral_id)
    ours = _list_visible(actor, rows, inside=True)
    return next(iter(ours or _list_visible(actor, rows.filter(to_body=actor.body_id), inside=False)), None)


def _select_referrals(open_only: bool) -> QuerySet[Referral]:
    related = (
        *("case__person", "case__owner", "to_body", "offer__service", "sent_by__body"),
        "answered_by",
    )
    rows = Referral.objects.select_related(*related).order_by("sent_at", "id")
    return rows.filter(answer__in=OPEN_ANSWERS) if open_only else rows


def _list_visible(actor: Actor, rows: QuerySet[Referral], *, inside: bool) -> list[ReferralRow]:
    found = list(rows[:MOST])
    files = [FileFacts(row.case_id, row.case.owner_id) for row in found]
    sights = policy.access_for_files(actor, files, today())
    return [
        _make_referral_row(row, case_access)
        for row in found
        if (case_access := sights.get(row.case_id)) and _may_see(case_access, inside)
    ]


def _may_see(case_access: CaseAccess, inside: bool) -> bool:
    """Of their own cases a worker needs the kind that referrals belong to; a body that was asked needs a way in."""
    return (case_access.inside and case_access.sees(Kind.SUPPORT)) if inside else True


def _make_referral_row(row: Referral, case_access: CaseAccess) -> ReferralRow:
    row.bind(
        case_access if case_access.inside else case_access.key_access
    )  # its words are addressed to the body that was asked
    told = {Kind(kind) for kind in row.kinds}
    named = case_access.inside or Kind.IDENTITY in told
    return ReferralRow(
        referral_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        called=row.case.person.called.open_for(case_access) if named else "",
        service=row.offer.service.name,
        service_id=row.offer.service_id,
        kind=row.offer.service.kind,
        to=row.to_body.name,
        to_id=row.to_body_id,
        from_=row.case.owner.name,
        from_worker=row.sent_by.name,
        from_phone=row.sent_by.work_phone,
        kinds=_get_kind_words(told),
        not_open=_get_kind_words(told - case_access.kinds) if not case_access.inside else (),
        words=row.words.open(),
        sent_at=row.sent_at,
        days=(timezone.localdate() - timezone.localtime(row.sent_at).date()).days,
        answer=row.answer,
        answer_words=ReferralAnswer(row.answer).label,
        reason=row.answer_words.open(),
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        outcome=row.outcome,
        outcome_words=ReferralOutcome(row.outcome).label if row.outcome else "",
        came_of_it=row.outcome_words.open(),
        outcome_at=row.outcome_at,
        pro_bono=row.pro_bono,
        pro_bono_hours=row.pro_bono_hours,
        chased=row.chased,
        chased_on=row.chased_on,
        version=row.version,
        inside=case_access.inside,
        shown=frozenset(case_access.shown),
    )


def _get_kind_words(kinds: Sequence[Kind] | set[Kind] | frozenset[Kind]) -> tuple[str, ...]:
    return tuple(kind.words for kind in SHAREABLE_KINDS if kind in kinds)


def get_open_kinds(case_id: UUID, body_id: int) -> frozenset[Kind]:
    """The kinds of information that are open to a body today, on any ground."""
    rows = Grant.objects.live(today()).filter(file=case_id, to_body=body_id).values_list("kinds", flat=True)
    return frozenset(Kind(kind) for kinds in rows for kind in kinds)
