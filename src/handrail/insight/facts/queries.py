"""Reading cases for export: days and codes, by columns that are named one by one. No sealed column, no person's key."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.facts.case_history import (
    CaseHistory,
    CodedHesitation,
    ConsentQuestionAnswer,
    CrimeOutcome,
    ExplainedOptionWithAnswer,
    FundPaymentMade,
    InvestigationTriageDecision,
    NamedContactRequest,
    NeedOpened,
    OfferMade,
    OutcomeSelfRating,
    PractitionerDeploymentFeedback,
    ProviderAnswer,
    SuspectStepTaken,
    UncorrectedCaseEvent,
    UnsuitableNight,
)
from handrail.insight.facts.conference_histories import add_conferences_to_histories
from handrail.insight.facts.pseudonyms import compute_pseudonyms_by_file_id
from handrail.pathway.event_order import list_effective_events
from handrail.pathway.events import PathwayEvent
from handrail.people.cases.offers.models import Circumstances, Referral
from handrail.people.contacts.models import Contact
from handrail.people.contacts.text_choices import ContactState
from handrail.people.deployment.models import Deployment, DeploymentRequest, InformedChoice
from handrail.people.deployment.text_choices import (
    DeploymentFeedbackAnswer,
    DeploymentRequestState,
    ExplainedOptionAnswer,
)
from handrail.people.housing.models import Dispute, Stay, StayNight
from handrail.people.justice.models import ContractItem, PoliceOutcome, SuspectStep, TriageDecision
from handrail.people.justice.queries.rights_in_time import make_counted_entitlement_of_contract_item
from handrail.people.justice.rules.rights_in_time import COUNTED
from handrail.people.justice.rules.suspects import get_suspect_number_by_event_id
from handrail.people.money.models import FundRequest
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case, Consent, Event, Need, Offer, Person
from handrail.people.recovery.models import ChangeCause, HesitationReason, OutcomeReview
from handrail.people.recovery.models.hesitation import not_withdrawn_q
from handrail.platform.audit.models import Record
from handrail.platform.audit.uuid7 import make_lowest_uuid7_of_moment
from handrail.platform.kernel.dates import to_london

BATCH_SIZE: Final = 500
OPTIONS: Final = ("police", "nrm", "services")
"""What is explained in a talk about choices; each is a column of it."""
ENGLISH_OR_WELSH: Final = ("en", "cy")
POINTS_OF_CONTACT: Final = ("navigator", "liaison_officer")

type HistoriesByFile = dict[UUID, CaseHistory]


def iterate_case_histories(file_ids: Sequence[UUID] | None = None) -> Iterator[CaseHistory]:
    """The histories of these cases, or of all, a batch at a time. Asks for no reader: for the exporter alone.

    Args:
        file_ids: of the cases; those that are no case, or an empty one, are left out.
    """
    cases = Case.objects.exclude(closed_because=ERASED)
    asked = file_ids if file_ids is not None else list(cases.values_list("pk", flat=True).order_by("pk"))
    for some in batched(asked, BATCH_SIZE):
        yield from _read_case_histories(some).values()


def list_ids_of_case_files_changed_since(moment: datetime.datetime) -> list[UUID]:
    """Files about which the audit trail says that something was done: no write of a case is without its record."""
    done = Record.objects.filter(id__gte=make_lowest_uuid7_of_moment(moment), outcome="done")
    return [file_id for file_id in done.values_list("about", flat=True).distinct() if file_id]


def _read_case_histories(file_ids: Sequence[UUID]) -> HistoriesByFile:
    pseudonyms = compute_pseudonyms_by_file_id(file_ids)
    columns = ("pk", "opened_at", "area_id", "age", "closed_at", "closed_because", "point_of_contact__role")
    rows = Case.objects.filter(pk__in=file_ids).exclude(closed_because=ERASED).values_list(*columns)
    histories = {
        pk: CaseHistory(
            pseudonym=pseudonyms[pk],
            opened_on=_get_local_day(opened_at),
            area=area or NOT_KNOWN,
            age=age,
            gender=NOT_KNOWN,
            funds=NOT_KNOWN,
            closed_on=_get_local_day(closed_at) if closed_at else None,
            closed_because=because,
            contact=role if role in POINTS_OF_CONTACT else "other",
        )
        for pk, opened_at, area, age, closed_at, because, role in rows
    }
    for read in (
        _add_circumstances_to_histories,
        _add_events_and_consents,
        _add_support_to_histories,
        _add_outcomes_to_histories,
        _add_hesitation_reasons_to_histories,
        _add_informed_choices_to_histories,
        _add_housing_nights_and_payments_to_histories,
        _add_contact_requests_to_histories,
        _add_deployment_feedback,
        _add_criminal_cases_to_histories,
        add_conferences_to_histories,
    ):
        read(histories)
    return histories


def _add_circumstances_to_histories(histories: HistoriesByFile) -> None:
    columns = (
        "gender",
        "public_funds",
        "exploitation",
        "sector",
        "region",
        "referrer",
        "district",
        "heard_of_us",
    )
    for pk, *codes in _select_values_of_histories(Circumstances, histories, "pk", *columns):
        said = [NOT_KNOWN if code in ("", "not_asked") else code for code in codes]
        history = histories[pk]
        history.gender, history.funds, history.exploitation, history.sector = said[:4]
        history.region, history.referrer, history.district, history.heard = said[4:]
    for pk, tag in _select_values_of_histories(Person, histories, "pk", "language__tag"):
        if tag:
            histories[pk].language = "english" if tag in ENGLISH_OR_WELSH else "other"


def _add_events_and_consents(histories: HistoriesByFile) -> None:
    columns = ("case_id", "id", "event", "at", "phase", "referral", "supersedes_id")
    rows = list(_select_values_of_histories(Event, histories, *columns))
    gone = {superseded for *_, superseded in rows if superseded}
    taken_back = {
        superseded for _, _, code, *_, superseded in rows if superseded and code == "entered_in_error"
    }
    for case_id, pk, code, at, phase, referral, _ in rows:
        if pk not in gone and code != "entered_in_error":
            histories[case_id].events.append(UncorrectedCaseEvent(code, at, phase, referral or 0))
    for case_id, matter, said, on, event in _select_values_of_histories(
        Consent, histories, "case_id", "matter", "said", "asked_on", "event_id"
    ):
        if event not in taken_back:
            histories[case_id].consents.append(ConsentQuestionAnswer(matter, said, on))


def _add_support_to_histories(histories: HistoriesByFile) -> None:
    held = Contact.objects.filter(state=ContactState.HELD, case__in=list(histories))
    for case_id, on in held.values_list("case_id", "on"):
        histories[case_id].contacts.append(on)
    for case_id, kind, on, met_on in _select_values_of_histories(
        Need, histories, "case_id", "kind", "opened_on", "met_on"
    ):
        histories[case_id].needs.append(NeedOpened(kind, on, met_on))
    columns = ("case_id", "need__kind", "offered_on", "phase", "answer", "answered_on")
    for case_id, *offer in _select_values_of_histories(Offer, histories, *columns):
        histories[case_id].offers.append(OfferMade(*offer))
    columns = ("case_id", "offer__need__kind", "answered_at", "offer__phase", "answer", "decline_reason")
    more = ("starts_on", "outcome_at")
    for case_id, need, at, phase, answer, reason, starts_on, outcome_at in _select_values_of_histories(
        Referral, histories, *columns, *more
    ):
        if starts_on and answer == "accepted":
            histories[case_id].starts.append(starts_on)
        if outcome_at:
            histories[case_id].outcomes.append(_get_local_day(outcome_at))
        if at:
            histories[case_id].provider_answers.append(
                ProviderAnswer(need, _get_local_day(at), phase, answer, reason)
            )


def _add_outcomes_to_histories(histories: HistoriesByFile) -> None:
    columns = ("case_id", "on", "silent", "outcome", "placed")
    for case_id, on, silent, outcome, placed in _select_values_of_histories(
        OutcomeReview, histories, *columns
    ).order_by("recorded_at", "id"):
        if not silent:
            histories[case_id].outcomes.append(on)
        if placed is not None:
            histories[case_id].placings.append(OutcomeSelfRating(outcome, on, placed))


def _add_hesitation_reasons_to_histories(histories: HistoriesByFile) -> None:
    """The coded reasons that stand beside the person's words; the words stay sealed."""
    reasons = HesitationReason.objects.filter(
        not_withdrawn_q(prefix="hesitation__"), hesitation__case__in=list(histories)
    )
    for case_id, about, on, code in reasons.values_list(
        "hesitation__case_id", "hesitation__about", "hesitation__on", "code"
    ):
        histories[case_id].hesitations.append(CodedHesitation(about, on, code))
    causes = ChangeCause.objects.filter(
        not_withdrawn_q(prefix="change__"), change__hesitation__case__in=list(histories)
    )
    for case_id, about, on, code in causes.values_list(
        "change__hesitation__case_id", "change__hesitation__about", "change__on", "code"
    ):
        histories[case_id].changes.append(CodedHesitation(about, on, code))


def _add_informed_choices_to_histories(histories: HistoriesByFile) -> None:
    """What was explained and what the person chose; their words stay sealed."""
    for case_id, on, *answers in _select_values_of_histories(
        InformedChoice, histories, "case_id", "explained_on", *OPTIONS
    ):
        for option, answer in zip(OPTIONS, answers, strict=True):
            if answer != ExplainedOptionAnswer.NOT_EXPLAINED:
                histories[case_id].choices.append(ExplainedOptionWithAnswer(option, on, answer))


def _add_housing_nights_and_payments_to_histories(histories: HistoriesByFile) -> None:
    cases = {
        stay.booking_id: stay.case_id
        for stay in Stay.objects.filter(case__in=list(histories)).only("case_id", "booking")
    }
    nights = StayNight.objects.filter(booking__in=list(cases), booking__unsuitable_from__isnull=False)
    columns = ("booking_id", "night", "booking__unsuitable_from", "booking__unsuitable_why")
    for booking_id, night, since, why in nights.values_list(*columns):
        if since and night >= since:
            histories[cases[booking_id]].nights.append(UnsuitableNight(night, why))
    for case_id, opened_at in _select_values_of_histories(Dispute, histories, "case_id", "opened_at"):
        histories[case_id].disputes.append(_get_local_day(opened_at))
    for case_id, bought_at, pence in _select_values_of_histories(
        FundRequest, histories, "case_id", "bought_at", "bought_pence"
    ):
        if bought_at:
            histories[case_id].payments.append(FundPaymentMade(_get_local_day(bought_at), pence or 0))


def _add_contact_requests_to_histories(histories: HistoriesByFile) -> None:
    """Who was asked for and came; requests that were taken back are none."""
    arrivals = defaultdict[UUID, list[datetime.date]](list)
    sent = Deployment.objects.filter(case__in=list(histories), arrived_at__isnull=False)
    for request_id, arrived_at in sent.values_list("request_id", "arrived_at").order_by("arrived_at"):
        if arrived_at:
            arrivals[request_id].append(_get_local_day(arrived_at))
    requests = DeploymentRequest.objects.filter(case__in=list(histories)).exclude(
        state=DeploymentRequestState.WITHDRAWN
    )
    columns = ("id", "case_id", "raised_at", "met_at", "interim_since")
    for pk, case_id, raised_at, met_at, interim_since in requests.values_list(*columns):
        named = min((moment for moment in (met_at, interim_since) if moment), default=None)
        histories[case_id].contact_requests.append(
            NamedContactRequest(
                to_london(raised_at), to_london(named) if named else None, tuple(arrivals[pk])
            )
        )


def _add_deployment_feedback(histories: HistoriesByFile) -> None:
    """What the person and whoever was sent say of it; the words stay sealed."""
    rows = Deployment.objects.filter(case__in=list(histories))
    columns = ("case_id", "arrived_at", "ended_at", "person_feedback", "practitioner_feedback")
    for case_id, arrived_at, ended_at, *answers in rows.values_list(*columns):
        at = arrived_at or ended_at
        for said_by, answer in zip(("person", "practitioner"), answers, strict=True):
            if at and answer != DeploymentFeedbackAnswer.NOT_ASKED:
                feedback = PractitionerDeploymentFeedback(_get_local_day(at), said_by, answer)
                histories[case_id].deployment_feedback.append(feedback)


def _add_criminal_cases_to_histories(histories: HistoriesByFile) -> None:
    """What was decided on triage, and rights that came due; what was weighed and why stay sealed."""
    for case_id, *made in _select_values_of_histories(
        TriageDecision, histories, "case_id", "on", "outcome", "reason"
    ):
        histories[case_id].triage.append(InvestigationTriageDecision(*made))
    for item in ContractItem.objects.filter(case__in=list(histories), is_current=True).order_by("id"):
        if item.entitlement in COUNTED:
            histories[item.case_id].rights.append(make_counted_entitlement_of_contract_item(item))
    newest = {}
    columns = ("case_id", "number", "on", "group")
    for case_id, number, on, group in _select_values_of_histories(
        PoliceOutcome, histories, *columns
    ).order_by("id"):
        newest[case_id, number] = CrimeOutcome(on, group)
    for (case_id, _), outcome in newest.items():
        histories[case_id].police_outcomes.append(outcome)
    _add_suspect_steps_to_histories(histories)


def _add_suspect_steps_to_histories(histories: HistoriesByFile) -> None:
    steps = list(_select_values_of_histories(SuspectStep, histories, "case_id", "event_id", "number"))
    numbers = {str(event_id): number for _, event_id, number in steps}
    told = defaultdict[UUID, list[PathwayEvent]](list)
    rows = Event.objects.filter(case__in={case_id for case_id, *_ in steps})
    columns = ("case_id", "id", "event", "at", "supersedes_id")
    for case_id, pk, code, at, superseded in rows.values_list(*columns).order_by("at", "id"):
        supersedes = str(superseded) if superseded else None
        told[case_id].append(PathwayEvent(code, at, id=str(pk), supersedes=supersedes))
    for case_id, events in told.items():
        found = get_suspect_number_by_event_id(events, numbers)
        for one in list_effective_events(tuple(events)):
            if one.id in found:
                histories[case_id].suspect_steps.append(SuspectStepTaken(one.at, found[one.id], one.event))


def _select_values_of_histories(model: Any, histories: HistoriesByFile, *columns: str) -> Any:
    return model.objects.filter(case__in=list(histories)).values_list(*columns)


def _get_local_day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)
