"""Organisations that somebody may choose from: those of the case's area, and their own."""

from uuid import UUID

from handrail.directory.housing.queries.bodies import select_bodies_of_area_and_own
from handrail.people.housing.forms.stays import Choices
from handrail.people.housing.queries.place_requirements import get_area_code_of_case
from handrail.platform.access.actor import Actor


def list_body_choices_for_case(case_id: UUID, actor: Actor) -> Choices:
    """Bodies of the area in which the person is, or of the actor's own area where nobody said: codes and names."""
    return [
        (body.code, body.name)
        for body in select_bodies_of_area_and_own(actor, get_area_code_of_case(case_id))
    ]
