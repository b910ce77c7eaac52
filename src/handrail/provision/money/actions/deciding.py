"""Approving and refusing what was asked, and reviewing what was spent first."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.directory.funds.kinds import item as item_of
from handrail.kernel import dates, money
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.money.actions.asking import moves_to, no_room_for_a_child
from handrail.provision.money.actions.moving import give_back_all, keep
from handrail.provision.money.models import Request
from handrail.provision.money.permissions import for_the_money, is_shut, locked, may_approve
from handrail.provision.money.states import GOES_BACK, Refusal, Review, State, sayings


@transaction.atomic
def approve(*, request_id: UUID, by: Actor) -> None:
    """Approve what was asked, and set it aside. Raises NotNow where the year has not that much left."""
    request = locked(request_id)
    may_approve(request, by)
    _waits_for_approval(request)
    no_room_for_a_child(request.case, request.item)
    keep(request, by)
    _decide(request, State.APPROVED, by)
    record(who=by.who, verb="approved a request for money", about=request.case_id, why=_what(request))


@transaction.atomic
def refuse(*, request_id: UUID, refusal: str, by: Actor) -> None:
    """Refuse what was asked, with the reason from the list."""
    request = locked(request_id)
    may_approve(request, by)
    moves_to(request, State.REFUSED)
    if refusal not in Refusal:
        raise NotNow("Choose from the list why it is refused.")
    request.refusal = refusal
    request.ended_at, request.ended_by_id = timezone.now(), by.user_id
    _decide(request, State.REFUSED, by)
    why = say("{what}: {refusal}", what=_what(request), refusal=Refusal(refusal).label.lower())
    record(who=by.who, verb="refused a request for money", about=request.case_id, why=why)


@transaction.atomic
def review(*, request_id: UUID, said: str, by: Actor) -> None:
    """Look over what was spent first: somebody else than who asked, by the next working day.

    Of what was taken back they say whether it was spent after all: then it stays set aside, to be bought and receipted.
    """
    request = locked(request_id)
    for_the_money(request, by, Permission.APPROVE_MONEY)
    if by.user_id in (request.asked_by_id, request.bought_by_id, request.taken_back_by_id):
        raise Denied("You spent this money first, or took it back, so somebody else has to review it.")
    if not request.spent_first:
        raise NotNow("This was approved before it was spent: there is nothing to review.")
    if request.reviewed_at:
        raise NotNow("Somebody has reviewed this already.")
    if said not in sayings(State(request.state)):
        raise NotNow("Choose what you say of it.")
    if said in GOES_BACK:
        _settle(request, GOES_BACK[Review(said)], by)
    request.review, request.reviewed_at, request.reviewed_by_id = said, timezone.now(), by.user_id
    request.save()
    record(who=by.who, verb="reviewed money spent first", about=request.case_id, why=Review(said).label)


def _waits_for_approval(request: Request) -> None:
    """Approval is for what was asked and not spent yet, while the fund is open."""
    if request.spent_first:
        raise NotNow("This was spent first: it is reviewed, not approved.")
    moves_to(request, State.APPROVED)
    if is_shut(request.fund, timezone.localdate()):
        assert request.fund.closes_on is not None, "a fund is shut after its last day"
        raise NotNow(
            say(
                "The fund’s last day was {closes_on}, so nothing more is approved. Refuse it, and "
                "record who paid instead on the person’s case.",
                closes_on=dates.in_words(request.fund.closes_on),
            )
        )


def _settle(request: Request, to: State, by: Actor) -> None:
    """Where a request that was taken back goes, as the reviewer says."""
    moves_to(request, to)
    request.state = to
    if to == State.CANCELLED:
        give_back_all(request, by)
        request.ended_at, request.ended_by_id = timezone.now(), by.user_id


def _decide(request: Request, state: State, by: Actor) -> None:
    request.state, request.decided_at, request.decided_by_id = state, timezone.now(), by.user_id
    request.save()


def _what(request: Request) -> str:
    return say("{name}, {pence}", name=item_of(request.item).name, pence=money.spoken(request.pence))
