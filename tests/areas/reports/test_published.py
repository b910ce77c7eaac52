"""From the published edition back to each return and source paragraph; and that an edition never changes."""

import io
import re
from collections import Counter

import docx
import pypdf
import pytest

from demo.hestia_index import bullets
from handrail.areas.calls.models import Return, ReturnEdition
from handrail.areas.practices.models import Practice
from handrail.areas.practices.queries import get_classified_practices_and_collator_texts
from handrail.areas.reports.actions import entries
from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.edition_content import parse_edition_content
from handrail.areas.reports.models import Edition, EditionEntry, EditionFile
from handrail.areas.reports.queries import get_quoted_body_codes, published_editions
from handrail.platform.access.errors import Denied
from handrail.platform.documents.document_tree import Heading, Paragraph
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.worlds import shared_world


@shared_world
def edition(report, cast) -> published_editions.EditionDetail:
    publish_edition(slug=report, by=cast.collator.actor)
    found = published_editions.find_edition_detail(report)
    assert found
    return found


def told(edition):
    """Each entry as the document has it: section, area, anchor, words."""
    section = area = ""
    for block in edition.document.blocks:
        if isinstance(block, Heading):
            section, area = (block.text, "") if block.listed else (section, block.text)
        elif isinstance(block, Paragraph) and block.anchor:
            yield section, area, block.anchor, "".join(run.text for run in block.runs)


def test_every_area_of_every_section_of_the_source_is_there_as_often_as_the_source_names_it(edition):
    wanted = Counter((title, name) for title, _, names in bullets() for name in names)
    found = Counter((section, area) for section, area, *_ in told(edition))
    assert {key: found[key] for key in wanted} == wanted


def test_no_practice_is_lost_doubled_or_under_the_wrong_area_and_each_leads_to_its_return_and_paragraph(
    edition,
):
    sorted_ones = {
        practice.key: practice
        for practice in get_classified_practices_and_collator_texts("hestia-2021").practices
    }
    seen = []
    for section, area, anchor, words in told(edition):
        entry = edition.entry(anchor)
        if not entry["practice"]:
            continue
        practice = sorted_ones[entry["practice"]]
        submission = ReturnEdition.objects.get(of_id=entry["return_id"], number=entry["return_edition"])
        in_return = next(p for p in submission.content["practices"] if p["key"] == practice.key)
        assert (area, entry["body_code"]) == (practice.area_name, submission.content["body"])
        assert entry["return_sha256"] == submission.sha256
        assert in_return["source_paragraph"] == entry["source_paragraph"]
        assert entry["source"].startswith(section)
        if not entry["withheld"]:
            reported = f" Evidence reported: {in_return['evidence']}" if in_return["evidence"] else ""
            assert words == in_return["words"] + reported
        seen.append(practice.key)
    assert sorted(seen) == sorted(sorted_ones)


def test_asked_answered_and_quoted_are_three_counts(edition):
    text = " ".join(
        "".join(run.text for run in b.runs) for b in edition.document.blocks if isinstance(b, Paragraph)
    )
    assert (
        "38 bodies answered. 29 are quoted here by area. 42 were asked, estimated from the list of recipients"
        in text
    )
    assert len(get_quoted_body_codes("hestia-2021")) == 29
    assert "commissioner-kent" not in get_quoted_body_codes("hestia-2021")


def test_what_would_point_to_a_safe_venue_is_nowhere(edition):
    row = Edition.objects.get()
    assert "convent" not in str(row.content)
    for file in EditionFile.objects.all():
        assert b"convent" not in _text(file.format, bytes(file.content)).encode()
    assert "withheld for safety" in _text("html", bytes(EditionFile.objects.get(format="html").content))
    assert "This report does so once." in _text("docx", bytes(EditionFile.objects.get(format="docx").content))


def _text(form: str, content: bytes) -> str:
    if form == "pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form == "docx":
        return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    return re.sub("<[^>]+>", "", content.decode())


def test_the_kept_content_gives_the_same_bytes_again(edition):
    row = Edition.objects.get()
    content = parse_edition_content(row.content)
    assert content.sha256 == row.sha256
    assert {made.format.code: made.sha256 for made in content.files()} == {
        f.format: f.sha256 for f in edition.files
    }


def test_a_correction_is_a_new_edition_with_a_note_and_the_old_one_stays(edition, report, cast):
    by = cast.collator.actor
    anchor = "hestia-2021-victims-services-b2"
    entries.reword_report_entry(slug=report, anchor=anchor, wording="Forty officers.", seen=1, by=by)
    with pytest.raises(ActionNotPossibleError, match="Enter what changed"):
        publish_edition(slug=report, by=by)
    publish_edition(slug=report, note="Devon and Cornwall: shorter.", by=by)
    old, new = (
        published_editions.find_edition_detail(report, 1),
        published_editions.find_edition_detail(report),
    )
    assert (old.number, old.newest, old.replaced, new.number, new.replaced) == (1, 2, True, 2, False)
    assert old.sha256 == edition.sha256
    assert [f.sha256 for f in old.files] == [f.sha256 for f in edition.files]
    reported = "Evidence reported: The new role has received some excellent feedback."
    assert f"Forty officers. {reported}" in [words for *_, words in told(new)]
    assert "It replaces edition 1 of" in "".join(run.text for run in new.document.lead)
    assert next(new.document.headings()).text == "What changed in edition 2"


def test_a_return_taken_back_later_stays_in_its_edition_and_is_in_the_way_of_the_next(edition, report, cast):
    entry = edition.entry("hestia-2021-partnership-b1")
    Return.objects.filter(pk=entry["return_id"]).update(
        state="withdrawn", withdrawn_why="An error", withdrawn_at=edition.published_at
    )
    again = published_editions.find_edition_detail(report)
    assert again.sha256 == edition.sha256
    assert "hestia-2021-partnership-b1" in again.withdrawn
    with pytest.raises(ActionNotPossibleError, match="Greater Manchester took back"):
        publish_edition(slug=report, note="Again", by=cast.collator.actor)


def test_nothing_of_an_edition_can_be_changed_or_taken_away(edition):
    for model in (Edition, EditionFile, EditionEntry):
        with pytest.raises(AppendOnlyError):
            model.objects.first().save()
        with pytest.raises(AppendOnlyError):
            model.objects.all().delete()
        with pytest.raises(AppendOnlyError):
            model.objects.update(pk=9)


@pytest.mark.parametrize("part", ["commissioner", "signatory", "board", "worker"])
def test_nobody_else_publishes(report, cast, part):
    with pytest.raises(Denied):
        publish_edition(slug=report, by=getattr(cast, part).actor)
    assert published_editions.find_edition_detail(report) is None
    assert published_editions.list_reports_with_newest_edition(unpublished=False) == ()


def test_what_a_body_reports_as_evidence_is_printed_after_its_words_and_kept_in_the_trail(edition):
    (words,) = [words for *_, anchor, words in told(edition) if anchor == "hestia-2021-victims-services-b5"]
    evidence = edition.entry("hestia-2021-victims-services-b5")["evidence"]
    assert evidence.endswith("a significantly higher rate of engagement with police investigations.")
    assert words.endswith(f" Evidence reported: {evidence}")
    for file in EditionFile.objects.all():
        printed = "".join(_text(file.format, bytes(file.content)).split())
        assert "".join(evidence.split()) in printed, file.format


def test_the_evidence_of_an_entry_that_is_withheld_is_not_printed(report, cast):
    Practice.objects.filter(safe_venue=True).update(
        evidence="The nuns of Saint Brannoc's said that it helps."
    )
    publish_edition(slug=report, by=cast.collator.actor)
    assert "Brannoc" not in str(Edition.objects.get().content)
