"""Two who begin the same pack, or write a first comment, at the same moment: one does, and the other is told."""

import pytest

from handrail.insight.packs.actions.series import create_next_pack
from handrail.insight.packs.models import BoardPack, PackComment
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.board_packs import board_packs, comment, publish_month
from support.concurrency import at_once


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_pack_is_begun_once_and_a_first_comment_written_once(cast):
    made = board_packs(cast)
    office = cast.commissioner.actor
    draft = BoardPack.objects.get(pk=made["draft"])
    answers = at_once(*[lambda: comment(draft, office, "A first comment", "referred")] * 2)
    assert PackComment.objects.filter(pack=draft, measure="referred").count() == 1
    assert sorted(isinstance(answer, ActionNotPossibleError) for answer in answers) == [False, True]
    BoardPack.objects.filter(pk=draft.pk).update(state="signed")
    publish_month("2026-11", 25)
    answers = at_once(*[lambda: create_next_pack(made["series"], by=office)] * 2)
    assert BoardPack.objects.filter(period="2026-11").count() == 1
    assert sorted(isinstance(answer, ActionNotPossibleError) for answer in answers) == [False, True]
