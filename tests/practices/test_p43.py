"""P43, Lincolnshire: shared posts, the bid behind them, the evaluation they feed, the specification citing it."""

from datetime import timedelta

import pytest

from handrail.areas.bids.models import ExpressionOfInterest
from handrail.directory.practitioners.models import Practitioner
from handrail.platform.access.today import today
from support.bid_pages import HOLDER, day, make_evaluation, make_shared_posts, open_pages, refused, section
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P43")]
TITLE = "Regional navigator, East Midlands"


@shared_world
def posts(cast):
    return make_shared_posts(cast)


def test_two_posts_shared_by_areas_lead_from_interest_to_bid_evaluation_and_specification(cast, posts):
    office, first = open_pages(cast.commissioner), posts[0]
    call = office.post(
        "/bids/calls/add/", title="Victim support posts", funder="Home Office", about="", total_pence="900000",
        most_pence="150000", source="", **day("closes_on", today() + timedelta(days=30)),
    )  # fmt: skip
    asked = {"summary": "Two navigator posts for the East Midlands", "answer_words": ""}
    office.post(f"{call}interest/", answer="waiting", **asked, **day("sent_on", today() - timedelta(days=9)))
    assert "No answer yet" in office.read(call)
    office.post(
        f"{call}interest/", answer="invited", seen="1", **asked, **day("sent_on", today() - timedelta(days=9)),
        **day("answered_on", today()),
    )  # fmt: skip
    assert "Invited to bid" in office.read(call)
    assert ExpressionOfInterest.objects.count() == 1
    bid = office.post(
        f"{call}bids/add/", title="Two navigator posts", purpose="One person who stays.", amount_pence="140000",
        match_pence="", lead="Lincolnshire", partners="Lantern",
    )  # fmt: skip
    for post in posts:
        office.post(f"{bid}posts/add/", post=str(post.pk))
    evaluation = make_evaluation(office)
    office.post(f"{evaluation}posts/add/", post=str(first.pk))
    office.post(
        f"{evaluation}lines/1/cite/", specification="Victim service from April", clause="4.2 a navigator is offered",
        href="https://www.example.org/spec",
    )  # fmt: skip
    page = office.read(f"/bids/posts/{first.pk}/")
    for words in ("Lincolnshire 60%", "Leicestershire 40%", "Total 100%", "Vacant"):
        assert words in page
    for words in (
        "Two navigator posts",
        "Navigators in the East Midlands",
        "Victim service from April",
        "4.2 a navigator",
    ):
        assert words in page
    assert "Cited by Victim service from April" in office.read(evaluation)
    rows = office.read("/bids/posts/")
    for words in (
        TITLE,
        "Second regional navigator",
        "Lincolnshire 60%, Leicestershire 40%",
        "Start date passed",
        "Victim service from April",
    ):
        assert words in rows
    for reads in (cast.board, cast.force_lead, cast.signatory):
        assert "Two navigator posts" in open_pages(reads).read(f"/bids/posts/{first.pk}/")


def test_a_post_is_linked_once_and_only_one_that_the_area_shares(cast, posts):
    office = open_pages(cast.commissioner)
    evaluation = make_evaluation(office)
    office.post(f"{evaluation}posts/add/", post=str(posts[0].pk))
    assert "is already in this evaluation" in refused(
        office, f"{evaluation}posts/add/", post=str(posts[0].pk)
    )
    assert "Choose a post" in refused(
        office, f"{evaluation}posts/add/", post="00000000-0000-0000-0000-000000000001"
    )


def test_who_holds_a_post_is_never_shown(cast, posts):
    Practitioner.objects.create(
        name=HOLDER, employer=cast.lead.body, role="navigator", side="support", post=posts[0],
        started_on=today() - timedelta(days=20), changed_at=f"{today()}T00:00:00Z",
    )  # fmt: skip
    for reads in (cast.commissioner, cast.board, cast.force_lead):
        desk = open_pages(reads)
        for address in ("/bids/posts/", f"/bids/posts/{posts[0].pk}/"):
            markup = desk.markup(address)
            assert HOLDER not in markup
            assert "Filled" in markup


def test_a_cited_line_stays_and_a_clause_cites_it_once(cast):
    office = open_pages(cast.commissioner)
    evaluation = make_evaluation(office)
    office.post(f"{evaluation}lines/1/cite/", specification="Spec", clause="1", href="")
    assert "It stays" in refused(office, f"{evaluation}lines/1/remove/")
    assert "cited here already" in refused(
        office, f"{evaluation}lines/1/cite/", specification="Spec", clause="1", href=""
    )
    assert "Cited by Spec : 1" in section(office.markup(evaluation), "lines")
