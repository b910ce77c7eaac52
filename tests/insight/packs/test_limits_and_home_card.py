"""Limits that begin again with a reason; and what the home says of packs and monitoring returns."""

import copy

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from handrail.insight.packs.actions.series import restart_control_limits
from handrail.insight.packs.home_cards import PACKS_CARD
from handrail.insight.packs.models import BoardPack, PackSeries
from handrail.platform.access.errors import Denied
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.ui.home_cards import HomePageViewer
from support.board_packs import board_packs
from support.practice_pages import words_of
from support.worlds import shared_world

WHY = "Two providers began to record first signs."


@shared_world
def packs(cast) -> dict:
    return board_packs(cast)


def begin_again(packs, by, period="2025-03", why=WHY, seen=None):
    series = copy.copy(PackSeries.objects.get(pk=packs["series"]))
    series.limits_why = why
    restart_control_limits(series, period, seen=series.version if seen is None else seen, by=by.actor)


def test_limits_begin_again_with_a_reason_that_the_next_pack_prints(cast, packs, signed_in):
    client = signed_in(cast.commissioner)
    address = reverse("restart_limits", args=[packs["series"]])
    assert "Choose a period" in client.post(address, {"limits_why": WHY}, follow=True).content.decode()
    version = PackSeries.objects.get(pk=packs["series"]).version
    said = {"period": "2025-03", "limits_why": WHY, "seen": version}
    assert "Usual range restarted." in client.post(address, said, follow=True).content.decode()
    draft = words_of(client.get(reverse("pack", args=[packs["draft"]])).content.decode())
    assert f"The usual range restarts from March 2025. {WHY}" in draft
    assert "worked out from the first twelve periods from March 2025;" in draft
    assert WHY not in client.get(reverse("pack", args=[packs["signed"]])).content.decode()


def test_limits_begin_again_later_than_they_are_with_a_reason_and_by_the_own_office(cast, packs):
    with pytest.raises(ValidationError):
        begin_again(packs, cast.commissioner, why=" ")
    for period in ("2024-10", "2031-01"):  # where they begin now; not published
        with pytest.raises(ActionNotPossibleError):
            begin_again(packs, cast.commissioner, period)
    with pytest.raises(ConcurrentEditError):
        begin_again(packs, cast.commissioner, seen=99)
    for person, refusal in ((cast.neighbour, RecordNotVisibleError), (cast.board, Denied)):
        with pytest.raises(refusal):
            begin_again(packs, person)


def test_the_home_says_who_writes_comments_signs_and_reads(cast, packs):
    def rows(user):
        reader = HomePageViewer(
            user.actor, get_own_and_taken_over_body_ids_of_actor(user.actor), timezone.now()
        )
        found = PACKS_CARD.list_rows(reader).make_rows()
        return [(row.button, row.is_ours) for row in found if row.status == "Draft"]

    assert rows(cast.commissioner) == [("Write pack", True)]
    assert rows(cast.force_lead) == [("Comment on measures", True)]
    assert rows(cast.signatory) == [("Sign pack", True)]
    assert rows(cast.board) == rows(cast.neighbour) == []
    BoardPack.objects.filter(state="signed").update(board_on=timezone.localdate())
    reader = HomePageViewer(cast.board.actor, frozenset({cast.board.body_id}), timezone.now())
    found = PACKS_CARD.list_rows(reader).make_rows()
    assert [(row.button, row.is_ours) for row in found] == [("Read pack", True)]
