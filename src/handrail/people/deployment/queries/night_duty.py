"""Who of an organisation may be sent tonight: its rota, read by the rules."""

from typing import NamedTuple

from django.utils import timezone

from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.deployment.queries.candidates import (
    fetch_candidate_related_rows,
    select_practitioners_for_candidates,
)
from handrail.people.deployment.register_candidates import make_candidates, make_deployment_limits
from handrail.people.deployment.rules.night_duty import NightDuty, get_current_or_next_night, list_night_duty
from handrail.people.deployment.rules.periods import Period
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today


class TonightDuty(NamedTuple):
    """The night, everybody who is on its rota, and how many stand on the register."""

    night: Period
    rows: list[NightDuty]
    on_register: int


def get_tonight_duty(actor: Actor) -> TonightDuty:
    """The actor's own organisation. Three statements, however many are on the register."""
    require_permission(actor, Permission.DEPLOY)
    settings = get_deployment_settings(actor.body_id, today())
    night = get_current_or_next_night(timezone.now())
    people = list(select_practitioners_for_candidates(actor).filter(employer=actor.body_id))
    parts = fetch_candidate_related_rows(people, night) if people else {}
    rows = list_night_duty(
        make_candidates(people, parts, pairs={}, weights={}),
        night,
        make_deployment_limits(settings),
        needed_vetting=frozenset(settings.accepted_vetting),
        needed_trainings=frozenset(settings.required_trainings),
    )
    return TonightDuty(night, rows, len(people))
