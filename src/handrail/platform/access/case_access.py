"""What one actor may see of one file today, and what they were in fact shown."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.key_ring import CachedFileCiphers


@dataclass(slots=True)
class CaseAccess:
    """Carried from the policy to the queries. Asking `sees` notes the kind as shown, for the trail."""

    actor: Actor
    file_id: UUID
    owner_id: int
    kinds: frozenset[Kind]
    ways: tuple[AccessPath, ...]
    shown: set[Kind] = field(default_factory=set)
    is_read_only: bool = False
    emergency_until: datetime.datetime | None = None
    ring: CachedFileCiphers = field(default_factory=CachedFileCiphers, repr=False, compare=False)

    @property
    def key_id(self) -> UUID:
        """The number of the key that opens the file's sealed fields."""
        return self.file_id

    @property
    def cipher(self) -> Cipher | None:
        """That key at work, fetched together with those of the accesses that were asked for in one go."""
        return self.ring.cipher(self.file_id)

    @property
    def key_access(self) -> UnrecordedKeyAccess:
        """The same key for rules that compute and show nothing, and for what is open beside the kinds."""
        return UnrecordedKeyAccess(self.file_id, self.ring)

    def sees(self, kind: Kind) -> bool:
        """Whether the kind is open, noting that it is about to be shown."""
        if kind not in self.kinds:
            return False
        self.shown.add(kind)
        return True

    def needs(self, kind: Kind) -> None:
        """Raise Denied, naming the kind and never its content, unless it is open."""
        if not self.sees(kind):
            raise Denied(msg("“{kind}” has not been shared with you.", kind=kind.words))

    def may(self, permission: Permission) -> bool:
        """Whether the actor may do this on this file: writing is for the body that holds it and those named."""
        if not self.actor.may(permission) or (self.is_read_only and permission not in READ_PERMISSIONS):
            return False
        return permission in READ_PERMISSIONS or self.inside or permission in PARTNER_PERMISSIONS

    def require(self, permission: Permission) -> None:
        """Raise Denied, with the reason, unless `may`."""
        if not self.actor.may(permission):
            raise Denied(
                msg(
                    "Your role, {card}, does not allow you to {permission}.",
                    card=self.actor.role.card.name.lower(),
                    permission=permission.value,
                )
            )
        if not self.may(permission):
            if self.emergency_until is not None:
                raise Denied(
                    msg(
                        "You opened this case in an emergency: to see it for a few hours, not to {permission}.",
                        permission=permission.value,
                    )
                )
            raise Denied(
                msg(
                    "This case was shared with your organisation to see, not to {permission}.",
                    permission=permission.value,
                )
            )

    def to_read(self) -> "CaseAccess":
        """The same access where nothing may be done: what is shown is noted in one place for both."""
        return replace(self, is_read_only=True)

    @property
    def inside(self) -> bool:
        """Whether the actor works on the file, or leads for the body that holds it."""
        return AccessPath.NAMED in self.ways or AccessPath.OWNED in self.ways

    @property
    def hidden(self) -> tuple[Kind, ...]:
        """The kinds that are not open, by name: a page says that they exist, never what they hold."""
        return tuple(kind for kind in Kind if kind not in self.kinds and kind is not Kind.LOOKS)


READ_PERMISSIONS = frozenset({Permission.VIEW_CASE, Permission.VIEW_LOOKS})
PARTNER_PERMISSIONS = frozenset(
    {Permission.OFFER, Permission.FIND_PLACE, Permission.KEEP_OWN_NOTE, Permission.OPEN_IN_EMERGENCY}
    | {Permission.ASK_INFORMATION, Permission.ANSWER_INFORMATION}
    | {Permission.KEEP_CONTRACT, Permission.SIGN_CONTRACT}
)


def prefetch_file_ciphers(accesses: Iterable[CaseAccess]) -> None:
    """Fetch the keys of these files alone, in one query: for a page that shows few of the files it knows."""
    rings: dict[int, tuple[CachedFileCiphers, set[UUID]]] = {}
    for case_access in accesses:
        rings.setdefault(id(case_access.ring), (case_access.ring, set()))[1].add(case_access.file_id)
    for ring, file_ids in rings.values():
        ring.fetch(file_ids)
