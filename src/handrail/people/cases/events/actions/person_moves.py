"""That the person is somewhere else than before: known to those who keep them safe, with the case locked."""

from django.utils import timezone

from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.records.models import Case, PersonMove
from handrail.platform.access.actor import Actor


def record_person_moved(*, case: Case, by: Actor) -> None:
    """Keep the moment, and look whether the safety plan is due for another look. Called inside an action."""
    PersonMove.objects.create(case=case, at=timezone.now(), by_id=by.user_id)
    recompute_case(case)
