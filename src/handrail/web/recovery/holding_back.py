"""Why a person holds back and what changed; and for an organisation, what changes minds, in numbers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.recovery.actions import holding_back as acts
from handrail.recovery.queries.figures import figures
from handrail.recovery.queries.holding_back import HesitationLine, hesitations_of
from handrail.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.recovery.small import BASE, LEAST, SMALL, Table
from handrail.recovery.states import About, Turned
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door, door
from handrail.web.money.present import tabs as money_tabs
from handrail.web.navigation import frame
from handrail.web.recovery import present
from handrail.web.recovery.forms import ChangedForm, HesitationForm

LEAD = "Whatever they say, they can be met, housed and helped: nothing here asks for the police or the NRM."


@case_door(Permission.VIEW_CASE)
def holding_back(request: HttpRequest, found: Found) -> HttpResponse:
    """What they hold back from, why, and what changed since."""
    sight = found.sight.to_read() if found.closed else found.sight  # a closed case offers no act
    lines = hesitations_of(found.sight)
    shown = {
        "reference": found.reference,
        "tabs": present.tabs(found.reference, found.sight, "holding_back"),
        "lines": [present.hesitation(line, found.reference) for line in lines],
        "lead": LEAD,
        "nrm_hidden": Kind.PATHWAY not in sight.kinds,
        "may": sight.may(Permission.RECORD),
        "figures_href": reverse("what_changed_figures")
        if found.sight.actor.may(Permission.VIEW_GAPS)
        else "",
    }
    return render(request, "recovery/holding_back.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def say_why(request: HttpRequest, found: Found) -> HttpResponse:
    """Why they hold back."""
    found.sight.needs(Kind.SUPPORT)
    form = bind(HesitationForm, request, initial={"on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        acts.say_why(
            case_id=found.case_id,
            about=About(answers["about"]),
            reasons=answers["reasons"],
            words=answers["words"],
            on=answers["on"],
            by=found.sight.actor,
        )
        return "Written down. Help goes on whatever they decide."

    return act(request, found.sight.actor, form, _page(found, "What holds them back?", save))


@case_door(Permission.RECORD)
def what_changed(request: HttpRequest, found: Found, hesitation_id: UUID) -> HttpResponse:
    """What changed their mind."""
    line = _line(found, hesitation_id)
    form = bind(ChangedForm, request, initial={"on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        acts.say_what_changed(
            case_id=found.case_id,
            hesitation_id=hesitation_id,
            turned=Turned(answers["turned"]),
            causes=answers["causes"],
            words=answers["words"],
            on=answers["on"],
            by=found.sight.actor,
        )
        return "Written down: what changed."

    page = _page(found, say("What changed? {about_words}", about_words=line.about_words), save)
    page.more["lead"] = say("They held back: “{line}”", line=line.words) if line.words else ""
    return act(request, found.sight.actor, form, page)


@door(Permission.VIEW_GAPS)
def what_changed_figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What changes minds, for the reader’s organisation: numbers of people, small ones hidden. Nobody is named."""
    found = figures(actor)
    shown = {
        "found": found,
        "body": actor.body_name,
        "strip": [
            {
                "name": "People who held back",
                "value": found.people.text,
                "means": "and said from what, and why",
            },
            {
                "name": "People whose mind changed",
                "value": found.changed.text,
                "means": "all the way, or part of it",
            },
        ],
        "about": _part(found.about, dict(About.choices)),
        "reasons": _part(found.reasons, REASON_NAMES),
        "causes": _part(found.causes, CHANGE_NAMES),
        "small": SMALL,
        "tabs": money_tabs(actor, "what_changed_figures"),
        "least": LEAST,
        "base": BASE,
    }
    return render(request, "recovery/figures.html", frame(request, actor, "money") | shown)


def _part(table: Table, names: Mapping[str, str]) -> dict[str, Any]:
    """The rows that are shown, the larger first; those that are hidden by name, in the order of the list."""
    shown = sorted((row for row in table.rows if row.size), key=lambda row: -(row.size or 0))
    return {
        "shown": [{"name": names[row.code], "text": row.text} for row in shown],
        "hidden": [names[row.code] for row in table.rows if row.size is None],
        "withheld": table.withheld,
    }


def _page(found: Found, title: str, save: Any) -> Act:
    here = reverse("holding_back", args=[found.reference])
    more = {"lead": LEAD}
    return Act(title=title, save=save, then=here, back=here, button="Write it down", more=more, once=True)


def _line(found: Found, hesitation_id: UUID) -> HesitationLine:
    lines = hesitations_of(found.sight)
    line = next((each for each in lines if each.hesitation_id == hesitation_id), None)
    if line is None:
        raise NotOpenToYou
    return line
