"""The report of the call of 2021, built through the actions of an editor and published as its first edition."""

from datetime import date
from typing import Final

from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.actions.reports import begin_report_of_call_for_returns
from handrail.areas.reports.queries.published_editions import find_edition_detail, list_report_slugs
from handrail.demo.case_writer import DemoLookups
from handrail.platform.access.actor import Actor

COLLATOR: Final = "amrit.dhaliwal"
CALL: Final = "hestia-2021"
SLUG: Final = "support-2021"
TITLE: Final = "What local policing bodies do for victims of modern slavery"
REPORT_SUBTITLE: Final = "Report on the request of 2021, rebuilt from the APCC’s Progress Update"


def load_practice_report_of_2021(cast: DemoLookups, today: date) -> None:
    """The demo's part: begun and published unless it is there already."""
    publish_demo_practice_report_of_2021(by=cast.actors[COLLATOR])


def publish_demo_practice_report_of_2021(*, by: Actor) -> None:
    """Every practice under its source heading and area, in the order of the source."""
    if SLUG not in list_report_slugs(CALL):
        begin_report_of_call_for_returns(call=CALL, slug=SLUG, title=TITLE, above=REPORT_SUBTITLE, by=by)
    if find_edition_detail(SLUG) is None:
        publish_edition(slug=SLUG, by=by)
