"""Who may read or run a conference: whoever works on the case, its chair, and members within their slice."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from handrail.people.conferences.models import Conference, ConferenceMember
from handrail.people.conferences.text_choices import MemberPart
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access, raise_if_restricted
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.errors import ActionNotPossibleError

HAS_ENDED = "This conference has ended, and what members could see of it ended with it."
NOT_SIGNED = "Sign the confidentiality statement first."


class ConferenceSeat(NamedTuple):
    """How somebody is part of a conference. `access`: they work on its case. `key` opens its words for one page."""

    conference: Conference
    actor: Actor
    access: CaseAccess | None
    member: ConferenceMember | None
    key: KeyAccess
    members: tuple[ConferenceMember, ...]

    @property
    def chairs(self) -> bool:
        """Whether they chair it, or are the chair's deputy."""
        return self.member is not None and self.member.part == MemberPart.CHAIR

    @property
    def runs(self) -> bool:
        """Whether they arrange it: the chair, and whoever works on the case."""
        return self.access is not None or self.chairs

    @property
    def has_signed(self) -> bool:
        """Whether they may read what members were given: members once they signed."""
        return self.member is not None and self.member.signed_at is not None

    def require_runs(self) -> None:
        """Raise NotVisible unless they arrange the conference."""
        if not self.runs:
            raise NotVisible

    def require_chairs(self) -> None:
        """Raise NotVisible unless they chair it."""
        if not self.chairs:
            raise NotVisible

    def require_works_on_case(self) -> CaseAccess:
        """Their access to the case. Raises NotVisible where they do not work on it."""
        if self.access is None:
            raise NotVisible
        return self.access

    def raise_if_ended(self) -> None:
        """Raise ActionNotPossibleError where nothing can be done any more."""
        if self.conference.has_ended:
            raise ActionNotPossibleError(HAS_ENDED)

    def require_signed_member(self) -> ConferenceMember:
        """Their seat. Raises NotVisible without one, ActionNotPossibleError before they signed."""
        if self.member is None:
            raise NotVisible
        if self.member.signed_at is None:
            raise ActionNotPossibleError(NOT_SIGNED)
        return self.member


def build_own_seat_condition(actor: Actor) -> Q:
    """Seats that are the actor's today: in the organisation for which they sit, and while they have not left."""
    theirs = Q(user=actor.user_id) | Q(deputy=actor.user_id)
    return theirs & Q(body=actor.body_id, left_at__isnull=True)


@acting_as_system(SystemActor.CONFERENCES)
def find_seat(conference_id: UUID, actor: Actor) -> ConferenceSeat:
    """How the actor is part of it. Raises NotVisible where they are not, Denied by role."""
    require_permission(actor, Permission.JOIN_CONFERENCE)
    rows = Conference.objects.select_related(
        *("case", "area", "area__area", "asked_by", "from_body", "words_language", "told_language", "told_by")
    )
    conference = rows.filter(pk=conference_id).first()
    if conference is None:
        raise NotVisible
    members = _list_open_members(conference)
    member = next((row for row in members if _is_own(row, actor)), None)
    access = _find_work_access(conference.case, actor)
    if member is None and access is None:
        raise NotVisible
    raise_if_restricted(conference.case)
    return ConferenceSeat(conference, actor, access, member, KeyAccess(conference.case_id), members)


@acting_as_system(SystemActor.CONFERENCES)
def lock_seat(conference_id: UUID, by: Actor) -> ConferenceSeat:
    """The same with the case locked, so that acts on one person follow each other.

    Raises:
        NotVisible, Denied: they are no part of it.
        ActionNotPossibleError: it has ended, or the case is closed or restricted.
    """
    case_id = Conference.objects.filter(pk=conference_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotVisible
    case = Case.objects.select_for_update(of=("self",)).select_related("owner", "area").get(pk=case_id)
    seat = find_seat(conference_id, by)
    seat.conference.case = case
    seat.raise_if_ended()
    return seat


def _find_work_access(case: Case, actor: Actor) -> CaseAccess | None:
    if not actor.may(Permission.SHARE):
        return None
    try:
        access = get_case_access(case, actor)
    except NotVisible:
        return None
    return access if access.inside and access.may(Permission.SHARE) else None


def _list_open_members(conference: Conference) -> tuple[ConferenceMember, ...]:
    """Who is part of it now, in the order of parts."""
    rows = ConferenceMember.objects.filter(conference=conference, left_at__isnull=True)
    order = {code: number for number, code in enumerate(MemberPart.values)}
    found = rows.select_related("body", "user", "deputy")
    return tuple(sorted(found, key=lambda one: (order[one.part], one.added_at)))


def _is_own(row: ConferenceMember, actor: Actor) -> bool:
    """As `build_own_seat_condition`, of a row that was fetched."""
    return actor.user_id in (row.user_id, row.deputy_id) and row.body_id == actor.body_id
