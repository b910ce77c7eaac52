"""Who may be sent tonight, and what keeps others of the rota back: vetting, training, rest."""

from typing import NamedTuple, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.directory.practitioners.codes import AVAILABILITY_KINDS, ROLES, get_words
from handrail.people.deployment.queries.night_duty import get_tonight_duty
from handrail.people.deployment.rules.night_duty import NightDuty
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_time, format_when, to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.navigation import get_layout_context

NAV = "deployment_board"


class TonightLine(NamedTuple):
    """One practitioner. `reasons`: tag and sentence of what keeps them back."""

    id: UUID
    name: str
    role: str
    duty: str
    hours: str
    reasons: list[tuple[str, str]]


class TonightContext(TypedDict):
    """What deployment/tonight.html shows."""

    night: str
    ready: list[TonightLine]
    kept_back: list[TonightLine]
    on_register: int


@requires(Permission.DEPLOY)
def tonight(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The rota of the actor's own organisation for what is left of the night, or for the coming one."""
    found = get_tonight_duty(actor)
    begins, ends = (to_london(moment) for moment in (found.night.starts_at, found.night.ends_at))
    lines = [_present(row) for row in found.rows]
    shown: TonightContext = {
        "night": msg("{begins} to {ends}", begins=format_when(begins), ends=format_when(ends)),
        "ready": [line for line in lines if not line.reasons],
        "kept_back": [line for line in lines if line.reasons],
        "on_register": found.on_register,
    }
    return render(request, "deployment/tonight.html", {**get_layout_context(request, actor, NAV), **shown})


def _present(row: NightDuty) -> TonightLine:
    who = row.candidate
    hours = [format_time(to_london(moment)) for moment in (row.free.starts_at, row.free.ends_at)]
    return TonightLine(
        who.practitioner_id,
        who.name,
        get_words(ROLES, who.role),
        get_words(AVAILABILITY_KINDS, row.kind),
        msg("{begins} to {ends}", begins=hours[0], ends=hours[1]),
        [(finding.tag, finding.words) for finding in row.kept_back],
    )
