"""A monthly Performance and Resources Board watches the volume of investigations and referrals."""

import re
from datetime import timedelta

import pytest

from handrail.insight.packs.models import SignedPack, SignedPackFile
from handrail.insight.publication.models import AreaFigures
from handrail.platform.access.today import today
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.board_packs import publish_month, publish_two_years
from support.cast import LINCOLNSHIRE, sign_in
from support.practice_pages import Pages, _day, words_of

INVESTIGATIONS = "crime-recorded"


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire, with two years of published months."""
    publish_two_years()
    pages.user = cast.commissioner
    sign_in(pages.client, pages.user)
    return pages


@pytest.fixture
def pack(office) -> str:
    """Set up in one form: the first pack is there."""
    return office.post(
        "/board-packs/add/",
        title="Performance and Resources Board",
        period_kind="month",
        measures_found=["referred", "reached-in-two-days"],
        measures_justice=[INVESTIGATIONS],
    )


def as_another(office: Pages, user) -> Pages:
    office.user = user
    sign_in(office.client, user)
    return office


def sign(office: Pages, pack: str, signatory) -> None:
    as_another(office, signatory)
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', office.markup(f"{pack}sign/"))
    assert shown
    office.post(f"{pack}sign/", shown=shown[1])


@pytest.mark.practice("P22")
def test_the_volume_of_investigations_and_referrals_is_there_with_limits_and_change(office, pack):
    page = office.read(pack)
    assert "Performance and Resources Board, October 2026" in page
    assert "40 people in October 2026. 50 people in September 2026. 40 people in October 2025." in page
    assert page.count("Not checked for unusual changes.") == 3
    assert "5 people in October 2026." in page
    assert "15 of 20 first contacts within 2 days of being identified, about 75%." in page
    drawn = office.markup(pack)
    # twelve months of 50 and 40 in turn: 45 ± 2.66 × 10
    assert "Usual range 18 to 72, average 45." in drawn
    assert "Lincolnshire has the thick outline." in page
    outlines = re.findall(r'fill="none" stroke="#0b0c0c" stroke-width="(3(?:\.5)?)"', drawn)
    assert sorted(outlines) == ["3", "3.5"]  # of one tile, drawn for a phone and for a desk
    assert (
        '<span>The figures</span><span class="govuk-visually-hidden">: Victims with a crime recorded, by month'
        in drawn
    )
    # a monthly pack draws months, whatever their size: five referrals a month are too few for limits
    assert "People referred to the NRM, by month, Lincolnshire. 5 in November 2024" in drawn
    assert "by quarter" not in drawn
    assert "Where the average is under 10, the charts do not show the usual range (how far figures" in page


@pytest.mark.practice("P22")
def test_officers_comment_by_name_and_an_older_page_overwrites_nothing(cast, office, pack):
    as_another(office, cast.force_lead)
    address = f"{pack}comments/{INVESTIGATIONS}/"
    office.post(address, words="A second team began in May.")
    page = office.read(pack)
    assert "“A second team began in May.” Fern Marlow, Lincolnshire Police" in page
    office.post(address, words="A second team began in June.", seen="1")
    refused = office.client.post(address, {"words": "It never began.", "seen": "1"}, follow=True)
    assert "Someone else changed this" in refused.content.decode()
    assert "A second team began in June." in office.read(pack)


@pytest.mark.practice("P22")
def test_no_figure_points_at_a_person(cast, office, pack):
    refused = office.client.post(
        f"{pack}comments/{INVESTIGATIONS}/", {"words": "Three women were moved."}, follow=True
    )
    assert "is a count that was not published" in words_of(refused.content.decode())
    sign(office, pack, cast.signatory)
    content = SignedPack.objects.get().content
    figures = [
        part
        for part in content["blocks"]
        if part["kind"] == "Figure" and part["drawing"]["kind"] == "ControlChart"
    ]
    told = [
        value
        for part in figures
        if part["caption"] == "Victims with a crime recorded, by month"
        for _, value in part["drawing"]["points"]
    ]
    rows = AreaFigures.objects.filter(measure=INVESTIGATIONS, area_code=LINCOLNSHIRE).order_by(
        "publication__month"
    )
    assert told == [row.figures[""] for row in rows][-24:]
    assert all(value % 5 == 0 for value in told)
    assert "to a multiple of five, within 4 of the true number" in office.read(pack)


@pytest.mark.practice("P22")
def test_each_measure_says_what_it_counts_and_what_it_does_not_know(office, pack):
    page = office.read(pack)
    assert "people, not crimes; only if their worker was told" in page
    assert "What this counts" in page
    assert page.index("What is not known") > page.index("Actions")
    assert "The reasons behind these figures, as no one has commented:" in page


@pytest.mark.practice("P22")
def test_a_board_reads_it_signed_by_another_and_frozen_in_three_forms(cast, office, pack):
    sign(office, pack, cast.signatory)
    board = as_another(office, cast.board)
    page = board.read(pack)
    assert "signed by Sable Longden" in page
    files = {row.format: row for row in SignedPackFile.objects.all()}
    assert set(files) == {"html", "pdf", "docx"}
    for form, starts in (("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>")):
        sent = board.client.get(f"{pack}pack.{form}")
        assert sent.content == bytes(files[form].content)
        assert sent.content.startswith(starts)
    assert b"Usual range 18 to 72" in board.client.get(f"{pack}pack.html").content
    publish_month("2026-11", 25)
    assert board.read(pack) == page


@pytest.mark.practice("P22")
def test_next_months_pack_is_one_press_and_carries_what_is_open(cast, office, pack):
    owner = str(Body.objects.get(code="lincolnshire-police").pk)
    due = today() + timedelta(days=30)
    office.post(
        f"{pack}actions/add/",
        what="Try the night line",
        owner=owner,
        person="Force lead",
        **_day("due_on", due),
    )
    sign(office, pack, cast.signatory)
    publish_month("2026-11", 25)
    as_another(office, cast.commissioner)
    listed = office.markup("/board-packs/")
    assert "Create the pack for November 2026" in listed
    address = re.search(r'action="(/board-packs/[^"]+/next/)"', listed)
    assert address
    new = office.post(address[1])
    page = office.read(new)
    assert "Performance and Resources Board, November 2026" in page
    assert "Try the night line Force lead, Lincolnshire Police" in page
    assert "Not done yet" in page
    assert "50 people in November 2026. 40 people in October 2026" in page
    assert "What changed since October 2026 Not checked for unusual changes. Actions: " in page
    assert office.client.get(new).content.decode().count('class="app-pack__one"') == 3  # the same measures


@pytest.mark.practice("P22")
def test_a_draft_says_what_is_missing_and_is_sent_to_whoever_signs(cast, office, pack):
    page = office.read(pack)
    assert "Signatory: Sable Longden" in page
    assert (
        "5 items still to complete What the board needs to know The date of the board A comment on:" in page
    )
    office.post(f"{pack}send/")
    assert list(Message.objects.filter(kind="sign_pack").values_list("to", "path")) == [
        (cast.signatory.pk, pack)
    ]
    assert "Sent to the signatory on" in office.read(pack)
    home = as_another(office, cast.signatory).read("/for-you/")
    assert "Sign pack" in home
    assert "Still being written" not in home


@pytest.mark.practice("P22")
def test_a_comment_is_written_below_its_figure_and_leads_back_there(office, pack):
    address = f"{pack}comments/{INVESTIGATIONS}/"
    assert "40 people in October 2026. 50 people in September 2026" in office.read(address)
    sent = office.client.post(address, {"words": "A second team began in May."})
    assert sent["Location"].endswith(f"#measure-{INVESTIGATIONS}")


@pytest.mark.practice("P22")
def test_the_first_pack_may_be_of_an_earlier_period_of_its_own_length(office):
    told = {"title": "Board of summer", "period_kind": "month", "measures_found": ["referred"]}
    refused = office.client.post("/board-packs/add/", told | {"period": "2026-Q3"}, follow=True)
    assert "Choose a month: this pack is read every month" in refused.content.decode()
    begun = office.post("/board-packs/add/", **told, period="2026-08")
    assert "Board of summer, August 2026" in office.read(begun)
