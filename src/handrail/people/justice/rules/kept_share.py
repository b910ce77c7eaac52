"""The share of people who never waited longer than was agreed, and how contacts that were due were kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from handrail.people.justice.rules.contact_plan import ContactKeptState, JusticeContactPlan


@dataclass(frozen=True, slots=True)
class ContactsKeptCounts:
    """`people` had a plan, `without_gap` never waited over the interval; contacts by state."""

    people: int
    without_gap: int
    by_state: dict[ContactKeptState, int]


def count_contacts_kept(plans: Iterable[JusticeContactPlan]) -> ContactsKeptCounts:
    """Count over several people. Contacts that are still due are no part of it."""
    people = without = 0
    states: Counter[ContactKeptState] = Counter()
    for plan in plans:
        people += 1
        without += not plan.is_over_interval
        states.update(one.state for one in plan.expected if one.state is not ContactKeptState.DUE)
    return ContactsKeptCounts(people, without, dict(states))
