"""Referrals as each side may see them: to us, and ours to others. The same queries for 1 and for 100."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import FETCH_RAISE, Q, QuerySet
from django.utils import timezone

from handrail.directory.need_and_service_kinds import NEEDS, get_need_kind, get_service_kind
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import (
    OPEN_REFERRAL_ANSWERS,
    REFERRAL_ANSWER_TRANSITIONS,
    ReferralAnswer,
    ReferralMethod,
)
from handrail.people.records.models import Case, Need, attach_services
from handrail.people.records.queries.unsafe_channels import get_unsafe_reasons_by_channel
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.people.records.text_choices import YesNoOrNotAsked
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, SUPPORT_KINDS, Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.sealed import SealedQuerySet
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import POLICE_KINDS

MOST = 100
MAYBE_EMPTY_KINDS = frozenset({need.information for need in NEEDS} | {Kind.CONTACT, Kind.OWN_WORDS})
"""Kinds that a letter or a link tells nothing of where nothing is written down."""


@dataclass(frozen=True, slots=True)
class VisibleReferral:
    """A referral, bound to its reader, and what they may see of its case.

    `called` is empty where the body was not told who the person is.
    """

    row: Referral
    case_access: CaseAccess
    called: str
    needed: frozenset[Kind] = frozenset()  # those of `MAYBE_EMPTY_KINDS` of which something is told

    @property
    def inside(self) -> bool:
        """Whether the reader works on the case."""
        return self.case_access.inside

    @property
    def title(self) -> str:
        """What to call the person, or the reference."""
        return self.called or self.row.case.reference

    @property
    def service(self) -> str:
        """The service to which the person was referred."""
        return str(self.row.offer.service.name)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the body was told, in words. By letter or link a kind without a row tells nothing."""
        told = _get_information_kinds_told_in_referral(self.row)
        if self.row.method != ReferralMethod.HANDRAIL:
            told -= MAYBE_EMPTY_KINDS - self.needed
        return _list_names_of_shareable_information_kinds(told)

    @property
    def not_open(self) -> tuple[str, ...]:
        """What the body was told, and is not open to it any more."""
        return (
            ()
            if self.inside
            else _list_names_of_shareable_information_kinds(
                _get_information_kinds_told_in_referral(self.row) - self.case_access.kinds
            )
        )

    @property
    def is_restricted(self) -> bool:
        """Whether the record is kept and not used at present."""
        return self.row.case.restricted_on is not None

    @property
    def days(self) -> int:
        """For how many days it has been sent."""
        return (today() - timezone.localtime(self.row.sent_at).date()).days

    @property
    def moves(self) -> tuple[ReferralAnswer, ...]:
        """The answers that may follow; none on a restricted record."""
        if self.is_restricted:
            return ()
        following = REFERRAL_ANSWER_TRANSITIONS[ReferralAnswer(self.row.answer)]
        return tuple(
            move for move in ReferralAnswer if move in following and move is not ReferralAnswer.TAKEN_BACK
        )

    @property
    def may_ask_again(self) -> bool:
        """Whether those who work on the case may still send a letter or a link: for an answer, or for the outcome."""
        if self.is_restricted:
            return False
        return self.inside and self.row.answer != ReferralAnswer.TAKEN_BACK and not self.row.outcome

    @property
    def is_open(self) -> bool:
        """Whether something is still to be said."""
        return self.row.answer in OPEN_REFERRAL_ANSWERS


def list_incoming_referrals(actor: Actor, *, open_only: bool) -> list[VisibleReferral]:
    """Those sent to the actor's organisation of which something is open to them today, the longest waiting first."""
    return _list_visible_referrals(
        actor, _select_referrals(open_only).filter(to_body=actor.body_id), inside=False
    )


def list_outgoing_referrals(actor: Actor, *, open_only: bool) -> list[VisibleReferral]:
    """Those of the cases on which the actor works, or that they lead, the longest waiting first."""
    ours = build_visible_case_condition(actor, Kind.OFFERS, owner=actor.body_id)
    return _list_visible_referrals(actor, _select_referrals(open_only).filter(ours), inside=True)


def get_visible_referral(actor: Actor, referral_id: UUID) -> VisibleReferral:
    """One, for either side. Raises NotVisible where it is not the actor's to see."""
    rows = _select_referrals(open_only=False).filter(pk=referral_id)
    ours = _list_visible_referrals(actor, rows, inside=True)
    found = ours or _list_visible_referrals(actor, rows.filter(to_body=actor.body_id), inside=False)
    if not found:
        raise NotVisible
    return _add_information_kinds_of_current_needs(found[0])


def _add_information_kinds_of_current_needs(found: VisibleReferral) -> VisibleReferral:
    """What a letter or a link tells is read from the needs of the day (`referral_slice`); on Handrail it is a right."""
    if found.row.method == ReferralMethod.HANDRAIL:
        return found
    told = _get_information_kinds_told_in_referral(found.row)
    needs = select_needs_of_referral(found.row).values_list("kind", "words")
    kinds = {(get_need_kind(code).information, words is not None) for code, words in needs}
    needed = {kind for kind, _ in kinds}
    if any(kind in told and has_words for kind, has_words in kinds):
        needed.add(Kind.OWN_WORDS)
    case = found.row.case
    if case.safest_contacts.exists() or _has_safe_contact_channel(case):
        needed.add(Kind.CONTACT)
    return replace(found, needed=frozenset(needed))


def select_needs_of_referral(referral: Referral) -> SealedQuerySet[Need]:
    """The needs, not yet met, that the referral's service answers: no letter and no link tells another."""
    answered = Q(kind=get_service_kind(referral.offer.service.kind).need) | Q(pk=referral.offer.need_id)
    return Need.objects.filter(answered, case=referral.case_id, met_on__isnull=True)


def _has_safe_contact_channel(case: Case) -> bool:
    """Whether a number or an address is known of a way that is safe today."""
    newest = {row.kind: row for row in case.channels.order_by("id")}
    unsafe = get_unsafe_reasons_by_channel(case.pk)
    return any(
        row.safe == YesNoOrNotAsked.YES and (row.detail or row.note) and kind not in unsafe
        for kind, row in newest.items()
    )


def _select_referrals(open_only: bool) -> QuerySet[Referral]:
    people = ("sent_by", "answered_by", "changed_by")
    related = ("case__person", "case__owner", "to_body", "offer", *people)
    rows = Referral.objects.select_related(*related).order_by("sent_at", "id").fetch_mode(FETCH_RAISE)
    return rows.filter(answer__in=OPEN_REFERRAL_ANSWERS) if open_only else rows


def _list_visible_referrals(actor: Actor, rows: QuerySet[Referral], *, inside: bool) -> list[VisibleReferral]:
    found = list(rows[:MOST])
    attach_services(row.offer for row in found)
    files = [CaseFileIdAndOwner(row.case_id, row.case.owner_id) for row in found]
    accesses = policy.get_access_by_file_id(actor, files, today())
    return [
        _make_visible_referral(row, case_access)
        for row in found
        if (case_access := accesses.get(row.case_id)) and _may_see_referral(case_access, inside)
    ]


def _may_see_referral(case_access: CaseAccess, inside: bool) -> bool:
    """Of their own cases a worker needs the kind that referrals belong to; a body that was asked needs a way in."""
    return (case_access.inside and case_access.sees(Kind.OFFERS)) if inside else True


def _make_visible_referral(row: Referral, case_access: CaseAccess) -> VisibleReferral:
    # The words of a referral are addressed to the body that was asked.
    row.bind(case_access if case_access.inside else case_access.key_access)
    named = case_access.inside or Kind.IDENTITY in _get_information_kinds_told_in_referral(row)
    return VisibleReferral(row, case_access, row.case.person.called.decrypt_for(case_access) if named else "")


def _get_information_kinds_told_in_referral(row: Referral) -> frozenset[Kind]:
    return frozenset(map(Kind, row.kinds))


def _list_names_of_shareable_information_kinds(kinds: Collection[Kind]) -> tuple[str, ...]:
    return tuple(kind.words for kind in SHAREABLE_KINDS if kind in kinds)


def get_information_kinds_open_to_body(case_id: UUID, body_id: int) -> frozenset[Kind]:
    """The kinds of information that are open to a body today, on any ground. To police no support notes are."""
    rows = Grant.objects.live(today()).filter(file=case_id, to_body=body_id)
    found = list(rows.values_list("kinds", "to_body__kind"))
    opened = frozenset(Kind(kind) for kinds, _ in found for kind in kinds)
    return opened - SUPPORT_KINDS if any(kind in POLICE_KINDS for _, kind in found) else opened
