"""Find a place tonight, from a case; hold one; say what they need of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.queries.places import list_zone_choices
from handrail.people.cases.offers.models import CIRCUMSTANCE_KINDS
from handrail.people.cases.offers.queries.circumstances import (
    get_circumstances_version,
    get_or_build_circumstances,
)
from handrail.people.cases.offers.text_choices import Gender
from handrail.people.housing import presenters
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.place_requirements import (
    save_main_place_requirements,
    save_place_requirements,
)
from handrail.people.housing.forms.stays import MainPlaceRequirementsForm, PlaceRequirementsForm
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.queries.place_requirements import (
    find_place_requirements,
    get_area_code_of_case,
    list_risk_zone_ids,
)
from handrail.people.housing.queries.place_search import PlaceSearchResult, find_places_tonight
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.device_calls import may_dial
from handrail.platform.ui.navigation import get_layout_context


@requires_case_permission(Permission.FIND_PLACE)
def show_places_tonight(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """What fits tonight and why; for a child, whom to ring and nothing else."""
    page = find_places_tonight(
        found.case_access, nights=_parse_number_or_default(request.GET.get("nights"), 1)
    )
    around = get_layout_context(request, found.case_access.actor, "cases")
    if page.age != "adult":
        return render(
            request,
            "housing/child.html",
            {
                **around,
                **presenters.make_child_place_context(page, found.case_access),
            },
        )
    actor = found.case_access.actor
    dials = may_dial(request, actor)
    return render(
        request,
        "housing/tonight.html",
        {
            **around,
            "dial_setting": reverse("device_calls") if actor.may_call_from_devices and not dials else "",
            **presenters.make_place_search_context(
                page, found.case_access, _make_main_place_requirements_form(page, found), may_dial=dials
            ),
        },
    )


@requires_case_permission(Permission.FIND_PLACE)
def hold_place(request: HttpRequest, found: CaseOpenToActor, unit_id: UUID) -> HttpResponse:
    """Hold a unit for half an hour. Whoever was second is told so, and what is still free.

    Args:
        request: the request, with `nights`.
        found: the case, with what the reader may see of it.
        unit_id: the unit.
    """
    back = reverse("place_tonight", args=[found.reference])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        stay_id = hold_unit(
            case_id=found.case_id,
            unit_id=unit_id,
            first_night=get_tonight(timezone.localtime()),
            nights=_parse_number_or_default(request.POST.get("nights"), 1),
            by=found.case_access.actor,
        )
    except ActionNotPossibleError as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(back)
    messages.success(request, "Held. No one else can take it until the time below.")
    return HttpResponseRedirect(reverse("stay", args=[found.reference, stay_id]))


def _make_main_place_requirements_form(
    page: PlaceSearchResult, found: CaseOpenToActor
) -> MainPlaceRequirementsForm:
    """The first row of the page, from what the search has read: no statement of its own."""
    initial = {
        "gender": page.wanted.household.gender or Gender.NOT_ASKED,
        "children": page.wanted.children_known,
        "risks": [str(zone.pk) for zone in page.wanted.risks],
        "seen": page.wanted.version,
        "seen_answers": page.answers_version,
    }
    return MainPlaceRequirementsForm(
        initial=initial,
        zones=[(str(zone.pk), zone.name) for zone in page.zones],
        gender=may_record_gender_of_person(found.case_access),
        safety=page.safety_open,
    )


def may_record_gender_of_person(case_access: CaseAccess) -> bool:
    """Whether the reader may keep what services ask: of all its kinds, or of none."""
    return case_access.may(Permission.EDIT_PERSON) and case_access.kinds >= set(CIRCUMSTANCE_KINDS)


class MainPlaceRequirementsPage(CaseActionPage):
    """Woman or man, children, risk areas: answered in the first row of the page of places, kept on the case."""

    permission = Permission.FIND_PLACE
    title, form_class, button = "Who needs a place", MainPlaceRequirementsForm, "Show places"
    record: PlaceRequirements | None

    @property
    def back_url(self) -> str:
        return reverse("place_tonight", args=[self.case.reference])

    def load(self) -> None:
        self.case.case_access.needs(Kind.HOUSING)
        self.record = find_place_requirements(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        access = self.case.case_access
        known = get_or_build_circumstances(access) if may_record_gender_of_person(access) else None
        initial: dict[str, Any] = {"seen": self.record.version if self.record else 0}
        if self.record:
            initial["children"] = self.record.children
            if access.sees(Kind.SAFETY):
                initial["risks"] = [str(number) for number in list_risk_zone_ids(self.record)]
        if known:
            initial |= {"gender": known.gender, "seen_answers": get_circumstances_version(known)}
        return {
            "initial": initial,
            "zones": list_zone_choices(get_area_code_of_case(self.case.case_id)),
            "gender": known is not None,
            "safety": access.sees(Kind.SAFETY),
        }

    def get_saved_values(self, form: MainPlaceRequirementsForm) -> dict[str, Any]:
        """Where somebody is looked for is not set beside what is saved."""
        return model_to_dict(self.record, ["children"]) if self.record else {}

    def perform(self, form: MainPlaceRequirementsForm) -> str:
        answers, safety = form.cleaned_data, self.case.case_access.sees(Kind.SAFETY)
        ticked = [int(number) for number in answers.get("risks", ())]
        asked = ticked or (self.record is not None and self.record.risks_asked)
        brief = self.record or PlaceRequirements(case_id=self.case.case_id)
        brief.children = answers["children"]
        save_main_place_requirements(
            brief,
            risks=ticked if asked and "risks" in form.fields else None,
            risk_words=brief.risk_words.open() if self.record and safety else "",
            gender=answers.get("gender", ""),
            seen=answers["seen"],
            seen_answers=answers.get("seen_answers") or 0,
            by=self.actor,
        )
        return "Saved. The places below fit what you answered."


class PlaceRequirementsPage(CaseActionPage):
    """What they need of a place, and which parts of the area they must not be near."""

    permission = Permission.FIND_PLACE
    title, form_class = "What they need from a place", PlaceRequirementsForm

    @property
    def back_url(self) -> str:
        return reverse("place_tonight", args=[self.case.reference])

    def load(self) -> None:
        self.case.case_access.needs(Kind.HOUSING)
        self.record = find_place_requirements(self.case.case_access)
        self.safety = self.case.case_access.sees(Kind.SAFETY)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial: dict[str, Any] = {"seen": self.record.version if self.record else 0}
        if self.record:
            risks = [str(number) for number in list_risk_zone_ids(self.record)]
            initial |= {"risks": risks, "risk_words": self.record.risk_words.open()}
        return {
            "actor": self.actor,
            "instance": self.record or PlaceRequirements(case_id=self.case.case_id),
            "initial": initial,
            "zones": list_zone_choices(get_area_code_of_case(self.case.case_id)),
            "safety": self.safety,
        }

    def get_saved_values(self, form: PlaceRequirementsForm) -> dict[str, Any]:
        """Where somebody is looked for is not set beside what is saved."""
        return model_to_dict(self.record, ["beds", "children", "pets"]) if self.record else {}

    def perform(self, form: PlaceRequirementsForm) -> str:
        answers = form.cleaned_data
        save_place_requirements(
            form.instance,
            risks=[int(number) for number in answers.get("risks", ())] if self.safety else None,
            risk_words=answers.get("risk_words", ""),
            seen=answers["seen"],
            by=self.actor,
        )
        return "Saved. The places below have been updated."


def _parse_number_or_default(text: str | None, default: int) -> int:
    """What a page may have been sent, kept within bounds by whoever uses it."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default
