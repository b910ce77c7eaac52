"""Saying what two cases of one body are: one person, two, or not sure. Joining two cases, and parting them."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from handrail.people.matching.actions.pair_scope import set_case_pairs_as_held_by_one_body
from handrail.people.matching.dual_sealing import seal_with_both_keys
from handrail.people.matching.models import CaseJoin, CasePair
from handrail.people.matching.permissions import lock_and_authorise_both_cases
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

LONGEST_REASON = 1_000


@transaction.atomic
def find_or_create_pair_id(*, one_id: UUID, two_id: UUID, by: Actor) -> UUID:
    """Make a pair of two cases that somebody thinks are one person, or find it.

    Args:
        one_id: one case.
        two_id: the other.
        by: who acts: somebody who works on both.

    Returns:
        The number of the pair.

    Raises:
        ActionNotPossibleError: both are the same case, or different organisations hold them.
    """
    if one_id == two_id:
        raise ActionNotPossibleError("That is this case itself.")
    cases, _ = lock_and_authorise_both_cases(one_id, two_id, by)
    _raise_unless_same_body(cases)
    one, two = sorted((one_id, two_id))
    now = timezone.now()
    found = {"reasons": ["by_hand"], "found_at": now, "changed_at": now}
    pair, new = CasePair.objects.get_or_create(one_id=one, two_id=two, defaults=found)
    if pair.across:
        set_case_pairs_as_held_by_one_body([pair.pk])
    if new or pair.across:
        _record_in_audit_trail_of_each_case(cases, by, "compared two cases")
    return pair.pk


@transaction.atomic
def record_pair_verdict(
    *,
    pair_id: UUID,
    verdict: PairVerdict,
    because: str,
    seen: int,
    by: Actor,
    leading_id: UUID | None = None,
) -> None:
    """Record what the two are. Not the same is remembered and not asked again.

    Args:
        pair_id: the pair, both cases of which one body holds.
        verdict: the same person, not the same, or not sure; the same joins the cases.
        because: the reason.
        seen: the version that the page showed.
        by: who acts: somebody who works on both cases.
        leading_id: the case that leads, where they are the same person.

    Raises:
        NotVisible: the pair is not there for the actor.
        ActionNotPossibleError: no verdict or no reason is given, or the cases cannot be joined.
        ConcurrentEditError: somebody answered meanwhile.
    """
    within = CasePair.objects.filter(pk=pair_id, one__owner=F("two__owner"))
    found = within.values_list("one_id", "two_id").first()
    if found is None:
        raise NotVisible
    cases, _ = lock_and_authorise_both_cases(*found, by)
    set_case_pairs_as_held_by_one_body([pair_id])  # where the two were found while two bodies held them
    pair = CasePair.objects.get(pk=pair_id)
    pair.raise_if_seen_version_stale(seen)
    if verdict == PairVerdict.ASKED:
        raise ActionNotPossibleError("Choose what you think.")
    _validate_verdict_reason(because)
    if _are_cases_joined(found):
        raise ActionNotPossibleError("The two cases are joined. Separate them first.")
    if verdict == PairVerdict.SAME:
        if leading_id not in cases:
            raise ActionNotPossibleError("Choose the main case.")
        other_id = next(key for key in cases if key != leading_id)
        _join_cases_of_pair(cases, leading_id, other_id, because, by)
    _save_pair_verdict(pair, PairVerdict(verdict), because, by)
    if verdict != PairVerdict.SAME:
        _record_in_audit_trail_of_each_case(cases, by, "decided on a possible duplicate")


@transaction.atomic
def separate_joined_cases(*, join_id: UUID, because: str, by: Actor) -> None:
    """Part two cases again. Each is what it was, for nothing of either was changed.

    Args:
        join_id: the join.
        because: the reason.
        by: who acts: somebody who works on one of the two.

    Raises:
        NotVisible: the join is not there for the actor.
        ActionNotPossibleError: they were parted before, or no reason is given.
    """
    join = CaseJoin.objects.filter(pk=join_id).first()
    if join is None:
        raise NotVisible
    cases = _lock_joined_cases_if_works_on_either(join, by)
    _validate_verdict_reason(because)
    join = CaseJoin.objects.get(pk=join_id)  # as it stands now that both cases are locked
    if join.parted_at is not None:
        raise ActionNotPossibleError("Someone has already separated them.")
    join.parted_at, join.parted_by_id = timezone.now(), by.user_id
    join.parted_because = _seal_join_reason_with_both_keys(join, "parted_because", because)
    join.save(update_fields=["parted_at", "parted_by", "parted_because"])
    one, two = sorted((join.leading_id, join.other_id))
    pair = CasePair.objects.filter(one=one, two=two).first()
    if pair is not None:
        _save_pair_verdict(pair, PairVerdict.NOT_SURE, because, by)
    _record_in_audit_trail_of_each_case(cases, by, "separated two cases")


def _join_cases_of_pair(
    cases: dict[UUID, Case], leading_id: UUID, other_id: UUID, because: str, by: Actor
) -> None:
    leading, other = cases[leading_id], cases[other_id]
    _raise_unless_same_body(cases)
    if closed := next((case for case in cases.values() if case.closed_at), None):
        raise ActionNotPossibleError(
            msg(
                "{reference} is closed. Reopen it first, or keep the two separate.",
                reference=closed.reference,
            )
        )
    if not all(access.cipher for access in UnrecordedKeyAccess.get_by_key_id(cases).values()):
        raise ActionNotPossibleError("One of the cases was erased, so it cannot be joined.")
    _raise_unless_cases_joinable(leading, other)
    row = CaseJoin(leading=leading, other=other, joined_at=timezone.now(), joined_by_id=by.user_id)
    row.because = _seal_join_reason_with_both_keys(row, "because", because)
    row.save(force_insert=True)
    _record_in_audit_trail_of_each_case(cases, by, "joined two cases")


def _raise_unless_cases_joinable(leading: Case, other: Case) -> None:
    """A case that leads may have others joined to it; one that was joined to another leads none."""
    live = CaseJoin.objects.filter(parted_at__isnull=True)
    if led := live.filter(other=leading).select_related("leading").first():
        raise ActionNotPossibleError(
            msg(
                "{reference} is already joined to {reference2}. Separate those first.",
                reference=leading.reference,
                reference2=led.leading.reference,
            )
        )
    if led := live.filter(other=other).select_related("leading").first():
        raise ActionNotPossibleError(
            msg(
                "{reference} is already joined to {reference2}. Separate those first.",
                reference=other.reference,
                reference2=led.leading.reference,
            )
        )
    if live.filter(leading=other).exists():
        raise ActionNotPossibleError(
            msg(
                "{reference} is already the main case for another. Separate those first, or make it the main case.",
                reference=other.reference,
            )
        )


def _raise_unless_same_body(cases: dict[UUID, Case]) -> None:
    if len({case.owner_id for case in cases.values()}) > 1:
        raise ActionNotPossibleError(
            "The two cases are held by different organisations. They are not joined: share one with the other."
        )


def _lock_joined_cases_if_works_on_either(join: CaseJoin, by: Actor) -> dict[UUID, Case]:
    """Both cases, locked, for somebody who works on one of them: a case that left the body can still be parted."""
    rows = Case.objects.select_for_update(of=("self",)).order_by("pk")
    cases = {case.pk: case for case in rows.filter(pk__in=[join.leading_id, join.other_id])}
    for case in cases.values():
        try:
            case_access = get_case_access(case, by)
            case_access.require(Permission.EDIT_PERSON)
        except Denied:
            continue
        if case_access.inside:
            return cases
    raise NotVisible


def _are_cases_joined(found: tuple[UUID, UUID]) -> bool:
    return CaseJoin.objects.filter(
        Q(leading=found[0], other=found[1]) | Q(leading=found[1], other=found[0]), parted_at__isnull=True
    ).exists()


def _save_pair_verdict(pair: CasePair, verdict: PairVerdict, because: str, by: Actor) -> None:
    keys = UnrecordedKeyAccess.get_by_key_id([pair.one_id, pair.two_id])
    pair.verdict = verdict
    sealed = seal_with_both_keys(pair, "because", keys[pair.one_id], keys[pair.two_id], because)
    pair.because = sealed or pair.because
    pair.save_by(by)


def _seal_join_reason_with_both_keys(join: CaseJoin, field: str, because: str) -> bytes | None:
    keys = UnrecordedKeyAccess.get_by_key_id([join.leading_id, join.other_id])
    return seal_with_both_keys(join, field, keys[join.leading_id], keys[join.other_id], because)


def _validate_verdict_reason(because: str) -> None:
    if not because.strip():
        raise ActionNotPossibleError("Enter the reason.")
    if len(because) > LONGEST_REASON:
        raise ActionNotPossibleError(
            msg("Enter the reason in {longest} characters or fewer.", longest=f"{LONGEST_REASON:,}")
        )


def _record_in_audit_trail_of_each_case(cases: dict[UUID, Case], by: Actor, verb: str) -> None:
    """One record about each of the two, neither of which names the other."""
    for number in cases:
        write_audit_record(who=by.who, verb=verb, about=number)
