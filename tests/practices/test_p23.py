"""A quarterly vulnerability board seeks assurance on victims' needs, from the same measures as a monthly one."""

import pytest

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.publication.models import AreaFigures, Publication
from support.board_packs import begin_pack, publish_two_years
from support.cast import LINCOLNSHIRE, sign_in
from support.practice_pages import Pages


@pytest.fixture
def office(cast, pages) -> Pages:
    """With needs published: 10 people in each month of summer, 20 in each of spring."""
    publish_two_years()
    for month, people in (*((f"2026-0{n}", 20) for n in (4, 5, 6)), *((f"2026-0{n}", 10) for n in (7, 8, 9))):
        for area in (LINCOLNSHIRE, COUNTRY):
            publication = Publication.objects.get(month=month)
            AreaFigures.objects.create(
                publication=publication, measure="needs", area_code=area, figures={"": people}
            )
    pages.user = cast.commissioner
    sign_in(pages.client, pages.user)
    return pages


@pytest.fixture
def quarterly(office) -> str:
    """Needs, and crimes as in a monthly pack."""
    return office.post(
        "/board-packs/add/",
        title="Vulnerability Board",
        period_kind="quarter",
        measures_support=["needs"],
        measures_justice=["crime-recorded"],
    )


@pytest.mark.practice("P23")
def test_a_quarter_is_the_sum_of_its_published_months_and_says_what_changed(office, quarterly):
    page = office.read(quarterly)
    assert "Vulnerability Board, July to September 2026" in page
    assert "Quarterly board pack" in page
    assert (
        "30 people in July to September 2026. 60 people in April to June 2026. "
        "0 people in July to September 2025." in page
    )
    assert "Not checked for unusual changes." in page
    # 50, 40 and 50
    assert "140 people in July to September 2026. 130 people in April to June 2026." in page


@pytest.mark.practice("P23")
def test_it_has_the_measures_of_the_monthly_pack_with_the_same_definitions(cast, office, quarterly):
    monthly = begin_pack(cast.commissioner.actor, measures=("crime-recorded",))
    definition = "How many people had the crime against them recorded by the police?"
    weakness = "people, not crimes; only if their worker was told"
    for address in (quarterly, f"/board-packs/pack/{monthly.pk}/"):
        page = office.read(address)
        assert definition in page
        assert weakness in page
