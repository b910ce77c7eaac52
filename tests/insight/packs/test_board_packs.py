"""Who reads, writes and signs a pack; what is frozen; what a concurrent edit meets."""

import copy
import io
import re

import docx
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from handrail.insight.disclosure.attacker import find_cells_with_conflicting_figures, find_disclosed_cells
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.disclosure.pack_text import read_figure_statements_of_pack
from handrail.insight.packs.actions.drafts import save_comment_on_board_pack_measure
from handrail.insight.packs.actions.series import (
    change_pack_series,
    create_correction_edition,
    create_next_pack,
)
from handrail.insight.packs.actions.signing import sign_and_freeze_board_pack
from handrail.insight.packs.models import BoardPack, SignedPack, SignedPackFile
from handrail.insight.packs.queries import get_board_pack
from handrail.insight.publication.late_counts import get_measure_with_late_counts
from handrail.insight.publication.models import LateRecords, Publication
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.reference.models import Body
from support.board_packs import (
    MEASURES_OF_PACK,
    begin_pack,
    board_packs,
    comment,
    promise,
    publish_month,
    publish_two_years,
    sign,
    write,
)
from support.cast import LINCOLNSHIRE
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def packs(cast) -> dict:
    return board_packs(cast)


def test_a_board_reads_what_is_signed_and_nobody_elses(cast, packs, signed_in):
    signed, draft = (reverse("pack", args=[packs[key]]) for key in ("signed", "draft"))
    board = signed_in(cast.board)
    assert board.get(signed).status_code == 200
    assert board.get(draft).status_code == 404
    assert "Draft" not in board.get(reverse("packs")).content.decode()
    assert signed_in(cast.force_lead).get(draft).status_code == 200
    for other in (cast.neighbour, cast.collator):
        assert signed_in(other).get(signed).status_code == 404
        assert signed_in(other).get(reverse("pack_file", args=[packs["signed"], "pdf"])).status_code == 404
    for other in (cast.worker, cast.partner, cast.outsider):
        assert signed_in(other).get(signed).status_code == 403


def test_saving_what_was_written_leads_to_it(cast, packs, signed_in):
    office, draft = signed_in(cast.commissioner), reverse("pack", args=[packs["draft"]])
    address = reverse("write_pack", args=[packs["draft"]])
    for field, anchor in (
        ("decisions", "to-decide"),
        ("unknowns", "not-known"),
        ("summary", "needs-to-know"),
    ):
        seen = re.search(r'name="seen" value="(\d+)"', office.get(address).content.decode())
        assert seen
        answer = office.post(address, {field: f"{field} of the draft", "seen": seen[1]})
        assert answer["Location"] == f"{draft}#{anchor}"
        assert f'id="{anchor}"' in office.get(draft).content.decode()


def test_late_records_are_a_line_of_their_own_in_page_and_pdf(cast, packs, signed_in):
    office, address = signed_in(cast.commissioner), reverse("pack", args=[packs["draft"]])
    assert "For every measure in this pack the figure is 0" in office.get(address).content.decode()
    publication = Publication.objects.get(month="2026-10")
    told = {"publication": publication, "measure": get_measure_with_late_counts("crime-recorded")}
    LateRecords.objects.create(area_code=LINCOLNSHIRE, added=15, removed=5, **told)
    LateRecords.objects.create(area_code=COUNTRY, added=95, removed=85, **told)
    page = office.get(address).content.decode()
    part = re.sub(r"<[^>]+>|\s+", " ", page[page.index('id="late"') : page.index('id="actions"')])
    assert re.search(r"Victims with a crime recorded\s+people\s+15\s+5\s", part)
    pdf = office.get(reverse("pack_file", args=[packs["draft"], "pdf"])).content
    words = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert re.search(r"Victims with a crime\s+recorded\s+people\s+15\s+5\s", words)
    assert words.count("What this counts. ") == len(MEASURES_OF_PACK)
    said = read_figure_statements_of_pack("pack", page, {"Lincolnshire": LINCOLNSHIRE})
    late = {each.cell.measure: (each.least, each.greatest) for each in said if ": " in each.cell.measure}
    assert late == {
        "late: Victims with a crime recorded": (11, 19),
        "removed: Victims with a crime recorded": (1, 9),
    }
    assert find_disclosed_cells(said) == []


def test_a_draft_is_a_tagged_pdf_for_those_who_work_on_it_alone(cast, packs, signed_in):
    address = reverse("pack_file", args=[packs["draft"], "pdf"])
    sent = signed_in(cast.force_lead).get(address)
    assert "draft-" in sent.headers["Content-Disposition"]
    root = pypdf.PdfReader(io.BytesIO(sent.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    page = signed_in(cast.commissioner).get(reverse("pack", args=[packs["draft"]])).content.decode()
    assert f'href="{address}"' in page
    assert (
        signed_in(cast.commissioner).get(reverse("pack_file", args=[packs["draft"], "docx"])).content[:2]
        == b"PK"
    )
    for other in (cast.board, cast.neighbour):
        assert signed_in(other).get(address).status_code == 404
    assert (
        signed_in(cast.commissioner).get(reverse("pack_file", args=[packs["draft"], "exe"])).status_code
        == 404
    )


def read_first_page_and_paragraphs(files):
    """The first page of the PDF as words, and the first paragraphs of the Word file."""
    pdf = pypdf.PdfReader(io.BytesIO(files["pdf"])).pages[0].extract_text()
    word = [paragraph.text for paragraph in docx.Document(io.BytesIO(files["docx"])).paragraphs[:6]]
    return re.sub(r"\s+", " ", pdf), word


def test_the_first_page_says_who_signed_when_and_by_which_hash_it_is_known(cast, packs, signed_in):
    signed = SignedPack.objects.get(pack=packs["signed"])
    files = {row.format: bytes(row.content) for row in signed.files.all()}
    day = format_day(to_london(signed.signed_at).date())
    lines = [f"Signed by {signed.signed_by.name}, {day}.", f"SHA-256 of the content: {signed.sha256}"]
    pdf, word = read_first_page_and_paragraphs(files)
    page = files["html"].decode()
    for line in lines:
        assert line.replace(" ", "") in pdf.replace(" ", "")  # a long hash may be broken
        assert line in word
        assert f'<p class="sign-off">{line}</p>' in page
    assert (
        signed.sha256
        in signed_in(cast.commissioner).get(reverse("pack", args=[packs["signed"]])).content.decode()
    )


def test_the_first_page_of_a_draft_says_that_nobody_signed(cast, packs, signed_in):
    office = signed_in(cast.commissioner)
    address = {form: reverse("pack_file", args=[packs["draft"], form]) for form in ("pdf", "docx")}
    pdf, word = read_first_page_and_paragraphs({form: office.get(at).content for form, at in address.items()})
    assert "Draft, not signed." in pdf
    assert "Draft, not signed." in word
    assert "SHA-256" not in pdf


def test_the_attacker_reads_a_pack_and_finds_a_month_that_was_issued_afresh(cast, packs):
    """A pack of September 2026: 50 investigations, 40 the month before, 50 a year ago, as `publish_month` has them."""
    name, text = "pack", bytes(SignedPackFile.objects.get(format="html").content).decode()
    said = read_figure_statements_of_pack(name, text, {"Lincolnshire": LINCOLNSHIRE})
    told = {
        each.cell[:2]: each.greatest - 4
        for each in said
        if each.cell.breakdown == "" and "Q" not in each.cell.period
    }
    assert told["crime-recorded", "2026-09"] == told["crime-recorded", "2025-09"] == 50
    assert told["crime-recorded", "2026-08"] == 40
    assert len([key for key in told if key[0] == "crime-recorded"]) == 24  # the table has every month
    within = [each for each in said if each.cell.value == "within"]
    assert {(each.cell.measure, each.greatest - 4) for each in within} == {("reached-in-two-days", 15)}
    assert (find_disclosed_cells(said), find_cells_with_conflicting_figures(said)) == ([], [])
    afresh = text.replace("50 people in September 2026.", "45 people in September 2026.")
    again = [*said, *read_figure_statements_of_pack("again", afresh, {"Lincolnshire": LINCOLNSHIRE})]
    assert [cell.period for cell in find_cells_with_conflicting_figures(again)] == ["2026-09"]
    assert read_figure_statements_of_pack(name, text, {}) == []


def test_what_all_measures_share_is_told_once_and_weaknesses_beside_each(cast, packs, signed_in):
    page = signed_in(cast.commissioner).get(reverse("pack", args=[packs["draft"]])).content.decode()
    assert page.count("About these figures") == 1
    for shared in ("each counted once a month, by their first record", "Handrail’s own definition"):
        assert page.count(shared) == 1, shared
    assert page.count("What this counts") == 1 + len(MEASURES_OF_PACK)  # and where they are named below
    assert page.count("Known weaknesses") == len(MEASURES_OF_PACK)


def test_pages_ask_few_statements(cast, packs, signed_in):
    office = signed_in(cast.commissioner)
    for name, key in (("packs", None), ("pack_series", "series"), ("pack", "draft"), ("pack", "signed")):
        assert count(office, reverse(name, args=[packs[key]] if key else [])) <= 12, name


def test_a_writer_does_not_sign_and_a_signature_is_for_what_was_read(cast, packs):
    office, signatory = cast.commissioner.actor, cast.signatory.actor
    with pytest.raises(ActionNotPossibleError, match=r"Someone else must sign it."):
        sign_and_freeze_board_pack(packs["draft"], shown="", by=office)
    with pytest.raises(ActionNotPossibleError, match=r"Someone has changed this pack."):
        sign_and_freeze_board_pack(packs["draft"], shown="0" * 64, by=signatory)
    with pytest.raises(RecordNotVisibleError):
        sign_and_freeze_board_pack(packs["draft"], shown="", by=cast.neighbour.actor)
    sign(get_board_pack(signatory, packs["draft"]), signatory)
    assert get_board_pack(office, packs["draft"]).state == "signed"


def test_where_nobody_has_the_role_whoever_puts_packs_together_signs(cast):
    Body.objects.filter(code="collation").update(area=None)
    publish_two_years()
    pack = begin_pack(cast.collator.actor, title="National picture")
    sign(pack, cast.collator.actor)
    row = SignedPack.objects.get(pack=pack)
    assert (row.has_signatory, row.signed_by) == (False, cast.collator)
    assert "No one else can sign for this organisation." in str(row.content)
    assert "England and Wales" in str(row.content["lead"])


def test_a_signed_pack_stays_and_a_correction_is_an_edition_of_its_own(cast, packs, signed_in):
    office = cast.commissioner.actor
    before = SignedPack.objects.get(pack=packs["signed"])
    with pytest.raises(ActionNotPossibleError, match="is signed and cannot be changed"):
        comment(BoardPack.objects.get(pk=packs["signed"]), office, "Later words")
    with pytest.raises(AppendOnlyError):
        before.save()
    change_pack_series(
        copy.copy(get_board_pack(office, packs["draft"]).series), ["referred"], seen=1, by=office
    )
    page = signed_in(cast.board).get(reverse("pack", args=[packs["signed"]])).content.decode()
    assert "Victims with a crime recorded" in page
    assert before.sha256 in page
    sign(get_board_pack(cast.signatory.actor, packs["draft"]), cast.signatory.actor)
    signed = get_board_pack(office, packs["signed"])
    with pytest.raises(ValidationError, match="Enter what changed"):
        create_correction_edition(signed, "", by=office)
    new = create_correction_edition(signed, "A comment was about another month.", by=office)
    assert (new.edition, new.comments.count()) == (2, 1)
    with pytest.raises(ActionNotPossibleError, match="still a draft"):
        create_next_pack(signed.series_id, by=office)
    sign(new, cast.signatory.actor)
    old = signed_in(cast.board).get(reverse("pack", args=[packs["signed"]])).content.decode()
    assert "Replaced by" in old
    assert SignedPack.objects.get(pack=packs["signed"]).sha256 == before.sha256


def test_of_two_edits_of_one_comment_the_second_is_refused(cast, packs):
    force = cast.force_lead.actor
    mine, theirs = (get_board_pack(force, packs["draft"]).comments.get() for _ in range(2))
    mine.words, theirs.words = "First words", "Second words"
    save_comment_on_board_pack_measure(mine, seen=1, by=force)
    with pytest.raises(ConcurrentEditError):
        save_comment_on_board_pack_measure(theirs, seen=1, by=force)
    comment(get_board_pack(force, packs["draft"]), cast.commissioner.actor, "The office beside it")
    with pytest.raises(ActionNotPossibleError, match="A colleague has just commented"):
        comment(get_board_pack(force, packs["draft"]), force, "A second one of the same body")


@pytest.mark.parametrize("words", ["We met three women.", "Ask about LN-0001-A.", "Call 07700 900123 first."])
def test_words_that_point_at_somebody_are_refused(cast, packs, words):
    office = cast.commissioner.actor
    draft = get_board_pack(office, packs["draft"])
    with pytest.raises(ValidationError):
        comment(draft, office, words, "referred")
    with pytest.raises(ValidationError):
        write(draft, office, words)
    with pytest.raises(ValidationError):
        promise(draft, office, office.body_id, words)


def test_the_next_pack_waits_for_its_month_and_for_a_signature(cast, packs):
    office, signatory = cast.commissioner.actor, cast.signatory.actor
    with pytest.raises(ActionNotPossibleError, match="still a draft"):
        create_next_pack(packs["series"], by=office)
    sign(get_board_pack(signatory, packs["draft"]), signatory)
    with pytest.raises(ActionNotPossibleError, match="not published yet"):
        create_next_pack(packs["series"], by=office)
    publish_month("2026-11", 25)
    assert create_next_pack(packs["series"], by=office).period == "2026-11"
