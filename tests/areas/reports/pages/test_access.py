"""Addresses of reports that are typed, and pages that only act."""

import pytest
from django.urls import reverse

from handrail.areas.reports.actions.publication import publish_edition
from support.reports import asked_about, begun, call
from support.worlds import shared_world

WORDS = "Words that nobody has approved yet"


@shared_world
def asked(cast):
    """A published report, of which one entry was reworded since and its body was asked: its address, both keys."""
    slug, key = begun(cast)
    publish_edition(slug=slug, by=cast.collator.actor)
    return slug, key, asked_about(cast, slug, key, WORDS).pk


@pytest.mark.parametrize("address", ["two words", "a/b", "Ünë", "begin", "/", ""])
def test_an_address_that_is_none_is_answered_on_the_form(cast, signed_in, address):
    row = call(cast)
    told = {"call": row.code, "title": "What areas do", "slug": address}
    answer = signed_in(cast.collator).post("/reports/begin/", told, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain


def test_an_address_that_only_acts_leads_back_to_the_desk(cast, asked, signed_in):
    """Whoever chose the other language on a page that refused an act comes to it by GET."""
    slug, key, _ = asked
    editor = signed_in(cast.collator)
    for name, at in (("report_section_do", "partnership"), ("report_entry_do", key)):
        desk = reverse("report_edit", args=[slug])
        assert editor.get(reverse(name, args=[slug, at]))["Location"] == f"{desk}#{at}"
