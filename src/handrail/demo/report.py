"""The report of the call of 2021, built through the actions of an editor and published as its first edition."""

from datetime import date
from typing import Final

from handrail.access.actor import Actor
from handrail.assurance.reports.actions.publishing import publish
from handrail.assurance.reports.actions.reports import begin_report
from handrail.assurance.reports.queries.published import edition, reports_of_call
from handrail.demo.writing import Cast

COLLATOR: Final = "amrit.dhaliwal"
CALL: Final = "hestia-2021"
SLUG: Final = "support-2021"
TITLE: Final = "What local policing bodies do for victims of modern slavery"
ABOVE: Final = "Report on the call of 2021, rebuilt from its returns"


def write(cast: Cast, today: date) -> None:
    """The demo's part: begun and published unless it is there already."""
    build(by=cast.actors[COLLATOR])


def build(*, by: Actor) -> None:
    """Every practice under its source heading and area, in the order of the source."""
    if SLUG not in reports_of_call(CALL):
        begin_report(call=CALL, slug=SLUG, title=TITLE, above=ABOVE, by=by)
    if edition(SLUG) is None:
        publish(slug=SLUG, by=by)
