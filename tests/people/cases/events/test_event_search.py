"""Searching the list of what can be recorded: by words of the name or the explanation; none in the address."""

from django.urls import reverse
from django.utils import translation

from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE
from handrail.pathway.event_words import load_event_words
from handrail.people.cases.events.event_search import OTHER_PAGES, list_other_pages
from handrail.people.cases.events.views import find_event_kinds


def test_every_word_counts_and_a_name_comes_before_an_explanation():
    codes = [kind.code for kind in find_event_kinds("reasonable GROUNDS")]
    assert codes
    assert "died" not in codes
    names = ["grounds" in kind.name.casefold() for kind in find_event_kinds("grounds")]
    assert names == sorted(names, reverse=True)
    assert find_event_kinds("submarine") == []


def test_the_list_is_searched_beside_what_is_most_likely_next(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("record", args=[told.reference])
    assert "Search the list" in client.get(address).content.decode()
    found = client.post(address, {"q": "explained"}, follow=True)
    assert "explained" not in found.redirect_chain[0][0]
    page = found.content.decode()
    assert reverse("record_event", args=[told.reference, "nrm_explained"]) in page
    assert reverse("record_event", args=[told.reference, "went_missing"]) not in page
    nothing = client.post(address, {"q": "submarine"}, follow=True).content.decode()
    assert "No events match your search." in nothing
    assert reverse("record_contact", args=[told.reference]) in nothing


def test_the_groups_are_folded_beneath_what_is_most_likely(cast, told, signed_in):
    page = signed_in(cast.worker).get(reverse("record", args=[told.reference])).content.decode()
    likely = page.index("Suggested")
    assert page.index('type="search"') < likely < page.index('<details class="app-kinds__group')
    assert page.count('<details class="app-kinds__group') == 8
    assert '<details class="app-kinds__group app-why" open' not in page


def codes(typed):
    return [kind.code for kind in find_event_kinds(typed)]


def test_words_are_found_from_their_beginning_and_not_in_the_middle_of_others():
    assert "suspect_arrested" in codes("arrest")
    assert codes("rest") == [code for code in codes("rest") if code != "suspect_arrested"]
    assert codes("harged") == []


def test_the_words_that_people_use_are_found():
    assert codes("DtN") == ["duty_to_notify_sent"]
    assert codes("RG refused")[0] == "rg_negative"
    assert "went_missing" in codes("absconded")
    assert "detained" in codes("jail")
    assert "died" in codes("death")
    assert {"hearing_held", "trial_fixed"} <= {*codes("court")}
    assert "place_of_safety_left" in codes("moved")
    assert "detained" in codes("custody")
    assert set(codes("bailed")) == set(codes("bail"))
    for typed in ("sectioned", "mental health act", "detained"):
        assert "detained" in codes(typed)
    for typed in ("sectioned", "mental health"):
        assert "add_need" in [page.address for page in list_other_pages(typed)]


def test_each_word_that_people_use_for_an_event_finds_it():
    rows = load_event_words()
    assert set(rows) <= set(EVENT_KINDS_BY_CODE)
    said = [
        (code, words) for code, row in rows.items() for words in f"{row.english}, {row.welsh}".split(", ")
    ]
    assert [(code, words) for code, words in said if code not in codes(words)] == []


def test_little_words_do_not_narrow_a_search():
    assert codes("she ran away from them") == codes("ran away") == ["exploitation_ended", "went_missing"]
    assert codes("the police arrested him")[:2] == ["suspect_arrested", "detained"]
    assert codes("was") != []  # there is nothing else to go by


def test_a_page_in_welsh_finds_by_names_and_words_of_both_languages():
    with translation.override("cy"):
        assert "went_missing" in codes("diflannu")
        assert "went_missing" in codes("absconded")
        welsh = codes("arestio")
    assert {"suspect_arrested", "detained"} <= {*welsh}


def test_what_is_no_event_leads_to_its_own_page():
    def pages(typed):
        return [page.address for page in list_other_pages(typed)]

    assert pages("hospital") == ["add_need", "record_contact"]
    assert pages("went to A & E") == pages("A&E") == ["add_need", "record_contact"]
    assert pages("doctor") == ["add_need", "record_contact"]
    assert pages("the baby was born") == ["dependants"]
    assert pages("passport") == ["add_paper"]
    assert pages("ysbyty") == ["add_need", "record_contact"]
    assert pages("went missing") == pages("") == []


def test_each_page_that_a_search_names_opens(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("record", args=[told.reference])
    page = client.post(address, {"q": "hospital"}, follow=True).content.decode()
    assert "Recorded on another page" in page
    assert "No events match" not in page
    assert reverse("add_need", args=[told.reference]) in page
    for one in OTHER_PAGES:
        assert client.get(reverse(one.address, args=[told.reference])).status_code == 200, one.address
