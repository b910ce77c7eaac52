"""A pair is within one body or across two by who holds the cases now: either may have changed hands since it was found.

Parts of the actions that find pairs, in their transaction.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from handrail.people.matching.models import CasePair, PairSide
from handrail.people.matching.text_choices import PairVerdict
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system


def set_case_pairs_as_held_by_one_body(pair_ids: Sequence[UUID]) -> None:
    """One body holds both cases of each. What the two bodies said about speaking with each other goes with it."""
    if not pair_ids:
        return
    # The pair first: whoever answers a side locks its pair.
    if CasePair.objects.filter(pk__in=pair_ids, across=True).update(across=False):
        PairSide.objects.filter(pair__in=pair_ids).delete()


def set_case_pair_sides_of_two_bodies(pair: CasePair, holders: Mapping[UUID, int]) -> bool:
    """Give each of two bodies its side, unanswered where its case changed hands. Whether anything changed.

    What somebody has answered of the two while one body held both stays answered, and is asked of nobody again.
    """
    there = dict(PairSide.objects.filter(pair=pair).values_list("case_id", "body_id"))
    if there == holders and pair.across:
        return False
    if not CasePair.objects.filter(pk=pair.pk, verdict=PairVerdict.ASKED).update(across=True):
        return False
    left = [case_id for case_id, body_id in there.items() if holders.get(case_id) != body_id]
    PairSide.objects.filter(pair=pair, case__in=left).delete()
    made = {case_id: body_id for case_id, body_id in holders.items() if there.get(case_id) != body_id}
    now = timezone.now()
    PairSide.objects.bulk_create(
        PairSide(pair=pair, case_id=key, body_id=body, changed_at=now) for key, body in made.items()
    )
    return True


@acting_as_system(SystemActor.PAIRS)
def delete_open_pairs_of_moved_case(case_id: UUID) -> None:
    """Part of moving a case to another side: no pair that nobody has spoken of leads from one side to the other."""
    pairs = CasePair.objects.filter(Q(one=case_id) | Q(two=case_id), verdict=PairVerdict.ASKED)
    PairSide.objects.filter(pair__in=pairs).delete()
    pairs.delete()


@acting_as_system(SystemActor.PAIRS)
def delete_open_case_pair_of_separate_files(*, case_ids: tuple[UUID, UUID], **signal: Any) -> None:
    """The receiver of `separate_files.signals.files_kept_apart`: a pair that nobody has spoken of goes."""
    one, two = sorted(case_ids)
    pairs = CasePair.objects.filter(one=one, two=two, verdict=PairVerdict.ASKED)
    PairSide.objects.filter(pair__in=pairs).delete()
    pairs.delete()
