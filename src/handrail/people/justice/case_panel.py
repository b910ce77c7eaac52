"""On the justice page of a case: the criminal case, the victim contract, keeping in touch, section 45, triage."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.justice.models import (
    CompulsionRecord,
    CriminalCaseState,
    PoliceOutcome,
    TriageDecision,
)
from handrail.people.justice.permissions import may_answer_victim_contract, may_decide_triage
from handrail.people.justice.presenters import (
    CAUSES,
    CAUSES_OF_NEXT,
    JusticeTag,
    describe_days_since,
    make_sign_off_tag_and_sentence,
)
from handrail.people.justice.queries.compulsion import list_codes_of_those_told, list_compulsion_records
from handrail.people.justice.queries.contract import get_newest_sign_off_request
from handrail.people.justice.queries.outcomes import list_police_outcomes
from handrail.people.justice.queries.suspects import get_suspect_states_of_case
from handrail.people.justice.rules.contact_plan import JusticeContactCause
from handrail.people.justice.rules.suspects import SuspectState
from handrail.people.justice.text_choices import RecipientToldOfCompulsion, TriageFact
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts, lower_first, msg
from handrail.platform.ui.formatting import format_day_omitting_current_year

STATE, FLAG, TRIAGE, OUTCOME = "criminal_case", "compulsion", "triage", "police_outcome"


class CriminalCasePanel(NamedTuple):
    """Contract and plan in short. `state` is None before the police know of the crime."""

    reference: str
    state: CriminalCaseState | None
    tag: JusticeTag | None = None
    signed: str = ""
    court_clock: str = ""
    contact_clock: str = ""
    next_contact: str = ""
    suspects: Sequence[SuspectState] = ()
    may_record: bool = False
    outcomes: Sequence[tuple[PoliceOutcome, str]] = ()


class CompulsionPanel(NamedTuple):
    """The newest record of section 45, in words, and the earlier ones with who was told then."""

    reference: str
    row: CompulsionRecord | None
    told: str
    earlier: Sequence[tuple[CompulsionRecord, str]]
    may: bool


class TriagePanel(NamedTuple):
    """Triage decisions, the newest first, with what was weighed."""

    reference: str
    rows: Sequence[tuple[TriageDecision, str, str]]
    may: bool


def _build_criminal_case_panel(page: CasePanelBuildContext) -> CriminalCasePanel:
    state = None
    if page.known.has(STATE):
        state = CriminalCaseState.objects.filter(case=page.access.file_id).first()
    if state is None or not state.stage:
        return CriminalCasePanel(page.reference, None)
    page.access.sees(Kind.PATHWAY)
    request, changed = get_newest_sign_off_request(page.access), state.contract_changed_at
    has_changed = request is not None and changed is not None and changed > request.asked_at
    tag, signed = make_sign_off_tag_and_sentence(request, has_changed=has_changed)
    day = today()
    return CriminalCasePanel(
        page.reference,
        state,
        tag,
        signed,
        describe_days_since(state.last_court_on, day),
        describe_days_since(state.last_contact_on, day),
        _describe_next_contact(state, day),
        get_suspect_states_of_case(page.access.file_id),
        may_answer_victim_contract(page.reading_access),
        [(row, row.offered.open() if row.offered else "") for row in list_police_outcomes(page.access)]
        if page.known.has(OUTCOME)
        else (),
    )


def _describe_next_contact(state: CriminalCaseState, on: datetime.date) -> str:
    """By when and why; without an agreed interval that the default applies, and no day that could be late."""
    if state.next_contact_on is None:
        return ""
    cause = JusticeContactCause(state.next_contact_why)
    if cause is JusticeContactCause.UNAGREED:
        return CAUSES[cause]
    words = (
        "An update from the police was due by {day}, {why}"
        if state.next_contact_on < on
        else "The next update from the police is due by {day}, {why}"
    )
    day = format_day_omitting_current_year(state.next_contact_on)
    return msg(words, day=day, why=CAUSES_OF_NEXT[cause])


def _build_compulsion_panel(page: CasePanelBuildContext) -> CompulsionPanel | None:
    may = page.reading_access.may(Permission.RECORD_COMPULSION)
    rows = list_compulsion_records(page.access) if page.known.has(FLAG) else []
    if not rows and not may:
        return None
    described = [(row, _describe_who_was_told_of_compulsion(row)) for row in rows]
    newest, told = described[0] if described else (None, "")
    return CompulsionPanel(page.reference, newest, told, described[1:], may)


def _describe_who_was_told_of_compulsion(row: CompulsionRecord) -> str:
    return join_texts(
        (lower_first(RecipientToldOfCompulsion(code).label) for code in list_codes_of_those_told(row)),
        ", ",
        " and ",
    )


def _build_triage_panel(page: CasePanelBuildContext) -> TriagePanel | None:
    if not may_decide_triage(page.access):
        return None
    rows: list[tuple[TriageDecision, str, str]] = []
    if page.known.has(TRIAGE):
        found = TriageDecision.objects.filter(case=page.access.file_id).select_related("decided_by")
        for row in found.opened_for(page.access).order_by("-id")[:5]:
            facts = [TriageFact(code).label for code in row.facts.open().split(",") if code]
            rows.append((row, join_texts(facts, "; "), row.words.open()))
    return TriagePanel(page.reference, rows, may_decide_triage(page.reading_access))


CRIMINAL_CASE = CasePanel(
    "criminal_case_panel",
    (CaseTab.JUSTICE,),
    CasePanelPosition.MAIN,
    "justice/case_panel.html",
    _build_criminal_case_panel,
    Kind.PATHWAY,
    {STATE: (CriminalCaseState, THIS_CASE), OUTCOME: (PoliceOutcome, THIS_CASE)},
)
COMPULSION = CasePanel(
    "compulsion_panel",
    (CaseTab.JUSTICE,),
    CasePanelPosition.ASIDE,
    "justice/compulsion_panel.html",
    _build_compulsion_panel,
    Kind.NOTES,
    {FLAG: (CompulsionRecord, THIS_CASE)},
)
TRIAGE_DECISIONS = CasePanel(
    "triage_panel",
    (CaseTab.JUSTICE,),
    CasePanelPosition.MAIN,
    "justice/triage_panel.html",
    _build_triage_panel,
    Kind.ACCOUNT,
    {TRIAGE: (TriageDecision, THIS_CASE)},
    permission=Permission.DECIDE_TRIAGE,
)
