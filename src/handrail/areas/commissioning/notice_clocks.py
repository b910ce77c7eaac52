"""By which day a notice is due, and on which day standstill ends. Days are counted as the rows of data/ say."""

import datetime
from typing import Final

from handrail.areas.commissioning.dated_rows import ProcurementNoticeRule, StandstillRule, list_notice_rules
from handrail.platform.kernel import working_days
from handrail.platform.kernel.dates import add_months

DAY: Final = datetime.timedelta(days=1)


def list_notice_rules_for_stage(
    regime: str, stage: str, procurement_began: datetime.date
) -> list[ProcurementNoticeRule]:
    """The notices that a stop asks for.

    Args:
        regime: of the line.
        stage: the stop that was reached, or `changed` where a contract is changed.
        procurement_began: it decides which rows hold: an older procurement keeps the old rules to its end.
    """
    rules = list_notice_rules()
    return [
        rule
        for rule in rules
        if (rule.regime, rule.stage) == (regime, stage) and rule.holds_on(procurement_began)
    ]


def get_notice_due_day(rule: ProcurementNoticeRule, reached_on: datetime.date) -> datetime.date | None:
    """The last day for a notice; None where the law names no number of days.

    Args:
        rule: of the notice.
        reached_on: the day of signing, ending, or whatever else the stop is.
    """
    match rule.clock:
        case "calendar_days":  # the day itself is day 1
            return reached_on + (rule.days - 1) * DAY
        case "days_after":
            return reached_on + rule.days * DAY
        case "after_1_april":  # the first such day that is not over; 1 April is day 1
            this_year, next_year = (
                datetime.date(year, 4, 1) + (rule.days - 1) * DAY
                for year in (reached_on.year, reached_on.year + 1)
            )
            return this_year if this_year >= reached_on else next_year
        case "yearly":
            return add_months(reached_on, 12)
        case "same_day" | "before_change":
            return reached_on
        case _:  # before_tender, as_soon
            return None


def get_last_day_of_standstill(rule: StandstillRule, published_on: datetime.date) -> datetime.date:
    """The last day on which nothing may be signed.

    Args:
        rule: of the regime.
        published_on: the day of the award notice, or on which bidders were told.
    """
    if rule.unit == "working_days":
        start = published_on - DAY if rule.counts_first_day else published_on
        return working_days.add_working_days(start, rule.days)
    last = published_on + (rule.days - rule.counts_first_day) * DAY
    return last if working_days.is_working_day(last) else working_days.add_working_days(last, 1)


def get_renewal_decision_day(
    ends_on: datetime.date, notice_weeks: int, procurement_weeks: int
) -> datetime.date:
    """By when a renewal is decided: the last day, less the notice period and the time a procurement takes.

    Args:
        ends_on: the last day of the agreement.
        notice_weeks: the notice to give.
        procurement_weeks: how long a new procurement takes.
    """
    return ends_on - datetime.timedelta(weeks=notice_weeks + procurement_weeks)
