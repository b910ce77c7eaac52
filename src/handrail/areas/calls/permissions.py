"""Which call and which return somebody may act on, beside what their role may do at all."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.areas.calls.models import Call, CallRecipient, Return
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Governance

CALL_NOT_VISIBLE_MESSAGE = (
    "You cannot open any request for information here. Check the address, or ask the person who sent it."
)


class CallNotVisible(Denied):
    """There is no such call, or it is not for the actor: the two cannot be distinguished."""

    def __init__(self) -> None:
        super().__init__(CALL_NOT_VISIBLE_MESSAGE)


def get_represented_body_ids(actor: Actor) -> set[int]:
    """The bodies whose returns the actor's body answers for: itself, and those whose area it took over."""
    return {actor.body_id, *select_predecessor_governance(actor).values_list("body_id", flat=True)}


def select_predecessor_governance(actor: Actor) -> QuerySet[Governance]:
    """The governance of earlier days over the areas that the actor's body governs today, for a filter of rows."""
    today = timezone.localdate()
    now = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    mine = Governance.objects.filter(
        now, Q(valid_to__isnull=True) | Q(valid_to__gte=today), body=actor.body_id
    )
    return Governance.objects.filter(area__in=mine.values("area"), valid_to__lt=today, body__isnull=False)


def select_call_recipients_represented_by_actor(
    actor: Actor, bodies: frozenset[int] | None = None
) -> QuerySet[CallRecipient]:
    """What the actor's body was asked by calls that are out."""
    return CallRecipient.objects.exclude(call__state="draft").filter(
        body__in=get_represented_body_ids(actor) if bodies is None else bodies
    )


def may_see_return(actor: Actor, asked: CallRecipient) -> bool:
    """Whoever asks opens every return, and reads what was submitted; a body reads its own and its predecessors'."""
    return actor.may(Permission.ASK_BODIES) or asked.body_id in get_represented_body_ids(actor)


def lock_and_authorise_call_for_returns(code: str, by: Actor) -> Call:
    """Lock a call that the actor may change."""
    require_permission(by, Permission.ASK_BODIES)
    call = Call.objects.select_for_update().filter(code=code).first()
    if call is None:
        raise CallNotVisible
    return call


def lock_and_authorise_return(call: str, body: str, by: Actor, permission: Permission) -> Return:
    """Lock the return of a body that the actor answers for; an unsaved one where there was none yet.

    Args:
        call, body: the codes of the call and of the body that was asked.
        by: who acts.
        permission: what their role must allow.

    Raises:
        CallNotVisible: the body was not asked, the actor does not answer for it, or the call is not out.
        ActionNotPossibleError: the call was entered later, from a text.
    """
    require_permission(by, permission)
    asked = _lock_recipient(call, body)
    if asked.body_id not in get_represented_body_ids(by):
        raise CallNotVisible
    if asked.call.state == "draft":
        raise CallNotVisible
    if not asked.call.complete_record:
        raise ActionNotPossibleError(
            "This request was entered later from a published text. Its returns cannot be written here."
        )
    return _lock_or_build_return(asked)


def lock_and_authorise_return_as_asker(call: str, body: str, by: Actor) -> Return:
    """Lock a return for whoever asked.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        by: who acts.

    Returns:
        The return, locked.

    Raises:
        Denied, CallNotVisible: by role, or the call does not ask the body.
        ActionNotPossibleError: the body has not begun its return.
    """
    require_permission(by, Permission.ASK_BODIES)
    asked = _lock_recipient(call, body)
    row = _lock_return(asked)
    if row is None:
        raise ActionNotPossibleError("This organisation has not started its return.")
    return row


def _lock_recipient(call: str, body: str) -> CallRecipient:
    """Locked, so that two who open an empty return at once begin it once."""
    asked = (
        CallRecipient.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise CallNotVisible
    return asked


def _lock_or_build_return(asked: CallRecipient) -> Return:
    return _lock_return(asked) or Return(asked=asked)


def _lock_return(asked: CallRecipient) -> Return | None:
    row = Return.objects.select_for_update(of=("self",)).filter(asked=asked).first()
    if row is not None:
        row.asked = asked  # spares asking for call and body again
    return row
