"""Campaigns: the list, one with all that its page shows, and the published figures that followed it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.core.paginator import Page

from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPart,
    CampaignPartner,
)
from handrail.areas.prevention.models.campaign import HEARD_CHOICES
from handrail.insight.measures.breakdowns import HEARD
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.models import Publication
from handrail.insight.publication.months_and_quarters import (
    format_month,
    format_quarter,
    format_short_month,
    get_quarter_of_month,
)
from handrail.insight.publication.queries import read_area_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.paging import fetch_page

MOST_QUARTERS: Final = 8
MONTHS_OF_QUARTER: Final = 3
CONTACTS: Final = "identified"
REFERRALS: Final = "referred"


class ContactsAndReferralsOfQuarter(NamedTuple):
    """One quarter, or its published months. None where the figure is not published split by what people answered."""

    words: str
    axis_label: str
    is_whole: bool  # whether all its months are published
    runs: bool  # whether the campaign ran in it
    contacts: int | None
    referrals: int | None


@dataclass(frozen=True, slots=True)
class HeardOfUsHistory:
    """One answer to “How did you hear about us?” over the quarters, the oldest first."""

    words: str
    activities: tuple[str, ...]
    quarters: list[ContactsAndReferralsOfQuarter]
    began_within: datetime.date | None  # the first day of the campaign, where its first quarter began earlier


def fetch_campaign_page(actor: Actor, state: str, number: str) -> Page[Any]:
    """Campaigns of the reader's area, the newest first. Two statements.

    Args:
        actor: who reads.
        state: open, ended or all.
        number: of the page.
    """
    require_permission(actor, Permission.VIEW_PREVENTION)
    rows = Campaign.objects.visible_to(actor).for_list().order_by("-starts_on", "-id")
    return fetch_page(rows if state == "all" else rows.filter(state=state), number)


def get_campaign(actor: Actor, campaign_id: UUID) -> Campaign:
    """One campaign with all its parts. Raises RecordNotVisibleError where it is another area's."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    found: Campaign | None = Campaign.objects.visible_to(actor).for_page().filter(pk=campaign_id).first()
    if found is None:
        raise RecordNotVisibleError("campaign")
    return found


def get_campaign_held_by_own_body(actor: Actor, campaign_id: UUID) -> Campaign:
    """A campaign that the actor's own body holds, and so may change. Raises RecordNotVisibleError for any other."""
    require_permission(actor, Permission.RUN_CAMPAIGNS)
    found: Campaign | None = Campaign.objects.held_by(actor).for_page().filter(pk=campaign_id).first()
    if found is None:
        raise RecordNotVisibleError("campaign")
    return found


def get_campaign_part(campaign: Campaign, model: type[CampaignPart], number: int) -> CampaignPart:
    """One part of a campaign of `get_campaign`.

    Args:
        campaign: with its parts.
        model: which kind of part.
        number: of the part.
    """
    parts: dict[type, Iterable[CampaignPart]] = {
        CampaignActivity: campaign.activities.all(),
        CampaignPartner: campaign.partners.all(),
        CampaignMaterial: campaign.materials.all(),
    }
    for part in parts[model]:
        if part.number == number:
            return part
    raise RecordNotVisibleError("part of the campaign")


def _is_first_day_of_quarter(day: datetime.date) -> bool:
    return day.day == 1 and day.month % MONTHS_OF_QUARTER == 1


def list_heard_of_us_histories(campaign: Campaign) -> list[HeardOfUsHistory]:
    """What was published of those who gave the answers that the activities are followed by. Three statements.

    Args:
        campaign: of `get_campaign`.

    Returns:
        One entry for each answer; none where no activity names one, or no month is published.
    """
    activities = list(campaign.activities.all())
    codes = {row.heard for row in activities if row.heard}
    area = campaign.body.area_id
    months = _list_published_months_by_quarter() if codes and area else {}
    if not months:
        return []
    split = _find_measures_split_by_how_people_heard(
        Publication.objects.order_by("-month").values_list("definitions", flat=True)[0]
    )
    figures = read_area_figures(str(area), list(months))
    first, last = (get_quarter_of_month(f"{day:%Y-%m}") for day in (campaign.starts_on, campaign.ends_on))

    def count(quarter: str, measure: str, code: str) -> int | None:
        if measure not in split:
            return None
        return figures.get((quarter, measure), {}).get(f"{HEARD.code}={code}", 0)

    return [
        HeardOfUsHistory(
            words,
            tuple(row.what for row in activities if row.heard == code),
            [
                ContactsAndReferralsOfQuarter(
                    _format_published_part_of_quarter(quarter, published),
                    format_short_month(published[-1]),
                    len(published) == MONTHS_OF_QUARTER,
                    first <= quarter <= last,
                    count(quarter, CONTACTS, code),
                    count(quarter, REFERRALS, code),
                )
                for quarter, published in months.items()
            ],
            campaign.starts_on if not _is_first_day_of_quarter(campaign.starts_on) else None,
        )
        for code, words in HEARD_CHOICES
        if code in codes
    ]


def _list_published_months_by_quarter() -> dict[str, list[str]]:
    """Whole quarters, and the newest as far as it is published: the oldest first. One statement."""
    newest = Publication.objects.order_by("-month").values_list("month", flat=True)
    found: dict[str, list[str]] = {}
    for month in reversed(newest[: (MOST_QUARTERS + 1) * MONTHS_OF_QUARTER]):
        found.setdefault(get_quarter_of_month(month), []).append(month)
    whole = [quarter for quarter, months in found.items() if len(months) == MONTHS_OF_QUARTER]
    kept = {*whole[-MOST_QUARTERS:], *list(found)[-1:]}
    return {quarter: months for quarter, months in found.items() if quarter in kept}


def _format_published_part_of_quarter(quarter: str, months: list[str]) -> str:
    """“July to September 2026”; of a quarter that goes on “October 2026, so far”."""
    if len(months) == MONTHS_OF_QUARTER:
        return format_quarter(quarter)
    names = [format_month(month) for month in months]
    return msg("{months}, so far", months=join_texts(names))


def _find_measures_split_by_how_people_heard(definitions: dict[str, MeasureDefinitionWords]) -> set[str]:
    """Measures that are published split by how people heard of us."""
    return {
        key
        for key, words in definitions.items()
        if HEARD.code in {each["code"] for each in words["breakdowns"]}
    }
