"""Training sessions, what is about to lapse, and the settings that decide how long a training is valid."""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple, TypedDict

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.actions import trainings as acts
from handrail.directory.practitioners.actions.settings import add_dated_deployment_settings
from handrail.directory.practitioners.forms import (
    DeploymentSettingsForm,
    TrainingAttendanceForm,
    TrainingSessionForm,
)
from handrail.directory.practitioners.models import DeploymentSettings, Practitioner, TrainingSession
from handrail.directory.practitioners.presenters import PractitionerRegisterTag, make_certificate_expiry_tag
from handrail.directory.practitioners.queries.register import (
    LapsingCertificate,
    list_lapsing_certificates,
)
from handrail.directory.practitioners.queries.settings import (
    get_deployment_settings,
    list_deployment_settings,
)
from handrail.directory.practitioners.views.shared import NAV, list_practitioner_section_tabs
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import ROWS_PER_PAGE, fetch_page


class TrainingSessionsPageContext(TypedDict):
    """What practitioners/trainings.html shows."""

    tabs: list[tuple[str, str, bool]]
    rows: list[tuple[TrainingSession, str]]
    paging: "Page[TrainingSession]"
    may_edit: bool


@requires_permission(Permission.VIEW_PRACTITIONERS)
def training_sessions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sessions of the reader's organisation, the newest first."""
    found = TrainingSession.objects.filter(body=actor.body_id).for_list()
    page = fetch_page(found, request.GET.get("page", ""))
    shown: TrainingSessionsPageContext = {
        "tabs": list_practitioner_section_tabs(actor, "training_sessions"),
        "rows": [
            (row, codes.get_words_of_choice_code(codes.TRAININGS, row.kind)) for row in page.object_list
        ],
        "paging": page,
        "may_edit": actor.may(Permission.EDIT_PRACTITIONERS),
    }
    return render(
        request, "practitioners/trainings.html", {**get_layout_context(request, actor, NAV), **shown}
    )


class AddTrainingSessionPage(ActionPage):
    """Add a session."""

    permission, nav, runs_once = Permission.EDIT_PRACTITIONERS, NAV, True
    title, form_class = "Add a training session", TrainingSessionForm

    @property
    def back_url(self) -> str:
        return reverse("training_sessions")

    def perform(self, form: TrainingSessionForm) -> str:
        acts.add_training_session(form.instance, by=self.actor)
        return "Session added. Record attendance after it is held."


class RecordTrainingAttendancePage(ActionPage):
    """Record who completed a session."""

    permission, nav = Permission.EDIT_PRACTITIONERS, NAV
    title, button, form_class = "Record attendance", "Record attendance", TrainingAttendanceForm

    @property
    def back_url(self) -> str:
        return reverse("training_sessions")

    @property
    def lead(self) -> str:
        months = get_deployment_settings(self.actor.body_id, self.session.held_on).training_months
        valid = months.get(self.session.kind)
        words = (
            msg("valid for {months} months, your organisation’s setting", months=valid)
            if valid
            else msg("no end date is set")
        )
        name = codes.get_words_of_choice_code(codes.TRAININGS, self.session.kind)
        return msg("{training}: {valid}.", training=name, valid=words)

    def load(self, session_id: int) -> None:
        found = TrainingSession.objects.filter(pk=session_id, body=self.actor.body_id).first()
        if found is None:
            raise NotVisible
        self.session = found

    def get_form_kwargs(self) -> dict[str, Any]:
        people = Practitioner.objects.filter(employer=self.actor.body_id).current().order_by("name")
        people = people.exclude(
            trainings__kind=self.session.kind, trainings__completed_on=self.session.held_on
        )
        return {"people": [(str(pk), name) for pk, name in people.values_list("pk", "name")]}

    def perform(self, form: TrainingAttendanceForm) -> str:
        added = acts.record_training_attendance(
            self.session.pk, attended=form.cleaned_data["attended"], by=self.actor
        )
        return msg("Recorded: {people}.", people=pluralise(added, "practitioner"))


class LapsingCertificateRow(NamedTuple):
    """What ends soon, with its tag."""

    row: LapsingCertificate
    what: str
    tag: PractitionerRegisterTag


class LapsingTrainingAndVettingPageContext(TypedDict):
    """What practitioners/lapsing.html shows."""

    tabs: list[tuple[str, str, bool]]
    rows: list[LapsingCertificateRow]
    paging: "Page[LapsingCertificate]"
    days: int


@requires_permission(Permission.VIEW_PRACTITIONERS)
def lapsing_training_and_vetting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Vetting and trainings that have ended or end soon, what ends first at the top."""
    days = get_deployment_settings(actor.body_id, today()).lapse_warning_days
    found = list_lapsing_certificates(actor.body_id, today() + datetime.timedelta(days=days))
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page", ""))
    names = codes.VETTING_LEVELS + codes.TRAININGS
    shown: LapsingTrainingAndVettingPageContext = {
        "tabs": list_practitioner_section_tabs(actor, "lapsing"),
        "rows": [
            LapsingCertificateRow(
                row,
                codes.get_words_of_choice_code(names, row.what) or "Vetting",
                make_certificate_expiry_tag(row.valid_until, days),
            )
            for row in page.object_list
        ],
        "paging": page,
        "days": days,
    }
    return render(request, "practitioners/lapsing.html", {**get_layout_context(request, actor, NAV), **shown})


class DeploymentSettingsPageContext(TypedDict):
    """What practitioners/settings.html shows."""

    tabs: list[tuple[str, str, bool]]
    now: DeploymentSettings
    is_set: bool
    weights: list[tuple[str, str]]
    months: list[tuple[str, str]]
    vetting: list[str]
    rows: list[DeploymentSettings]
    may_edit: bool


@requires_permission(Permission.VIEW_PRACTITIONERS)
def practitioner_deployment_settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The weights, limits and expiries in force, and those before and to come."""
    rows = list_deployment_settings(actor.body_id)
    in_force = next((row for row in rows if row.is_in_force), None)
    now = in_force or DeploymentSettings(body_id=actor.body_id)
    shown: DeploymentSettingsPageContext = {
        "tabs": list_practitioner_section_tabs(actor, "deployment_settings"),
        "now": now,
        "is_set": in_force is not None,
        "weights": _list_suggestion_weights(now),
        "months": _list_months_each_training_is_valid(now.training_months, now.required_trainings),
        "vetting": [
            codes.get_words_of_choice_code(codes.VETTING_LEVELS, code) for code in now.accepted_vetting
        ],
        "rows": rows,
        "may_edit": actor.may(Permission.EDIT_PRACTITIONERS),
    }
    return render(
        request, "practitioners/settings.html", {**get_layout_context(request, actor, NAV), **shown}
    )


def _list_suggestion_weights(row: DeploymentSettings) -> list[tuple[str, str]]:
    fields = [
        one for one in row._meta.fields if one.name.startswith("weight_") and one.name != "weight_limit"
    ]
    return [(str(one.verbose_name), f"{getattr(row, one.name).normalize():f}") for one in fields]


def _list_months_each_training_is_valid(
    months: Mapping[str, int], required: list[str]
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for code, name in codes.TRAININGS:
        valid = msg("{months} months", months=months[code]) if code in months else msg("No end date")
        must = msg(", must be in date") if code in required else ""
        found.append((name, valid + must))
    return found


class AddDeploymentSettingsPage(ActionPage):
    """Set weights, limits and expiries from a day on."""

    permission, nav = Permission.EDIT_PRACTITIONERS, NAV
    title, form_class = "Set weights, limits and expiries", DeploymentSettingsForm
    template_name = "practitioners/form.html"
    lead = (
        "These are your organisation’s own settings. No law or guidance sets a safe caseload or how "
        "long training is valid."
    )

    @property
    def back_url(self) -> str:
        return reverse("deployment_settings")

    def get_form_kwargs(self) -> dict[str, Any]:
        current = get_deployment_settings(self.actor.body_id, today())
        copied = DeploymentSettings(
            **{
                field.attname: getattr(current, field.attname)
                for field in current._meta.concrete_fields
                if field.name not in ("id", "since", "set_at", "set_by")
            }
        )
        return super().get_form_kwargs() | {"instance": copied, "initial": {"since": today()}}

    def perform(self, form: DeploymentSettingsForm) -> str:
        add_dated_deployment_settings(form.instance, by=self.actor)
        return "Settings saved. Earlier settings stay in the list."
