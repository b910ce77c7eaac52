"""Searching services for one person, and referring them: what fits, why, and what may be told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory import presenters as services
from handrail.directory.fit import FitVerdict, PersonFacts, assess_fit
from handrail.directory.queries import ServiceFilter, ServiceRow, search_services
from handrail.directory.queries import get_service as one_service
from handrail.directory.views.service_list import (
    KINDS_BY_CODE,
    NEEDS_BY_CODE,
    get_page_number,
    keep_known_filters,
)
from handrail.people.cases.offers.actions import circumstances, referrals
from handrail.people.cases.offers.forms.referrals import CircumstancesForm, ReferralForm
from handrail.people.cases.offers.presenters import referrals as presenters
from handrail.people.cases.offers.queries.choices import NO_AREA
from handrail.people.cases.offers.queries.fit_facts import get_circumstances, get_fit_facts
from handrail.people.cases.offers.queries.referrals import get_open_kinds
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query

SHOW_CHOICES = {"in": "Those that may fit", "out": "Those that are out", "all": "All"}
STATE_CHOICES = {"": "Open", "coming": "Planned, funded or paused"}
COMING_STATES = ("planned", "funded", "paused")


@requires_case(Permission.OFFER)
def case_services(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The services of this area and phase, each with why it is in or out for this person."""
    found.case_access.needs(Kind.SUPPORT)
    facts = get_fit_facts(found.case_access)
    choices = {
        "need": NEEDS_BY_CODE,
        "kind": KINDS_BY_CODE,
        "show": SHOW_CHOICES,
        "coming": {"yes": "Not open yet"},
    }
    asked = {name: str(value) for name, value in request.GET.items()}
    kept = keep_known_filters({"show": "in", **asked}, choices)
    kept["show"] = kept["show"] or "in"
    shown = search_services(_make_service_filter(kept, facts, found), facts, page=get_page_number(request))
    context = {
        "reference": found.reference,
        "found": shown,
        "lines": [_present_service(line, facts, found) for line in shown.lines],
        "known": presenters.present_known_facts(facts),
        "choices": choices,
        "kept": kept,
        "may_say": found.case_access.may(Permission.EDIT_PERSON),
        "inside": found.case_access.inside,
        "tabs": [
            (name, with_query(request, show=code), code == kept["show"])
            for code, name in SHOW_CHOICES.items()
        ],
        "chosen": [
            (choices[name][kept[name]], with_query(request, **{name: ""}))
            for name in ("need", "kind", "coming")
            if kept[name]
        ],
    }
    return render(
        request,
        "offers/services.html",
        get_layout_context(request, found.case_access.actor, "cases") | context,
    )


@requires_case(Permission.EDIT_PERSON)
def say_circumstances(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What services ask before they say yes."""
    found.case_access.needs(Kind.IDENTITY)
    found.case_access.needs(Kind.SUPPORT)
    now = get_circumstances(found.case_access)
    start = {"gender": now.gender, "dependants": now.dependants, "public_funds": now.public_funds}
    form = bind_form(CircumstancesForm, request, initial={**start, "status": now.status, "seen": now.version})

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        circumstances.update_circumstances(
            case_id=found.case_id, said=answers, seen_version=seen, by=found.case_access.actor
        )
        return "Recorded. The search below uses it."

    def both(form: Any) -> dict[str, Any]:
        saved = get_circumstances(found.case_access)
        rows = services.list_differences(
            form, {name: getattr(saved, name) for name in circumstances.CIRCUMSTANCE_CHOICES}
        )
        return {"who": saved.changed_by, "at": saved.changed_at, "rows": rows, "seen": saved.version}

    here = reverse("case_services", args=[found.reference])
    page = FormAction(
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
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.OFFER)
def refer(request: HttpRequest, found: CaseContext, service_id: int) -> HttpResponse:
    """Refer the person to a service of another body, telling it what they agreed to and no more."""
    found.case_access.needs(Kind.SUPPORT)
    if not found.case_access.inside:
        raise Denied("Only those who work on the case may refer the person.")
    line = _get_service_or_deny(service_id)
    may_be_told = get_open_kinds(found.case_id, line.provider_id)
    found_fit = assess_fit(line.terms, get_fit_facts(found.case_access))
    form = bind_form(
        ReferralForm,
        request,
        kinds=may_be_told,
        initial={"on": formatting.get_today(), "kinds": sorted(may_be_told)},
    )

    def save(answers: dict[str, Any]) -> str:
        told = referrals.ReferralInput([Kind(kind) for kind in answers["kinds"]], answers["words"])
        referrals.create_referral(
            case_id=found.case_id,
            service_id=service_id,
            told=told,
            on=answers["on"],
            by=found.case_access.actor,
        )
        return msg(
            "Referred to {name}, {provider_name}. Their answer will stand under Needs and offers.",
            name=line.name,
            provider_name=line.provider_name,
        )

    here = reverse("case", args=[found.reference]) + "#needs"
    page = FormAction(
        title=msg("Refer to {name}", name=line.name),
        save=save,
        then=here,
        back=reverse("case_services", args=[found.reference]),
        button="Send the referral",
        template="offers/refer.html",
        more={
            "line": line,
            "reference": found.reference,
            "fit": presenters.present_fit_reasons(found_fit),
            "out": found_fit.says is FitVerdict.NO,
            "own": line.provider_id == found.case_access.actor.body_id,
            "may_be_told": [kind.words for kind in SHAREABLE_KINDS if kind in may_be_told],
            "not_told": [kind.words for kind in SHAREABLE_KINDS if kind not in may_be_told],
        },
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _make_service_filter(kept: dict[str, str], facts: PersonFacts, found: CaseContext) -> ServiceFilter:
    """What reaches the person: all areas and phases where the case does not say."""
    return ServiceFilter(
        need=kept["need"],
        kind=kept["kind"],
        area=facts.area_code or NO_AREA,
        phase=facts.phase or "",
        states=COMING_STATES if kept["coming"] else ("open",),
        provider_id=None if found.case_access.inside else found.case_access.actor.body_id,
        show="all" if kept["coming"] else kept["show"],
    )


def _present_service(line: ServiceRow, facts: PersonFacts, found: CaseContext) -> dict[str, Any]:
    said = assess_fit(line.terms, facts)
    own = line.provider_id == found.case_access.actor.body_id
    may_refer = found.case_access.inside and said.says is not FitVerdict.NO and not own
    return services.make_service_row(line)._asdict() | {
        "says": presenters.FIT_TAGS[said.says],
        "reasons": presenters.present_fit_reasons(said),
        "refer_href": reverse("refer", args=[found.reference, line.id]) if may_refer else "",
    }


def _get_service_or_deny(service_id: int) -> ServiceRow:
    line = one_service(service_id)
    if line is None:
        raise NotVisible
    return line
