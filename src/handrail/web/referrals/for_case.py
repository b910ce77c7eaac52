"""Searching services for one person, and referring them: what fits, why, and what may be told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.casework.offers.actions import circumstances, referrals
from handrail.casework.offers.queries.choices import NOWHERE
from handrail.casework.offers.queries.facts import facts_of, said_of_them
from handrail.casework.offers.queries.referrals import open_kinds
from handrail.directory.fit import Facts, Says, fit
from handrail.directory.queries import ServiceLine, Wanted, search
from handrail.directory.queries import service as one_service
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame
from handrail.web.places import present as services
from handrail.web.places.service_list import KINDS_BY_CODE, NEEDS_BY_CODE, only_known, page_number
from handrail.web.referrals import present
from handrail.web.referrals.forms import CircumstancesForm, ReferForm

SHOW = {"in": "Those that may fit", "out": "Those that are out", "all": "All"}
STATES = {"": "Open", "coming": "Planned, funded or paused"}
COMING = ("planned", "funded", "paused")


@case_door(Permission.OFFER)
def case_services(request: HttpRequest, found: Found) -> HttpResponse:
    """The services of this area and phase, each with why it is in or out for this person."""
    found.sight.needs(Kind.SUPPORT)
    facts = facts_of(found.sight)
    choices = {"need": NEEDS_BY_CODE, "kind": KINDS_BY_CODE, "show": SHOW, "coming": {"yes": "Not open yet"}}
    asked = {name: str(value) for name, value in request.GET.items()}
    kept = only_known({"show": "in", **asked}, choices)
    kept["show"] = kept["show"] or "in"
    shown = search(_wanted(kept, facts, found), facts, page=page_number(request))
    context = {
        "reference": found.reference,
        "found": shown,
        "lines": [_row(line, facts, found) for line in shown.lines],
        "known": present.known(facts),
        "choices": choices,
        "kept": kept,
        "may_say": found.sight.may(Permission.EDIT_PERSON),
        "inside": found.sight.inside,
        "tabs": [(name, with_query(request, show=code), code == kept["show"]) for code, name in SHOW.items()],
        "chosen": [
            (choices[name][kept[name]], with_query(request, **{name: ""}))
            for name in ("need", "kind", "coming")
            if kept[name]
        ],
    }
    return render(request, "referrals/for_case.html", frame(request, found.sight.actor, "cases") | context)


@case_door(Permission.EDIT_PERSON)
def say_circumstances(request: HttpRequest, found: Found) -> HttpResponse:
    """What services ask before they say yes."""
    found.sight.needs(Kind.IDENTITY)
    found.sight.needs(Kind.SUPPORT)
    now = said_of_them(found.sight)
    start = {"gender": now.gender, "dependants": now.dependants, "public_funds": now.public_funds}
    form = bind(CircumstancesForm, request, initial={**start, "status": now.status, "seen": now.version})

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        circumstances.say_circumstances(
            case_id=found.case_id, said=answers, seen_version=seen, by=found.sight.actor
        )
        return "Recorded. The search below uses it."

    def both(form: Any) -> dict[str, Any]:
        saved = said_of_them(found.sight)
        rows = services.differences(form, {name: getattr(saved, name) for name in circumstances.LISTS})
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    here = reverse("case_services", args=[found.reference])
    page = Act(
        title="What services ask first",
        save=save,
        then=here,
        back=here,
        more={
            "lead": "Ask only what the service in question needs to know. “Not asked” is always an answer, and "
            "closes no door: the search then says “ask”."
        },
        stale=both,
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.OFFER)
def refer(request: HttpRequest, found: Found, service_id: int) -> HttpResponse:
    """Refer the person to a service of another body, telling it what they agreed to and no more."""
    found.sight.needs(Kind.SUPPORT)
    if not found.sight.inside:
        raise Denied("Only those who work on the case may refer the person.")
    line = _service(service_id)
    may_be_told = open_kinds(found.case_id, line.provider_id)
    found_fit = fit(line.terms, facts_of(found.sight))
    form = bind(
        ReferForm, request, kinds=may_be_told, initial={"on": words.today(), "kinds": sorted(may_be_told)}
    )

    def save(answers: dict[str, Any]) -> str:
        told = referrals.Told([Kind(kind) for kind in answers["kinds"]], answers["words"])
        referrals.refer(
            case_id=found.case_id, service_id=service_id, told=told, on=answers["on"], by=found.sight.actor
        )
        return say(
            "Referred to {name}, {provider_name}. Their answer will stand under Needs and offers.",
            name=line.name,
            provider_name=line.provider_name,
        )

    here = reverse("case", args=[found.reference]) + "#needs"
    page = Act(
        title=say("Refer to {name}", name=line.name),
        save=save,
        then=here,
        back=reverse("case_services", args=[found.reference]),
        button="Send the referral",
        template="referrals/refer.html",
        more={
            "line": line,
            "reference": found.reference,
            "fit": present.reasons(found_fit),
            "out": found_fit.says is Says.NO,
            "own": line.provider_id == found.sight.actor.body_id,
            "may_be_told": [kind.words for kind in SHAREABLE if kind in may_be_told],
            "not_told": [kind.words for kind in SHAREABLE if kind not in may_be_told],
        },
    )
    return act(request, found.sight.actor, form, page)


def _wanted(kept: dict[str, str], facts: Facts, found: Found) -> Wanted:
    """What reaches the person: all areas and phases where the case does not say."""
    return Wanted(
        need=kept["need"],
        kind=kept["kind"],
        area=facts.area_code or NOWHERE,
        phase=facts.phase or "",
        states=COMING if kept["coming"] else ("open",),
        provider_id=None if found.sight.inside else found.sight.actor.body_id,
        show="all" if kept["coming"] else kept["show"],
    )


def _row(line: ServiceLine, facts: Facts, found: Found) -> dict[str, Any]:
    said = fit(line.terms, facts)
    own = line.provider_id == found.sight.actor.body_id
    may_refer = found.sight.inside and said.says is not Says.NO and not own
    return services.row(line) | {
        "says": present.SAYS[said.says],
        "reasons": present.reasons(said),
        "refer_href": reverse("refer", args=[found.reference, line.id]) if may_refer else "",
    }


def _service(service_id: int) -> ServiceLine:
    line = one_service(service_id)
    if line is None:
        raise NotOpenToYou
    return line
