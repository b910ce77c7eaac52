"""Organisations that somebody may choose from: those of the case's area, their own, and those whose rooms they use."""

from uuid import UUID

from handrail.access.actor import Actor
from handrail.casework.case.queries.choices import area_of
from handrail.provision.places.queries.brief import case_area
from handrail.reference.queries import bodies
from handrail.web.housing.forms import Choices


def around(case_id: UUID, actor: Actor) -> Choices:
    """Bodies of the area in which the person is."""
    return of_area(case_area(case_id) or area_of(actor.body_id), actor)


def of_area(area: str, actor: Actor) -> Choices:
    """Bodies of an area, by name, with the reader's own."""
    found = {line.code: line.name for line in bodies(area_code=area)} if area else {}
    found[actor.body_code] = actor.body_name
    return sorted(found.items(), key=lambda one: one[1].lower())
