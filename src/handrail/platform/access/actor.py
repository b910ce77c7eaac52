"""An actor: who acts, for which body, in which role."""

from dataclasses import dataclass

from handrail.platform.access.kinds import SUPPORT_KINDS, Kind
from handrail.platform.access.roles import Permission, Role
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.reference.body_kinds import POLICE_KINDS


@dataclass(frozen=True, slots=True)
class Actor:
    """Handed to every action as `by=` and to every query that shows a file."""

    user_id: int
    user_name: str
    body_id: int
    body_code: str
    body_name: str
    role: Role
    body_kind: str = ""
    may_call_from_devices: bool = False  # as the body has set it, for each request anew
    calls_allowed_times: int = 0  # how often the body allowed it

    def may(self, permission: Permission) -> bool:
        """Whether the role holds the permission at all; which files is another question."""
        return permission in self.role.card.permissions

    @property
    def is_police(self) -> bool:
        """Whether they act for a police body, in whatever role."""
        return self.body_kind in POLICE_KINDS

    @property
    def shared_kinds(self) -> frozenset[Kind]:
        """What they may see of a file that another body holds: no role lets police read support notes."""
        shared = self.role.card.shared_kinds
        return shared - SUPPORT_KINDS if self.is_police else shared

    @property
    def who(self) -> ActorSnapshot:
        """The actor as the trail writes it down: text, so that it outlives the account."""
        return ActorSnapshot(
            user_id=str(self.user_id),
            user_name=self.user_name,
            body_code=self.body_code,
            body_name=self.body_name,
            role=self.role.value,
        )
