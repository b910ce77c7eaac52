"""A pair is within one body or across two by who holds the cases now: either may have changed hands since it was found.

Parts of the actions that find pairs, in their transaction.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from handrail.linking.models import Pair, Side
from handrail.linking.states import Verdict


def now_within(pair_ids: Sequence[UUID]) -> None:
    """One body holds both cases of each. What the two bodies said about speaking with each other goes with it."""
    if not pair_ids:
        return
    # The pair first: whoever answers a side locks its pair.
    if Pair.objects.filter(pk__in=pair_ids, across=True).update(across=False):
        Side.objects.filter(pair__in=pair_ids).delete()


def now_across(pair: Pair, holders: Mapping[UUID, int]) -> bool:
    """Two bodies hold the cases: a side for each, unanswered where its case changed hands. Whether any was made.

    What somebody has answered of the two while one body held both stays answered, and is asked of nobody again.
    """
    there = dict(Side.objects.filter(pair=pair).values_list("case_id", "body_id"))
    if there == holders and pair.across:
        return False
    if not Pair.objects.filter(pk=pair.pk, verdict=Verdict.ASKED).update(across=True):
        return False
    left = [case_id for case_id, body_id in there.items() if holders.get(case_id) != body_id]
    Side.objects.filter(pair=pair, case__in=left).delete()
    made = {case_id: body_id for case_id, body_id in holders.items() if there.get(case_id) != body_id}
    Side.objects.bulk_create(Side(pair=pair, case_id=key, body_id=body) for key, body in made.items())
    return True
