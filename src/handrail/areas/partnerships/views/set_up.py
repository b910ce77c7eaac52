"""A board in minutes: four questions and a check, from the kind of group to its first invitations."""

import datetime
from typing import Any, TypedDict

from django.urls import reverse

from handrail.areas.partnerships.actions.groups import GroupSetUpInput, set_up_group
from handrail.areas.partnerships.forms import ASKED_TERMS, SetUpGroupForm
from handrail.areas.partnerships.forward_plan import list_meeting_days
from handrail.areas.partnerships.models import Group, TermsOfReference
from handrail.areas.partnerships.organisation_names import list_proposed_group_organisations
from handrail.areas.partnerships.sourced_codes import (
    get_group_kinds,
    get_terms_of_reference_template_of_group_kind,
    list_template_agenda_items_of_group_kind,
    list_terms_of_reference_template_sources,
)
from handrail.areas.partnerships.tags import NAV
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.working_days import add_working_days
from handrail.platform.reference.models import Body
from handrail.platform.ui.multi_step_page import FormStep, MultiStepPage

FIRST_MEETING_IN = 20  # working days, so that members can read the terms before it


class SetUpGroupCheckContext(TypedDict):
    """What partnerships/set_up_check.html shows beside the answers."""

    days: list[datetime.date]
    agenda: list[str]
    more_terms: list[tuple[str, str]]
    sources: list[tuple[str, str]]
    names: list[str]


class SetUpGroupPage(MultiStepPage):
    """Set up a group."""

    permission, nav, form_class = Permission.CONVENE_PARTNERSHIPS, NAV, SetUpGroupForm
    title, button = "Set up a board or forum", "Set up and send invitations"
    check_template_name = "partnerships/set_up_check.html"
    steps = (
        FormStep(
            "kind",
            ("kind", "name", "nation", "papers_language", "parent"),
            "About the group",
            keeps_labels=True,
        ),
        FormStep(
            "terms",
            (*ASKED_TERMS, "quorum"),
            "Terms of reference",
            "Drafted for this kind of group. Change what does not fit: the rest can be changed later.",
            keeps_labels=True,
        ),
        FormStep("seats", ("bodies",)),
        FormStep(
            "meetings",
            ("first_day", "meetings_a_year", "starts_at", "place"),
            "Meetings of the first year",
            keeps_labels=True,
        ),
    )

    @property
    def back_url(self) -> str:
        return reverse("partnerships")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Terms, rhythm and organisations as the kind of group proposes them."""
        own = Body.objects.select_related("area").get(pk=self.actor.body_id)
        kind = self.typed.get("kind", "")
        nation = self.typed.get("nation", "") or (own.area.nation if own.area else "national")
        start: dict[str, Any] = {"nation": nation, "papers_language": "both" if nation == "wales" else "en"}
        if kind in get_group_kinds():
            start |= {name: get_terms_of_reference_template_of_group_kind(kind)[name] for name in ASKED_TERMS}
            start["meetings_a_year"] = get_group_kinds()[kind].meetings_a_year
            start["bodies"] = "\n".join(list_proposed_group_organisations(own.pk, kind, nation))
        start["first_day"] = add_working_days(today(), FIRST_MEETING_IN)
        area = own.area if own.area and own.area.nation == nation and kind != "network" else None
        return {"actor": self.actor, "instance": Group(starts_on=today(), area=area), "initial": start}

    def get_check_context(self, form: SetUpGroupForm) -> SetUpGroupCheckContext:
        """The drafted year, the agenda, what else the terms say and where that comes from."""
        given = form.cleaned_data
        words = get_terms_of_reference_template_of_group_kind(given["kind"])
        return {
            "days": list_meeting_days(given["first_day"], given["meetings_a_year"]),
            "agenda": list_template_agenda_items_of_group_kind(given["kind"]),
            "more_terms": [
                (str(TermsOfReference._meta.get_field(name).verbose_name), text)  # type: ignore[union-attr]
                for name, text in words.items()
                if name not in ASKED_TERMS
            ],
            "sources": list_terms_of_reference_template_sources(given["kind"]),
            "names": list(
                Body.objects.filter(pk__in=given["bodies"]).order_by("name").values_list("name", flat=True)
            ),
        }

    def perform(self, form: SetUpGroupForm) -> str:
        given = form.cleaned_data
        words = get_terms_of_reference_template_of_group_kind(given["kind"]) | {
            name: given[name] for name in ASKED_TERMS
        }
        made = set_up_group(
            form.instance,
            TermsOfReference(**words),
            given=GroupSetUpInput(given["bodies"], given["first_day"], given["starts_at"], given["place"]),
            by=self.actor,
        )
        self.success_url = reverse("group", args=[made.pk])
        invited = len([number for number in given["bodies"] if number != self.actor.body_id])
        return msg("{name} is set up. Organisations invited: {number}.", name=made.name, number=invited)
