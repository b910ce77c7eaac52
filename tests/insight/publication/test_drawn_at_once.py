"""Two who draw the same month at the same moment: one of them does, and the other is told."""

from datetime import date

import pytest

from handrail.insight.publication.actions.monthly_draw import publish_month_of_figures
from handrail.insight.publication.models import Publication
from support.concurrency import at_once


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_month_is_drawn_once_by_two_at_once():
    def draw():
        return publish_month_of_figures("2026-09", today=date(2026, 11, 24))

    answers = at_once(draw, draw)
    assert Publication.objects.count() == 1
    assert sorted(isinstance(answer, Publication) for answer in answers) == [False, True]
