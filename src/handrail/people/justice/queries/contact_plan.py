"""Keeping in touch on one case: the plan, what was recorded, the stages of the criminal case."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.people.justice.models import AgreedContact, ExplainedMiss, JusticeContact
from handrail.people.justice.queries.case_facts import (
    build_contact_plan_facts,
    fetch_contact_plan_rows,
    find_last_contact_day,
)
from handrail.people.justice.rules.contact_plan import JusticeContactPlan, compute_justice_contact_plan
from handrail.people.justice.rules.stages import (
    CriminalCaseStage,
    find_last_court_day,
    list_criminal_case_stages,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import bind_rows_to_access


@dataclass(frozen=True, slots=True)
class ContactPlanDetail:
    """What the page shows. `plan` is None while the police do not know of the crime."""

    plan: JusticeContactPlan | None
    stages: list[CriminalCaseStage]
    last_court_day: datetime.date | None
    last_contact_day: datetime.date | None
    contacts: list[JusticeContact]
    agreed: AgreedContact | None
    misses: dict[datetime.date, ExplainedMiss]


def get_contact_plan_detail(access: CaseAccess, on: datetime.date) -> ContactPlanDetail:
    """The plan and what was recorded, bound to the reader. The statements do not grow with the rows.

    Args:
        access: of the case.
        on: the day asked.

    Raises:
        Denied: the pathway is not open to the reader.
    """
    access.needs(Kind.PATHWAY)
    rows = fetch_contact_plan_rows([access.file_id])[access.file_id]
    facts = build_contact_plan_facts(rows)
    contacts = list(bind_rows_to_access(rows.contacts, access))
    agreed = list(bind_rows_to_access(rows.agreed[-1:], access))
    misses = bind_rows_to_access(rows.misses, access)
    return ContactPlanDetail(
        compute_justice_contact_plan(facts, on) if facts else None,
        list_criminal_case_stages(rows.events),
        find_last_court_day(rows.events, on),
        find_last_contact_day(rows),
        contacts[::-1],
        agreed[0] if agreed else None,
        {row.due_on: row for row in misses},
    )


def get_contact_plan(case_id: UUID, on: datetime.date) -> JusticeContactPlan | None:
    """The plan as of a day, for an action that asked its permission.

    Args:
        case_id: the case.
        on: the day asked.

    Returns:
        None while the police do not know of the crime.
    """
    facts = build_contact_plan_facts(fetch_contact_plan_rows([case_id])[case_id])
    return compute_justice_contact_plan(facts, on) if facts else None
