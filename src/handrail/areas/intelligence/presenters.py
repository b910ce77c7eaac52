"""Outreach and intelligence in words, tags and pictures."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from django.urls import reverse

from handrail.areas.intelligence.district_tiles import (
    FEW,
    MERGED,
    list_district_tiles,
    make_district_tile_map,
)
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.intelligence.queries.district_map import OTHERS, DistrictMap
from handrail.areas.section_tabs import make_campaign_tabs
from handrail.insight.publication.months_and_quarters import format_month
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import AreaTileMap, BarChart, TileState
from handrail.platform.i18n.message_storage import translate_for_request
from handrail.platform.kernel.dates import format_day_without_year, to_london
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.formatting import format_time, plural

NAV: Final = "outreach"
COUNCIL_WORDS: Final = re.compile(
    r"^(?:City of )|(?: (?:Metropolitan )?(?:Borough|District|City|County))? Council$"
)
STEP_TONES: Final = (("most", "full"), ("more", "half"), ("some", "light"))
"""Code and tone of each step of colour, the darkest first."""
HIDDEN_STATES: Final = (
    TileState(MERGED, "Counted together", "dash", "broken"),
    TileState(FEW, "Fewer than 10", "none", "bare"),
)
MEASURES: Final = (
    ("reports", "Intelligence reports", "Cleared by a second person"),
    ("sessions", "Outreach sessions", "With a confirmed safe return"),
    ("people", "People met", "One person may be met several times"),
    ("contacts", "Led to a contact", "As the workers counted them"),
    ("referrals", "Led to a referral", "As the workers counted them"),
)


class IntelligenceStateTag(NamedTuple):
    """The arguments of `state_tag`."""

    state: str
    words: str


class DistrictMapSection(NamedTuple):
    """One picture by district, with its rows."""

    id: str
    name: str
    tiles: DrawingSvgWithAltText | None
    chart: DrawingSvgWithAltText | None
    rows: list[tuple[str, int]]
    off_map: list[str]  # districts with a figure that stand on no tile


def make_intelligence_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The parts that the reader may open; the map alone stands beside campaigns and training.

    Args:
        actor: who reads.
        current: the name of the address that is shown.

    Returns:
        Words, address, and whether it is shown.
    """
    if not actor.may(Permission.RECORD_OUTREACH):
        return make_campaign_tabs(actor, current)
    places = (
        ("By district", "intelligence_map", Permission.VIEW_INTELLIGENCE_MAP),
        ("Outreach", "outreach", Permission.RECORD_OUTREACH),
        ("Intelligence reports", "intelligence_reports", Permission.WRITE_INTELLIGENCE),
    )
    return [(words, reverse(place), place == current) for words, place, needed in places if actor.may(needed)]


def format_moment(moment: datetime.datetime) -> str:
    """“25 October, 1:30am”, by London's clock."""
    here = to_london(moment)
    return msg("{day}, {time}", day=format_day_without_year(here), time=format_time(here.time()))


def make_outreach_session_tag(row: OutreachSession) -> IntelligenceStateTag:
    """Where a session is. Overdue is the only solid red."""
    due = format_moment(row.due_back_at)
    match row.state:
        case "back":
            return IntelligenceStateTag("met", "Back safely")
        case "cancelled":
            return IntelligenceStateTag("declined", "Cancelled")
        case "overdue":
            return IntelligenceStateTag("overdue", msg("Overdue since {due}", due=due))
        case "out":
            return IntelligenceStateTag("running", msg("Due back {due}", due=due))
        case _:
            return IntelligenceStateTag("soon", msg("Starts {start}", start=format_moment(row.starts_at)))


def make_intelligence_report_tag(row: IntelligenceReport) -> IntelligenceStateTag:
    """Where a report is."""
    return {
        "written": IntelligenceStateTag("waiting", "Waiting for a second reader"),
        "returned": IntelligenceStateTag("today", "Returned"),
        "cleared": IntelligenceStateTag("met", "Cleared"),
    }[row.state]


def format_first_and_last_month_of_map(found: DistrictMap) -> str:
    """“November 2025 to September 2026”; empty where nothing is drawn."""
    if not found.months:
        return ""
    return msg("{first} to {last}", first=format_month(found.months[0]), last=format_month(found.months[-1]))


def list_intelligence_totals_of_area(found: DistrictMap) -> list[dict[str, object]]:
    """The figures of the area, never mixed."""
    return [
        {"name": name, "value": f"{found.totals.get(code, 0):,}", "means": means, "still": False}
        for code, name, means in MEASURES
    ]


def present_district_map_sections(found: DistrictMap) -> list[DistrictMapSection]:
    """Reports and sessions by district."""
    return [
        _present_district_map_section(found, "reports", "Intelligence reports by district", found.reports),
        _present_district_map_section(found, "sessions", "Outreach sessions by district", found.sessions),
    ]


def _present_district_map_section(
    found: DistrictMap, id: str, name: str, rows: list[tuple[str, int]]
) -> DistrictMapSection:
    if not rows:
        return DistrictMapSection(id, name, None, None, rows, [])
    alt = msg("{name}. Most: {district}, {number}.", name=name, district=rows[0][0], number=rows[0][1])
    bars = tuple((_shorten_council_name(translate_for_request(name)), number) for name, number in rows)
    tiles = _make_district_tiles_by_colour_step(found, rows)
    placed = {tile.name for tile in tiles.tiles} if tiles else set()
    off_map = [district for district, _ in rows if district not in placed and district != OTHERS]
    described = make_drawing_svg_with_alt_text(tiles, _describe_district_map(tiles)) if tiles else None
    return DistrictMapSection(
        id, name, described, make_drawing_svg_with_alt_text(BarChart(bars), alt), rows, off_map
    )


def _shorten_council_name(name: str) -> str:
    """“Sandwell” of “Sandwell Metropolitan Borough Council”: a bar has little room, and its table has the name."""
    return COUNCIL_WORDS.sub("", name)


def _make_district_tiles_by_colour_step(
    found: DistrictMap, rows: list[tuple[str, int]]
) -> AreaTileMap | None:
    """Each district by the step of its own figure. Whoever has none is not told apart from others that have none."""
    shown = dict(rows)
    hidden = MERGED if OTHERS in shown else FEW
    figures = {name: number for name, number in rows if name != OTHERS}
    steps = _divide_figures_into_colour_steps(figures.values())
    code_of = {number: state.code for state, numbers in steps for number in numbers}
    state_of = {
        row.council: code_of[figures[name]]
        if (name := found.names.get(row.council, "")) in figures
        else hidden
        for row in list_district_tiles(found.area)
    }
    states = [
        replace(state, words=translate_for_request(state.words))
        for state in (*(state for state, _ in steps), *HIDDEN_STATES)
    ]
    return make_district_tile_map(found.area, found.names, state_of, states, figures)


def _divide_figures_into_colour_steps(figures: Iterable[int]) -> list[tuple[TileState, list[int]]]:
    """At most three steps with about as many different figures each, the highest first; words say their range."""
    numbers = sorted(set(figures), reverse=True)
    tones = STEP_TONES if len(numbers) > 2 else STEP_TONES[: len(numbers)]
    steps, begin = [], 0
    for place, (code, tone) in enumerate(tones, 1):
        end = round(len(numbers) * place / len(tones))
        some, begin = numbers[begin:end], end
        words = msg("{least} to {most}", least=some[-1], most=some[0]) if len(some) > 1 else str(some[0])
        steps.append((TileState(code, words, "none", tone), some))
    return steps


def _describe_district_map(tiles: AreaTileMap) -> str:
    """“Map of 7 districts. 30 to 50: Boston. Counted together: Lincoln, …”"""
    parts = [
        msg(
            "{state}: {districts}",
            state=translate_for_request(state.words),
            districts=join_texts(
                [translate_for_request(tile.name) for tile in tiles.tiles if tile.state == state.code]
            ),
        )
        for state in tiles.states
    ]
    whole = msg("Map of {districts}", districts=plural(len(tiles.tiles), "district"))
    return join_texts([whole, *parts], ". ")
