"""Campaigns in words, tags and pictures."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.areas.prevention.code_lists import RUNGS
from handrail.areas.prevention.models import Campaign, CampaignActivity, ReachCount
from handrail.areas.prevention.queries.campaigns import HeardOfUsHistory
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day_and_short_month, get_today

NAV: Final = "campaigns"


class PreventionStateTag(NamedTuple):
    """The arguments of `state_tag`."""

    state: str
    words: str


class CampaignActivityDisplay(NamedTuple):
    """One activity with its newest count on each rung, in the order of the ladder; None where nobody counted."""

    row: CampaignActivity
    tag: PreventionStateTag
    rungs: list[tuple[str, ReachCount | None]]


class HeardOfUsAnswerDisplayRow(NamedTuple):
    """One answer: a picture of contacts by quarter, and the same in words and as rows."""

    found: HeardOfUsHistory
    chart: DrawingSvgWithAltText | None
    rows: list[tuple[str, str, str, str]]
    sentence: str


def make_campaign_tag(row: Campaign) -> PreventionStateTag:
    """Where a campaign is, by its days."""
    if row.state == "ended":
        return PreventionStateTag("declined", "Ended")
    return _make_campaign_days_tag(row)


def _make_campaign_days_tag(row: Campaign | CampaignActivity) -> PreventionStateTag:
    day = get_today()
    if day < row.starts_on:
        return PreventionStateTag("soon", msg("Starts {day}", day=format_day_and_short_month(row.starts_on)))
    if day > row.ends_on:
        return PreventionStateTag("met", "Finished")
    return PreventionStateTag("running", msg("Until {day}", day=format_day_and_short_month(row.ends_on)))


def make_campaign_activity_display(row: CampaignActivity) -> CampaignActivityDisplay:
    """One activity of a campaign that was fetched with its counts."""
    newest: dict[str, ReachCount] = {}
    for count in row.counts.all():
        newest.setdefault(count.rung, count)
    return CampaignActivityDisplay(
        row, _make_campaign_days_tag(row), [(words, newest.get(code)) for code, words in RUNGS]
    )


def join_distinct_codes_words(rows: Sequence[str]) -> str:
    """“Agriculture, Construction”: each once, in their order."""
    return ", ".join(dict.fromkeys(row for row in rows if row))


def present_heard_of_us_history(found: HeardOfUsHistory) -> HeardOfUsAnswerDisplayRow:
    """One answer over the quarters; nothing is drawn where nobody is shown."""
    contacts = [quarter.contacts or 0 for quarter in found.quarters]
    chart = None
    if len(contacts) > 1 and any(contacts):
        points = tuple((_shorten_quarter_name(row.words), row.contacts or 0) for row in found.quarters)
        alt = msg(
            "{answer}: {first} contacts in the first quarter shown, {last} in the last.",
            answer=found.words,
            first=contacts[0],
            last=contacts[-1],
        )
        chart = make_drawing_svg_with_alt_text(LineChart(points), alt)
    rows = [
        (
            row.words,
            "Yes" if row.runs else "No",
            _format_published_count(row.contacts),
            _format_published_count(row.referrals),
        )
        for row in found.quarters
    ]
    return HeardOfUsAnswerDisplayRow(found, chart, rows, _format_campaign_contacts_sentence(found))


def _format_campaign_contacts_sentence(found: HeardOfUsHistory) -> str:
    """Before and since, as published; it says nothing of cause."""
    running = [row for row in found.quarters if row.runs]
    if not running:
        return "No quarter of the campaign is published yet."
    return msg(
        "{contacts} contacts and {referrals} referrals in the quarters of the campaign that are published.",
        contacts=sum(row.contacts or 0 for row in running),
        referrals=sum(row.referrals or 0 for row in running)
        if running[-1].referrals is not None
        else "no published",
    )


def _format_published_count(number: int | None) -> str:
    return "Not published" if number is None else f"{number:,}"


def _shorten_quarter_name(quarter: str) -> str:
    *_, month, year = quarter.split()
    return f"{month[:3]} {year}"
