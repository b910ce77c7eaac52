"""P09, Surrey: engagement with and without a navigator, with numbers, a confidence interval and its caveats.

Walked by Surrey’s office, for the navigator whose external evaluation its report names.
"""

import re

import pytest

from handrail.areas.bids.models import EvaluationLine
from handrail.insight.disclosure.count_table import COUNTRY
from support.area_offices import make_area_cast
from support.bid_pages import COMPARED, COMPARED_DAYS, day, make_evaluation, open_pages, refused, section
from support.published_figures import publish_months
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P09")]
TITLE = "The victim navigator of Surrey"
ENGAGEMENT = {
    "": 60,
    "contact_engagement=navigator.engaged": 25,
    "contact_engagement=navigator.held_back": 5,
    "contact_engagement=liaison_officer.engaged": 5,
    "contact_engagement=liaison_officer.held_back": 15,
    "contact_engagement=other.engaged": 5,
    "contact_engagement=other.held_back": 5,
}
"""Of one month; a quarter is three: 75 of 90 with a navigator, 30 of 90 without."""
CHOICES = {"": 20, "chosen=yes": 10, "chosen=undecided": 10}


@shared_world
def surrey(cast):
    """Surrey’s office, signatory, board and force lead."""
    return make_area_cast(cast, commissioner="commissioner-surrey", force="surrey-police")


def areas(surrey):
    """Where Surrey’s figures are published."""
    return COUNTRY, surrey.commissioner.body.area_id


@shared_world
def published(surrey):
    figures = {"engagement-by-contact": ENGAGEMENT, "choice-about-police": CHOICES}
    publish_months("2026-04", 3, figures, areas(surrey))


def test_engagement_is_compared_with_and_without_with_numbers_interval_and_caveats(surrey):
    """Newcombe for 56 of 70 against 48 of 80: 0.2000, from 0.0524 to 0.3339."""
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    page = section(office.markup(evaluation), "lines")
    for words in ("With a navigator : 56 of 70, 80%", "Without a navigator : 48 of 80, 60%"):
        assert words in page
    assert "+20 percentage points (likely between +5 and +33). A difference this big would rarely" in page
    assert "Level 3 of 5: with a comparison group" in page
    assert "Not verified: check its own text" in page
    assert "People were not put in groups at random" in page
    assert (
        page.index("+20 percentage points")
        < page.index("Level 3 of 5")
        < page.index("People were not put in groups at random")
    )
    drawn = office.markup(evaluation).count('class="app-compare__strip"')
    assert drawn == 3  # two shares and their difference
    for reads in (surrey.board, surrey.force_lead):
        assert "+20 percentage points" in open_pages(reads).read(evaluation)


def test_what_is_not_known_or_wrong_in_a_comparison_is_a_caveat_beside_it(surrey):
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    weak = {
        "defined": "",
        "same_time": "no",
        "all_ended": "no",
        "all_known": "not_known",
        "one_per_case": "no",
    }
    spans = day("since", "2022-06-01") | day("until", "2023-06-30")
    office.post(f"{evaluation}lines/add/", **(COMPARED | weak | spans))
    page = section(office.markup(evaluation), "lines")
    second = page[page.index("2. Engaged after six months") :]
    for words in (
        "How the outcome was defined, when it was judged and who judged it, is not recorded.",
        "different forces or different times",
        "Some cases are still open",
        "Not known whether any outcomes are missing",
        "the true range may be wider",
        "30 January 2023",
    ):
        assert words in second
        assert words not in page[: page.index("2. Engaged after six months")]


def test_under_twenty_people_there_is_no_percentage(surrey):
    """12 of 18 against 6 of 18: counts alone, whatever the sums say."""
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    small = {"first_number": "12", "first_of": "18", "second_number": "6", "second_of": "18"}
    office.post(f"{evaluation}lines/add/", **(COMPARED | COMPARED_DAYS | small))
    page = section(office.markup(evaluation), "lines")
    line = page[page.index("2. Engaged") : page.index("Figures")]
    assert "12 of 18, no percentage under 20 people" in line
    assert "percentage points" not in line
    assert not re.search(r"\d%", line)
    assert "smaller than 20 people" in line
    said = refused(office, f"{evaluation}lines/add/", **(COMPARED | COMPARED_DAYS | {"second_number": "3"}))
    assert "can identify someone" in said


def test_published_figures_are_compared_and_their_rounding_makes_the_range_wider(surrey, published):
    """75 of 90 is 83%, 30 of 90 is 33%: 50 points. Without rounding 36 to 61; one to six figures a sum widen it."""
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    office.post(
        f"{evaluation}lines/add-published/", measure="engagement-by-contact", first_quarter="2026-Q2",
        last_quarter="2026-Q2", after_from="",
    )  # fmt: skip
    page = section(office.markup(evaluation), "lines")
    line = page[page.index("2. Engaged with the investigation") :]
    assert "With a navigator : 75 of 90, 83%" in line
    assert "Without a navigator : 30 of 90, 33%" in line
    low, high = map(
        int, re.search(r"\+50 percentage points \(likely between \+(\d+) and \+(\d+)\)", line).groups()
    )
    assert (low, high) == (34, 64)
    assert "randomly rounded to a multiple of five" in line
    assert "No recorded view counts as engaged." in line
    made = EvaluationLine.objects.get(number=2)
    assert (made.first_part_figures, made.second_rest_figures) == (1, 6)  # noughts too


def test_before_and_after_compares_a_published_share_over_quarters(surrey):
    share = {"": 40, "share=within": 30, "share=rest": 10}
    earlier = {"": 40, "share=within": 15, "share=rest": 25}
    publish_months("2026-01", 3, {"reached-in-two-days": earlier}, areas(surrey))
    publish_months("2026-04", 3, {"reached-in-two-days": share}, areas(surrey))
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    sent = {"measure": "reached-in-two-days", "first_quarter": "2026-Q1", "last_quarter": "2026-Q2"}
    add = f"{evaluation}lines/add-published/"
    assert "at least one quarter is before it" in refused(office, add, **sent, after_from="2026-Q1")
    office.post(add, **sent, after_from="2026-Q2")
    page = office.read(evaluation)
    assert "90 of 120, 75%" in page
    assert "45 of 120, 38%" in page
    assert "Level 2 of 5: before and after" in page


def test_informed_choices_of_people_are_shown_as_published(surrey, published):
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    choices = section(office.markup(evaluation), "choices")
    assert "Informed choice about the police Wants it 30" in choices
    assert "Wants time 30" in choices
    assert "rounded" in choices


def test_figures_of_others_are_kept_with_their_method_and_on_no_chart(surrey):
    office = open_pages(surrey.commissioner)
    evaluation = make_evaluation(office, title=TITLE)
    office.post(
        f"{evaluation}others/add/", until_words="July 2021", said="89% engaged against 33% in the UK",
        method="Base and range were not found", source="The charity’s paper", mark="secondary",
    )  # fmt: skip
    markup = office.markup(evaluation)
    others = section(markup, "others")
    for words in (
        "July 2021",
        "89% engaged",
        "Base and range were not found",
        "Read in another text that cites the figure",
    ):
        assert words in others
    assert "Counted by other methods: do not compare them" in others
    kept = re.search(r'<section[^>]*aria-labelledby="others".*?</section>', markup, re.DOTALL)[0]
    assert '<svg viewBox="-8' not in kept
    assert "89%" not in section(markup, "lines")


def test_a_published_evaluation_is_frozen_and_open_to_every_office_and_the_collator(surrey):
    office, signs = open_pages(surrey.commissioner), open_pages(surrey.signatory)
    evaluation = make_evaluation(office, title=TITLE)
    for out in (surrey.neighbour, surrey.collator):
        assert open_pages(out).client.get(evaluation).status_code == 404
    assert office.client.get(f"{evaluation}publish/").status_code == 403
    signs.post(f"{evaluation}publish/", seen="1")
    for reads in (surrey.neighbour, surrey.collator, surrey.board):
        desk = open_pages(reads)
        assert "+20 percentage points" in desk.read(evaluation)
        assert TITLE in desk.read("/evaluations/")
        assert (
            desk.client.get(f"{evaluation}lines/add/").status_code in (403, 404) or reads is surrey.neighbour
        )
    for act in ("change/", "lines/1/remove/"):
        sent = {"title": "y", "question": "z", "evaluator": "w", "seen": "2"}
        assert "is published and stays as it is" in refused(office, f"{evaluation}{act}", **sent)
    neighbour = open_pages(surrey.neighbour)
    reply = neighbour.client.post(
        f"{evaluation}lines/1/cite/", {"specification": "x", "clause": "y", "href": ""}
    )
    assert reply.status_code == 404
