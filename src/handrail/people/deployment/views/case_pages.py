"""On a case: all that it holds of deployment; and the shortlist of a request, for the lead."""

import datetime
from typing import TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.people.deployment.language_presenters import (
    InformedChoiceRow,
    InterpreterBookingRow,
    PersonLanguageRow,
    make_interpreter_booking_row,
    present_informed_choice,
    present_person_language,
)
from handrail.people.deployment.models import DeploymentRequest
from handrail.people.deployment.presenters import (
    DeploymentCandidateCard,
    DeploymentLogRow,
    DeploymentTag,
    ExcludedCandidateRow,
    describe_asking_scope,
    describe_deployment_tasks,
    describe_wishes_for_practitioner,
    make_deployment_candidate_card,
    make_deployment_log_row,
    make_deployment_request_tag,
    make_excluded_candidate_row,
)
from handrail.people.deployment.queries.case_deployment import (
    get_case_deployment_overview,
    get_deployment_request,
)
from handrail.people.deployment.queries.person_languages import (
    describe_case_language_difference,
    find_main_language_name_of_case,
)
from handrail.people.deployment.queries.shortlist import make_request_shortlist
from handrail.people.deployment.rules.facts import LanguageRank
from handrail.people.deployment.text_choices import DeploymentRequestState, InterpreterMode
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_day_with_time_if_any, to_london
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.kernel.messages import pluralise as pluralise_count
from handrail.platform.ui.navigation import get_layout_context

MOST_EXCLUDED = 25
MOST_NAMED = 5
SHARED = (LanguageRank.FIRST_LANGUAGE, LanguageRank.BOTH_FLUENT)


class CaseRequestRow(TypedDict):
    """One request of the case, in words."""

    row: DeploymentRequest
    tag: DeploymentTag
    facts: list[tuple[str, str]]


class CaseDeploymentContext(TypedDict):
    """What deployment/case.html shows. None where the kind of information is not open to the reader."""

    reference: str
    closed: bool
    contact: str
    stand_in: str
    requests: list[CaseRequestRow] | None
    log: list[DeploymentLogRow] | None
    languages: list[PersonLanguageRow] | None
    choices: list[InformedChoiceRow] | None
    bookings: list[InterpreterBookingRow] | None
    may: bool
    may_deploy: bool
    may_record_consent: bool
    one_is_open: bool
    language_warning: str
    main_language: str  # that of the case, where no language is recorded here


@requires_case_permission(Permission.VIEW_CASE)
def case_deployment(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Who is sent, in which language, with which interpreter, and what the person chose."""
    access = found.case_access
    if not access.inside:
        raise NotVisible
    held = get_case_deployment_overview(access)
    is_open = not found.closed and not found.restricted
    requests = held.requests
    shown: CaseDeploymentContext = {
        "reference": found.reference,
        "closed": found.closed,
        "contact": held.names.contact,
        "stand_in": held.names.stand_in,
        "requests": None if requests is None else [_make_case_request_row(row) for row in requests],
        "log": None
        if held.deployments is None
        else [make_deployment_log_row(row) for row in held.deployments],
        "languages": None
        if held.languages is None
        else [present_person_language(row) for row in held.languages],
        "choices": None if held.choices is None else [present_informed_choice(row) for row in held.choices],
        "bookings": None
        if held.bookings is None
        else [make_interpreter_booking_row(row) for row in held.bookings],
        "may": is_open and access.may(Permission.RECORD),
        "may_deploy": is_open and access.may(Permission.DEPLOY),
        "may_record_consent": is_open and access.may(Permission.RECORD_CONSENT),
        "language_warning": describe_case_language_difference(held.languages or []),
        "main_language": find_main_language_name_of_case(access) if held.languages == [] else "",
        "one_is_open": any(row.is_open for row in requests or ()),
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "deployment/case.html", {**layout, **shown})


class ShortlistContext(TypedDict):
    """What deployment/shortlist.html shows."""

    reference: str
    row: DeploymentRequest
    tag: DeploymentTag
    facts: list[tuple[str, str]]
    wishes: str
    fitting: list[DeploymentCandidateCard]
    excluded: list[ExcludedCandidateRow]
    more_excluded: int
    excluded_count: int
    languages: list[PersonLanguageRow]
    speakers: list[str]
    interpreter: str
    is_asked: bool
    language_warning: str


@requires_case_permission(Permission.DEPLOY)
def deployment_shortlist(
    request: HttpRequest, found: CaseOpenToActor, deployment_request_id: UUID
) -> HttpResponse:
    """Who could go and why, what to ask first, who could not and by which rule. The lead decides.

    Args:
        request: the request of the browser.
        found: the case.
        deployment_request_id: of the request for somebody.
    """
    access = found.case_access
    row = get_deployment_request(access, deployment_request_id)
    made = make_request_shortlist(access, row.case, row) if row.is_open else None
    fitting = made.shortlist.fitting if made else ()
    excluded = made.shortlist.excluded if made else ()
    nearest = sorted(excluded, key=lambda one: (len(one.findings), one.candidate.name))
    languages = made.person_rows if made else []
    shown: ShortlistContext = {
        "reference": found.reference,
        "row": row,
        "tag": make_deployment_request_tag(row, timezone.now()),
        "facts": _list_deployment_request_facts(row),
        "wishes": describe_wishes_for_practitioner(row),
        "fitting": [
            make_deployment_candidate_card(one, is_first=not at)
            for at, one in enumerate(fitting[:MOST_EXCLUDED])
        ],
        "excluded": [make_excluded_candidate_row(one) for one in nearest[:MOST_EXCLUDED]],
        "more_excluded": max(0, len(excluded) - MOST_EXCLUDED),
        "excluded_count": len(excluded),
        "languages": [present_person_language(one) for one in languages],
        "speakers": [one.candidate.name for one in fitting if one.candidate.pair.language in SHARED][
            :MOST_NAMED
        ],
        "interpreter": _describe_interpreter_of_request(row),
        "is_asked": row.state == DeploymentRequestState.OFFERED,
        "language_warning": describe_case_language_difference(languages),
    }
    layout = get_layout_context(request, access.actor, "deployment_board")
    return render(request, "deployment/shortlist.html", {**layout, **shown})


def _describe_interpreter_of_request(row: DeploymentRequest) -> str:
    """“By telephone, Tuesday 24 November 2026 at 5:30pm”; empty where nobody is booked."""
    at: datetime.datetime | None = row.interpreter_at  # type: ignore[attr-defined]  # the query puts both there
    mode: str = row.interpreter_mode or ""  # type: ignore[attr-defined]
    if at is None:
        return ""
    return msg(
        "{mode}, {when}", mode=InterpreterMode(mode).label, when=format_day_with_time_if_any(to_london(at))
    )


def _make_case_request_row(row: DeploymentRequest) -> CaseRequestRow:
    return {
        "row": row,
        "tag": make_deployment_request_tag(row, timezone.now()),
        "facts": _list_deployment_request_facts(row),
    }


def _list_deployment_request_facts(row: DeploymentRequest) -> list[tuple[str, str]]:
    hours = pluralise_count(row.hours, "hour")
    facts = [
        ("Needed for", describe_deployment_tasks(row)),
        (
            "When",
            msg("{when}, {hours}", when=format_day_with_time_if_any(to_london(row.starts_at)), hours=hours),
        ),
        ("Wishes", describe_wishes_for_practitioner(row) or "None recorded"),
        ("With the person until then", row.held_by.name),
        ("Also", row.words.open()),
        ("Who can be asked", describe_asking_scope(row)),
        ("Lawful basis", row.basis.open()),
        (
            "Raised",
            msg(
                "{when}. {why}",
                when=format_day_with_time_if_any(to_london(row.raised_at)),
                why=row.get_cause_display(),
            ),
        ),
    ]
    if row.interim and row.interim_since:
        since = format_day_with_time_if_any(to_london(row.interim_since))
        facts += [
            ("Interim contact", msg("{name}, {day}", name=UserText(row.interim.name), day=since)),
            ("No one could go", str(row.get_unmet_reason_display())),
            ("Escalated to", row.passed_up_to.open()),
        ]
    return [(label, text) for label, text in facts if text]
