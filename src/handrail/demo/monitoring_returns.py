"""Monitoring returns in the demo, one quarter signed and one begun; and a published figure in a return to a call."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.areas.calls.actions.return_figures import cite_figure_in_answer
from handrail.areas.calls.models import Call, CallRecipient, ReturnFigure
from handrail.demo import current_call
from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.monitoring_returns.actions import monitoring_returns as returns
from handrail.insight.monitoring_returns.actions import templates
from handrail.insight.monitoring_returns.actions.exact_counts import disclose_exact_count
from handrail.insight.monitoring_returns.actions.monitoring_returns import EnteredCountInput
from handrail.insight.monitoring_returns.exact_counts import count_people_of_own_cases
from handrail.insight.monitoring_returns.models import (
    ExactCountDisclosure,
    MonitoringLine,
    MonitoringReturn,
    MonitoringTemplate,
)
from handrail.insight.publication.queries import PublishedQuarter, list_published_quarters
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.kernel.dates import make_london_time, to_london

TITLE: Final = "Victims grant: modern slavery"
ASKED_BY: Final = "Ministry of Justice (invented list of figures)"
EXACT: Final = "People whom the provider reached within two days"
REFERENCE: Final = "Grant agreement for support, schedule 3"
WORDS: Final = "The evening group moved in the second month, and fewer came."
MORNING: Final = time(10, 20)


def load_monitoring_returns(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already, or where no quarter is published."""
    office, signatory = cast.actors["joan.tasker"], cast.actors["lorna.quayle"]
    quarters = list_published_quarters()
    if not quarters:
        return
    if not MonitoringTemplate.objects.exists():
        _write_monitoring_returns(office, signatory, quarters[:2], today)
    if not ReturnFigure.objects.exists():
        _cite_figure_in_call_return(office, quarters[0].code)


def _use_simulated_morning_of_day(day: date) -> AbstractContextManager[object]:
    """Acts are done on the morning of that day."""
    return use_simulated_clock(make_london_time(day, MORNING))


@transaction.atomic
def _write_monitoring_returns(
    office: Actor, signatory: Actor, quarters: Sequence[PublishedQuarter], today: date
) -> None:
    lead = _find_duty_lead_of_another_body(office)
    with _use_simulated_morning_of_day(today - timedelta(days=40)):
        template = templates.create_monitoring_template(
            MonitoringTemplate(title=TITLE, asked_by=ASKED_BY), by=office
        )
        if lead:
            line = MonitoringLine(
                label=EXACT,
                source="exact",
                measure="reached-in-two-days",
                share=True,
                provider_id=lead.body_id,
            )
            templates.save_monitoring_template_count(line, template_id=template.pk, seen=None, by=office)
        templates.activate_monitoring_template(template.pk, by=office)
        for earlier in quarters[1:]:
            _write_signed_return(template, earlier.code, office, signatory, lead)
    newest = quarters[0]
    begun = max(today - timedelta(days=3), to_london(newest.published_at).date())
    with _use_simulated_morning_of_day(begun):
        row = returns.create_monitoring_return(template.pk, newest.code, by=office)
        counts = {6: EnteredCountInput(26, ""), 7: EnteredCountInput(4, "")}
        returns.save_monitoring_counts(row.pk, counts, words="", seen=row.version, by=office)


def _write_signed_return(
    template: MonitoringTemplate, quarter: str, office: Actor, signatory: Actor, lead: Actor | None
) -> None:
    row = returns.create_monitoring_return(template.pk, quarter, by=office)
    if lead:
        line = template.lines.get(label=EXACT)
        measure = MEASURES_BY_KEY[line.measure]
        shown = count_people_of_own_cases(lead, measure, quarter, share=line.share)
        disclosure = ExactCountDisclosure(basis="contract", reference=REFERENCE)
        disclose_exact_count(disclosure, return_id=row.pk, number=line.number, shown=shown, by=lead)
    counts = {6: EnteredCountInput(41, ""), 7: EnteredCountInput(3, "")}
    returns.save_monitoring_counts(row.pk, counts, words=WORDS, seen=_get_version(row), by=office)
    returns.submit_monitoring_return_for_signature(row.pk, seen=_get_version(row), by=office)
    returns.sign_and_freeze_monitoring_return(row.pk, seen=_get_version(row), by=signatory)


def _get_version(row: MonitoringReturn) -> int:
    return MonitoringReturn.objects.values_list("version", flat=True).get(pk=row.pk)


def _find_duty_lead_of_another_body(office: Actor) -> Actor | None:
    leads = User.objects.filter(role=Role.DUTY_LEAD).exclude(body=office.body_id).order_by("pk")
    lead = leads.first()
    return lead.actor if lead else None


def _cite_figure_in_call_return(office: Actor, quarter: str) -> None:
    """One figure of the own area in the first answer of the return that the office is writing, where it was asked.

    Calls that are sent after commissioners have ended go to others.
    """
    call = Call.objects.filter(title=current_call.TITLE, state="open").first()
    if call and CallRecipient.objects.filter(call=call, body__code=current_call.OURS).exists():
        cite_figure_in_answer(
            call=call.code,
            body=current_call.OURS,
            number=1,
            quarter=quarter,
            measure="identified",
            cell="all",
            by=office,
        )
