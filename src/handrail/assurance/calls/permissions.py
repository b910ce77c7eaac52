"""Which call and which return somebody may act on, beside what their role may do at all."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Asked, Call, Return
from handrail.kernel.refusals import NotNow
from handrail.reference.models import Governance

NO_CALL = "No call here is open to you. Check the address, or ask whoever sent it."


class NoCallHere(Denied):
    """There is no such call, or it is not for the actor: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__(NO_CALL)


def answers_for(actor: Actor) -> set[int]:
    """The bodies whose returns the actor's body answers for: itself, and those whose area it took over."""
    return {actor.body_id, *predecessors(actor).values_list("body_id", flat=True)}


def predecessors(actor: Actor) -> QuerySet[Governance]:
    """The governance of earlier days over the areas that the actor's body governs today, for a filter of rows."""
    today = timezone.localdate()
    now = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    mine = Governance.objects.filter(
        now, Q(valid_to__isnull=True) | Q(valid_to__gte=today), body=actor.body_id
    )
    return Governance.objects.filter(area__in=mine.values("area"), valid_to__lt=today, body__isnull=False)


def ours(actor: Actor) -> QuerySet[Asked]:
    """What the actor's body was asked by calls that are out."""
    return Asked.objects.exclude(call__state="draft").filter(body__in=answers_for(actor))


def may_see(actor: Actor, asked: Asked) -> bool:
    """Whoever asks opens every return, and reads what was submitted; a body reads its own and its predecessors'."""
    return actor.may(Permission.ASK_BODIES) or asked.body_id in answers_for(actor)


def enter_call(code: str, by: Actor) -> Call:
    """Lock a call that the actor may change."""
    require(by, Permission.ASK_BODIES)
    call = Call.objects.select_for_update().filter(code=code).first()
    if call is None:
        raise NoCallHere
    return call


def enter_return(call: str, body: str, by: Actor, permission: Permission) -> Return:
    """Lock the return of a body that the actor answers for; begun where there was none yet."""
    require(by, permission)
    asked = _asked(call, body)
    if asked.body_id not in answers_for(by):
        raise NoCallHere
    if asked.call.state == "draft":
        raise NoCallHere
    if not asked.call.complete_record:
        raise NotNow("This call was entered later, from a published text. Its returns are not written here.")
    return _begun(asked)


def enter_as_asker(call: str, body: str, by: Actor) -> Return:
    """Lock a return for whoever asked."""
    require(by, Permission.ASK_BODIES)
    asked = _asked(call, body)
    row = _locked(asked)
    if row is None:
        raise NotNow("This body has not begun its return.")
    return row


def _asked(call: str, body: str) -> Asked:
    """Locked, so that two who open an empty return at once begin it once."""
    asked = (
        Asked.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise NoCallHere
    return asked


def _begun(asked: Asked) -> Return:
    return _locked(asked) or Return(asked=asked)


def _locked(asked: Asked) -> Return | None:
    row = Return.objects.select_for_update(of=("self",)).filter(asked=asked).first()
    if row is not None:
        row.asked = asked  # spares asking for call and body again
    return row
