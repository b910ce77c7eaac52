"""Moving a case to another side of the organisation that holds it, where whoever led it sees it no longer."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from handrail.people.cases.lifecycle.actions.transfer import set_holder_of_case
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.contacts.permissions import HOLDER_PERMISSION
from handrail.people.contacts.text_choices import HandOverState
from handrail.people.matching.actions.match_searches import mark_case_for_next_match_sweep
from handrail.people.matching.actions.pair_scope import delete_open_pairs_of_moved_case
from handrail.people.matching.models import CaseJoin
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.separate_files.actions import unmark_links_as_both_files_held_by_one_body
from handrail.platform.access.actions import move_case_file_to_other_side_of_organisation
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_role_codes_with_permission
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import find_actor_for_body, users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation

NO_OTHER_SIDE = (
    "Your organisation has no other side with someone who works on cases. A platform "
    "administrator adds a side, and its administrator invites people."
)


@transaction.atomic
def move_case_to_other_side_of_organisation(*, case_id: UUID, to_user_id: int, by: Actor) -> None:
    """Let another side of the organisation hold a case, with one of its people as the point of contact.

    Args:
        case_id: the case.
        to_user_id: of somebody there who works on cases.
        by: somebody who works on the case and may hold what separates two files.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: nobody there can be chosen, the case is joined with another, or a handover waits.
    """
    require_permission(by, Permission.HOLD_FILE_LINK)
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE)
    if access.owner_id != by.body_id:
        raise ActionNotPossibleError("Only the organisation that holds a case can move it.")
    holder = select_case_workers_on_other_organisation_sides(by.body_id).filter(pk=to_user_id).first()
    side = _find_other_organisation_side_of_user(holder, by.body_id) if holder else None
    if holder is None or side is None:
        raise ActionNotPossibleError("Choose someone on the other side who works on cases.")
    _raise_if_case_cannot_change_organisation_side(case_id)
    move_case_file_to_other_side_of_organisation(file_id=case_id, side=side, holder_id=holder.pk, by=by)
    with acting_as_system(SystemActor.SIDES):
        set_holder_of_case(case_id, owner_id=side.pk, point_of_contact_id=holder.pk)
        Task.objects.filter(case=case, state="open").update(for_user=None)
        Contact.objects.filter(case=case, state="planned").update(with_user=holder.pk)
        delete_open_pairs_of_moved_case(case_id)
        mark_case_for_next_match_sweep(case_id=case_id)
    unmark_links_as_both_files_held_by_one_body(case_id)


def select_case_workers_on_other_organisation_sides(body_id: int) -> QuerySet[User]:
    """People of the organisation's other sides who work on cases, by name."""
    roles = list_role_codes_with_permission(HOLDER_PERMISSION)
    sides = select_other_sides_of_bodys_organisation(body_id).values_list("pk", flat=True)
    return User.objects.filter(users_working_for_q(sides, roles), is_active=True).order_by("name", "pk")


def _find_other_organisation_side_of_user(holder: User, body_id: int) -> Body | None:
    sides = select_other_sides_of_bodys_organisation(body_id)
    return next((side for side in sides if find_actor_for_body(holder, side.pk, HOLDER_PERMISSION)), None)


def _raise_if_case_cannot_change_organisation_side(case_id: UUID) -> None:
    if CaseJoin.objects.filter(Q(leading=case_id) | Q(other=case_id), parted_at=None).exists():
        raise ActionNotPossibleError("This case is joined with another. Separate them first.")
    if HandOver.objects.filter(case=case_id, state=HandOverState.ASKED).exists():
        raise ActionNotPossibleError(
            "Someone has been asked to take over this case. Cancel that request first."
        )
