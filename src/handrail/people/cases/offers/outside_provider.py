"""A provider without an account, who acts through a link: known by organisation alone."""

from dataclasses import dataclass

from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.reference.models import Body

OUTSIDE_ROLE = "outside provider"


@dataclass(frozen=True, slots=True)
class ProviderActingThroughReferralLink:
    """In the place of an actor: nobody who signs in, so nobody is kept as having changed a row."""

    body_id: int
    who: ActorSnapshot
    user_id: None = None

    @classmethod
    def of_body(cls, body: Body) -> "ProviderActingThroughReferralLink":
        """The provider that a referral was sent to."""
        return cls(body.pk, ActorSnapshot("", "Through a referral link", body.code, body.name, OUTSIDE_ROLE))
