"""Editors at work: two at once, drafts beside what was made of them, quotes that a body answers, what is in the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.areas.calls.models import Return
from handrail.areas.calls.models import ReturnPractice as Told
from handrail.areas.calls.practice_input import PracticeInput
from handrail.areas.practices.actions import sort_practice_into_theme_and_section
from handrail.areas.practices.models import Practice
from handrail.areas.reports.actions import entries, quotes, reports, sections
from handrail.areas.reports.actions.order import reorder_report
from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.models import Edition, Report, ReportEntry, ReportSection
from handrail.areas.reports.queries import get_quoted_body_codes, published_editions
from handrail.areas.reports.queries.quotes import list_quote_approval_requests_to_body
from handrail.areas.reports.queries.working_report import find_working_report
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.outbox.models import Message
from support.reports import OURS, SLUG, TOLD, answer, asked_about, begun, call, submit, version
from support.worlds import shared_world


@shared_world
def key(cast):
    """The one entry of a report that is begun."""
    return begun(cast)[1]


def add_section(heading, by):
    section = ReportSection(report=Report.objects.get(slug=SLUG), heading=heading)
    return sections.add_report_section(section, by=by)


def test_a_new_report_has_its_sections_drafts_and_everything_that_was_sorted(key):
    report = find_working_report(SLUG)
    assert [section.heading for section in report.sections][:5] == [
        "Summary",
        "Introduction",
        "Victims' services",
        "Force and local policing body together",
        "Partnership working",
    ]
    assert report.section("summary").text.startswith(
        "1 body answered. 1 is quoted here by area. 2 were asked."
    )
    assert "1 of those who were asked has not answered." in report.section("annex").text
    assert [(e.area, e.wording) for e in report.entries()] == [("Lincolnshire", TOLD.words)]
    assert not report.entries()[0].blocks_publication


def test_an_edited_section_keeps_its_draft_beside_it_and_says_when_the_data_moved(key, cast):
    by, before = cast.collator.actor, find_working_report(SLUG).section("summary")
    sections.edit_report_section(
        slug=SLUG,
        section="summary",
        heading="In short",
        words="One area tells.",
        seen=before.version,
        by=by,
    )
    now = find_working_report(SLUG).section("summary")
    assert (now.text, now.draft, now.edited, now.moved) == ("One area tells.", before.draft, True, False)
    sections.set_section_included(slug=SLUG, section="partnership", shown=False, by=by)
    moved = find_working_report(SLUG).section("summary")
    assert (moved.text, moved.moved) == ("One area tells.", True)
    assert "0 are quoted here by area." in moved.draft
    sections.restore_report_section_draft(slug=SLUG, section="summary", seen=moved.version, by=by)
    assert find_working_report(SLUG).section("summary").text == moved.draft


def test_of_two_editors_the_later_save_of_an_old_page_is_refused_and_the_first_stays(key, cast):
    by = cast.collator.actor
    entries.reword_report_entry(slug=SLUG, anchor=key, wording="The first.", seen=1, by=by)
    with pytest.raises(ConcurrentEditError):
        entries.reword_report_entry(slug=SLUG, anchor=key, wording="The second.", seen=1, by=by)
    with pytest.raises(ConcurrentEditError):
        entries.remove_entry(slug=SLUG, anchor=key, seen=1, by=by)
    assert find_working_report(SLUG).entry(key).wording == "The first."
    sections.edit_report_section(slug=SLUG, section="annex", heading="Annex", words="A", seen=1, by=by)
    with pytest.raises(ConcurrentEditError):
        sections.edit_report_section(slug=SLUG, section="annex", heading="Annex", words="B", seen=1, by=by)
    report = Report.objects.get(slug=SLUG)
    report.title = "A"
    reports.rename_report(report, seen=1, by=by)
    with pytest.raises(ConcurrentEditError):
        reports.rename_report(report, seen=1, by=by)


def test_words_that_are_not_the_bodys_own_are_published_only_once_it_approves_them(key, cast):
    by = cast.collator.actor
    entry = asked_about(cast, SLUG, key, "Charities and police meet monthly.")
    assert {m.to_id for m in Message.objects.all()} == {cast.commissioner.pk, cast.signatory.pk}
    with pytest.raises(ActionNotPossibleError, match="wording about Lincolnshire has not been approved"):
        publish_edition(slug=SLUG, by=by)
    answer(entry, cast.signatory, answer="approved")
    publish_edition(slug=SLUG, by=by)
    assert get_quoted_body_codes("this-year") == {OURS}
    trail = published_editions.find_edition_detail(SLUG).entry(key)
    assert trail["approved"]
    assert (trail["original"], trail["wording"]) == (TOLD.words, "Charities and police meet monthly.")
    entries.reword_report_entry(slug=SLUG, anchor=key, wording="Otherwise again.", seen=version(key), by=by)
    with pytest.raises(ActionNotPossibleError, match="has not been approved"):
        publish_edition(slug=SLUG, note="Other wording suggested", by=by)


@pytest.mark.parametrize("said", ["suggested", "refused"])
def test_a_body_may_suggest_other_words_or_refuse_and_says_why(key, cast, said):
    entry = asked_about(cast, SLUG, key, "Other words.")
    with pytest.raises(ActionNotPossibleError, match="Enter the wording you suggest"):
        answer(entry, cast.commissioner, answer=said)
    answer(entry, cast.commissioner, answer=said, words="Each month, not monthly.")
    line = find_working_report(SLUG).entry(key)
    assert (line.quote, line.suggested, line.answered_by) == (said, "Each month, not monthly.", "Cora Hexham")
    assert line.blocks_publication
    with pytest.raises(ActionNotPossibleError, match="already been answered"):
        answer(entry, cast.signatory, answer="approved")


def test_a_body_that_refuses_its_own_words_is_not_quoted_either(key, cast):
    quotes.request_quote_approval(slug=SLUG, anchor=key, seen=1, by=cast.collator.actor)
    answer(ReportEntry.objects.get(), cast.signatory, answer="refused", words="It has ended.")
    with pytest.raises(ActionNotPossibleError, match="has not been approved"):
        publish_edition(slug=SLUG, by=cast.collator.actor)
    entries.remove_entry(slug=SLUG, anchor=key, seen=version(key), by=cast.collator.actor)
    publish_edition(slug=SLUG, by=cast.collator.actor)
    assert get_quoted_body_codes("this-year") == frozenset()


@pytest.mark.parametrize("part", ["neighbour", "force_lead", "board", "worker", "collator"])
def test_only_staff_of_the_body_answer_for_it(key, cast, part):
    entry = asked_about(cast, SLUG, key, "Other words.")
    with pytest.raises(Denied):
        answer(entry, getattr(cast, part), answer="approved")
    assert list_quote_approval_requests_to_body(getattr(cast, part).actor) == ()


def test_what_would_point_to_a_safe_venue_keeps_its_gap(cast):
    told = PracticeInput(
        title="Rooms in a mill", words="Rooms in the old mill.", kind="place", safe_venue=True
    )
    _, key = begun(cast, told)
    line = find_working_report(SLUG).entry(key)
    assert (line.wording, line.withheld) == ("[withheld for safety]", True)
    with pytest.raises(ActionNotPossibleError, match=r"where words were left out."):
        entries.reword_report_entry(
            slug=SLUG, anchor=key, wording="Rooms in a mill", seen=1, by=cast.collator.actor
        )
    publish_edition(slug=SLUG, by=cast.collator.actor)
    assert "mill" not in str(Edition.objects.get().content)


def test_what_the_collator_left_of_withheld_words_is_asked_of_the_body_too(cast):
    by, told = (
        cast.collator.actor,
        PracticeInput(title="Rooms", words="In the mill.", kind="place", safe_venue=True),
    )
    key = submit(cast, call(cast), told)
    open_words = "In [withheld for safety]."
    sort_practice_into_theme_and_section(
        by=by, key=key, theme="place", section="partnership", open_words=open_words, seen=1
    )
    reports.begin_report_of_call_for_returns(call="this-year", slug=SLUG, title="A", by=by)
    assert find_working_report(SLUG).entry(key).wording == open_words
    with pytest.raises(ActionNotPossibleError, match="has not been approved"):
        publish_edition(slug=SLUG, by=by)
    quotes.request_quote_approval(slug=SLUG, anchor=key, seen=1, by=by)
    answer(ReportEntry.objects.get(), cast.signatory, answer="approved")
    publish_edition(slug=SLUG, by=by)
    assert "mill" not in str(Edition.objects.get().content)


def test_words_that_a_body_marks_since_are_not_published(key, cast):
    Told.objects.filter(key=key).update(safe_venue=True)
    with pytest.raises(ActionNotPossibleError, match="Lincolnshire could identify a safe venue"):
        publish_edition(slug=SLUG, by=cast.collator.actor)


def test_words_taken_before_they_were_known_to_point_to_a_safe_venue_are_not_published(key, cast):
    Practice.objects.update(safe_venue=True)  # as when it is sorted anew
    with pytest.raises(ActionNotPossibleError, match="Lincolnshire could identify a safe venue"):
        publish_edition(slug=SLUG, by=cast.collator.actor)
    entries.refresh_report_entry_original(slug=SLUG, anchor=key, seen=version(key), by=cast.collator.actor)
    publish_edition(slug=SLUG, by=cast.collator.actor)
    assert TOLD.words not in str(Edition.objects.get().content)


def test_sections_and_entries_change_places_and_are_left_out(key, cast):
    by = cast.collator.actor
    codes = [section.code for section in find_working_report(SLUG).sections]
    numbers = {code: place for place, code in enumerate(codes[2:], 3)} | {"introduction": 1, "summary": 2}
    reorder_report(slug=SLUG, sections=numbers, entries={}, by=by)
    assert [s.code for s in find_working_report(SLUG).sections] == ["introduction", "summary", *codes[2:]]
    add_section("What comes next", by)
    assert find_working_report(SLUG).sections[-1].code == "what-comes-next"
    with pytest.raises(ActionNotPossibleError, match="already"):
        add_section("What comes next", by)
    assert (
        entries.add_entries_to_report_section(slug=SLUG, section="what-comes-next", practices=[key], by=by)
        == 0
    )
    entries.remove_entry(slug=SLUG, anchor=key, seen=version(key), by=by)
    assert (
        entries.add_entries_to_report_section(
            slug=SLUG, section="what-comes-next", practices=[key, "unknown"], by=by
        )
        == 1
    )


def test_a_return_taken_back_is_in_the_way_of_publishing(key, cast):
    Return.objects.update(state="withdrawn", withdrawn_at="2026-11-24T09:00Z", withdrawn_why="Wrong")
    with pytest.raises(ActionNotPossibleError, match="Lincolnshire took back"):
        publish_edition(slug=SLUG, by=cast.collator.actor)


@pytest.mark.one_engine
def test_a_report_costs_the_same_statements_however_much_it_holds(key, cast, django_assert_num_queries):
    with CaptureQueriesContext(connection) as with_one:
        find_working_report(SLUG)
    enter_call_of_2021(by=cast.collator.actor)
    reports.begin_report_of_call_for_returns(
        call="hestia-2021", slug="many", title="Many", by=cast.collator.actor
    )
    assert len(find_working_report("many").entries()) == 58
    addressees = 1  # of the recommendation, which the other call has not
    with django_assert_num_queries(len(with_one) + addressees):
        find_working_report("many")
