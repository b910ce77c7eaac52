"""Looking for the same person: among what the asker may see at once, and among all the rest in the sweep.

What somebody may not see takes no part while they wait: neither the answer nor the time it takes can tell of it.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.people.matching.actions.pair_scope import (
    set_case_pair_sides_of_two_bodies,
    set_case_pairs_as_held_by_one_body,
)
from handrail.people.matching.match_candidates import (
    MatchCandidate,
    get_compared_people_by_case_id,
    list_ids_of_bodies_taking_part_in_matching,
    list_match_candidates_across_bodies,
    list_match_candidates_within_body,
    read_compared_person,
)
from handrail.people.matching.models import CasePair, MatchSweepProgress, PairSide, RematchRequest
from handrail.people.matching.text_choices import EXCLUDED_BODY_KINDS, PairVerdict
from handrail.people.records.models import Case, Person
from handrail.people.records.permissions import get_case_access
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation

log = logging.getLogger(__name__)
SWEEP_ACTOR = ActorSnapshot("", "Handrail", "", "", "")
"""Who looks in the sweep: nobody who signs in."""
BATCH = 100


@transaction.atomic
def store_matches_after_identity_change(*, case_id: UUID, by: Actor, **signal: Any) -> None:
    """The receiver of `cases.signals.identity_changed`."""
    store_matches_in_own_body(case_id=case_id, by=by)


def store_matches_in_own_body(*, case_id: UUID, by: Actor) -> None:
    """Look among the cases of the body whose identity the actor may see. Says nothing: the page does."""
    case = Case.objects.select_related("person").get(pk=case_id)
    case_access = get_case_access(case, by)
    case_access.require(Permission.EDIT_PERSON)
    if Kind.IDENTITY not in case_access.kinds:
        raise Denied(msg("“{identity}” has not been shared with you.", identity=Kind.IDENTITY.words))
    if case_access.cipher is None:
        return
    mine = Case.objects.filter(policy.visible_files_q(by, today(), Kind.IDENTITY), owner=case.owner_id)
    found = list_match_candidates_within_body(
        case.pk,
        case.owner_id,
        read_compared_person(case.person.bind(case_access.key_access)),
        Q(case__in=mine),
    )
    _replace_open_pairs_of_case_within_body(case.pk, found, mine)
    write_audit_record(who=by.who, verb="searched for duplicates", about=case.pk)


def store_matches_of_changed_people(now: datetime | None = None) -> int:
    """Look for everybody whose name changed since the last time. Returns how many were looked for.

    May run at any time, and goes on where it was broken off. One that cannot be looked for is told to operators by its
    number, and holds up no other.
    """
    now = now or timezone.now()
    last = MatchSweepProgress.objects.filter(pk=1).values_list("at", flat=True).first()
    changed = Person.objects.filter(changed_at__lte=now, **({"changed_at__gte": last} if last else {}))
    rows = list(changed.order_by("changed_at").values_list("case_id", "changed_at"))
    owners = list_ids_of_bodies_taking_part_in_matching(EXCLUDED_BODY_KINDS)
    done = _rematch_requested_people(now, owners)
    for some in batched(rows, BATCH):
        done += sum(_store_matches_everywhere_or_log(number, owners) for number, _ in some)
        set_match_sweep_start(some[-1][1] or now)
    set_match_sweep_start(now)
    return done


def mark_case_for_next_match_sweep(*, case_id: UUID, now: datetime | None = None) -> None:
    """Let the next sweep look for the person though their name did not change: part of an action that made it due."""
    RematchRequest.objects.update_or_create(case_id=case_id, defaults={"asked_at": now or timezone.now()})


def _rematch_requested_people(now: datetime, owners: list[int]) -> int:
    """Those who were asked for. Asked for again meanwhile, they are looked for in the next sweep once more."""
    asked = list(RematchRequest.objects.filter(asked_at__lte=now).values_list("case_id", flat=True))
    done = sum(_store_matches_everywhere_or_log(number, owners) for number in asked)
    RematchRequest.objects.filter(case__in=asked, asked_at__lte=now).delete()
    return done


def set_match_sweep_start(at: datetime) -> None:
    """Let the next look begin with the names that were kept at this moment or later."""
    MatchSweepProgress.objects.update_or_create(pk=1, defaults={"at": at})


def store_matches_in_own_and_other_bodies(*, case_id: UUID) -> None:
    """Look for one person as the sweep does: in their own body whoever may see them, and in the others."""
    _store_matches_in_all_bodies(case_id, list_ids_of_bodies_taking_part_in_matching(EXCLUDED_BODY_KINDS))


def _store_matches_everywhere_or_log(number: UUID, owners: list[int]) -> bool:
    try:
        _store_matches_in_all_bodies(number, owners)
    except Exception:
        log.exception("Nobody could be looked for who is like case %s", number)
        return False
    return True


def _store_matches_in_all_bodies(number: UUID, owners: list[int]) -> None:
    """Read outside of any transaction: on SQLite whoever waits to write would wait for all who are looked for."""
    who = get_compared_people_by_case_id([number]).get(number)
    if who is None:
        return
    owner_id, closed_at = Case.objects.values_list("owner_id", "closed_at").get(pk=number)
    _replace_open_pairs_of_case_within_body(
        number, list_match_candidates_within_body(number, owner_id, who, Q()), None
    )
    if owner_id in owners and closed_at is None:
        never = {owner_id, *select_other_sides_of_bodys_organisation(owner_id).values_list("pk", flat=True)}
        others = [one for one in owners if one not in never]
        for like in list_match_candidates_across_bodies(number, owner_id, who, others):
            _store_case_pair_across_bodies_if_new(number, owner_id, like)


def _replace_open_pairs_of_case_within_body(
    number: UUID, found: Iterable[MatchCandidate], mine: QuerySet[Case] | None
) -> None:
    """Keep new pairs; drop the asker's that nobody has spoken of and that are alike no longer."""
    likes = {_sort_pair_of_ids(number, like.case_id): like.reasons for like in found}
    there = {
        (pair.one_id, pair.two_id): pair
        for pair in CasePair.objects.filter(Q(one=number) | Q(two=number)).defer("because")
    }
    turned = [pair.pk for key, pair in there.items() if pair.across and key in likes]
    gone = {
        pair.two_id if pair.one_id == number else pair.one_id: pair.pk
        for key, pair in there.items()
        if not pair.across
        and pair.verdict == PairVerdict.ASKED
        and key not in likes
        and pair.reasons != ["by_hand"]
    }
    theirs = gone if mine is None or not gone else mine.filter(pk__in=list(gone)).values_list("pk", flat=True)
    now = timezone.now()
    new = [
        CasePair(one_id=one, two_id=two, reasons=list(reasons), found_at=now, changed_at=now)
        for (one, two), reasons in likes.items()
        if (one, two) not in there
    ]
    left = [gone[other] for other in theirs]
    if turned or left or new:
        with transaction.atomic():
            set_case_pairs_as_held_by_one_body(turned)
            _delete_case_pairs_without_verdict(left)
            CasePair.objects.bulk_create(new, ignore_conflicts=True)


def _delete_case_pairs_without_verdict(numbers: list[UUID]) -> None:
    """Drop those that nobody has spoken of until now: locked first, so that no verdict given meanwhile is lost."""
    still = CasePair.objects.select_for_update(of=("self",)).filter(pk__in=numbers, verdict=PairVerdict.ASKED)
    CasePair.objects.filter(pk__in=list(still.values_list("pk", flat=True))).delete()


def _store_case_pair_across_bodies_if_new(number: UUID, owner_id: int, like: MatchCandidate) -> None:
    one, two = _sort_pair_of_ids(number, like.case_id)
    if _is_case_pair_recorded_for_both_holders(one, two, {number: owner_id, like.case_id: like.owner_id}):
        return
    with transaction.atomic():
        _create_case_pair_across_bodies(one, two, number, owner_id, like)


def _is_case_pair_recorded_for_both_holders(one: UUID, two: UUID, holders: dict[UUID, int]) -> bool:
    """Whether the pair is noted already, with a side for whoever holds each case today."""
    sides = PairSide.objects.filter(pair__one=one, pair__two=two, pair__across=True)
    return dict(sides.values_list("case_id", "body_id")) == holders


def _create_case_pair_across_bodies(
    one: UUID, two: UUID, number: UUID, owner_id: int, like: MatchCandidate
) -> None:
    now = timezone.now()
    found = {"across": True, "reasons": list(like.reasons), "found_at": now, "changed_at": now}
    pair, _ = CasePair.objects.get_or_create(one_id=one, two_id=two, defaults=found)
    if set_case_pair_sides_of_two_bodies(pair, {number: owner_id, like.case_id: like.owner_id}):
        write_audit_record(who=SWEEP_ACTOR, verb="noted two cases as possible duplicates", about=pair.pk)


def _sort_pair_of_ids(one: UUID, two: UUID) -> tuple[UUID, UUID]:
    return (one, two) if one < two else (two, one)
