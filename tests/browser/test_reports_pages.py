"""Every page of reports, at both widths, with the report of 2021 published twice."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from browser.walker import Walker, fault
from handrail.areas.reports.actions import entries
from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.urls import urlpatterns
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from handrail.demo.report_of_2021 import SLUG as OF_2021
from handrail.demo.report_of_2021 import publish_demo_practice_report_of_2021
from support.reports import SLUG, asked_about, begun

FILES = {"report_file", "report_csv", "report_section_do", "report_entry_do"}
ENTRY = "hestia-2021-victims-services-b2"


@pytest.fixture
def full(cast):
    """A correction of the report of 2021, and a report of this year about which a body was asked."""
    by = cast.collator.actor
    enter_call_of_2021(by=by)
    publish_demo_practice_report_of_2021(by=by)
    entries.reword_report_entry(
        slug=OF_2021, anchor=ENTRY, wording="Forty officers, from 2021.", seen=1, by=by
    )
    publish_edition(slug=OF_2021, note="Devon and Cornwall: shorter words.", by=by)
    slug, key = begun(cast)
    entry = asked_about(cast, slug, key, "Charities and police meet monthly.")
    return {"key": key, "quote": entry.pk}


def pages(full):
    return {
        None: [
            ("reports", [], ""),
            ("report", [OF_2021], ""),
            ("report", [OF_2021], "?phase=after"),
            ("report_edition", [OF_2021, 1], ""),
            ("report_from", [OF_2021, 2, ENTRY], ""),
        ],
        "collator": [
            ("reports", [], ""),
            ("report_begin", [], ""),
            ("report_edit", [SLUG], ""),
            ("report_edit", [OF_2021], ""),
            ("report_name", [SLUG], ""),
            ("report_order", [SLUG], ""),
            ("report_section_add", [SLUG], ""),
            ("report_section", [SLUG, "summary"], ""),
            ("report_pick", [SLUG, "partnership"], ""),
            ("report_figure_add", [SLUG, "summary"], ""),
            ("report_entry", [SLUG, full["key"]], ""),
            ("report_preview", [OF_2021], ""),
            ("report_publish", [SLUG], ""),
        ],
        "signatory": [("quotes", [], ""), ("quote", [full["quote"]], "")],
        "neighbour": [("quotes", [], "")],
    }


def test_every_page_of_reports_can_be_used(cast, full, desk):
    seen, wrong = set(), []
    for who, addresses in pages(full).items():
        walker = Walker(desk(getattr(cast, who) if who else None))
        for name, arguments, query in addresses:
            seen.add(name)
            wrong += fault(walker, reverse(name, args=arguments) + query)
    assert wrong == []
    of_a_figure = {
        "report_figure_out"
    }  # the reports of this test cite none: tests/areas/reports/test_figures.py
    assert seen == {pattern.name for pattern in urlpatterns} - FILES - of_a_figure


def test_an_editor_words_an_entry_a_body_approves_and_anybody_reads_the_edition(cast, full, no_script):
    """Without JavaScript: refused until the body has answered, published after, and replaced by nothing."""
    editor = Walker(no_script(cast.collator), checks=False)
    editor.go(reverse("report_publish", args=[SLUG]))
    editor.press("Publish edition 1")
    editor.says("The wording about Lincolnshire has not been approved by the organisation.")
    body = Walker(no_script(cast.signatory), checks=False)
    body.go(reverse("quotes"))
    body.follow("Lincolnshire: A forum")
    body.says("Charities and police meet monthly.", "A forum of charities and police meets each month.")
    body.choose("Can the report say this?", "Yes, this wording")
    body.press("Send answer")
    body.says("Thank you.", "Approved")
    editor.press("Publish edition 1")
    editor.says("Edition 1 is published.")
    editor.page.locator("summary", has_text="Contents").click()
    editor.follow("Whole report on one page")
    editor.says("Charities and police meet monthly.")
    anybody = Walker(no_script(), checks=False)
    anybody.go(reverse("report", args=[SLUG]) + "?phase=after")
    anybody.says("No area reported this. That does not mean none does it.")
    anybody.keeps_back("Charities and police meet monthly.")
    anybody.go(reverse("report_edition", args=[OF_2021, 1]))
    anybody.says("40 specially trained Modern Slavery Victim Liaison Officers")
    assert "Replaced by edition 2" in anybody.page.content().replace(
        '<a class="govuk-link" href="/reports/support-2021/editions/2/">', ""
    )


def test_publishing_is_said_to_run_only_once_it_was_asked_for(cast, full, desk, no_script):
    """The form is not sent, so that the page that waits is seen."""
    unscripted = no_script(cast.collator)
    unscripted.goto(reverse("report_publish", args=[OF_2021]))
    assert not unscripted.locator("[data-while-sending]").is_visible()
    page = desk(cast.collator)
    page.goto(reverse("report_publish", args=[OF_2021]))
    running = page.get_by_text("Publishing. The web page")
    assert not running.is_visible()
    page.evaluate("window.addEventListener('submit', event => event.preventDefault())")
    page.get_by_role("button", name="Publish edition 3").click()
    expect(running).to_be_visible()
