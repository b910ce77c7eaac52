"""The check before a hotel or B&B: saved as it grows, signed when it is whole, overruled by a lead with a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import case_is_child
from handrail.casework.lists.queries.finding import Found
from handrail.directory.housing.queries.places import place_of
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.places import checking
from handrail.provision.places.actions import checks
from handrail.provision.places.queries.checks import checks_of, draft_of
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.housing.forms import CheckForm, OverruleForm


@case_door(Permission.FIND_PLACE)
def place_check(request: HttpRequest, found: Found, place_id: UUID) -> HttpResponse:
    """Nine questions. “Save” keeps what there is; “sign” asks for all of them."""
    found.sight.needs(Kind.SUPPORT)
    place = place_of(place_id)
    if place is None or not place.after_check:
        raise NotOpenToYou
    if case_is_child(found.case_id):
        raise NotNow(checking.NEVER_A_CHILD)
    draft = draft_of(found.sight, place_id)
    form = bind(CheckForm, request, initial=draft)

    def save(answers: dict[str, Any]) -> str:
        if request.POST.get("what") == "save":
            done = checks.save_draft(
                case_id=found.case_id, place_id=place_id, answers=answers, by=found.sight.actor
            )
            return say("Saved: {done} of {total} answered. Not signed yet.", done=done, total=checking.TOTAL)
        signed = checks.sign(case_id=found.case_id, place_id=place_id, answers=answers, by=found.sight.actor)
        outcome = (
            "It can be held now." if signed.suitable else "It says no. A lead can overrule it, with a reason."
        )
        return say("Signed by {user_name}. {outcome}", user_name=found.sight.actor.user_name, outcome=outcome)

    back = reverse("place_tonight", args=[found.reference]) + "#hotels"
    page = Act(
        say("Before {name} is used", name=place.name),
        save,
        back,
        back,
        button="Sign the check",
        template="housing/check.html",
        tab="Stays and checks",
        more={"total": checking.TOTAL, "signer": found.sight.actor.user_name},
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.OVERRULE_CHECK)
def overrule_check(request: HttpRequest, found: Found, check_id: UUID) -> HttpResponse:
    """A lead lets it be used all the same."""
    line = next((each for each in checks_of(found.sight) if each.check_id == check_id), None)
    if line is None:
        raise NotOpenToYou
    form = bind(OverruleForm, request)

    def save(answers: dict[str, Any]) -> str:
        checks.overrule(case_id=found.case_id, check_id=check_id, why=answers["why"], by=found.sight.actor)
        return say("{place} can be held. Nights there are counted as unsuitable.", place=line.place)

    back = reverse("place_tonight", args=[found.reference]) + "#hotels"
    page = Act(
        say("Overrule the check of {place}", place=line.place),
        save,
        back,
        back,
        button="Overrule it",
        template="housing/overrule.html",
        tab="Stays and checks",
        more={"check": line},
    )
    return act(request, found.sight.actor, form, page)
