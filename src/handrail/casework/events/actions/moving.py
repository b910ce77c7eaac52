"""That the person is somewhere else than before: known to those who keep them safe, with the case locked."""

from django.utils import timezone

from handrail.access.actor import Actor
from handrail.casework.case.models import Case, Moved
from handrail.casework.events.recompute import recompute


def note_move(*, case: Case, by: Actor) -> None:
    """Keep the moment, and look whether the safety plan is due for another look. Called inside an action."""
    Moved.objects.create(case=case, at=timezone.now(), by_id=by.user_id)
    recompute(case)
