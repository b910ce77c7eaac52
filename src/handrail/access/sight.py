"""A sight: what one actor may see of one file today, and what they were in fact shown."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.access.roles import Permission, Way
from handrail.kernel.saying import say


@dataclass(slots=True)
class Sight:
    """Carried from the door to the queries. Asking `sees` notes the kind as shown, for the trail."""

    actor: Actor
    file_id: UUID
    owner_id: int
    kinds: frozenset[Kind]
    ways: tuple[Way, ...]
    shown: set[Kind] = field(default_factory=set)
    only_reading: bool = False

    def sees(self, kind: Kind) -> bool:
        """Whether the kind is open, noting that it is about to be shown."""
        if kind not in self.kinds:
            return False
        self.shown.add(kind)
        return True

    def needs(self, kind: Kind) -> None:
        """Raise Denied, naming the kind and never its content, unless it is open."""
        if not self.sees(kind):
            raise Denied(say("“{kind}” has not been shared with you.", kind=kind.words))

    def may(self, permission: Permission) -> bool:
        """Whether the actor may do this on this file: writing is for the body that holds it and those named."""
        if not self.actor.may(permission) or (self.only_reading and permission not in READING):
            return False
        return permission in READING or self.inside or permission in FOR_PARTNERS

    def require(self, permission: Permission) -> None:
        """Raise Denied, with the reason, unless `may`."""
        if not self.actor.may(permission):
            raise Denied(
                say(
                    "Your role, {card}, may not {permission}.",
                    card=self.actor.role.card.name.lower(),
                    permission=permission.value,
                )
            )
        if not self.may(permission):
            raise Denied(
                say(
                    "This case was shared with your organisation to see, not to {permission}.",
                    permission=permission.value,
                )
            )

    def to_read(self) -> "Sight":
        """The same sight where nothing may be done: what is shown is noted in one place for both."""
        return replace(self, only_reading=True)

    @property
    def inside(self) -> bool:
        """Whether the actor works on the file, or leads for the body that holds it."""
        return Way.NAMED in self.ways or Way.OWNED in self.ways

    @property
    def hidden(self) -> tuple[Kind, ...]:
        """The kinds that are not open, by name: a page says that they exist, never what they hold."""
        return tuple(kind for kind in Kind if kind not in self.kinds and kind is not Kind.LOOKS)


READING = frozenset({Permission.VIEW_CASE, Permission.VIEW_LOOKS})
FOR_PARTNERS = frozenset({Permission.OFFER, Permission.FIND_PLACE, Permission.KEEP_OWN_NOTE})
