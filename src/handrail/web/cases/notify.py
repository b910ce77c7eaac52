"""The Duty to Notify report: what it may hold, as a page to copy from and print; then when it was sent."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.consent.actions import notification
from handrail.casework.consent.actions.notification import Report
from handrail.casework.consent.queries.consents import NotificationLine
from handrail.casework.events.actions.events import Happening
from handrail.casework.lists.queries.finding import Found
from handrail.casework.whole.queries.case_page import CasePage, case_page
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.nrmform.queries.known import known_of_case
from handrail.web.acting import Act, act
from handrail.web.cases.forms import NotifyForm, SentForm
from handrail.web.cases.recording import said
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door

GENDERS = {"female": "Female", "male": "Male", "unknown": "Neither, or not said"}


@case_door(Permission.RECORD)
def prepare(request: HttpRequest, found: Found) -> HttpResponse:
    """Ask what the report may hold, apart from what the case holds."""
    found.sight.needs(Kind.PATHWAY)
    form = bind(NotifyForm, request)

    def save(answers: dict[str, Any]) -> str:
        texts = {
            name: answers[name] for name in ("gender", "nationality", "reason", "account", "crime_reference")
        }
        if answers["co_operates"] != "yes":
            _names_nobody(found, texts.values())
        notification.prepare_notification(
            case_id=found.case_id,
            report=Report(co_operates=answers["co_operates"] == "yes", **texts),
            by=found.sight.actor,
        )
        return "Report prepared. It has not been sent: copy it into the Home Office form."

    lead = (
        "A short report, for tonight: the whole form, question by question, is “Referral form, or report” on the "
        "case page. You send either on the Home Office’s own form. Without the person’s agreement it holds nothing "
        "that could tell who they are."
    )
    page = Act(
        title="Prepare the Duty to Notify report",
        save=save,
        then=reverse("notify_report", args=[found.reference]),
        back=reverse("case", args=[found.reference]),
        button="Prepare report",
        more={"lead": lead},
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def report(request: HttpRequest, found: Found) -> HttpResponse:
    """The newest report, to copy or print, and the day on which it was sent."""
    page = case_page(found.sight, kinds={Kind.PATHWAY})
    line = _newest(page)
    if line.co_operates:
        page = case_page(found.sight, kinds={Kind.PATHWAY, Kind.IDENTITY})
    form = bind(SentForm, request)

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = notification.mark_sent(
            case_id=found.case_id,
            notification_id=line.notification_id,
            happening=Happening("duty_to_notify_sent", answers["at"]),
            by=found.sight.actor,
        )
        return said("Duty to Notify", done)

    here = reverse("case", args=[found.reference])
    shown = Act(
        title="Duty to Notify report, prepared",
        save=save,
        then=here,
        back=here,
        button="Record as sent",
        template="cases/notify_report.html",
        more={"case": page, "report": line, "rows": rows(page, line)},
    )
    return act(request, found.sight.actor, form, shown)


def rows(page: CasePage, line: NotificationLine) -> list[tuple[str, str]]:
    """The report in the form's order. Name and date of birth only where the person agreed to co-operate."""
    named = page.who if line.co_operates else None
    identity = [
        ("Name", named.full_name or named.called if named else ""),
        ("Date of birth", words.day(named.date_of_birth) if named else ""),
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


def _names_nobody(found: Found, texts: Iterable[str]) -> None:
    """Raise NotNow where an anonymous report would say what the case knows of who or where the person is."""
    said_ = known_of_case(found.case_id, found.reference).in_text(" \n ".join(texts))
    if said_:
        raise NotNow(
            say(
                "The report would say who they are: {said}. Take that out, then prepare it.",
                said=joined(said_),
            )
        )


def _newest(page: CasePage) -> NotificationLine:
    if not page.notifications:
        raise NotOpenToYou
    return page.notifications[0]
