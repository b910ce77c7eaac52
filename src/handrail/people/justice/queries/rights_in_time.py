"""What a force counts over the cases that its supervisor may open: rights given in time, and contacts kept."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from handrail.people.justice.models import ContractItem, CriminalCaseState
from handrail.people.justice.permissions import require_may_view_counts_of_rights_given
from handrail.people.justice.queries.case_facts import build_contact_plan_facts, fetch_contact_plan_rows
from handrail.people.justice.rules.contact_plan import compute_justice_contact_plan
from handrail.people.justice.rules.entitlements import get_entitlement
from handrail.people.justice.rules.kept_share import ContactsKeptCounts, count_contacts_kept
from handrail.people.justice.rules.rights_in_time import (
    COUNTED,
    CountedEntitlement,
    RightGivenCounts,
    count_rights_given,
)
from handrail.people.justice.text_choices import PersonAnswerOnInformationGiven
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_months, format_month
from handrail.platform.kernel.messages import msg

LEVELS: Final = ("all", "enhanced", "standard")
RIGHTS_OF_TOPICS: Final = {
    "no_news": "6", "suspect": "6", "charge": "6", "review": "6", "hearing": "8", "moved": "8", "measures": "8",
    "outcome": "9", "compensation": "5", "support": "4",
}  # fmt: skip
"""Which right a contact was about: so that a rate has the person's own answer beside it."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year."""

    first: datetime.date

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return add_months(self.first, 3) - datetime.timedelta(days=1)

    @property
    def name(self) -> str:
        """“October 2026 to December 2026”."""
        return msg("{first} to {last}", first=format_month(self.first), last=format_month(self.last))

    @property
    def code(self) -> str:
        """As in an address: 2026-4."""
        return f"{self.first.year}-{(self.first.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class RightsGivenInTimeCounts:
    """Counts of one quarter; the person's answers by right; contacts kept over all time."""

    quarter: Quarter
    counts: list[RightGivenCounts]
    said: dict[str, Counter[PersonAnswerOnInformationGiven]]
    kept: ContactsKeptCounts
    cases: int


def list_newest_calendar_quarters(on: datetime.date, number: int = 6) -> list[Quarter]:
    """The newest quarters.

    Args:
        on: a day of the newest.
        number: how many.

    Returns:
        The newest first.
    """
    first = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    return [Quarter(add_months(first, -3 * back)) for back in range(number)]


def get_counts_of_rights_given_in_time(actor: Actor, quarter: Quarter, level: str) -> RightsGivenInTimeCounts:
    """The counts. Every case that is counted is open to the reader, so that no number tells anything new.

    Args:
        actor: a supervisor of a force.
        quarter: which.
        level: all, enhanced or standard.

    Raises:
        Denied: they do not supervise for the police.
    """
    require_may_view_counts_of_rights_given(actor)
    day = today()
    rows = CriminalCaseState.objects.filter(build_visible_case_condition(actor, Kind.PATHWAY))
    owners = dict(rows.values_list("case_id", "case__owner_id"))
    items = ContractItem.objects.filter(case__in=owners, is_current=True)
    if level != "all":
        items = items.filter(enhanced=level == "enhanced")
    given = [make_counted_entitlement_of_contract_item(row) for row in items if row.entitlement in COUNTED]
    counts = count_rights_given(given, since=quarter.first, until=quarter.last, today=day)
    accesses = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(case_id, owner) for case_id, owner in owners.items()], day
    )
    by_case = fetch_contact_plan_rows(list(owners))
    plans = [
        compute_justice_contact_plan(facts, day)
        for rows_of_case in by_case.values()
        if (facts := build_contact_plan_facts(rows_of_case)) is not None
    ]
    said: dict[str, Counter[PersonAnswerOnInformationGiven]] = defaultdict(Counter)
    contacts = [
        row
        for rows_of_case in by_case.values()
        for row in rows_of_case.contacts
        if row.reached and quarter.first <= row.on <= quarter.last
    ]
    for row in bind_rows_to_access(contacts, accesses):
        for right in {
            RIGHTS_OF_TOPICS[code] for code in row.topics.open().split(",") if code in RIGHTS_OF_TOPICS
        }:
            said[right][PersonAnswerOnInformationGiven(row.useful)] += 1
    return RightsGivenInTimeCounts(quarter, counts, said, count_contacts_kept(plans), len(owners))


def make_counted_entitlement_of_contract_item(row: ContractItem) -> CountedEntitlement:
    """An item of a contract as it is counted."""
    entitlement = get_entitlement(row.entitlement, row.started)
    return CountedEntitlement(
        entitlement.right,
        entitlement.owners[0],
        row.due_on,
        row.started,
        row.given_answer,
        row.given_on,
        row.is_asked,
        row.by_fallback,
        row.enhanced,
    )
