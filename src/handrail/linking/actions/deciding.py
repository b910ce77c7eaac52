"""Saying what two cases of one body are: one person, two, or not sure. Joining two cases, and parting them."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.sealing import box_to_write, boxes
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.kernel.saying import say
from handrail.linking.actions.changed_hands import now_within
from handrail.linking.models import Join, Pair
from handrail.linking.permissions import enter_both
from handrail.linking.sealing import seal_for_both
from handrail.linking.states import Verdict
from handrail.vault import place

LONGEST = 1_000


class StalePair(StaleSave):
    """Somebody else answered after you opened this page. Both answers are shown; choose, and save again."""


@transaction.atomic
def put_side_by_side(*, one_id: UUID, two_id: UUID, by: Actor) -> UUID:
    """Make a pair of two cases that somebody thinks are one person, or find it."""
    if one_id == two_id:
        raise NotNow("That is this case itself.")
    cases, _ = enter_both(one_id, two_id, by)
    _one_body(cases)
    one, two = sorted((one_id, two_id))
    pair, new = Pair.objects.get_or_create(
        one_id=one, two_id=two, defaults={"reasons": ["by_hand"], "found_at": timezone.now()}
    )
    if pair.across:
        now_within([pair.pk])
    if new or pair.across:
        _record(cases, by, "put two cases side by side")
    return pair.pk


@transaction.atomic
def decide(
    *,
    pair_id: UUID,
    verdict: Verdict,
    because: str,
    seen_version: int,
    by: Actor,
    leading_id: UUID | None = None,
) -> None:
    """Say what the two are, with the reason. The same person: the cases are joined, and `leading_id` leads.

    Not the same is remembered and not asked again. Raises StalePair, and NotNow where they cannot be joined.
    """
    within = Pair.objects.filter(pk=pair_id, one__owner=F("two__owner"))
    found = within.values_list("one_id", "two_id").first()
    if found is None:
        raise NotOpenToYou
    cases, _ = enter_both(*found, by)
    now_within([pair_id])  # where the two were found while two bodies held them
    pair = Pair.objects.get(pk=pair_id)
    if pair.version != seen_version:
        raise StalePair
    if verdict == Verdict.ASKED:
        raise NotNow("Choose what you think.")
    _reason(because)
    if _live(found):
        raise NotNow("The two cases are joined. Part them first.")
    if verdict == Verdict.SAME:
        if leading_id not in cases:
            raise NotNow("Choose which case leads.")
        other_id = next(key for key in cases if key != leading_id)
        _join(cases, leading_id, other_id, because, by)
    _keep(pair, Verdict(verdict), because, by)
    if verdict != Verdict.SAME:
        _record(cases, by, "said whether two cases are one person")


@transaction.atomic
def part(*, join_id: UUID, because: str, by: Actor) -> None:
    """Part two cases again. Each is what it was, for nothing of either was changed."""
    join = Join.objects.filter(pk=join_id).first()
    if join is None:
        raise NotOpenToYou
    cases = _either(join, by)
    _reason(because)
    join = Join.objects.get(pk=join_id)  # as it stands now that both cases are locked
    if join.parted_at is not None:
        raise NotNow("Somebody has parted them already.")
    join.parted_at, join.parted_by_id = timezone.now(), by.user_id
    join.parted_because = _sealed(join, "parted_because", because)
    join.save(update_fields=["parted_at", "parted_by", "parted_because"])
    one, two = sorted((join.leading_id, join.other_id))
    pair = Pair.objects.filter(one=one, two=two).first()
    if pair is not None:
        _keep(pair, Verdict.NOT_SURE, because, by)
    _record(cases, by, "parted two cases")


def _join(cases: dict[UUID, Case], leading_id: UUID, other_id: UUID, because: str, by: Actor) -> None:
    leading, other = cases[leading_id], cases[other_id]
    _one_body(cases)
    if closed := next((case for case in cases.values() if case.closed_at), None):
        raise NotNow(
            say("{reference} is closed. Reopen it first, or leave the two apart.", reference=closed.reference)
        )
    if set(boxes(cases)) != set(cases):
        raise NotNow("The key to one of the cases was destroyed. Nothing can be joined to it.")
    _free(leading, other)
    row = Join(leading=leading, other=other, joined_at=timezone.now(), joined_by_id=by.user_id)
    row.because = _sealed(row, "because", because)
    row.save(force_insert=True)
    _record(cases, by, "joined two cases")


def _free(leading: Case, other: Case) -> None:
    """A case that leads may have others joined to it; one that was joined to another leads none."""
    live = Join.objects.filter(parted_at__isnull=True)
    if led := live.filter(other=leading).select_related("leading").first():
        raise NotNow(
            say(
                "{reference} is joined to {reference2} already. Part those two first.",
                reference=leading.reference,
                reference2=led.leading.reference,
            )
        )
    if led := live.filter(other=other).select_related("leading").first():
        raise NotNow(
            say(
                "{reference} is joined to {reference2} already. Part those two first.",
                reference=other.reference,
                reference2=led.leading.reference,
            )
        )
    if live.filter(leading=other).exists():
        raise NotNow(
            say(
                "{reference} leads another case already. Part those two first, or let it lead.",
                reference=other.reference,
            )
        )


def _one_body(cases: dict[UUID, Case]) -> None:
    if len({case.owner_id for case in cases.values()}) > 1:
        raise NotNow(
            "The two cases are held by different organisations. They are not joined: share one with the other."
        )


def _either(join: Join, by: Actor) -> dict[UUID, Case]:
    """Both cases, locked, for somebody who works on one of them: a case that left the body can still be parted."""
    rows = Case.objects.select_for_update(of=("self",)).order_by("pk")
    cases = {case.pk: case for case in rows.filter(pk__in=[join.leading_id, join.other_id])}
    for case in cases.values():
        try:
            sight = sight_of(case, by)
            sight.require(Permission.EDIT_PERSON)
        except Denied:
            continue
        if sight.inside:
            return cases
    raise NotOpenToYou


def _live(found: tuple[UUID, UUID]) -> bool:
    return Join.objects.filter(
        Q(leading=found[0], other=found[1]) | Q(leading=found[1], other=found[0]), parted_at__isnull=True
    ).exists()


def _keep(pair: Pair, verdict: Verdict, because: str, by: Actor) -> None:
    keys = boxes([pair.one_id, pair.two_id])
    pair.verdict, pair.decided_at, pair.decided_by_id = verdict, timezone.now(), by.user_id
    if len(keys) == 2:
        sealed = place("linking.Pair", "because", pair.pk)
        pair.because = seal_for_both(keys[pair.one_id], keys[pair.two_id], because, sealed)
    pair.version += 1
    pair.save()


def _sealed(join: Join, field: str, because: str) -> bytes | None:
    keys = boxes([join.leading_id, join.other_id])
    if field == "because":
        keys = {number: box_to_write(number) for number in (join.leading_id, join.other_id)}
    if len(keys) < 2:
        return None
    sealed = place("linking.Join", field, join.pk)
    return seal_for_both(keys[join.leading_id], keys[join.other_id], because, sealed)


def _reason(because: str) -> None:
    if not because.strip():
        raise NotNow("Say why: somebody will ask.")
    if len(because) > LONGEST:
        raise NotNow(say("Say why in {longest} characters or fewer.", longest=f"{LONGEST:,}"))


def _record(cases: dict[UUID, Case], by: Actor, verb: str) -> None:
    """One record about each of the two, neither of which names the other."""
    for number in cases:
        record(who=by.who, verb=verb, about=number)
