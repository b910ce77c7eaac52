"""A published figure in a sentence of a report: its trace is under the sentence, and frozen with the edition."""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.actions.section_figures import (
    cite_published_figure_in_report_section,
    remove_cited_figure_from_report_section,
)
from handrail.areas.reports.actions.sections import edit_report_section
from handrail.areas.reports.models import Edition, ReportSection, SectionFigure
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.board_packs import publish_two_years
from support.cast import LINCOLNSHIRE
from support.practice_pages import words_of
from support.reports import begun
from support.worlds import shared_world

SENTENCE = "In one quarter [figure 1] crimes were recorded."


@shared_world
def slug(cast):
    publish_two_years()
    return begun(cast)[0]


def put(cast, slug, section="partnership"):
    return cite_published_figure_in_report_section(
        slug=slug,
        section=section,
        area_code=LINCOLNSHIRE,
        quarter="2026-Q3",
        measure="crime-recorded",
        cell="all",
        by=cast.collator.actor,
    )


def reword(cast, slug, words):
    row = ReportSection.objects.get(report__slug=slug, code="partnership")
    edit_report_section(
        slug=slug,
        section=row.code,
        heading=row.heading,
        words=words,
        seen=row.version,
        by=cast.collator.actor,
    )


def test_the_editor_puts_a_figure_in_a_sentence_and_the_edition_keeps_its_trace(cast, slug, signed_in):
    editor = signed_in(cast.collator)
    address = reverse("report_figure_add", args=[slug, "partnership"])
    where = f"{address}?area={LINCOLNSHIRE}&measure=crime-recorded&quarter=2026-Q3"
    assert "140" in editor.get(where).content.decode()
    put_in = editor.post(where, {"cell": "all"}, follow=True)
    assert "Figure 1 added at the end of the section" in put_in.content.decode()
    reword(cast, slug, SENTENCE)
    publish_edition(slug=slug, by=cast.collator.actor)
    remove_cited_figure_from_report_section(
        slug=slug, section="partnership", figure=1, by=cast.collator.actor
    )
    assert not SectionFigure.objects.exists()
    public = words_of(Client().get(reverse("report_edition", args=[slug, 1])).content.decode())
    assert "In one quarter 140 crimes were recorded." in public
    for said in ("Source", "Lincolnshire, July to September 2026", "Publication 24, "):
        assert said in public
    assert "[figure" not in public
    assert "Known weaknesses" in str(Edition.objects.get().content)


def test_a_figure_can_be_in_the_summary_beside_its_counts(cast, slug):
    put(cast, slug, "summary")
    content = str(publish_edition(slug=slug, by=cast.collator.actor).content)
    assert "July to September 2026: 140." in content
    assert "Counted from the request" in content


def test_a_mark_without_its_figure_blocks_the_edition(cast, slug):
    reword(cast, slug, SENTENCE)
    with pytest.raises(ActionNotPossibleError, match=r"” refers to a figure that is not in the section."):
        publish_edition(slug=slug, by=cast.collator.actor)
