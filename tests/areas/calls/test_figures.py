"""Published figures in a return: seen beside the question, taken in with their place, kept as they were."""

import pytest
from django.urls import reverse

from handrail.areas.calls.actions import returns
from handrail.areas.calls.actions.return_figures import cite_figure_in_answer, remove_figure_from_answer
from handrail.areas.calls.models import ReturnAnswer, ReturnEdition, ReturnFigure
from handrail.insight.cited_figures.marks import (
    list_numbers_of_figure_placeholders,
    list_numbers_of_placeholders_without_figure,
    replace_marks,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.board_packs import publish_two_years
from support.calls import OURS
from support.cited_figures import TRAIL
from support.practice_pages import words_of
from support.worlds import shared_world

# Of July to September 2026, by support.board_packs: 50 + 40 + 50 investigations, three times 5 referrals.
INVESTIGATIONS, REFERRALS, LINE = 140, 15, "Crimes recorded, Lincolnshire, July to September 2026: [figure 1]"


@shared_world
def published(ours, call):
    publish_two_years()
    ours.both()
    return ours


def take(writing, number=1, measure="crime-recorded", cell="all", quarter="2026-Q3"):
    return cite_figure_in_answer(
        **writing.at, number=number, quarter=quarter, measure=measure, cell=cell, by=writing.writer
    )


def answer(writing, number=1):
    return ReturnAnswer.objects.get(to=writing.row, question__number=number).value


def page(client, name, writing, *more):
    return words_of(client.get(reverse(name, args=[*writing.at.values(), *more])).content.decode())


def test_a_mark_stands_for_the_number_of_its_figure():
    text = "Of [figure 1] people [figure 2] came; [figure 1] again."
    assert list_numbers_of_figure_placeholders([["a", "[figure 2]"], ["[figure 1] and [figure 2]", ""]]) == [
        2,
        1,
    ]
    assert replace_marks(text, [TRAIL]) == "Of 15 people [figure 2] came; 15 again."
    assert replace_marks([["Here", "[figure 1]"]], [{**TRAIL, "people": 1205}]) == [["Here", "1,205"]]
    assert replace_marks(7, [TRAIL]) == 7
    assert list_numbers_of_placeholders_without_figure(text, [TRAIL]) == [2]


def test_the_figures_of_the_own_area_are_beside_the_question_and_are_taken_in(cast, published, signed_in):
    client = signed_in(cast.commissioner)
    beside = page(client, "return_answer", published, 1)
    assert "Lincolnshire, July to September 2026, as published" in beside
    assert "140" in beside
    address = reverse("return_figure_add", args=[*published.at.values(), 1])
    refused = client.post(f"{address}?measure=crime-recorded&quarter=2026-Q3", {}, follow=True)
    assert "Choose a figure" in refused.content.decode()
    where = f"{address}?measure=crime-recorded&quarter=2026-Q3"
    taken = client.post(where, {"cell": "all"}, follow=True)
    assert "Figure 1 added to the answer" in taken.content.decode()
    assert answer(published).splitlines()[0] == "We go and see them."
    assert answer(published).endswith("July to September 2026: [figure 1]")
    read = page(client, "call_return", published)
    assert "July to September 2026: 140" in read
    assert "[figure 1]" not in read
    assert "Publication 24" in read  # of 25 months from October 2024, September 2026 is the 24th
    assert "Known weaknesses" in read
    assert page(signed_in(cast.signatory), "call_return", published).count("140") >= 2


def test_a_figure_is_frozen_with_the_submission_and_a_later_revision_is_shown_beside_it(
    cast, published, signed_in
):
    take(published)
    ReturnFigure.objects.update(people=135)  # as if it had been taken in before another was published
    published.hand_over()
    published.sign()
    kept = ReturnEdition.objects.get(of=published.row).content["figures"]
    assert [(one["question"], one["figure"]["people"], one["figure"]["publication"]) for one in kept] == [
        (1, 135, 24)
    ]
    collator = signed_in(cast.collator)
    for shown in (page(collator, "return_edition", published, 1), page(collator, "call_return", published)):
        assert "July to September 2026: 135" in shown
        assert "as 140. It was added as 135, and stays so here." in shown


def test_a_number_is_the_figure_and_another_number_is_told(cast, published, signed_in):
    take(published, number=3, measure="referred")
    assert answer(published, 3) == REFERRALS
    client = signed_in(cast.commissioner)
    assert "The answer is not the same as figure 1." not in page(client, "call_return", published)
    published.answer(3, 17, seen=1)
    assert "The answer is not the same as figure 1. Published: 15." in page(client, "call_return", published)


def test_a_row_of_a_table_holds_name_and_mark_and_goes_with_its_figure(published):
    published.answer(4, [["Lincoln", "2"]])
    assert take(published, number=4, measure="reached-in-two-days", cell="share=within") == 1
    first, second = answer(published, 4)
    assert (first, second[1]) == (["Lincoln", "2"], "[figure 1]")
    assert second[0].startswith("Reached within two days, ")
    remove_figure_from_answer(**published.at, figure=1, by=published.writer)
    assert answer(published, 4) == [["Lincoln", "2"]]
    assert not ReturnFigure.objects.exists()


def test_what_is_not_published_or_fits_no_answer_is_not_taken(published):
    for wrong in (
        {"measure": "no-such"},
        {"quarter": "2026-Q4"},
        {"cell": "region=uk"},  # a part of the world is never public
        {"number": 2},
    ):
        with pytest.raises(ActionNotPossibleError):
            take(published, **wrong)
    assert not ReturnFigure.objects.exists()


def test_a_mark_without_its_figure_is_not_handed_over(published):
    take(published)
    remove_figure_from_answer(**published.at, figure=1, by=published.writer)
    assert answer(published) == "We go and see them."
    published.answer(1, "About [figure 4] people.", seen=3)
    with pytest.raises(ActionNotPossibleError, match="a figure that is not in the return: question 1"):
        returns.submit_for_signature(**published.at, seen=published.version, by=published.writer)


def test_a_signed_return_takes_no_figure(cast, published):
    published.hand_over()
    with pytest.raises(ActionNotPossibleError):
        take(published)
    assert published.at["body"] == OURS
