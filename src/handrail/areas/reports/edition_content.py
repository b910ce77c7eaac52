"""From a report as it is now to the content of an edition and its three files."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any, Final

from django.conf import settings

from handrail.areas.reports.queries.working_report import WorkingReport
from handrail.areas.reports.report_document import (
    EntryProvenance,
    ReportEditionHeader,
    build_document,
    build_entry_provenances,
)
from handrail.platform.documents import serialisation
from handrail.platform.documents.area_map import make_area_map_figure, make_area_tile_map
from handrail.platform.documents.document_tree import Document, Figure, TileState
from handrail.platform.documents.formats import GeneratedFile, make_all_document_files

QUOTED: Final = TileState("quoted", "Quoted here", "quote", "full")
ANSWERED: Final = TileState("answered", "Answered, not quoted", "tick", "light")
SILENT: Final = TileState("silent", "Asked, no answer", "ring", "bare")
NOT_KNOWN: Final = TileState("not_known", "Not quoted; whether it answered is not known", "ring", "bare")
NOT_ASKED: Final = TileState("not_asked", "Not asked", "dash", "broken")


@dataclass(frozen=True, slots=True)
class ReportEditionContent:
    """What an edition holds: the tree, the trail, and both as one hash."""

    document: Document
    trail: list[EntryProvenance]

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "document": serialisation.convert_document_to_plain_values(self.document),
            "trail": self.trail,
        }

    @property
    def sha256(self) -> str:
        """The hash of its JSON with sorted keys and no spaces, in UTF-8."""
        text = json.dumps(self.plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def files(self) -> tuple[GeneratedFile, ...]:
        """The three files."""
        return make_all_document_files(self.document)


def make_edition_content(
    report: WorkingReport, *, number: int, on: date, note: str = "", replaces_on: date | None = None
) -> ReportEditionContent:
    """The content of an edition.

    Args:
        report: as it is now.
        number: of the edition; 0 for a preview.
        on: the day of publication.
        note: what changed since the edition before.
        replaces_on: the day on which the edition before was published.
    """
    issue = ReportEditionHeader(
        number=number,
        on=on,
        note=note,
        replaces_on=replaces_on,
        address=f"/reports/{report.slug}/editions/{number}/" if number else "",
        base=settings.ADDRESS,
        author=report.call.asked_by,
    )
    return ReportEditionContent(
        build_document(report, issue, make_quoted_areas_map(report)), build_entry_provenances(report)
    )


def parse_edition_content(plain: dict[str, Any]) -> ReportEditionContent:
    """The content of an edition as it was stored."""
    return ReportEditionContent(
        serialisation.build_document_from_plain_values(plain["document"]), plain["trail"]
    )


def make_quoted_areas_map(report: WorkingReport) -> Figure:
    """The map of the areas that are quoted. Where silence is not known, the map says so."""
    found = {
        body.area_code: _get_map_state_code(body.times, body.status)
        for body in report.answered
        if body.area_code
    }
    used = set(found.values())
    tiles = make_area_tile_map(
        _NotAskedMapStateDefaultDict(found),
        [state for state in MAP_STATES if state.code in used or state is NOT_ASKED],
    )
    states = tuple(s for s in tiles.states if any(tile.state == s.code for tile in tiles.tiles))
    return make_area_map_figure("Areas quoted", type(tiles)(tiles.tiles, states), with_table=False)


MAP_STATES: Final = (QUOTED, ANSWERED, SILENT, NOT_KNOWN, NOT_ASKED)


class _NotAskedMapStateDefaultDict(dict[str, str]):
    """Areas of which nobody was asked."""

    def __missing__(self, key: str) -> str:
        return NOT_ASKED.code


def _get_map_state_code(times: int, status: str) -> str:
    if times:
        return QUOTED.code
    if status in ("answered", "nothing"):
        return ANSWERED.code
    return NOT_KNOWN.code if status == "not_known" else SILENT.code


def get_handrail_release() -> str:
    """The release of Handrail that makes the files."""
    return version("handrail")
