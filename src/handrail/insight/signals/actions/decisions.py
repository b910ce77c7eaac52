"""Deciding on a signal, and starting an intervention that is followed to its results."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.insight.signals.permissions import list_area_codes_of_visible_signals, may_decide
from handrail.insight.signals.queries import describe_signal, select_undecided_signals_of_group
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import SIGNAL, FollowUpOrigin
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError


def record_signal_decision(
    decision: SignalDecision, *, covers_group: bool = False, seen: int, by: Actor
) -> int:
    """Accept or dismiss a signal, with a reason. A later decision follows; none is changed.

    Args:
        decision: with its signal.
        covers_group: whether it holds for what changed the same way in that area and month, where nobody decided yet.
        seen: the version of the signal that the page showed.
        by: of a body of the signal's area.

    Returns:
        How many other signals it covers.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to decide.
        ConcurrentEditError: somebody decided since.
        ValidationError: by field; where the words name a person, a case or a place.
    """
    require_permission(by, Permission.WORK_ON_ACTIONS)
    _raise_if_signal_text_identifies_anybody("words", decision.words, by)
    with transaction.atomic():
        if covers_group:
            _lock_group_in_order(decision.signal)
        signal = _lock_signal(decision.signal_id, by)
        if signal.version != seen:
            raise ConcurrentEditError
        decision.body_id, decision.by_id, decision.at = by.body_id, by.user_id, timezone.now()
        decision.full_clean(exclude={"signal", "made_on", "body", "by"})
        others = list(select_undecided_signals_of_group(signal)) if covers_group else []
        _save_decision_and_state(decision, signal, by)
        for other in others:
            _save_decision_and_state(_copy_decision_to_signal(decision, other), other, by)
    return len(others)


def start_intervention_on_signal(signal_id: UUID, follow_up: FollowUp, *, by: Actor) -> UUID:
    """Start a targeted intervention on an accepted signal: an action that is chased until its results are told.

    Args:
        signal_id: of an accepted signal.
        follow_up: what, who and by when.
        by: of a body of the signal's area.

    Returns:
        The number of the action.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
        ActionNotPossibleError: it was not accepted, or has an intervention.
        ValidationError: by field.
    """
    require_permission(by, Permission.WORK_ON_ACTIONS)
    _raise_if_signal_text_identifies_anybody("what", follow_up.what, by)
    with transaction.atomic():
        signal = _lock_signal(signal_id, by)
        if signal.state != "accepted" or signal.follow_up_id:
            raise ActionNotPossibleError("Confirm the change first. It can then have one intervention.")
        origin = FollowUpOrigin(SIGNAL, str(signal.pk), describe_signal(signal, {}).title)
        signal.follow_up_id = create_follow_up(follow_up, origin=origin, by=by)
        signal.version += 1
        signal.save(update_fields=("follow_up", "version"))
    return signal.follow_up_id


def _lock_group_in_order(signal: Signal) -> None:
    """All of them by number, so that of two who decide for the group at once one waits, and neither for ever."""
    same = Signal.objects.filter(
        scan=signal.scan_id, area_code=signal.area_code, is_rise=signal.is_rise
    ).order_by("pk")
    list(same.select_for_update().values_list("pk", flat=True))


def _copy_decision_to_signal(decision: SignalDecision, other: Signal) -> SignalDecision:
    return SignalDecision(
        signal=other,
        made_on=decision.signal,
        state=decision.state,
        reason=decision.reason,
        words=decision.words,
        body_id=decision.body_id,
        by_id=decision.by_id,
        at=decision.at,
    )


def _save_decision_and_state(decision: SignalDecision, signal: Signal, by: Actor) -> None:
    decision.save()
    signal.state, signal.version = decision.state, signal.version + 1
    signal.save(update_fields=("state", "version"))
    write_audit_record(who=by.who, verb=f"decided on a signal: {decision.state}", about=signal.pk)


def _lock_signal(signal_id: UUID, by: Actor) -> Signal:
    own, *_ = list_area_codes_of_visible_signals(by)
    signal = Signal.objects.select_for_update().filter(pk=signal_id).first()
    if signal is None or not may_decide(by, signal.area_code, own):
        raise RecordNotVisibleError("signal")
    return signal


def _raise_if_signal_text_identifies_anybody(field: str, text: str, by: Actor) -> None:
    """Outside the transaction, so that the record of the refusal stays."""
    if said := explain_identifying_words(text, by):
        write_audit_record(who=by.who, verb="was asked to remove a name from text areas can read", about=None)
        raise ValidationError({field: said})
