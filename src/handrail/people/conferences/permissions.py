"""Who may read or run a conference: whoever works on the case, its chair, and members within their slice."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.people.conferences.agreements import (
    find_agreed_information_kinds_by_agency,
    is_taken_back,
    may_hold_conference_seat,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceItem,
    ConferenceMember,
    ConferenceSlice,
)
from handrail.people.conferences.rules import list_agencies_member_may_sit_for
from handrail.people.conferences.text_choices import (
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
    MemberLeavingReason,
)
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access, raise_if_case_restricted
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import AccessPath, Permission, Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError

HAS_ENDED = "This conference has ended, and what members could see of it ended with it."
TAKEN_BACK = "The person took their agreement back, so nothing of it is open to you."
CASE_CLOSED = "The case is closed. End its conference, or ask its worker to open it again."
NOT_SIGNED = "Sign the confidentiality statement first."


class StatementNotSignedError(ActionNotPossibleError):
    """They have a seat and have not signed: pages lead them to the statement."""


class ConferenceTextKeyAccess(UnrecordedKeyAccess):
    """Opens the words of a conference for one page, and notes the kinds that were opened for the trail."""

    __slots__ = ("shown",)

    def __init__(self, key_id: UUID) -> None:
        super().__init__(key_id)
        self.shown: set[Kind] = set()

    def sees(self, kind: Kind) -> bool:
        """Always: what is open to whom was asked before. The kind is noted."""
        self.shown.add(kind)
        return True


class ConferenceSeat(NamedTuple):
    """How somebody is part of a conference. `access`: they work on its case. `key` opens its words for one page."""

    conference: Conference
    actor: Actor
    access: CaseAccess | None
    member: ConferenceMember | None
    key: ConferenceTextKeyAccess
    members: tuple[ConferenceMember, ...]
    agreed: Mapping[int, frozenset[str]]
    is_taken_back: bool
    has_duty: bool

    @property
    def reads_words(self) -> bool:
        """Whether they read what the person said: no observer does, nor anybody once the agreement is taken back."""
        return self.access is not None or (self.is_let_in and not self.is_taken_back and not self.observes)

    @property
    def observes(self) -> bool:
        """Whether they look on: they sign, see when and where, and nothing of the person."""
        return self.member is not None and self.member.part == MemberAgency.OBSERVER

    @property
    def reads_meeting(self) -> bool:
        """Whether they read place, agenda and their actions: as above, or on a basis other than agreement."""
        return self.reads_words or (self.is_let_in and self.has_duty)

    @property
    def reads_place(self) -> bool:
        """Whether they read where the meeting is: an observer does."""
        return self.reads_meeting or (self.is_let_in and self.observes and not self.is_taken_back)

    @property
    def reads_all(self) -> bool:
        """Whether they read what runs the conference: why it was asked for, minutes, every action."""
        return self.access is not None or (self.chairs and self.is_let_in and not self.is_taken_back)

    @property
    def chairs(self) -> bool:
        """Whether they chair it, or are the chair's deputy."""
        return self.member is not None and self.member.part == MemberAgency.CHAIR

    @property
    def runs(self) -> bool:
        """Whether they arrange it: the chair who has signed, and whoever works on the case."""
        return self.access is not None or (self.chairs and self.has_signed)

    @property
    def has_signed(self) -> bool:
        """Whether they signed the confidentiality statement themselves: a deputy signs for the deputy alone."""
        return self.signed_at is not None

    @property
    def signed_at(self) -> datetime.datetime | None:
        """When they signed; None before, and without a seat."""
        if self.member is None:
            return None
        own = self.member.user_id == self.actor.user_id
        return self.member.signed_at if own else self.member.deputy_signed_at

    @property
    def is_offered_acts(self) -> bool:
        """Whether the page offers to arrange it: whoever has a seat signs first, though they work on the case."""
        return self.runs and (self.member is None or self.has_signed)

    @property
    def is_let_in(self) -> bool:
        """Whether the table is open to them as a member: they signed, and neither conference nor case has ended."""
        return self.has_signed and not self.conference.has_ended and self.conference.case.closed_at is None

    @property
    def reads_table(self) -> bool:
        """Whether anything that lies on the table may be read by them."""
        return self.access is not None or (self.is_let_in and not self.observes)

    @property
    def reads_record(self) -> bool:
        """Whether they read to whom what was disclosed and why, after the end too: the case's workers and the chair."""
        signed_chair = self.chairs and self.has_signed and not self.is_taken_back
        return self.access is not None or signed_chair

    @property
    def runs_as_chair(self) -> bool:
        """Whether they chair it and have signed: what only the chair says is offered to nobody else."""
        return self.chairs and self.has_signed

    def owns_item(self, item: ConferenceItem) -> bool:
        """Whether an item is their own agency's: put in through a seat of theirs, or by those who work on the case.

        Of two agencies of one organisation, such as its navigator and its legal adviser, each has its own slice.
        """
        if item.from_body_id != self.actor.body_id:
            return False
        if self.member is not None and self.member.part == item.from_part:
            return True
        usual = list_agencies_member_may_sit_for(self.actor.body_kind, keeps_area=False)[:1]
        return self.access is not None and item.from_part in ("", *usual)

    def may_read_action(self, action: ConferenceAction) -> bool:
        """Whether they may see an action: all of them, or those of their own seat."""
        return self.reads_all or (
            self.reads_meeting and self.member is not None and action.member_id == self.member.pk
        )

    @property
    def codes_of_own_agency(self) -> tuple[str, ...]:
        """The parts of the organisation that keeps the case whose items belong to those who work on it."""
        owner = self.conference.case.owner
        return ("", *list_agencies_member_may_sit_for(owner.kind, keeps_area=False)[:1])

    def require_runs(self) -> None:
        """Raise NotVisible unless they arrange the conference, ActionNotPossibleError before the chair has signed."""
        if self.access is None:
            self.require_chairs()

    def require_chairs(self) -> None:
        """Raise NotVisible unless they chair it, ActionNotPossibleError before they signed."""
        if not self.chairs:
            raise NotVisible
        self.require_signed_member()

    def require_works_on_case(self) -> CaseAccess:
        """Their access to the case. Raises NotVisible where they do not work on it."""
        if self.access is None:
            raise NotVisible
        return self.access

    def require_reads_table(self) -> None:
        """Raise NotVisible without a seat, ActionNotPossibleError before they signed; whoever works on the case may."""
        if self.access is not None:
            return
        self.require_signed_member()
        if self.observes:
            raise NotVisible

    def raise_if_ended(self) -> None:
        """Raise ActionNotPossibleError where nothing can be done any more."""
        if self.conference.has_ended:
            raise ActionNotPossibleError(HAS_ENDED)

    def raise_if_case_closed(self) -> None:
        """Raise ActionNotPossibleError where the case is closed: its conference can be ended, and nothing else."""
        if self.conference.case.closed_at is not None:
            raise ActionNotPossibleError(CASE_CLOSED)

    def require_signed_member(self) -> ConferenceMember:
        """Their seat. Raises NotVisible without one, ActionNotPossibleError before they signed."""
        if self.member is None:
            raise NotVisible
        if not self.has_signed:
            raise StatementNotSignedError(NOT_SIGNED)
        return self.member


def own_conference_seats_q(actor: Actor) -> Q:
    """Seats that are the actor's today: in the organisation for which they sit, and while they have not left."""
    theirs = Q(user=actor.user_id) | Q(deputy=actor.user_id)
    return theirs & Q(body=actor.body_id, left_at__isnull=True)


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_seat(conference_id: UUID, actor: Actor) -> ConferenceSeat:
    """How the actor is part of it. Raises NotVisible where they are not, Denied by role."""
    require_permission(actor, Permission.JOIN_CONFERENCE)
    rows = Conference.objects.select_related(
        *(
            "case",
            "case__owner",
            "area",
            "area__area",
            "area__kept_by",
            "asked_by",
            "from_body",
            "words_language",
        )
    )
    conference = rows.filter(pk=conference_id).first()
    if conference is None:
        raise NotVisible
    members = _list_current_conference_members(conference, actor)
    access = _find_access_of_case_worker(conference.case, actor)
    agreed = find_agreed_information_kinds_by_agency(conference.case_id)
    members = tuple(row for row in members if may_hold_conference_seat(row, agreed))
    member = next((row for row in members if _is_own_conference_seat(row, actor)), None)
    if member is None and access is None:
        raise NotVisible
    raise_if_case_restricted(conference.case)
    taken_back = member is not None and is_taken_back(conference, member.body_id, agreed)
    has_duty = taken_back and member is not None and _has_disclosure_not_based_on_consent(member)
    key = ConferenceTextKeyAccess(conference.case_id)
    return ConferenceSeat(conference, actor, access, member, key, members, agreed, taken_back, has_duty)


def find_members_working_on_case(seat: ConferenceSeat) -> frozenset[UUID]:
    """Members who see the case itself beside their slice, such as a chair who leads the organisation that keeps it.

    The reader by their access, others by a role that sees every case of that organisation. No statement.

    Args:
        seat: of a reader who reads who sees what.

    Returns:
        Numbers of members. Those who speak for the person put in what they see, and are left out.
    """
    owner = seat.conference.case.owner_id
    return frozenset(
        row.pk
        for row in seat.members
        if row.user is not None
        and row.body_id == owner
        and row.part not in (MemberAgency.NAVIGATOR, MemberAgency.OBSERVER)
        and (
            seat.access is not None
            if row.user_id == seat.actor.user_id
            else row.user.body_id == owner and AccessPath.OWNED in Role(row.user.role).card.ways
        )
    )


@acting_as_system(SystemActor.CONFERENCES)
def lock_case_and_find_seat(conference_id: UUID, by: Actor, *, allow_closed: bool = False) -> ConferenceSeat:
    """The same with the case locked, so that acts on one person follow each other.

    Args:
        conference_id: the conference.
        by: who acts.
        allow_closed: for what ends a conference whose case is closed.

    Raises:
        NotVisible, Denied: they are no part of it.
        ActionNotPossibleError: it has ended, or the case is closed or restricted.
    """
    case_id = Conference.objects.filter(pk=conference_id).values_list("case", flat=True).first()
    if case_id is None:
        raise NotVisible
    case = Case.objects.select_for_update(of=("self",)).select_related("owner", "area").get(pk=case_id)
    seat = get_conference_seat(conference_id, by)
    seat.conference.case = case
    seat.raise_if_ended()
    if not allow_closed:
        seat.raise_if_case_closed()
    return seat


def _has_disclosure_not_based_on_consent(member: ConferenceMember) -> bool:
    """Whether something is open to them that does not rest on the person's agreement."""
    rows = ConferenceSlice.objects.filter(member=member, ended_at__isnull=True, until__gte=today())
    return any(
        row.basis != ItemDisclosureBasis.CONSENT and row.shows != ItemVisibilityToMember.WITHHELD
        for row in rows
    )


def _find_access_of_case_worker(case: Case, actor: Actor) -> CaseAccess | None:
    if not actor.may(Permission.SHARE):
        return None
    try:
        access = get_case_access(case, actor)
    except NotVisible:
        return None
    return access if access.inside and access.may(Permission.SHARE) else None


def select_seats_left_with_conflict(case_id: UUID) -> QuerySet[ConferenceMember]:
    """Seats at any conference about the case that somebody left with a conflict of interest."""
    return ConferenceMember.objects.filter(case=case_id, left_why=MemberLeavingReason.CONFLICT)


def _list_current_conference_members(conference: Conference, actor: Actor) -> tuple[ConferenceMember, ...]:
    """Who is part of it now, in the order of parts. Raises NotVisible for whoever stepped out with a conflict."""
    now = Q(conference=conference, left_at__isnull=True)
    own_conflict = Q(case=conference.case_id, user=actor.user_id, left_why=MemberLeavingReason.CONFLICT)
    order = {code: number for number, code in enumerate(MemberAgency.values)}
    rows = list(ConferenceMember.objects.filter(now | own_conflict).select_related("body", "user", "deputy"))
    if any(row.left_at is not None for row in rows):
        raise NotVisible
    return tuple(sorted(rows, key=lambda one: (order[one.part], one.added_at)))


def _is_own_conference_seat(row: ConferenceMember, actor: Actor) -> bool:
    """As `own_conference_seats_q`, of a row that was fetched."""
    return actor.user_id in (row.user_id, row.deputy_id) and row.body_id == actor.body_id
