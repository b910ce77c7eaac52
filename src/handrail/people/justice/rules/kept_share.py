"""The share of people who never waited longer than was agreed, and how contacts that were due were kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from handrail.people.justice.rules.contact_plan import ContactKeptState, JusticeContactPlan


@dataclass(frozen=True, slots=True)
class ContactsKeptCounts:
    """`people` agreed an interval, `without_gap` of them never waited longer; `unagreed` have none yet.

    `by_state`: contacts of all of them, whether an interval was agreed or not.
    """

    people: int
    without_gap: int
    unagreed: int
    by_state: dict[ContactKeptState, int]


def count_contacts_kept(plans: Iterable[JusticeContactPlan]) -> ContactsKeptCounts:
    """Count over several people. Contacts that are still due are no part of it."""
    people = without = unagreed = 0
    states: Counter[ContactKeptState] = Counter()
    for plan in plans:
        people += plan.is_agreed
        without += plan.is_agreed and not plan.is_over_interval
        unagreed += not plan.is_agreed
        states.update(one.state for one in plan.expected if one.state is not ContactKeptState.DUE)
    return ContactsKeptCounts(people, without, unagreed, dict(states))
