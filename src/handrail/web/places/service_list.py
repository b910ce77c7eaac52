"""The list of services: searched and filtered in the address, so that it can be sent to a colleague."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_choices, area_of, language_choices
from handrail.directory.kinds import KINDS, NEEDS
from handrail.directory.queries import Wanted, search
from handrail.directory.states import STATES
from handrail.kernel.saying import joined
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.places import present
from handrail.web.places.service_form import PHASES

SHOWN_STATES = ("open", "planned", "funded", "paused")
NEEDS_BY_CODE = {need.code: need.name for need in NEEDS}
KINDS_BY_CODE = {kind.code: kind.name for kind in KINDS}
TYPED = ("q", "provider")
LONGEST = 60


@door(Permission.VIEW_SERVICES)
def services(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Services, the reader's own area first. A safe house is named, its place never."""
    choices = lists()
    asked = {name: str(value) for name, value in request.GET.items()}
    asked.setdefault("area", area_of(actor.body_id))
    kept = only_known(asked, choices)
    own = actor.may(Permission.EDIT_SERVICES)
    found = search(_wanted(kept, actor if own else None), page=page_number(request))
    shown = {
        "found": found,
        "lines": [present.row(line, actor.body_id if own else 0) for line in found.lines],
        "choices": choices,
        "kept": kept,
        "own": own,
        "keeps": actor.may(Permission.KEEP_DIRECTORY),
        "chosen": [(text, with_query(request, **{name: ""})) for name, text in _spoken(kept, choices)],
    }
    return render(request, "places/services.html", frame(request, actor, "services") | shown)


def lists() -> dict[str, dict[str, str]]:
    """What can be chosen, by the name that it has in the address."""
    return {
        "area": dict(area_choices()),
        "need": NEEDS_BY_CODE,
        "kind": KINDS_BY_CODE,
        "phase": dict(PHASES),
        "language": dict(language_choices()),
        "state": dict(STATES),
        "pro_bono": {"yes": "Pro bono"},
        "own": {"yes": "Our own"},
    }


def only_known(asked: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What was asked for, without what is in no list; words are cut short."""
    kept = {name: asked[name] for name, known in choices.items() if asked.get(name) in known}
    words = {name: joined(asked.get(name, "").replace("\0", "").split(), " ")[:LONGEST] for name in TYPED}
    return dict.fromkeys(choices, "") | kept | words


def page_number(request: HttpRequest) -> int:
    """The page that is asked for; the first where the address says nonsense."""
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _wanted(kept: Mapping[str, str], actor: Actor | None) -> Wanted:
    return Wanted(
        text=kept["q"],
        provider=kept["provider"],
        kind=kept["kind"],
        need=kept["need"],
        area=kept["area"],
        phase=kept["phase"],
        language=kept["language"],
        states=(kept["state"],) if kept["state"] else SHOWN_STATES,
        pro_bono=kept["pro_bono"] == "yes",
        provider_id=actor.body_id if actor and kept["own"] == "yes" else None,
    )


def _spoken(kept: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    chosen = [(name, choices[name][kept[name]]) for name in choices if kept[name]]
    return chosen + [(name, f"“{kept[name]}”") for name in TYPED if kept[name]]
