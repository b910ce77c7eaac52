"""The register: its list, one practitioner, and the pages that change them."""

from collections.abc import Mapping
from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.actions import register as acts
from handrail.directory.practitioners.actions.availability import may_keep_rota
from handrail.directory.practitioners.actions.trainings import add_training_of_practitioner
from handrail.directory.practitioners.actions.worker_keys import is_on_register_of_other_employer
from handrail.directory.practitioners.forms import (
    PractitionerForm,
    PractitionerLanguageForm,
    PractitionerTrainingForm,
)
from handrail.directory.practitioners.models import (
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
)
from handrail.directory.practitioners.presenters import (
    PractitionerRegisterTag,
    PractitionerRow,
    RotaDay,
    describe_language,
    list_rota_days,
    make_certificate_expiry_tag,
    present_practitioner,
)
from handrail.directory.practitioners.queries.register import (
    PractitionerFilter,
    get_own_practitioner,
    get_practitioner,
    list_rota_periods_ending_after_moment,
    select_practitioners,
)
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.directory.practitioners.views.link_codes_shown_once import read_and_delete_shown_once_code
from handrail.directory.practitioners.views.shared import NAV, list_practitioner_section_tabs
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import list_area_choices, list_language_choices
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm
from handrail.platform.ui.paging import fetch_page
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.search_page import SEARCH, ListPage, ListSearchForm


class PractitionersPageContext(TypedDict):
    """What practitioners/list.html shows."""

    tabs: list[tuple[str, str, bool]]
    rows: list[PractitionerRow]
    paging: "Page[Practitioner]"
    choices: dict[str, dict[str, str]]
    kept: dict[str, str]
    chosen: list[tuple[str, str]]
    may_edit: bool


class PractitionersPage(ListPage):
    """Practitioners of the reader's organisation, and those whom others share with its area."""

    permission, nav = Permission.VIEW_PRACTITIONERS, NAV
    template_name = "practitioners/list.html"
    coded_fields = ("area", "role", "side", "language", "skill", "duty", "state", "own")

    def search(self, form: ListSearchForm) -> PractitionersPageContext:
        choices = get_practitioner_filter_choices()
        asked = {name: str(value) for name, value in self.request.GET.items()}
        kept = {
            name: asked.get(name, "") if asked.get(name) in known else "" for name, known in choices.items()
        }
        text = form.cleaned_data["q"]
        own = self.actor.body_id if kept["own"] else None
        codes_kept = {name: value for name, value in kept.items() if name != "own"}
        wanted = PractitionerFilter(text=text, own_body_id=own, **codes_kept)
        page = fetch_page(select_practitioners(self.actor, wanted), asked.get("page", ""))
        return {
            "tabs": list_practitioner_section_tabs(self.actor, "practitioners"),
            "rows": [present_practitioner(row, self.actor.body_id) for row in page.object_list],
            "paging": page,
            "choices": choices,
            "kept": kept | {"q": text},
            "chosen": _list_chosen_practitioner_filters(self.request, kept, choices, text),
            "may_edit": self.actor.may(Permission.EDIT_PRACTITIONERS),
        }


def get_practitioner_filter_choices() -> dict[str, dict[str, str]]:
    """What can be chosen to filter by.

    Returns:
        Words by code, by the filter's name in the address.
    """
    duty = [one for one in codes.AVAILABILITY_KINDS if one[0] in ("on_duty", "on_call")]
    return {
        "area": dict(list_area_choices()),
        "role": _make_choice_dict(codes.ROLES),
        "side": _make_choice_dict(codes.SIDES),
        "language": dict(list_language_choices()),
        "skill": _make_choice_dict(codes.SKILLS),
        "duty": _make_choice_dict(tuple(duty)),
        "state": {"left": "Has left"},
        "own": {"yes": "Ours"},
    }


def _make_choice_dict(choices: codes.Choices) -> dict[str, str]:
    return {str(code): words for code, words in choices}


def _list_chosen_practitioner_filters(
    request: HttpRequest, kept: Mapping[str, str], choices: Mapping[str, Mapping[str, str]], text: str
) -> list[tuple[str, str]]:
    chosen = [
        (choices[name][code], build_address_with_query(request, **{name: None}))
        for name, code in kept.items()
        if code
    ]
    return chosen + ([(f"“{text}”", build_address_with_query(request, **{SEARCH: None}))] if text else [])


class PractitionerPageContext(TypedDict):
    """What practitioners/practitioner.html shows."""

    row: PractitionerRow
    languages: list[tuple[PractitionerLanguage, str]]
    skills: list[str]
    trainings: list[tuple[PractitionerTraining, str, PractitionerRegisterTag]]
    vetting: tuple[str, PractitionerRegisterTag] | None
    welfare_is_due: bool
    weight_limit: str
    rota: list[RotaDay]
    is_own: bool
    is_linked: bool
    link_code: str
    may_edit: bool
    may_keep_rota: bool


@requires_permission(Permission.VIEW_PRACTITIONERS)
def practitioner(request: HttpRequest, actor: Actor, practitioner_id: UUID) -> HttpResponse:
    """One practitioner. Of another organisation's only what it shares."""
    found = get_practitioner(actor, practitioner_id)
    is_own = found.employer_id == actor.body_id
    settings = get_deployment_settings(actor.body_id, today())
    vetting = (
        codes.get_words_of_choice_code(codes.VETTING_LEVELS, found.vetting_level)
        if found.vetting_level
        else ""
    )
    shown: PractitionerPageContext = {
        "row": present_practitioner(found, actor.body_id),
        "languages": [(one, describe_language(one)) for one in found.languages.all()],
        "skills": [codes.get_words_of_choice_code(codes.SKILLS, one.code) for one in found.skills.all()],
        "trainings": [
            (
                one,
                codes.get_words_of_choice_code(codes.TRAININGS, one.kind),
                make_certificate_expiry_tag(one.valid_until, settings.lapse_warning_days),
            )
            for one in found.trainings.all()
        ],
        "vetting": (vetting, make_certificate_expiry_tag(found.vetted_until, settings.lapse_warning_days))
        if vetting
        else None,
        "welfare_is_due": bool(found.welfare_due_on and found.welfare_due_on <= today()),
        "weight_limit": msg("{points} points, their own limit", points=found.weight_limit)
        if found.weight_limit
        else msg("{points} points, your organisation’s setting", points=settings.weight_limit),
        "rota": list_rota_days(list_rota_periods_ending_after_moment(found.pk, timezone.now())[:10])
        if is_own
        else [],
        "is_own": is_own,
        "is_linked": is_own and is_on_register_of_other_employer(found),
        "link_code": read_and_delete_shown_once_code(request, found.pk, actor) if is_own else "",
        "may_edit": is_own and actor.may(Permission.EDIT_PRACTITIONERS),
        "may_keep_rota": may_keep_rota(found, actor),
    }
    return render(
        request, "practitioners/practitioner.html", {**get_layout_context(request, actor, NAV), **shown}
    )


class AddPractitionerPage(ActionPage):
    """Put somebody on the register."""

    permission, nav, runs_once = Permission.EDIT_PRACTITIONERS, NAV, True
    title, form_class, template_name = "Add a practitioner", PractitionerForm, "practitioners/form.html"

    @property
    def back_url(self) -> str:
        return reverse("practitioners")

    def perform(self, form: PractitionerForm) -> str:
        added = acts.add_practitioner(
            form.instance,
            areas=form.cleaned_data["area_codes"],
            skills=form.cleaned_data["skills"],
            by=self.actor,
        )
        self.success_url = reverse("practitioner", args=[added.pk])
        return "Added to the register. Add languages and training."


class PractitionerActionPage(ActionPage, abstract=True):
    """What changes one practitioner of the actor's own organisation."""

    permission, nav = Permission.EDIT_PRACTITIONERS, NAV
    who: Practitioner

    @property
    def back_url(self) -> str:
        return reverse("practitioner", args=[self.who.pk])

    @property
    def lead(self) -> str:
        return str(self.who.name)

    def load(self, practitioner_id: UUID, **more: Any) -> None:
        self.who = get_own_practitioner(self.actor, practitioner_id)


class ChangePractitionerPage(PractitionerActionPage):
    """Change what the register says of somebody, or that they have left."""

    title, form_class, template_name = "Change a practitioner", PractitionerForm, "practitioners/form.html"

    def load(self, practitioner_id: UUID, **more: Any) -> None:
        super().load(practitioner_id)
        self.record = self.who

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": self._list_related_codes()}

    def get_saved_values(self, form: PractitionerForm) -> dict[str, Any]:
        return super().get_saved_values(form) | self._list_related_codes()

    def _list_related_codes(self) -> dict[str, Any]:
        return {
            "area_codes": [area.pk for area in self.who.areas.all()],
            "skills": [one.code for one in self.who.skills.all()],
        }

    def perform(self, form: PractitionerForm) -> str:
        acts.change_practitioner(
            form.instance,
            areas=form.cleaned_data["area_codes"],
            skills=form.cleaned_data["skills"],
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "Changed."


class AddPractitionerLanguagePage(PractitionerActionPage):
    """Record a language of a practitioner."""

    title, form_class = "Add a language", PractitionerLanguageForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PractitionerLanguage(practitioner=self.who)}

    def perform(self, form: PractitionerLanguageForm) -> str:
        acts.add_language_of_practitioner(form.instance, by=self.actor)
        return "Language added."


class RemovePractitionerLanguagePage(PractitionerActionPage):
    """Take a language off."""

    title, button, form_class = "Remove a language", "Remove language", ConfirmForm

    @property
    def lead(self) -> str:
        return msg("{name}: {language}", name=self.who.name, language=describe_language(self.language))

    def load(self, practitioner_id: UUID, **more: Any) -> None:
        super().load(practitioner_id)
        found = [one for one in self.who.languages.all() if one.pk == more["language_id"]]
        if not found:
            raise NotVisible
        self.language = found[0]

    def perform(self, form: ConfirmForm) -> str:
        acts.remove_language_of_practitioner(self.language.pk, practitioner_id=self.who.pk, by=self.actor)
        return "Language removed."


class AddPractitionerTrainingPage(PractitionerActionPage):
    """Record a training that somebody completed elsewhere."""

    title, form_class = "Record a training", PractitionerTrainingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PractitionerTraining(practitioner=self.who)}

    def perform(self, form: PractitionerTrainingForm) -> str:
        add_training_of_practitioner(form.instance, by=self.actor)
        return "Training recorded."
