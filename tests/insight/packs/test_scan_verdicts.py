"""A pack says what the scan says, and draws a part where a measure tells one."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.insight.disclosure.pack_text import read_figure_statements_of_pack
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs.pack_document import HOW_TO_READ_DIAMONDS, build_pack_document
from handrail.insight.packs.queries import get_board_pack, read_figures_of_pack
from handrail.insight.packs.scan_verdicts import (
    KEY_OF_DISMISSED,
    KEYS_OF_CHANGES,
    KEYS_OF_CHANGES_IN_ONE_GROUP,
    NO_CHANGE,
    get_scan_verdict_by_measure,
)
from handrail.insight.signals.models import MonthScan, Signal
from handrail.platform.access.today import today
from handrail.platform.documents.charts import (
    CONTROL_LEFT,
    PHONE_WIDTH,
    VERDICT_LEFT,
    render_svg,
)
from handrail.platform.documents.document_tree import ControlChart, Figure
from handrail.platform.documents.letter_widths import estimate_label_width
from support.board_packs import board_packs
from support.cast import LINCOLNSHIRE
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def packs(cast) -> dict:
    return board_packs(cast)


def plant(month: str, measure: str, state: str = "new", **told) -> Signal:
    scan, _ = MonthScan.objects.get_or_create(
        month=month, defaults={"series": 9, "history": 24, "scanned_at": timezone.now()}
    )
    told = {"area_code": LINCOLNSHIRE, "is_rise": True, "span": 3, "band": "thousand"} | told
    return Signal.objects.create(scan=scan, measure=measure, state=state, **told)


def test_a_pack_says_what_the_scan_says_of_its_own_area_measure_and_period(cast, packs, signed_in):
    said = plant("2026-10", "crime-recorded")
    plant("2026-10", "crime-recorded", band="twenty", breakdown="age", value="child")
    plant("2026-10", "referred", state="dismissed")
    plant("2026-10", "referred", area_code="E23000013")
    plant("2026-09", "referred")
    page = signed_in(cast.commissioner).get(reverse("pack", args=[packs["draft"]])).content.decode()
    assert page.count(": unusual rise in") == 2  # beside its figure, and in what changed
    assert (
        "Victims with a crime recorded: unusual rise in the 3 months to October 2026. "
        "If nothing had really changed, the chance of this would be less than 1 in 1,000. "
        "Neither good nor bad in itself." in page
    )
    assert page.count("An unusual change was reviewed and dismissed.") == 1  # referred
    assert reverse("signal", args=[said.pk]) in page
    assert page.count(HOW_TO_READ_DIAMONDS.strip()) == 1
    plant("2026-10", "referred", band="twenty", breakdown="age", value="child")
    last = plant("2026-10", "referred", band="hundred", breakdown="age", value="adult")
    found = get_scan_verdict_by_measure(LINCOLNSHIRE, ["referred", "x"], "2026-Q4", is_scanned=True)
    assert found["referred"].href == reverse("signal", args=[last.pk])


def read_charts(pack):
    """The drawing of each measure's chart with its caption and its alternative text, from the pack's content."""
    document = build_pack_document(pack, read_figures_of_pack(pack), [], on=today())
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    return {
        figure.caption: (figure.drawing.verdict, figure.drawing.verdict_words, figure.alt)
        for figure in figures
        if isinstance(figure.drawing, ControlChart)
    }


def test_a_chart_ends_in_the_shape_of_the_scans_verdict_with_its_words(cast, packs):
    actor = cast.commissioner.actor
    caption = "Victims with a crime recorded, by month"
    assert read_charts(get_board_pack(actor, packs["draft"]))[caption][:2] == ("", "")  # nobody looked
    plant("2026-10", "referred")
    verdict, words, alt = read_charts(get_board_pack(actor, packs["draft"]))[caption]
    assert (verdict, words) == ("within", "No new unusual changes")
    assert alt.endswith("average 45. No new unusual changes.")
    plant("2026-10", "crime-recorded")
    assert read_charts(get_board_pack(actor, packs["draft"]))[caption][:2] == (
        "neither",
        "Unusual, neither good nor bad",
    )


def test_a_change_of_one_group_alone_is_said_to_be_of_one_group(cast, packs):
    plant("2026-10", "crime-recorded", breakdown="age", value="child")
    found = get_scan_verdict_by_measure(LINCOLNSHIRE, ["crime-recorded"], "2026-10", is_scanned=True)
    assert found["crime-recorded"].key == "Unusual in one group only"


def test_where_the_part_is_drawn_a_change_of_the_whole_is_said_to_be_of_all(cast, packs):
    def read_key(**told):
        plant("2026-10", "reached-in-two-days", **told)
        found = get_scan_verdict_by_measure(LINCOLNSHIRE, ["reached-in-two-days"], "2026-10", is_scanned=True)
        return found["reached-in-two-days"].key

    assert read_key(breakdown="share", value="within") == "Unusual change, for the better"
    assert read_key() == "Unusual rise: people reached by a worker"  # of all people before a part


@pytest.mark.parametrize(("verdict", "fills"), [("better", 1), ("worse", 0), ("neither", 1), ("within", 0)])
def test_the_shape_is_in_every_drawing_beside_its_words(verdict, fills):
    """Page, PDF and Word file draw the same SVG: the last point and, below, the shape again with what it means."""
    points = (("Sep 2026", 40), ("Oct 2026", 60))
    for more in ({}, {"phone": True}, {"paper": True}):
        drawn = render_svg(ControlChart(points, None, verdict, "What it means"), alt="words", **more)
        assert drawn.count('<path d="M0-6') == (0 if verdict == "within" else 2 + 2 * (verdict == "neither"))
        assert drawn.count('z" fill="#0b4f5c"') == 2 * fills
        assert ">What it means</text>" in drawn
    with pytest.raises(ValueError, match="never without"):
        ControlChart(points, None, verdict)


def test_a_part_of_too_few_for_a_share_is_drawn_and_read_as_the_part():
    """What the attacker makes of the table of a part: cells of the share, not of the whole."""
    section = (
        "<p>Lincolnshire. Figures for October 2026, as published</p>"
        '<h3 id="measure-m"></h3><table><caption>M within a week, by month</caption>'
        '<tr><th scope="col">Period</th><th scope="col">Within a week</th><th scope="col">Of all people</th></tr>'
        "<tr><th>October 2026</th><td>5</td><td>10</td></tr></table>"
    )
    found, whole = read_figure_statements_of_pack("pack", section, {"Lincolnshire": LINCOLNSHIRE})
    assert tuple(found.cell) == ("m", "2026-10", LINCOLNSHIRE, "share", "within")
    assert (whole.cell.breakdown, whole.printed) == ("", 10)


def test_the_sentence_of_a_share_is_read_as_wholes_and_parts_of_each_period():
    section = (
        "<p>Lincolnshire. Figures for October 2026, as published</p>"
        '<h3 id="measure-m"></h3><p><b>October 2026: 15 of 20 people within a week, about 75%.</b> '
        "September 2026: 5 of 10. 0 people in August 2026. July to September 2025: 1,000 of 1,500, about 67%.</p>"
    )
    found = read_figure_statements_of_pack("pack", section, {"Lincolnshire": LINCOLNSHIRE})
    assert [(each.cell.period, each.cell.value, each.printed) for each in found] == [
        ("2026-08", "", 0),
        *(("2026-10", "", 20), ("2026-10", "within", 15)),
        *(("2026-09", "", 10), ("2026-09", "within", 5)),
        *(("2025-Q3", "", 1500), ("2025-Q3", "within", 1000)),
    ]


@pytest.mark.parametrize(
    "words",
    [*KEYS_OF_CHANGES.values(), *KEYS_OF_CHANGES_IN_ONE_GROUP.values(), KEY_OF_DISMISSED, NO_CHANGE.key],
)
def test_the_words_beside_a_shape_are_never_cut_on_a_phone(words):
    """Not with the longest name of a measure beside them either: they go on below."""
    longest = max((measure.name for measure in MEASURES_BY_KEY.values()), key=len)
    said = f"{words}: {longest[:1].lower()}{longest[1:]}"
    svg = render_svg(ControlChart((("October", 5),), verdict="worse", verdict_words=said), phone=True)
    lines = re.findall(rf'<text x="{CONTROL_LEFT + VERDICT_LEFT}" y="(\d+)"[^>]*>([^<]+)<', svg)
    assert html.unescape(" ".join(line for _, line in lines)) == said
    for top, line in lines:
        assert CONTROL_LEFT + VERDICT_LEFT + estimate_label_width(html.unescape(line)) <= PHONE_WIDTH
        assert int(top) < int(re.search(r'<svg[^>]* height="(\d+)"', svg)[1])
