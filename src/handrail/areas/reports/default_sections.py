"""The sections a new report begins with. Of a call that was entered from a published text, the headings are its own."""

from dataclasses import dataclass
from typing import Final

from handrail.areas.practices.sections import SECTIONS
from handrail.areas.reports.kinds_and_states import ReportSectionKind

NEUTRAL_SECTIONS: Final = {"force-collaboration": "Force and local policing body together"}
"""Headings of the first report that name an office which a law may rename: other reports say this instead."""


@dataclass(frozen=True, slots=True)
class DefaultSection:
    """One section of a new report."""

    code: str
    kind: ReportSectionKind
    heading: str
    level: int = 2


def list_default_report_sections(*, of_a_text: bool) -> tuple[DefaultSection, ...]:
    """In order: what was asked, the counts, the practices under their headings, who answered.

    Returns:
        The sections that a new report begins with.
    """
    practices = tuple(
        DefaultSection(
            one.code,
            ReportSectionKind.PRACTICES,
            one.name if of_a_text else NEUTRAL_SECTIONS.get(one.code, one.name),
            3 if one.within else 2,
        )
        for one in SECTIONS
    )
    return (
        DefaultSection("summary", ReportSectionKind.SUMMARY, "Summary"),
        DefaultSection("introduction", ReportSectionKind.INTRODUCTION, "Introduction"),
        *practices,
        DefaultSection("annex", ReportSectionKind.ANNEX, "Annex: responses"),
    )
