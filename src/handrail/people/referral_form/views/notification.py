"""The Duty to Notify report: what it may hold, as a page to copy from and print; then when it was sent."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.cases.consent.actions import notification
from handrail.people.cases.consent.actions.notification import NotificationInput
from handrail.people.cases.consent.queries.consents import NotificationRow
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.views import describe_event_result
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.referral_form.notification_forms import NotificationForm, NotificationSentForm
from handrail.people.referral_form.queries.identifying_details import get_case_identifying_details
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form

GENDERS = {"female": "Female", "male": "Male", "unknown": "Neither, or not said"}


@requires_case(Permission.RECORD)
def prepare(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Ask what the report may hold, apart from what the case holds."""
    found.case_access.needs(Kind.PATHWAY)
    form = bind_form(NotificationForm, request)

    def save(answers: dict[str, Any]) -> str:
        texts = {
            name: answers[name] for name in ("gender", "nationality", "reason", "account", "crime_reference")
        }
        if answers["co_operates"] != "yes":
            _check_names_nobody(found, texts.values())
        notification.prepare_notification(
            case_id=found.case_id,
            report=NotificationInput(co_operates=answers["co_operates"] == "yes", **texts),
            by=found.case_access.actor,
        )
        return "Report prepared. It has not been sent: copy it into the Home Office form."

    lead = (
        "A short report, for tonight: the whole form, question by question, is “Referral form, or report” on the "
        "case page. You send either on the Home Office’s own form. Without the person’s agreement it holds nothing "
        "that could tell who they are."
    )
    page = FormAction(
        title="Prepare the Duty to Notify report",
        save=save,
        then=reverse("notify_report", args=[found.reference]),
        back=reverse("case", args=[found.reference]),
        button="Prepare report",
        more={"lead": lead},
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def report(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The newest report, to copy or print, and the day on which it was sent."""
    page = get_case_detail(found.case_access, kinds={Kind.PATHWAY})
    line = _get_newest_notification(page)
    if line.co_operates:
        page = get_case_detail(found.case_access, kinds={Kind.PATHWAY, Kind.IDENTITY})
    form = bind_form(NotificationSentForm, request)

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = notification.mark_notification_sent(
            case_id=found.case_id,
            notification_id=line.notification_id,
            happening=EventInput("duty_to_notify_sent", answers["at"]),
            by=found.case_access.actor,
        )
        return describe_event_result("Duty to Notify", done)

    here = reverse("case", args=[found.reference])
    shown = FormAction(
        title="Duty to Notify report, prepared",
        save=save,
        then=here,
        back=here,
        button="Record as sent",
        template="referral_form/notify_report.html",
        more={"case": page, "report": line, "rows": present_report_rows(page, line)},
    )
    return process_form_action(request, found.case_access.actor, form, shown)


def present_report_rows(page: CaseDetail, line: NotificationRow) -> list[tuple[str, str]]:
    """The report in the form's order. Name and date of birth only where the person agreed to co-operate."""
    named = page.who if line.co_operates else None
    identity = [
        ("Name", named.full_name or named.called if named else ""),
        ("Date of birth", formatting.format_day(named.date_of_birth) if named else ""),
    ]
    return [
        ("Organisation", page.held_by),
        ("Under 18", "No"),
        ("Where", page.area),
        ("What happened", line.account),
        ("Crime reference", line.crime_reference),
        ("Willing to co-operate with the police", "Yes" if line.co_operates else "No, or not sure"),
        ("Consent to the NRM", "No"),
        ("Reason for not consenting", line.reason),
        ("Gender", GENDERS[line.gender]),
        ("Nationality", line.nationality),
        *(identity if line.co_operates else []),
    ]


def _check_names_nobody(found: CaseContext, texts: Iterable[str]) -> None:
    """Raise ActionNotAllowed where an anonymous report would say what the case knows of who or where the person is."""
    said_ = get_case_identifying_details(found.case_id, found.reference).find_in_text(" \n ".join(texts))
    if said_:
        raise ActionNotAllowed(
            msg(
                "The report would say who they are: {said}. Take that out, then prepare it.",
                said=join_texts(said_),
            )
        )


def _get_newest_notification(page: CaseDetail) -> NotificationRow:
    if not page.notifications:
        raise NotVisible
    return page.notifications[0]
