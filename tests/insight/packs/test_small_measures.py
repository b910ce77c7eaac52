"""Measures of too few people a month: whoever sets up a monthly pack is told, and offered a quarterly one."""

import pytest
from django.urls import reverse

from handrail.insight.packs.models import PackSeries
from handrail.insight.packs.small_measures import (
    SMALL_BY_MONTH,
    find_measures_too_small_for_months,
    format_warning_on_small_measures,
)
from handrail.insight.publication.models import AreaFigures, Publication
from support.board_packs import board_packs
from support.cast import LINCOLNSHIRE
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]


@shared_world
def packs(cast) -> dict:
    """Each month 40 or 50 people with a crime recorded, 20 reached by a worker, 5 referred."""
    return board_packs(cast)


def list_months() -> list[str]:
    return list(Publication.objects.order_by("month").values_list("month", flat=True))


def test_ten_a_month_are_enough_and_a_share_needs_twenty(cast, packs):
    small = find_measures_too_small_for_months(LINCOLNSHIRE, list_months())
    assert {"referred", "nrm-declined"} <= small
    assert not {"crime-recorded", "reached-in-two-days"} & small
    for row in Publication.objects.order_by("-month")[:12]:
        for measure in ("missing", "safe-place-in-a-day"):
            AreaFigures.objects.create(
                publication=row, measure=measure, area_code=LINCOLNSHIRE, figures={"": 10}
            )
    small = find_measures_too_small_for_months(LINCOLNSHIRE, list_months())
    assert "missing" not in small
    assert "safe-place-in-a-day" in small
    assert find_measures_too_small_for_months(LINCOLNSHIRE, []) == frozenset()  # nothing is published yet


def test_the_warning_names_the_measures_that_the_pack_has():
    assert format_warning_on_small_measures(["identified"], {"referred"}) == ""
    assert format_warning_on_small_measures(["identified", "referred"], {"referred", "missing"}) == (
        "Too few people a month here to show a change: People referred to the NRM. Figures are rounded to multiples of "
        "five. A pack every quarter shows more."
    )


def test_it_is_said_where_measures_are_chosen_and_where_the_pack_is_set_up(cast, packs, signed_in):
    office = signed_in(cast.commissioner)
    series = PackSeries.objects.get(pk=packs["series"])
    assert series.period_kind == "month"
    for address in (reverse("add_pack_series"), reverse("change_pack_series", args=[series.pk])):
        page = office.get(address).content.decode()
        assert f"How many people were referred to the NRM? {SMALL_BY_MONTH}" in page
        assert (
            f"How many people had the crime against them recorded by the police? {SMALL_BY_MONTH}" not in page
        )
    page = office.get(reverse("pack_series", args=[series.pk])).content.decode()
    assert "Too few people a month here to show a change: People referred to the NRM" in page
    assert "Set up a quarterly pack" in page
    form = {"title": series.title, "measures_found": "referred", "seen": series.version}
    reply = office.post(reverse("change_pack_series", args=[series.pk]), form, follow=True)
    assert reply.content.decode().count("Too few people a month here") == 2  # told now, and below


def test_a_quarterly_pack_is_told_nothing_of_it(cast, packs, signed_in):
    PackSeries.objects.filter(pk=packs["series"]).update(period_kind="quarter")
    office = signed_in(cast.commissioner)
    for name in ("pack_series", "change_pack_series"):
        page = office.get(reverse(name, args=[packs["series"]])).content.decode()
        assert "Too few people a month" not in page
        assert SMALL_BY_MONTH not in page
