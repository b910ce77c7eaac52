"""Areas like ours: by three known facts, each named."""

import datetime

import pytest

from handrail.areas.practices.queries.similar_areas import (
    list_similar_areas,
    load_police_referral_counts_by_area,
)

TODAY = datetime.date(2026, 11, 24)
LINCOLNSHIRE, DERBYSHIRE, NORFOLK, LONDON = "E23000020", "E23000018", "E23000024", "E23000001"


def test_43_areas_have_a_number_of_the_published_table():
    """Read in the table: Avon and Somerset 87, Bedfordshire 38, Cambridgeshire 79."""
    assert len(load_police_referral_counts_by_area()) == 43
    assert [
        load_police_referral_counts_by_area()[code] for code in ("E23000036", "E23000026", "E23000023")
    ] == [87, 38, 79]


@pytest.mark.django_db
def test_each_reason_is_named_and_what_differs_too():
    found = {area.code: area for area in list_similar_areas(LINCOLNSHIRE, TODAY)}
    assert found[DERBYSHIRE].reasons == (
        "Same region: East Midlands",
        "Same governance: Police and crime commissioner",
        "Similar police referrals in 2023: 53 there, 50 here",
    )
    assert found[NORFOLK].differs == ("Another region: East of England",)
    assert LINCOLNSHIRE not in found


@pytest.mark.django_db
def test_only_areas_that_share_two_facts_are_alike_the_most_shared_first():
    found = list_similar_areas(LINCOLNSHIRE, TODAY)
    shared = [len(area.reasons) for area in found]
    assert shared == sorted(shared, reverse=True)
    assert min(shared) >= 2
    assert len(found) <= 8


@pytest.mark.django_db
def test_london_has_no_two_facts_in_common_with_many_and_an_unknown_area_with_none():
    assert all(
        "London" in area.reasons[0] or len(area.reasons) > 1 for area in list_similar_areas(LONDON, TODAY)
    )
    assert list_similar_areas("X00000000", TODAY) == ()
