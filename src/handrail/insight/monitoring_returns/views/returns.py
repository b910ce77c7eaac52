"""A monitoring return: made, filled in, handed over, signed, downloaded and printed."""

from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify

from handrail.insight.monitoring_returns.actions import monitoring_returns as actions
from handrail.insight.monitoring_returns.csv_file import format_monitoring_csv
from handrail.insight.monitoring_returns.forms import (
    ChooseQuarterForm,
    ConfirmMonitoringVersionForm,
    MonitoringCountsForm,
    SignMonitoringForm,
)
from handrail.insight.monitoring_returns.queries import MonitoringReturnDetail, get_monitoring_return_detail
from handrail.insight.monitoring_returns.usual_lines import NOT_PUBLIC
from handrail.insight.monitoring_returns.views.templates import NAV, MonitoringTemplateActionPage
from handrail.insight.publication.queries import list_published_quarters
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


class MonitoringReturnContext(TypedDict):
    """What monitoring_returns/return.html shows."""

    found: MonitoringReturnDetail
    may_write: bool
    may_sign: bool
    not_public: str


@requires_permission(Permission.VIEW_CALLS)
def monitoring_return(request: HttpRequest, actor: Actor, return_id: UUID) -> HttpResponse:
    """Every count with last period's, where it comes from, and what is wrong with it."""
    found = get_monitoring_return_detail(actor, return_id)
    shown: MonitoringReturnContext = {
        "found": found,
        "may_write": actor.may(Permission.WRITE_RETURN),
        "may_sign": actor.may(Permission.SIGN_RETURN) and found.row.drafted_by_id != actor.user_id,
        "not_public": NOT_PUBLIC,
    }
    return render(
        request, "monitoring_returns/return.html", {**get_layout_context(request, actor, NAV), **shown}
    )


@requires_permission(Permission.VIEW_CALLS)
def monitoring_return_csv(request: HttpRequest, actor: Actor, return_id: UUID) -> HttpResponse:
    """The return as it was signed; before that as it is now."""
    found = get_monitoring_return_detail(actor, return_id)
    content = found.row.content or actions.build_monitoring_return_content(found)
    response = HttpResponse(format_monitoring_csv(content), content_type="text/csv; charset=utf-8")
    name = slugify(f"{found.row.template.title} {found.row.quarter}")
    response.headers["Content-Disposition"] = msg('attachment; filename="{name}.csv"', name=name)
    return response


class CreateMonitoringReturnPage(MonitoringTemplateActionPage):
    """Make the return of a quarter, with the published figures of the own area."""

    title, button, form_class, runs_once = "Create a return", "Create", ChooseQuarterForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        made = {row.quarter for row in self.template.returns.all()}
        return {"quarters": [each.code for each in list_published_quarters() if each.code not in made]}

    def perform(self, form: ChooseQuarterForm) -> str:
        made = actions.create_monitoring_return(self.template.pk, form.cleaned_data["quarter"], by=self.actor)
        self.success_url = reverse("monitoring_return", args=[made.pk])
        return "Return created, with your area’s published figures."


class MonitoringReturnActionPage(ActionPage, abstract=True):
    """What is done with one return."""

    permission, nav = Permission.WRITE_RETURN, NAV
    found: MonitoringReturnDetail

    @property
    def back_url(self) -> str:
        return reverse("monitoring_return", args=[self.found.row.pk])

    def load(self, return_id: UUID) -> None:
        self.found = get_monitoring_return_detail(self.actor, return_id)
        self.record = self.found.row


class EnterMonitoringCountsPage(MonitoringReturnActionPage):
    """Type counts and reasons."""

    title, form_class = "Fill in the return", MonitoringCountsForm
    lead = "Published figures and exact counts are filled in. Enter the others, with a reason if a count needs one."

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.found.row
        return {"lines": self.found.lines, "initial": {"seen": row.version, "words": row.words}}

    def get_saved_values(self, form: MonitoringCountsForm) -> dict[str, Any]:
        people = {f"people_{one.line.number}": one.people for one in self.found.lines}
        why = {f"why_{one.line.number}": one.why for one in self.found.lines}
        return {"words": self.found.row.words, **people, **why}

    def perform(self, form: MonitoringCountsForm) -> str:
        actions.save_monitoring_counts(
            self.found.row.pk,
            form.get_typed_counts(),
            words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "Saved."


class SubmitMonitoringReturnForSignaturePage(MonitoringReturnActionPage):
    """Hand the return to whoever signs."""

    title, button, form_class = "Send the return for sign-off?", "Hand it over", ConfirmMonitoringVersionForm
    lead = "It cannot be edited while waiting. You can take it back until it is signed."

    def perform(self, form: ConfirmMonitoringVersionForm) -> str:
        seen = form.cleaned_data["seen"]
        actions.submit_monitoring_return_for_signature(self.found.row.pk, seen=seen, by=self.actor)
        return "Sent for sign-off. Someone else in your organisation must read and sign it."


class MoveMonitoringReturnToDraftPage(MonitoringReturnActionPage):
    """Back to a draft before it is signed."""

    permission, title, button = Permission.VIEW_CALLS, "Return this to draft?", "Return to draft"
    form_class = forms.Form

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: forms.Form) -> str:
        actions.move_monitoring_return_to_draft(self.found.row.pk, by=self.actor)
        return "Return moved back to draft."


class SignMonitoringReturnPage(MonitoringReturnActionPage):
    """Sign the return: it is frozen then."""

    permission, title, button = Permission.SIGN_RETURN, "Sign the return", "Sign"
    form_class, asks_again = SignMonitoringForm, True
    lead = "Its counts, reasons and sources are kept unchanged, with a hash."

    def perform(self, form: SignMonitoringForm) -> str:
        actions.sign_and_freeze_monitoring_return(
            self.found.row.pk, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Signed. It can no longer be changed. You can download or print it."
