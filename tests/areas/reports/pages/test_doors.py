"""Every address of reports, tried by everybody."""

import pytest
from django.urls import reverse

from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.urls import urlpatterns
from support.cast import PARTS
from support.permission_checks import EVERYBODY, Doors
from support.reports import asked_about, begun, call
from support.worlds import shared_world

ANYBODY = {*PARTS, None}
EDITOR = {"collator"}
ASKED = {"commissioner", "signatory"}
WORDS = "Words that nobody has approved yet"
WHO = {
    "reports": ANYBODY,
    "report": ANYBODY,
    "report_edition": ANYBODY,
    "report_file": ANYBODY,
    "report_csv": ANYBODY,
    "report_from": ANYBODY,
    "report_begin": EDITOR,
    "report_edit": EDITOR,
    "report_name": EDITOR,
    "report_section_add": EDITOR,
    "report_section": EDITOR,
    "report_section_do": EDITOR,
    "report_pick": EDITOR,
    "report_entry": EDITOR,
    "report_entry_do": EDITOR,
    "report_preview": EDITOR,
    "report_publish": EDITOR,
    "quotes": {"commissioner", "signatory", "force_lead", "neighbour"},
    "quote": ASKED,
}


@shared_world
def asked(cast):
    """A published report, of which one entry was reworded since and its body was asked: its address, both keys."""
    slug, key = begun(cast)
    publish_edition(slug=slug, by=cast.collator.actor)
    return slug, key, asked_about(cast, slug, key, WORDS).pk


@pytest.fixture
def doors(asked) -> Doors:
    slug, key, entry = asked
    whole = ("report", "report_edit", "report_name", "report_section_add", "report_preview", "report_publish")
    arguments = {
        **{name: [slug] for name in whole},
        **{name: [slug, 1] for name in ("report_edition", "report_csv")},
        "report_file": [slug, 1, "pdf"],
        "report_from": [slug, 1, key],
        **{name: [slug, "partnership"] for name in ("report_section", "report_section_do", "report_pick")},
        **{name: [slug, key] for name in ("report_entry", "report_entry_do")},
        "quote": [entry],
    }
    return Doors(urlpatterns, WHO, arguments, (WORDS,))


def test_every_address_is_in_the_table(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("address", ["two words", "a/b", "Ünë", "begin", "/", ""])
def test_an_address_that_is_none_is_answered_on_the_form(cast, signed_in, address):
    row = call(cast)
    told = {"call": row.code, "title": "What areas do", "slug": address}
    client = signed_in(cast.collator)
    page = client.get(client.post("/reports/begin/", told)["Location"]).content.decode()
    assert 'href="#id_slug"' in page


def test_who_comes_in_and_who_does_not(cast, doors):
    assert [fault for part in EVERYBODY for fault in doors.faults(cast, part)] == []


def test_an_address_that_only_acts_leads_back_to_the_desk(doors, cast, asked, signed_in):
    """Whoever chose the other language on a page that refused an act comes to it by GET."""
    slug, key, _ = asked
    editor = signed_in(cast.collator)
    for name, at in (("report_section_do", "partnership"), ("report_entry_do", key)):
        desk = reverse("report_edit", args=[slug])
        assert editor.get(reverse(name, args=[slug, at]))["Location"] == f"{desk}#{at}"
