"""Campaigns in words, tags and pictures."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from handrail.areas.prevention.code_lists import RUNGS
from handrail.areas.prevention.models import Campaign, CampaignActivity, ReachCount
from handrail.areas.prevention.queries.campaigns import HeardOfUsHistory
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.i18n.message_storage import translate_for_request
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.formatting import format_day, format_day_and_short_month, get_today

NAV: Final = "campaigns"
LEAST_DRAWN: Final = 10
"""Below it a line would rise and fall by the rounding alone."""


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


def list_unapproved_materials_while_activities_run(campaign: Campaign) -> list[str]:
    """Titles of materials that may be in use before anybody approved their words; none until an activity starts."""
    day = get_today()
    if not any(row.starts_on <= day <= row.ends_on for row in campaign.activities.all()):
        return []
    return [row.title for row in campaign.materials.all() if row.approved_on is None]


def present_heard_of_us_history(found: HeardOfUsHistory) -> HeardOfUsAnswerDisplayRow:
    """One answer over the quarters: no rows where nobody is shown, no picture where few are."""
    whole = [row for row in found.quarters if row.is_whole]
    contacts = [row.contacts or 0 for row in whole]
    chart = None
    if len(contacts) > 1 and max(contacts) >= LEAST_DRAWN:
        points = tuple((row.axis_label, row.contacts or 0) for row in whole)
        began = next((place for place, row in enumerate(whole) if row.runs), None)
        mark = None if began is None else (began, translate_for_request("Campaign began"))
        alt = msg(
            "{answer}: {first} contacts in the first quarter shown, {last} in the last.",
            answer=found.words,
            first=contacts[0],
            last=contacts[-1],
        )
        chart = make_drawing_svg_with_alt_text(LineChart(points, mark=mark), alt)
    rows = [
        (
            row.words,
            "Yes" if row.runs else "No",
            _format_published_count(row.contacts),
            _format_published_count(row.referrals),
        )
        for row in found.quarters
    ]
    if not any(row.contacts or row.referrals for row in found.quarters):
        rows = []
    return HeardOfUsAnswerDisplayRow(found, chart, rows, _format_campaign_contacts_sentence(found))


def _format_campaign_contacts_sentence(found: HeardOfUsHistory) -> str:
    """Each quarter as it was published: rounded figures are never added up. It says nothing of cause."""
    running = [row for row in found.quarters if row.runs]
    if not running:
        return "No month of the campaign is published yet."
    if not any(row.contacts or row.referrals for row in running):
        return "None, or only a few, in the quarters published so far."
    contacts = join_texts([str(row.contacts or 0) for row in running])
    if running[-1].referrals is None:
        return msg("Published so far, by quarter of the campaign: contacts {contacts}.", contacts=contacts)
    return msg(
        "Published so far, by quarter of the campaign: contacts {contacts}; referrals {referrals}.",
        contacts=contacts,
        referrals=join_texts([str(row.referrals or 0) for row in running]),
    )


def list_cautions_of_followed_answers(found: Sequence[HeardOfUsHistory]) -> list[str]:
    """What holds of all answers of a campaign, so that a page says it once."""
    running = [row for each in found for row in each.quarters if row.runs]
    cautions = []
    if any(not (row.contacts and row.referrals) for row in running):
        cautions.append("0 may mean a few people.")
    days = [each.began_within for each in found if each.began_within]
    if days:
        cautions.append(
            msg(
                "The first quarter includes days before the campaign began on {day}.",
                day=format_day(min(days)),
            )
        )
    return cautions


def _format_published_count(number: int | None) -> str:
    return "Not published" if number is None else f"{number:,}"
