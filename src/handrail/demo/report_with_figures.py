"""A report on the call of this year that is being prepared: its introduction cites two published figures."""

from datetime import date
from typing import Final

from django.db import transaction

from handrail.areas.calls.models import Call
from handrail.areas.reports.actions.reports import begin_report_of_call_for_returns
from handrail.areas.reports.actions.section_figures import cite_published_figure_in_report_section
from handrail.areas.reports.actions.sections import edit_report_section
from handrail.areas.reports.models import Report, ReportSection
from handrail.demo.case_writer import DemoLookups
from handrail.demo.current_call import COLLATOR, TITLE
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.publication.queries import list_published_quarters

SLUG: Final = "support-before-during-after"
REPORT_TITLE: Final = "Support before, after and outside the NRM: what areas told us"
SECTION: Final = "introduction"
WORDS: Final = (
    "Areas were asked what they do for people before they decide about the NRM, after a decision, and outside it. "
    "The published figures say how many people that concerns."
)
CITED_MEASURES: Final = ("identified", "nrm-declined")


@transaction.atomic
def load_report_that_cites_figures(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already, or where no quarter is published."""
    quarters, call = list_published_quarters(), Call.objects.filter(title=TITLE).first()
    if not quarters or call is None or Report.objects.filter(slug=SLUG).exists():
        return
    by = cast.actors[COLLATOR]
    begin_report_of_call_for_returns(call=call.code, slug=SLUG, title=REPORT_TITLE, fill=False, by=by)
    row = ReportSection.objects.get(report__slug=SLUG, code=SECTION)
    edit_report_section(slug=SLUG, section=SECTION, heading=row.heading, words=WORDS, seen=row.version, by=by)
    for measure in CITED_MEASURES:
        cite_published_figure_in_report_section(
            slug=SLUG,
            section=SECTION,
            area_code=COUNTRY,
            quarter=quarters[0].code,
            measure=measure,
            cell="all",
            by=by,
        )
