"""Organisations that somebody may choose from: those of the case's area, and their own."""

from uuid import UUID

from handrail.directory.housing.queries.bodies import get_bodies_for_choice
from handrail.people.housing.forms.stays import Choices
from handrail.people.housing.queries.place_brief import get_case_area
from handrail.platform.access.actor import Actor


def get_body_choices_for_case(case_id: UUID, actor: Actor) -> Choices:
    """Bodies of the area in which the person is, or of the actor's own area where nobody said: codes and names."""
    return [(body.code, body.name) for body in get_bodies_for_choice(actor, get_case_area(case_id))]
