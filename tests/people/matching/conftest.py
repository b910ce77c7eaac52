"""Incidents with people, and cases whose people are alike."""

from handrail.people.matching.models import Incident
from support.cast import Cast
from support.matching import (
    pair,  # noqa: F401
    raid,
)
from support.worlds import shared_world


@shared_world
def incident(cast: Cast) -> Incident:
    """Four people whom the worker found."""
    return raid(cast.worker)
