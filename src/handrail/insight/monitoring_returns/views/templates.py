"""Templates of monitoring returns: the list, an edition, and what is done with it."""

from collections.abc import Sequence
from typing import Any, Final, TypedDict
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.monitoring_returns.actions import templates as actions
from handrail.insight.monitoring_returns.forms import MonitoringTemplateCountForm, MonitoringTemplateForm
from handrail.insight.monitoring_returns.models import MonitoringLine, MonitoringTemplate
from handrail.insight.monitoring_returns.permissions import THING
from handrail.insight.monitoring_returns.queries import get_monitoring_template, list_monitoring_templates
from handrail.insight.monitoring_returns.usual_lines import NOT_PUBLIC
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV: Final = "monitoring_returns"


class MonitoringListContext(TypedDict):
    """What monitoring_returns/list.html shows. `periods`: each return's quarter in words, by the return's number."""

    templates: Sequence[MonitoringTemplate]
    periods: dict[UUID, str]
    may_write: bool
    not_public: str


class MonitoringTemplateContext(TypedDict):
    """What monitoring_returns/template.html shows."""

    template: MonitoringTemplate
    measures: dict[str, str]
    may_write: bool
    not_public: str


@requires_permission(Permission.VIEW_CALLS)
def monitoring_returns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The returns of the reader's body, by template."""
    templates = list_monitoring_templates(actor)
    shown: MonitoringListContext = {
        "templates": templates,
        "periods": {row.pk: format_quarter(row.quarter) for each in templates for row in each.returns.all()},
        "may_write": actor.may(Permission.WRITE_RETURN),
        "not_public": NOT_PUBLIC,
    }
    return render(
        request, "monitoring_returns/list.html", {**get_layout_context(request, actor, NAV), **shown}
    )


@requires_permission(Permission.VIEW_CALLS)
def monitoring_template(request: HttpRequest, actor: Actor, template_id: UUID) -> HttpResponse:
    """One edition with its counts."""
    template = get_monitoring_template(actor, template_id)
    shown: MonitoringTemplateContext = {
        "template": template,
        "measures": {key: measure.name for key, measure in MEASURES_BY_KEY.items()},
        "may_write": actor.may(Permission.WRITE_RETURN),
        "not_public": NOT_PUBLIC,
    }
    return render(
        request, "monitoring_returns/template.html", {**get_layout_context(request, actor, NAV), **shown}
    )


class AddMonitoringTemplatePage(ActionPage):
    """Begin a template with the usual counts."""

    permission, nav, title, button = Permission.WRITE_RETURN, NAV, "Set up a monitoring return", "Set up"
    lead, form_class, runs_once = NOT_PUBLIC, MonitoringTemplateForm, True

    @property
    def back_url(self) -> str:
        return reverse("monitoring_returns")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": MonitoringTemplate(body_id=self.actor.body_id)}

    def perform(self, form: MonitoringTemplateForm) -> str:
        made = actions.create_monitoring_template(form.instance, by=self.actor)
        self.success_url = reverse("monitoring_template", args=[made.pk])
        return "Set up with the usual counts. Change them, then start using the template."


class MonitoringTemplateActionPage(ActionPage, abstract=True):
    """What is done with one template."""

    permission, nav = Permission.WRITE_RETURN, NAV
    template: MonitoringTemplate

    @property
    def back_url(self) -> str:
        return reverse("monitoring_template", args=[self.template.pk])

    def load(self, template_id: UUID, **more: Any) -> None:
        self.template = get_monitoring_template(self.actor, template_id)

    def get_line(self, number: int) -> MonitoringLine:
        """One count of the template. Raises RecordNotVisibleError."""
        found = next((line for line in self.template.lines.all() if line.number == number), None)
        if found is None:
            raise RecordNotVisibleError(THING)
        return found


class AddMonitoringTemplateCountPage(MonitoringTemplateActionPage):
    """Add a count at the end."""

    title, button, form_class = "Add a count", "Add it", MonitoringTemplateCountForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": MonitoringLine(template_id=self.template.pk, number=0)}

    def perform(self, form: MonitoringTemplateCountForm) -> str:
        actions.save_monitoring_template_count(
            form.instance, template_id=self.template.pk, seen=None, by=self.actor
        )
        return "Added at the end."


class ChangeMonitoringTemplateCountPage(MonitoringTemplateActionPage):
    """Change a count of a draft."""

    form_class = MonitoringTemplateCountForm

    @property
    def title(self) -> str:
        return msg("Count {number}", number=self.record.number)

    def load(self, template_id: UUID, **more: Any) -> None:
        super().load(template_id)
        self.record = self.get_line(more["number"])

    def perform(self, form: MonitoringTemplateCountForm) -> str:
        seen = form.cleaned_data["seen"]
        actions.save_monitoring_template_count(
            form.instance, template_id=self.template.pk, seen=seen, by=self.actor
        )
        return "Changed."


class RemoveMonitoringTemplateCountPage(MonitoringTemplateActionPage):
    """Take a count out of a draft."""

    button, form_class = "Remove", forms.Form
    line: MonitoringLine

    @property
    def title(self) -> str:
        return msg("Remove count {number}?", number=self.line.number)

    @property
    def lead(self) -> str:
        return str(self.line.label)

    def load(self, template_id: UUID, **more: Any) -> None:
        super().load(template_id)
        self.line = self.get_line(more["number"])

    def perform(self, form: forms.Form) -> str:
        actions.remove_monitoring_template_count(self.template.pk, self.line.number, by=self.actor)
        return "Count removed. The other counts keep their numbers."


class ActivateMonitoringTemplatePage(MonitoringTemplateActionPage):
    """Put a draft in use."""

    title, button, form_class = "Start using this edition?", "Start using it", forms.Form
    lead = "It cannot be changed after that. To change a count, create the next edition."

    def perform(self, form: forms.Form) -> str:
        actions.activate_monitoring_template(self.template.pk, by=self.actor)
        return "In use. You can make the return of a quarter now."


class CreateNextTemplateEditionPage(MonitoringTemplateActionPage):
    """Begin the next edition."""

    title, button, form_class = "Create the next edition?", "Create", forms.Form
    lead = "It starts with this edition’s counts. Existing returns keep their edition."
    runs_once = True

    def perform(self, form: forms.Form) -> str:
        made = actions.create_next_template_edition(self.template.pk, by=self.actor)
        self.success_url = reverse("monitoring_template", args=[made.pk])
        return msg("Edition {edition} is a draft.", edition=made.edition)
