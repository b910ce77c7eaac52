"""Sorting: by the collator alone, from what was submitted, and never over somebody else's."""

import pytest

from handrail.areas.calls.models import Return, ReturnEdition, ReturnPractice
from handrail.areas.practices.actions import (
    add_collator_text_from_no_single_body,
    remove_practice_from_library,
    sort_practice_into_theme_and_section,
)
from handrail.areas.practices.models import EditorText, Practice
from handrail.areas.practices.queries.library import PracticeLibraryFilter, search_practice_library
from handrail.areas.practices.queries.sorting_queue import (
    CHANGED,
    GONE,
    NEW,
    list_practices_waiting_for_classification,
)
from handrail.areas.practices.sections import format_paragraph_name, get_paragraph_sort_key
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.practice_library import told

ESSEX = "fire-commissioner-essex"


def edit(shelf, key, **changes):
    """A newer edition of the return, with the practice changed, or without it where nothing is given."""
    entry = ReturnPractice.objects.get(key=key)
    edition = entry.of.editions.last()
    content = edition.content
    kept = [
        {**one, **changes} if one["key"] == key else one
        for one in content["practices"]
        if changes or one["key"] != key
    ]
    ReturnEdition.objects.create(
        of=entry.of, number=edition.number + 1, content={**content, "practices": kept}, sha256="0" * 64
    )


def test_what_is_sorted_is_in_the_library_with_its_words_and_who_sorted_it(shelf, cast):
    (row,) = shelf.put(ESSEX, told("Room for a night", "A room until morning", phases=["before"]))
    assert (row.theme, row.section, row.confirmed_by) == ("place", "accommodation", cast.collator)
    assert row.area_as_told == "Essex"
    assert [
        line.key for line in search_practice_library(cast.worker.actor, PracticeLibraryFilter()).rows
    ] == [row.key]


@pytest.mark.parametrize("part", ["commissioner", "signatory", "force_lead", "board", "worker", "lead"])
def test_nobody_else_sorts(shelf, cast, part):
    (key,) = shelf.tell(ESSEX, told("Room"))
    by = getattr(cast, part).actor
    with pytest.raises(Denied):
        sort_practice_into_theme_and_section(by=by, key=key, theme="place", section="accommodation")
    with pytest.raises(Denied):
        remove_practice_from_library(by=by, key=key, seen=1)
    with pytest.raises(Denied):
        list_practices_waiting_for_classification(by, "first-call")
    assert not Practice.objects.exists()


def test_of_two_who_sort_the_later_is_told(shelf):
    (key,) = shelf.tell(ESSEX, told("Room"))
    sort_practice_into_theme_and_section(by=shelf.by, key=key, theme="place", section="accommodation")
    with pytest.raises(ConcurrentEditError):
        sort_practice_into_theme_and_section(by=shelf.by, key=key, theme="needs", section="improvement")
    assert Practice.objects.get().theme == "place"
    sort_practice_into_theme_and_section(by=shelf.by, key=key, theme="needs", section="improvement", seen=1)
    assert Practice.objects.get().theme == "needs"


def test_a_theme_that_no_list_knows_is_refused(shelf):
    (key,) = shelf.tell(ESSEX, told("Room"))
    with pytest.raises(ActionNotPossibleError):
        sort_practice_into_theme_and_section(by=shelf.by, key=key, theme="best", section="accommodation")
    with pytest.raises(ActionNotPossibleError):
        sort_practice_into_theme_and_section(
            by=shelf.by, key="nothing", theme="place", section="accommodation"
        )


def test_a_draft_is_never_shown(shelf, cast):
    """What the staff write into a return that was sent back is not what the library tells."""
    (row,) = shelf.put(ESSEX, told("Room"))
    ReturnPractice.objects.filter(key=row.key).update(words="A draft")
    sort_practice_into_theme_and_section(
        by=shelf.by, key=row.key, theme="place", section="accommodation", seen=1
    )
    assert search_practice_library(cast.worker.actor, PracticeLibraryFilter()).rows[0].words == "About Room."


def test_the_queue_holds_what_is_new_changed_or_gone(shelf):
    one, two, three = shelf.tell(ESSEX, told("One"), told("Two"), told("Three"))
    assert {
        line.key: line.why for line in list_practices_waiting_for_classification(shelf.by, "first-call")
    } == dict.fromkeys([one, two, three], NEW)
    for key in (one, two, three):
        sort_practice_into_theme_and_section(by=shelf.by, key=key, theme="place", section="accommodation")
    assert list_practices_waiting_for_classification(shelf.by, "first-call") == ()
    edit(shelf, two, words="Reported again")
    edit(shelf, three)
    waiting = {
        line.key: line.why for line in list_practices_waiting_for_classification(shelf.by, "first-call")
    }
    assert waiting == {two: CHANGED, three: GONE}


def test_what_is_no_longer_told_can_be_taken_out_and_nothing_else(shelf, cast):
    (row,) = shelf.put(ESSEX, told("Room"))
    with pytest.raises(ActionNotPossibleError, match="still reports this practice"):
        remove_practice_from_library(by=shelf.by, key=row.key, seen=1)
    edit(shelf, row.key)
    remove_practice_from_library(by=shelf.by, key=row.key, seen=1)
    assert search_practice_library(cast.worker.actor, PracticeLibraryFilter()).count == 0
    with pytest.raises(ActionNotPossibleError):
        remove_practice_from_library(by=shelf.by, key=row.key, seen=2)


def test_a_return_taken_back_leaves_the_library(shelf, cast):
    (row,) = shelf.put(ESSEX, told("Room"))
    Return.objects.update(state="withdrawn", withdrawn_why="Wrong", withdrawn_at=row.confirmed_at)
    assert search_practice_library(cast.worker.actor, PracticeLibraryFilter()).count == 0
    with pytest.raises(ActionNotPossibleError):
        sort_practice_into_theme_and_section(
            by=shelf.by, key=row.key, theme="place", section="accommodation", seen=1
        )


def test_the_row_outlives_an_entry_that_is_removed_from_a_draft(shelf):
    (row,) = shelf.put(ESSEX, told("Room"))
    ReturnPractice.objects.all().delete()
    assert Practice.objects.filter(pk=row.pk).exists()


def test_an_editors_text_needs_its_reason_and_stands_once(shelf, cast):
    shelf.tell(ESSEX, told("Room"))
    text = {
        "call": "first-call",
        "section": "covid",
        "source_paragraph": "covid.b1",
        "about": "Nobody",
        "words": "Late",
    }
    with pytest.raises(ActionNotPossibleError):
        add_collator_text_from_no_single_body(by=shelf.by, why=" ", **text)
    add_collator_text_from_no_single_body(by=shelf.by, why="No area is named", **text)
    with pytest.raises(ActionNotPossibleError):
        add_collator_text_from_no_single_body(by=shelf.by, why="Again", **text)
    with pytest.raises(Denied):
        add_collator_text_from_no_single_body(
            by=cast.commissioner.actor, why="Mine", **{**text, "source_paragraph": "covid.b2"}
        )
    assert EditorText.objects.count() == 1


def test_a_paragraph_is_read_in_words_and_in_the_order_of_the_source():
    assert format_paragraph_name("victims-services.b2") == "Victims' services, bullet 2"
    assert format_paragraph_name("partnership.p2") == "Partnership working, paragraph 2"
    assert format_paragraph_name("page 4") == "page 4"
    names = ["improvement.b10", "improvement.b9", "improvement.p1", "covid.b1", "elsewhere"]
    ordered = sorted(names, key=lambda name: get_paragraph_sort_key(name.partition(".")[0], name))
    assert ordered == ["covid.b1", "improvement.p1", "improvement.b9", "improvement.b10", "elsewhere"]
