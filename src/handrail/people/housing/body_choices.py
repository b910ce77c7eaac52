"""Organisations that somebody may choose from: those of the case's area, their own, and those whose rooms they use."""

from uuid import UUID

from handrail.people.housing.forms.stays import Choices
from handrail.people.housing.queries.place_brief import get_case_area
from handrail.platform.access.actor import Actor
from handrail.platform.reference.choices import get_area_code_of_body
from handrail.platform.reference.queries import list_bodies


def get_body_choices_for_case(case_id: UUID, actor: Actor) -> Choices:
    """Bodies of the area in which the person is."""
    return get_body_choices_for_area(get_case_area(case_id) or get_area_code_of_body(actor.body_id), actor)


def get_body_choices_for_area(area: str, actor: Actor) -> Choices:
    """Bodies of an area, by name, with the reader's own."""
    found = {line.code: line.name for line in list_bodies(area_code=area)} if area else {}
    found[actor.body_code] = actor.body_name
    return sorted(found.items(), key=lambda one: one[1].lower())
