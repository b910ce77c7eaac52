"""A service of a provider, to be offered."""

from handrail.directory.actions import add_service
from handrail.platform.reference.models import Body


def a_service(cast, name="Room at Fen House", state="open") -> int:
    return add_service(
        by=cast.worker.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name=name,
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state=state,
        everywhere=True,
    )
