"""A report of the call of 2021, filled with all that was sorted; and one of a call that bodies answer themselves."""

from handrail.areas.reports.actions import reports
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from support.cast import Cast
from support.worlds import shared_world


@shared_world
def report(cast: Cast) -> str:
    """Its address."""
    enter_call_of_2021(by=cast.collator.actor)
    reports.begin_report_of_call_for_returns(
        call="hestia-2021",
        slug="support-2021",
        title="What local policing bodies do for victims of modern slavery",
        above="Report on the call of 2021, rebuilt from its returns",
        by=cast.collator.actor,
    )
    return "support-2021"
