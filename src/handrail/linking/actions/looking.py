"""Looking for the same person: among what the asker may see at once, and among all the rest in the sweep.

What somebody may not see takes no part while they wait: neither the answer nor the time it takes can tell of it.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.audit.actions import record
from handrail.audit.who import Who
from handrail.casework.case.models import Case, Person
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.sealing import boxes
from handrail.kernel.saying import say
from handrail.linking.actions.changed_hands import now_across, now_within
from handrail.linking.finding import Like, across, known, known_of, owners_looked_at, within
from handrail.linking.models import LookAgain, LookedUntil, Pair, Side
from handrail.linking.states import NEVER_ACROSS, Verdict

log = logging.getLogger(__name__)
HANDRAIL = Who("", "Handrail", "", "", "")
"""Who looks in the sweep: nobody who signs in."""
BATCH = 100


@transaction.atomic
def look(*, case_id: UUID, by: Actor) -> None:
    """Look among the cases of the body whose identity the actor may see. Says nothing: the page does."""
    case = Case.objects.select_related("person").get(pk=case_id)
    sight = sight_of(case, by)
    sight.require(Permission.EDIT_PERSON)
    if Kind.IDENTITY not in sight.kinds:
        raise Denied(say("“{identity}” has not been shared with you.", identity=Kind.IDENTITY.words))
    box = boxes([case.pk]).get(case.pk)
    if box is None:
        return
    mine = Case.objects.filter(policy.reach(by, today(), Kind.IDENTITY), owner=case.owner_id)
    found = within(case.pk, case.owner_id, known(case.person, box), Q(case__in=mine))
    _keep_within(case.pk, found, mine)
    record(who=by.who, verb="looked for the same person", about=case.pk)


def look_for_everybody(now: datetime | None = None) -> int:
    """Look for everybody whose name changed since the last time. Returns how many were looked for.

    May run at any time, and goes on where it was broken off. One that cannot be looked for is told to operators by its
    number, and holds up no other.
    """
    now = now or timezone.now()
    last = LookedUntil.objects.filter(pk=1).values_list("at", flat=True).first()
    changed = Person.objects.filter(changed_at__lte=now, **({"changed_at__gte": last} if last else {}))
    rows = list(changed.order_by("changed_at").values_list("case_id", "changed_at"))
    owners = owners_looked_at(NEVER_ACROSS)
    done = _look_again(now, owners)
    for some in batched(rows, BATCH):
        done += sum(_looked(number, owners) for number, _ in some)
        begin_at(some[-1][1] or now)
    begin_at(now)
    return done


def ask_to_look_again(*, case_id: UUID, now: datetime | None = None) -> None:
    """Let the next sweep look for the person though their name did not change: part of an action that made it due."""
    LookAgain.objects.update_or_create(case_id=case_id, defaults={"asked_at": now or timezone.now()})


def _look_again(now: datetime, owners: list[int]) -> int:
    """Those who were asked for. Asked for again meanwhile, they are looked for in the next sweep once more."""
    asked = list(LookAgain.objects.filter(asked_at__lte=now).values_list("case_id", flat=True))
    done = sum(_looked(number, owners) for number in asked)
    LookAgain.objects.filter(case__in=asked, asked_at__lte=now).delete()
    return done


def begin_at(at: datetime) -> None:
    """Let the next look begin with the names that were kept at this moment or later."""
    LookedUntil.objects.update_or_create(pk=1, defaults={"at": at})


def look_everywhere(*, case_id: UUID) -> None:
    """Look for one person as the sweep does: in their own body whoever may see them, and in the others."""
    _look_everywhere(case_id, owners_looked_at(NEVER_ACROSS))


def _looked(number: UUID, owners: list[int]) -> bool:
    try:
        _look_everywhere(number, owners)
    except Exception:
        log.exception("Nobody could be looked for who is like case %s", number)
        return False
    return True


def _look_everywhere(number: UUID, owners: list[int]) -> None:
    """Read outside of any transaction: on SQLite whoever waits to write would wait for all who are looked for."""
    who = known_of([number]).get(number)
    if who is None:
        return
    owner_id, closed_at = Case.objects.values_list("owner_id", "closed_at").get(pk=number)
    _keep_within(number, within(number, owner_id, who, Q()), None)
    if owner_id in owners and closed_at is None:
        for like in across(number, owner_id, who, [one for one in owners if one != owner_id]):
            _keep_across(number, owner_id, like)


def _keep_within(number: UUID, found: Iterable[Like], mine: QuerySet[Case] | None) -> None:
    """Keep new pairs; drop the asker's that nobody has spoken of and that are alike no longer."""
    likes = {_ordered(number, like.case_id): like.reasons for like in found}
    there = {
        (pair.one_id, pair.two_id): pair
        for pair in Pair.objects.filter(Q(one=number) | Q(two=number)).defer("because")
    }
    turned = [pair.pk for key, pair in there.items() if pair.across and key in likes]
    gone = {
        pair.two_id if pair.one_id == number else pair.one_id: pair.pk
        for key, pair in there.items()
        if not pair.across
        and pair.verdict == Verdict.ASKED
        and key not in likes
        and pair.reasons != ["by_hand"]
    }
    theirs = gone if mine is None or not gone else mine.filter(pk__in=list(gone)).values_list("pk", flat=True)
    new = [
        Pair(one_id=one, two_id=two, reasons=list(reasons), found_at=timezone.now())
        for (one, two), reasons in likes.items()
        if (one, two) not in there
    ]
    left = [gone[other] for other in theirs]
    if turned or left or new:
        with transaction.atomic():
            now_within(turned)
            _drop(left)
            Pair.objects.bulk_create(new, ignore_conflicts=True)


def _drop(numbers: list[UUID]) -> None:
    """Drop those that nobody has spoken of until now: locked first, so that no verdict given meanwhile is lost."""
    still = Pair.objects.select_for_update(of=("self",)).filter(pk__in=numbers, verdict=Verdict.ASKED)
    Pair.objects.filter(pk__in=list(still.values_list("pk", flat=True))).delete()


def _keep_across(number: UUID, owner_id: int, like: Like) -> None:
    one, two = _ordered(number, like.case_id)
    if _stands(one, two, {number: owner_id, like.case_id: like.owner_id}):
        return
    with transaction.atomic():
        _note_across(one, two, number, owner_id, like)


def _stands(one: UUID, two: UUID, holders: dict[UUID, int]) -> bool:
    """Whether the pair is noted already, with a side for whoever holds each case today."""
    sides = Side.objects.filter(pair__one=one, pair__two=two, pair__across=True)
    return dict(sides.values_list("case_id", "body_id")) == holders


def _note_across(one: UUID, two: UUID, number: UUID, owner_id: int, like: Like) -> None:
    pair, _ = Pair.objects.get_or_create(
        one_id=one,
        two_id=two,
        defaults={"across": True, "reasons": list(like.reasons), "found_at": timezone.now()},
    )
    if now_across(pair, {number: owner_id, like.case_id: like.owner_id}):
        record(who=HANDRAIL, verb="noted two cases as perhaps one person", about=pair.pk)


def _ordered(one: UUID, two: UUID) -> tuple[UUID, UUID]:
    return (one, two) if one < two else (two, one)
