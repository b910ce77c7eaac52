"""Go-bags at point of contact: counted by place and kind, ordered in time, and packed as people say they should be."""

import re
from datetime import date

import pytest
from django.test import Client

from support.cast import LINCOLNSHIRE
from support.practice_pages import Pages, row

TODAY = date(2026, 11, 24)
BAG = "Women, medium"


@pytest.fixture
def keeper(cast) -> Pages:
    """Whoever keeps the store, by the same pages."""
    return Pages(Client(), cast.lead)


@pytest.fixture
def store(pages, keeper) -> str:
    """A store with three bags of one kind and one of another, more to be ordered at two."""
    pages.today(TODAY)
    keeper.today(TODAY)
    about = {"worn_by": "women", "season": "all"}
    keeper.post("/bags/kinds/add/", name=BAG, size="medium", things="Coat\nSoap\nToothbrush", **about)
    keeper.post(
        "/bags/kinds/add/", name="Mother and baby", size="any", with_baby="on", things="Nappies", **about
    )
    keeper.post("/bags/add/", name="Front desk", where="Behind the counter", area_code=LINCOLNSHIRE)
    found = keeper.link("Front desk", "/bags/")
    count(keeper, found, BAG, "3", at="2")
    count(keeper, found, "Mother and baby", "1", at="0")
    yield found
    keeper.come_home()


def count(keeper, store, kind, number, at):
    keeper.post(of_kind(keeper, store, kind, "in"), number=number, because="")
    keeper.post(of_kind(keeper, store, kind, "order"), level=at)


def of_kind(keeper, store, kind, what):
    """The address of an act on one kind of bag in a store."""
    found = re.search(rf'/bags/kinds/(\d+)/">{kind}<', keeper.markup(store))
    return f"{store}{found[1]}/{what}/"


def give(pages, kind=BAG):
    """The first tap opens the page, the second is the button beside the bag."""
    page = pages.markup(pages.link("Give a go-bag"))
    part = next(part for part in page.split("<li") if f">{kind}<" in part and 'name="stock"' in part)
    return pages.post("bags/", stock=re.search(r'name="stock" value="(\d+)"', part)[1])


@pytest.mark.practice("P33")
def test_stock_stands_by_place_and_kind(store, keeper):
    here = keeper.markup(store)
    assert row(here, BAG).startswith(f"{BAG} Women, medium 3 ")
    assert row(here, "Mother and baby").startswith(
        "Mother and baby Women, one size, with things for a baby 1 "
    )
    assert "Front desk Behind the counter. Lantern, Lincolnshire" in keeper.read("/bags/")


@pytest.mark.practice("P33")
def test_a_bag_is_given_at_first_contact_in_two_taps_and_counted_out(store, pages, keeper):
    pages.open_case()
    assert give(pages) == f"/cases/{pages.reference}/"
    assert "Bag given: Women, medium, from Front desk" in pages.read()
    offer = row(pages.markup("tab/plan/"), "Clothes, food and a phone")
    assert "Go-bags Lantern 24 Nov, before the NRM" in offer
    assert "Accepted" in offer
    assert row(keeper.markup(store), BAG).startswith(f"{BAG} Women, medium 2 ")


@pytest.mark.practice("P33")
def test_at_the_level_that_was_set_the_keeper_is_told_to_order(store, pages, keeper):
    assert "To reorder" not in keeper.read("/bags/")
    pages.open_case()
    give(pages)
    assert "To reorder Women, medium, Front desk 2 bags left; reorder at 2." in keeper.read("/bags/")
    assert "To reorder Women, medium (2 bags left)." in keeper.read(store)


@pytest.mark.practice("P33")
def test_the_last_bag_is_given_once_and_the_page_says_so(store, pages, keeper):
    pages.open_case()
    page = pages.markup("bags/")
    give(pages, "Mother and baby")
    stock = re.search(
        r'name="stock" value="(\d+)"', next(p for p in page.split("<li") if ">Mother and baby<" in p)
    )
    refused = pages.client.post(pages._full("bags/"), {"stock": stock[1]}, follow=True).content.decode()
    assert "The last “Mother and baby” at Front desk has just been given" in refused
    assert "None left in this store" in pages.read("bags/")
    assert " 0 None left " in row(keeper.markup(store), "Mother and baby")


@pytest.mark.practice("P33")
def test_what_people_say_changes_what_is_in_the_bag_and_the_reason_stays(store, pages, keeper):
    pages.open_case()
    give(pages)
    said = {"said": "bad", "about": "fit", "words": "The coat stopped at my elbows"}
    pages.post(pages.link("Record feedback", "bags/"), **said)
    assert "Bad , did not fit: “The coat stopped at my elbows”" in pages.read("bags/")
    kind = re.search(rf'"(/bags/kinds/\d+/)">{BAG}<', keeper.markup(store))[1]
    told = keeper.read(kind)
    assert "Feedback 0 good, 0 good and bad, 1 bad What about Did not fit (1)" in told
    assert "elbows" not in told
    keeper.today(date(2026, 12, 8))
    change = {
        "seen": "1",
        "things": "Coat, long\nSoap\nToothbrush\nHat",
        "reason": "told",
        "because": "Coats are short",
    }
    keeper.post(f"{kind}contents/", **change)
    after = keeper.read(kind)
    assert "Coat, long, Soap, Toothbrush, Hat. Since 8 December 2026, by Leah Corrigan." in after
    assert "Feedback: Coats are short. Added: Coat, long, Hat. Removed: Coat." in after
    assert "From 24 November 2026 Coat, Soap, Toothbrush." in after


@pytest.mark.practice("P33")
def test_a_bag_recorded_by_mistake_is_taken_back_on_the_day_and_counted_in(store, pages, keeper):
    pages.open_case()
    give(pages)
    pages.post(pages.link("Undo", "bags/"))
    assert row(keeper.markup(store), BAG).startswith(f"{BAG} Women, medium 3 ")
    assert "Clothes, food and a phone Nothing offered yet" in pages.read()
