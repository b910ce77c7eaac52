"""Who may be sent tonight, and what keeps others of the rota back: vetting, training, rest."""

from typing import NamedTuple, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.directory.practitioners.codes import AVAILABILITY_KINDS, ROLES, get_words_of_choice_code
from handrail.people.deployment.queries.night_duty import get_tonight_duty
from handrail.people.deployment.rules.night_duty import NightDuty
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_day_with_time_if_any, format_time, to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

NAV = "deployment_board"


class NightDutyDisplay(NamedTuple):
    """One practitioner. `reasons`: tag and sentence of what keeps them back."""

    id: UUID
    name: str
    role: str
    duty: str
    hours: str
    reasons: list[tuple[str, str]]


class NightDutyContext(TypedDict):
    """What deployment/tonight.html shows."""

    night: str
    ready: list[NightDutyDisplay]
    kept_back: list[NightDutyDisplay]
    on_register: int


@requires_permission(Permission.DEPLOY)
def tonight(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The rota of the actor's own organisation for what is left of the night, or for the coming one."""
    found = get_tonight_duty(actor)
    begins, ends = (to_london(moment) for moment in (found.night.starts_at, found.night.ends_at))
    lines = [_make_night_duty_display(row) for row in found.rows]
    shown: NightDutyContext = {
        "night": msg(
            "{begins} to {ends}",
            begins=format_day_with_time_if_any(begins),
            ends=format_day_with_time_if_any(ends),
        ),
        "ready": [line for line in lines if not line.reasons],
        "kept_back": [line for line in lines if line.reasons],
        "on_register": found.on_register,
    }
    return render(request, "deployment/tonight.html", {**get_layout_context(request, actor, NAV), **shown})


def _make_night_duty_display(row: NightDuty) -> NightDutyDisplay:
    who = row.candidate
    hours = [format_time(to_london(moment)) for moment in (row.free.starts_at, row.free.ends_at)]
    return NightDutyDisplay(
        who.practitioner_id,
        who.name,
        get_words_of_choice_code(ROLES, who.role),
        get_words_of_choice_code(AVAILABILITY_KINDS, row.kind),
        msg("{begins} to {ends}", begins=hours[0], ends=hours[1]),
        [(finding.tag, finding.words) for finding in row.kept_back],
    )
