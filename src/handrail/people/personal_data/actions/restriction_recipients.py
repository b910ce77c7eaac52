"""Telling organisations that were given a record that it is restricted, or used again (UK GDPR article 19)."""

from dataclasses import dataclass

from django.urls import reverse

from handrail.people.personal_data.models import RestrictionPeriod
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_role_codes_with_permission
from handrail.platform.access.held_back_sharing import is_sharing_with_body_held_back
from handrail.platform.access.models import Grant, User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.models import Body


@dataclass(frozen=True, slots=True)
class RestrictionRecipientNames:
    """Names of organisations: those that were told by mail, and those that had it and see no page of ours."""

    told: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


def notify_organisations_of_restriction(
    template: str, period: RestrictionPeriod, by: Actor
) -> RestrictionRecipientNames:
    """Mail the people of every organisation that the record is open to; name the others that it ever was.

    One for which sharing is held back is named among them and gets no mail: whoever restricts must not be able to tell.

    Args:
        template: the code of the message.
        period: the restriction; each organisation's people are told once of its beginning, and once of its end.
        by: who restricts.
    """
    given = Grant.objects.filter(file=period.case_id, to_body__isnull=False)
    ever = dict(Body.objects.filter(pk__in=given.values("to_body")).values_list("pk", "name"))
    live = set(given.live(today()).values_list("to_body", flat=True))
    people = {body: _list_user_ids_to_tell_of_restriction(body) for body in live}
    silent = {body for body in live if is_sharing_with_body_held_back(period.case_id, body)}
    queue_messages(
        kind=template,
        occasion=f"{template}/{period.pk}",
        about="",
        path=reverse("cases"),
        to={user for body, users in people.items() if body not in silent for user in users},
    )
    told = tuple(sorted(ever[body] for body, users in people.items() if users))
    by_hand = tuple(sorted(name for name in ever.values() if name not in told))
    if told:
        verb = "told the organisations that it is shared with about a restriction"
        write_audit_record(who=by.who, verb=verb, about=period.case_id, why=", ".join(told))
    return RestrictionRecipientNames(told, by_hand)


def _list_user_ids_to_tell_of_restriction(body_id: int) -> list[int]:
    roles = list_role_codes_with_permission(Permission.VIEW_CASE)
    rows = User.objects.filter(users_working_for_q([body_id], roles), is_active=True)
    return list(rows.values_list("pk", flat=True))
