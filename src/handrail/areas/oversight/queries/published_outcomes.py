"""What was published of hearings: for anybody, signed in or not."""

from django.db.models import FETCH_RAISE, Prefetch

from handrail.areas.oversight.models import HearingOutcome, HearingOutcomeCorrection
from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor


def list_published_hearing_outcomes() -> list[HearingOutcome]:
    """Everything that was published, newest first."""
    return list(HearingOutcome.objects.all().fetch_mode(FETCH_RAISE)[:500])


def list_hearing_outcomes_about_recommendation(code: str) -> list[HearingOutcome]:
    """What was published of hearings that looked into one recommendation."""
    return list(HearingOutcome.objects.filter(hearing__recommendation__code=code).fetch_mode(FETCH_RAISE))


def find_published_hearing_outcome(slug: str) -> HearingOutcome | None:
    """One outcome as it was published, with the corrections beside it, or none. Two statements."""
    notes = Prefetch("notes", HearingOutcomeCorrection.objects.all().fetch_mode(FETCH_RAISE))
    return HearingOutcome.objects.filter(slug=slug).prefetch_related(notes).fetch_mode(FETCH_RAISE).first()


def is_hearing_outcome_published_by_own_body(actor: Actor, slug: str) -> bool:
    """Whether the actor's body published it."""
    return HearingOutcome.objects.filter(
        slug=slug, body__in=get_own_and_taken_over_body_ids_of_actor(actor)
    ).exists()
