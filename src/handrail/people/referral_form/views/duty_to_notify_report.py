"""The Duty to Notify report: what it may hold, as a page to copy from and print; then when it was sent."""

from collections.abc import Iterable
from typing import Any, TypedDict

from django.urls import reverse

from handrail.people.cases.consent.actions import duty_to_notify
from handrail.people.cases.consent.actions.duty_to_notify import DutyToNotifyReportInput
from handrail.people.cases.consent.queries.consents import DutyToNotifyReportRow
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.views import list_event_result_sentences
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.referral_form.duty_to_notify_forms import DutyToNotifyReportForm, DutyToNotifySentForm
from handrail.people.referral_form.queries.identifying_details import get_case_identifying_details
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

GENDERS = {"female": "Female", "male": "Male", "unknown": "Neither, or not said"}


class DutyToNotifyReportContext(TypedDict):
    """What the page of the report shows; `rows` are pairs of question and answer, in the form's order."""

    case: CaseDetail
    report: DutyToNotifyReportRow
    rows: list[tuple[str, str]]


class DutyToNotifyActionPage(CaseActionPage, abstract=True):
    """What is done with the short report."""

    permission = Permission.RECORD


class PrepareDutyToNotifyReportPage(DutyToNotifyActionPage):
    """Ask what the report may hold, apart from what the case holds."""

    title, button, form_class = "Prepare the Duty to Notify report", "Prepare report", DutyToNotifyReportForm
    lead = (
        "You send it on the Home Office’s own form. Without the person’s agreement, it contains nothing "
        "that could identify them."
    )

    def load(self, *args: Any, **kwargs: Any) -> None:
        self.case.case_access.needs(Kind.PATHWAY)

    def perform(self, form: DutyToNotifyReportForm) -> str:
        texts = dict(form.cleaned_data)
        co_operates = texts.pop("co_operates") == "yes"
        if not co_operates:
            _raise_if_report_identifies_person(self.case, texts.values())
        duty_to_notify.prepare_duty_to_notify_report(
            case_id=self.case.case_id,
            report=DutyToNotifyReportInput(co_operates=co_operates, **texts),
            by=self.actor,
        )
        self.success_url = reverse("notify_report", args=[self.case.reference])
        return "Report prepared. It has not been sent: copy it into the Home Office form."


class DutyToNotifyReportPage(DutyToNotifyActionPage):
    """The newest report, to copy or print, and the day on which it was sent."""

    title, button, form_class = "Duty to Notify report, prepared", "Record as sent", DutyToNotifySentForm
    template_name = "referral_form/notify_report.html"

    def load(self, *args: Any, **kwargs: Any) -> None:
        access = self.case.case_access
        self.detail = get_case_detail(access, kinds={Kind.PATHWAY, Kind.ACCOUNT})
        if not self.detail.notifications:
            raise NotVisible
        self.report = self.detail.notifications[0]
        if self.report.co_operates:
            self.detail = get_case_detail(access, kinds={Kind.PATHWAY, Kind.ACCOUNT, Kind.IDENTITY})

    def get_context_data(self) -> DutyToNotifyReportContext:
        rows = list_report_questions_and_answers(self.detail, self.report)
        return {"case": self.detail, "report": self.report, "rows": rows}

    def perform(self, form: DutyToNotifySentForm) -> tuple[str, ...]:
        done = duty_to_notify.mark_duty_to_notify_report_sent(
            case_id=self.case.case_id,
            notification_id=self.report.notification_id,
            happening=EventInput("duty_to_notify_sent", form.cleaned_data["at"]),
            by=self.actor,
        )
        return list_event_result_sentences("Duty to Notify", done)


def list_report_questions_and_answers(page: CaseDetail, line: DutyToNotifyReportRow) -> list[tuple[str, str]]:
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


def _raise_if_report_identifies_person(case: CaseOpenToActor, texts: Iterable[str]) -> None:
    """Raise ActionNotPossibleError where an anonymous report would say what the case knows of who or where the
    person is."""
    found = get_case_identifying_details(case.case_id, case.reference).find_in_text(" \n ".join(texts))
    if found:
        raise ActionNotPossibleError(
            msg(
                "The report would identify them: {said}. Remove that, then prepare it.",
                said=join_texts(found),
            )
        )
