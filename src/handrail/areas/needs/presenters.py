"""What the pages of needs assessments show of rows: tags, lines, and the phases as a drawing."""

from typing import Final, NamedTuple

from handrail.areas.needs.models import NeedsEvidence, NeedsFinding
from handrail.areas.needs.needs_document import NEED_WORDS, PHASE_WORDS, format_finding_people_range
from handrail.areas.needs.queries import AssessmentDetail, PublishedFiguresByPhase
from handrail.areas.needs.queries.phase_figures import (
    PublishedMeasureByPhaseRow,
    format_people_by_phase,
    list_phases_with_figures,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.documents import html
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import BarChart, Block, Document, Heading
from handrail.platform.kernel.messages import join_texts, msg

NAV: Final = "needs"
STATE_TAGS: Final = {
    "draft": StateTag("today", "Draft"),
    "published": StateTag("met", "Published"),
    "superseded": StateTag("declined", "Replaced"),
}
MET_TAGS: Final = {
    "met": StateTag("met", "Met"),
    "partly": StateTag("running", "Partly met"),
    "unmet": StateTag("declined", "Not met"),
    "unknown": StateTag("unknown", "Not known"),
}
DECISION_TAGS: Final = {
    "": StateTag("today", "Not decided yet"),
    "go_on": StateTag("met", "Go ahead"),
    "not_now": StateTag("waiting", "Not now"),
    "no": StateTag("declined", "Do not go ahead"),
}


FOLDED: Final = frozenset({"scope", "phases", "evidence", "unknowns"})
"""Parts of what is published that a phone shows as one line: findings and what is to follow are read first."""


class NeedsDocumentPart(NamedTuple):
    """A heading of a document with all that is under it."""

    anchor: str
    body: str
    folds: bool


def list_needs_document_parts(document: Document) -> list[NeedsDocumentPart]:
    """A published assessment in parts, each from one heading of the second level to the next."""
    parts: list[list[Block]] = []
    for block in document.blocks:
        if (isinstance(block, Heading) and block.level == 2) or not parts:
            parts.append([])
        parts[-1].append(block)
    found = []
    for blocks in parts:
        head = blocks[0]
        anchor = head.anchor if isinstance(head, Heading) else ""
        found.append(NeedsDocumentPart(anchor, html.render_blocks(tuple(blocks)), anchor in FOLDED))
    return found


class FindingDisplay(NamedTuple):
    """A finding as a row of the page."""

    row: NeedsFinding
    need: str
    about: str
    size: str
    tag: StateTag
    rests_on: list[NeedsEvidence]


class PhaseMeasureDisplay(NamedTuple):
    """One measure over the phases, drawn. `missing`: phases of which nothing is published."""

    name: str
    drawing: DrawingSvgWithAltText | None
    rows: list[tuple[str, str]]
    missing: str


def list_finding_displays(detail: AssessmentDetail) -> list[FindingDisplay]:
    """Each finding with its need, group, phase and part of the area in one line."""
    return [
        FindingDisplay(
            row,
            NEED_WORDS.get(row.need, row.need),
            join_texts([each for each in (PHASE_WORDS[row.phase], row.group, row.district) if each], ", "),
            format_finding_people_range(row),
            MET_TAGS[row.met],
            detail.rests_on.get(row.pk, []),
        )
        for row in detail.findings
    ]


def list_phase_measure_displays(figures: PublishedFiguresByPhase) -> list[PhaseMeasureDisplay]:
    """Each measure as bars on one scale, with their table. A phase of which nothing is published has no bar."""
    most = max((people or 0 for row in figures.rows for _, people in row.by_phase), default=0)
    return [
        PhaseMeasureDisplay(
            row.name,
            _draw_published_phases(row, most),
            [(phase, format_people_by_phase(people)) for phase, people in row.by_phase],
            join_texts([phase for phase, people in row.by_phase if people is None], ", "),
        )
        for row in figures.rows
    ]


def _draw_published_phases(row: PublishedMeasureByPhaseRow, most: int) -> DrawingSvgWithAltText | None:
    known = list_phases_with_figures(row)
    if not known:
        return None
    alt = [msg("{phase}: {people}", phase=phase, people=f"{people:,}") for phase, people in known]
    return make_drawing_svg_with_alt_text(BarChart(tuple(known), most), join_texts(alt, ", "))
