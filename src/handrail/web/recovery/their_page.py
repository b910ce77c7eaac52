"""A page for the person: to print, or to show on a screen. The worker chooses with them what it shows."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actions_once import mark
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.caseload.queries.work import open_work_of
from handrail.casework.case.states import Matter, Said
from handrail.casework.consent.queries.consents import ConsentLine
from handrail.casework.lists.queries.finding import Found
from handrail.casework.offers.queries.plan import NeedLine, OfferLine
from handrail.kernel.saying import say
from handrail.recovery.plan_kinds import of_kind
from handrail.recovery.queries.plan import PlanPage, plan_of
from handrail.web.design import words
from handrail.web.door import case_door, public
from handrail.web.navigation import frame
from handrail.web.recovery import plain_words as plain
from handrail.web.recovery import present
from handrail.web.recovery.forms import REVEAL_HINTS, TheirPageForm

DEFAULTS: dict[str, Any] = {"show": ["plan", "consents", "next"], "reveal": [], "size": "usual"}
SHOW_HINTS = {"goals": "Read them first: they may name a place or a person."}
NEVER_NAMED = "A safe place"
MOST_MEETINGS = 5
OPENED, LEFT = "opened", "left"
"""The mark of one opening of the page, in its address; and in the session, those that were left."""
LONGEST_MARK, MOST_LEFT = 64, 20


@case_door(Permission.RECORD)
def their_page(request: HttpRequest, found: Found) -> HttpResponse:
    """Choose what the page shows, before it is printed or shown."""
    found.sight.needs(Kind.SUPPORT)
    return _choose(request, found, TheirPageForm(initial=DEFAULTS))


@case_door(Permission.RECORD)
def show_their_page(request: HttpRequest, found: Found) -> HttpResponse:
    """The page itself: no name of ours, no reference, nothing of danger, and a quick way out."""
    found.sight.needs(Kind.SUPPORT)
    opened = request.GET.get(OPENED, "")
    if opened in request.session.get(LEFT, ()):
        return _gone(request)
    form = TheirPageForm(request.GET if request.GET else DEFAULTS)
    if not form.is_valid():
        return _choose(request, found, form)
    show, reveal = set(form.cleaned_data["show"]), set(form.cleaned_data["reveal"])
    page = plan_of(found.sight, *_kinds(show, reveal))
    shown = {
        "exit": plain.EXIT,
        "leave": f"{reverse('leave')}?{urlencode({OPENED: opened})}",
        "large": form.cleaned_data["size"] == "large",
        "called": page.case.who.called if page.case.who else "",
        "today": words.today(),
        "goals": [goal for goal in page.goals if goal.state == "going_on"] if "goals" in show else [],
        "reached": [goal for goal in page.goals if goal.state == "reached"] if "goals" in show else [],
        "helpers": "services" in reveal,
        "plan": _plan(page, reveal) if "plan" in show else None,
        "consents": _consents(page, reveal) if "consents" in show else None,
        "next": _next(page, reveal) if "next" in show else None,
        "meetings": _meetings(found.sight) if "meetings" in reveal else [],
        "always": plain.ALWAYS,
        "worker": _worker(page) if "worker" in reveal else None,
        "providers": [line for line in page.providers if line.until is None] if "services" in reveal else [],
    }
    return render(request, "recovery/for_them.html", shown)


@public("leads away from the person’s own page, whoever is there")
def leave(request: HttpRequest) -> HttpResponse:
    """Where scripts do not work: away, and that opening of the page is over, so that going back does not bring it back.

    It needs no sign-in: whoever leaves must not be asked who they are.
    """
    opened = request.GET.get(OPENED, "")
    if opened and request.user.is_authenticated:
        request.session[LEFT] = [*request.session.get(LEFT, ()), opened[:LONGEST_MARK]][-MOST_LEFT:]
    return _gone(request)


def _gone(request: HttpRequest) -> HttpResponse:
    """A white page that leads away by itself and stands in no history."""
    response = render(request, "recovery/gone.html", {"exit": plain.EXIT})
    response.headers["Cache-Control"] = "no-store"
    return response


def _choose(request: HttpRequest, found: Found, form: TheirPageForm) -> HttpResponse:
    shown = {
        "opened": mark(),
        "reference": found.reference,
        "form": form,
        "tabs": present.tabs(found.reference, found.sight, "their_page"),
        "show_href": reverse("show_their_page", args=[found.reference]),
        "show_hints": SHOW_HINTS,
        "reveal_hints": REVEAL_HINTS,
    }
    return render(request, "recovery/their_page.html", frame(request, found.sight.actor, "cases") | shown)


def _kinds(show: set[str], reveal: set[str]) -> list[Kind]:
    """Only what is shown is read, so that the trail says what was shown."""
    wanted = {Kind.IDENTITY: "name" in reveal, Kind.CONSENT: "consents" in show}
    return [kind for kind, asked in wanted.items() if asked]


def _needs(page: PlanPage, reveal: set[str]) -> list[tuple[str, NeedLine]]:
    names = plain.NEEDS | (plain.GUARDED if "justice" in reveal else {})
    return [(names[need.kind], need) for need in page.case.needs or () if need.kind in names]


def _plan(page: PlanPage, reveal: set[str]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": need.words if "words" in reveal else "",
            "met_on": need.met_on,
            "offers": [_offer(offer, reveal) for offer in need.offers],
        }
        for name, need in _needs(page, reveal)
    ]


def _offer(offer: OfferLine, reveal: set[str]) -> dict[str, Any]:
    said = {
        "accepted": say("You said yes on {answered_on}.", answered_on=words.day(offer.answered_on)),
        "declined": say("You said no on {answered_on}.", answered_on=words.day(offer.answered_on)),
        "none_yet": say(
            "Offered on {offered_on}. You have not answered yet.", offered_on=words.day(offer.offered_on)
        ),
    }
    named = "services" in reveal and offer.kind not in ("safe_house", "place_of_safety")
    by = (
        say("{service}, {provider}", service=offer.service, provider=offer.provider)
        if named and offer.service != NEVER_NAMED
        else ""
    )
    return {
        "name": plain_kind(offer),
        "by": by,
        "said": said[offer.answer],
        "result": offer.result if "words" in reveal else "",
    }


def plain_kind(offer: OfferLine) -> str:
    """The word of the plan; somewhere to sleep is only that."""
    name = of_kind(offer.kind).name
    return "Somewhere to sleep" if name == "Emergency housing" else name


def _consents(page: PlanPage, reveal: set[str]) -> list[tuple[str, str]]:
    names = {**plain.MATTERS, **(plain.GUARDED_MATTERS if "justice" in reveal else {})}
    found = []
    for line in page.case.consents or ():
        matter = Matter(line.matter)
        if matter is Matter.SHARING:
            found.append((_sharing(line, reveal), _said(line)))
        elif matter in names:
            found.append((names[matter], _said(line)))
    return found


def _sharing(line: ConsentLine, reveal: set[str]) -> str:
    if {"services", "justice"} <= reveal:
        return say("Sharing what you told us with {to_body}", to_body=line.to_body)
    return plain.SHARING


def _said(line: ConsentLine) -> str:
    until = say(", until {until}", until=words.day(line.until)) if line.until else ""
    return say(
        "{said} on {asked_on}{until}.",
        said=plain.SAID[Said(line.said)],
        asked_on=words.day(line.asked_on),
        until=until,
    )


def _next(page: PlanPage, reveal: set[str]) -> list[str]:
    waiting = [
        say(
            "Tell us what you think: {plain_kind}, offered on {offered_on}.",
            plain_kind=words.small(plain_kind(offer)),
            offered_on=words.day(offer.offered_on),
        )
        for _, need in _needs(page, reveal)
        for offer in need.offers
        if offer.answer == "none_yet"
    ]
    nothing_yet = [
        say("We look for something with you: {name}.", name=words.small(name))
        for name, need in _needs(page, reveal)
        if not need.offers
    ]
    stands = page.case.standing
    road = [plain.STANDS[stands.answer.phase]] if stands and "justice" in reveal else []
    return [*waiting, *nothing_yet, *road]


def _meetings(sight: Sight) -> list[str]:
    """The next contacts that are planned: by which way, on which day, at what time."""
    ahead = [line for line in open_work_of(sight).planned if line.on >= words.today()]
    return [
        say(
            "{channel_words}: {on}{which}",
            channel_words=line.channel_words,
            on=words.weekday(line.on),
            which=", " + words.clock_time(line.at_time) if line.at_time else "",
        )
        for line in ahead[:MOST_MEETINGS]
    ]


def _worker(page: PlanPage) -> dict[str, str]:
    return {"name": page.case.contact.name.split()[0], "phone": page.case.contact.phone}
