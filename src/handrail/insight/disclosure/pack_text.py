"""A board pack as a reader takes it: figures out of its sentences and its tables, with nothing but the page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Final

from handrail.insight.disclosure.published_text import ROUNDED_WITHIN, Cell, PublishedCountStatement

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SECTION: Final = re.compile(r'id="measure-([a-z0-9-]+)"(.*?)(?=id="measure-|id="protection"|\Z)', re.DOTALL)
_PERIOD: Final = rf"(?:(?:{'|'.join(MONTHS)}) to )?(?:{'|'.join(MONTHS)}) \d{{4}}"
_WHOLE: Final = re.compile(rf"([\d,]+) people in ({_PERIOD})\.")
_EARLIER: Final = re.compile(rf"([\d,]+) (?:\w+ )?in ({_PERIOD})\.")
_PART: Final = re.compile(r"\s*([\d,]+) of [\d,]+ ")
_SHARE: Final = re.compile(rf"({_PERIOD}): ([\d,]+) of ([\d,]+)(?=[ ,.])")
_TABLE: Final = re.compile(r"<caption[^>]*>[^<]*, by (?:month|quarter)</caption>(.*?)</table>", re.DOTALL)
_HEADS: Final = re.compile(r'<th scope="col"[^>]*>([^<]*)</th>')
_ROW: Final = re.compile(rf"<th[^>]*>({_PERIOD})</th>\s*<td[^>]*>([\d,]+)</td>")
_ROW_OF_ALL: Final = re.compile(rf"<th[^>]*>({_PERIOD})</th>\s*<td[^>]*>[\d,]+</td>\s*<td[^>]*>([\d,]+)</td>")
_LATE_TABLE: Final = re.compile(
    rf"<caption[^>]*>(?:Earlier months,|Changes to earlier months, as at) ({_PERIOD})</caption>(.*?)</table>",
    re.DOTALL,
)
_LATE_ROW: Final = re.compile(
    r"<th[^>]*>([^<]+)</th>\s*<td[^>]*>[^<]*</td>\s*<td[^>]*>([\d,]+)</td>\s*<td[^>]*>([\d,]+)</td>"
)
_WITHIN: Final = re.compile(r"within (\d+) of the true number")
_AREA: Final = re.compile(rf"([^.<>]+)\. (?:For the board on [^.]+\. )?Figures for {_PERIOD}, as published")


def read_figure_statements_of_pack(
    name: str, text: str, area_codes: Mapping[str, str]
) -> list[PublishedCountStatement]:
    """All statements of a pack.

    Args:
        name: of the file.
        text: the web page of the pack.
        area_codes: codes of areas by name, as everybody knows them.

    Returns:
        In the order of the text; none where the pack says of no area that is known.
    """
    told = _AREA.search(unescape(re.sub(r"<[^>]+>", "", text)))
    area = area_codes.get(told[1].strip().splitlines()[-1].strip()) if told else None
    if area is None:
        return []
    measures = [
        statement
        for measure, section in _SECTION.findall(text)
        for statement in _iterate_figure_statements_of_pack_section(measure, section, area, name)
    ]
    return [*measures, *_iterate_late_record_statements(text, area, name)]


def _iterate_late_record_statements(text: str, area: str, where: str) -> Iterator[PublishedCountStatement]:
    """Late records are other people than those of any month: cells of their own, one draw a month."""
    for period, table in _LATE_TABLE.findall(text):
        code = get_code_of_period_in_words(period)
        within = ROUNDED_WITHIN * (3 if "Q" in code else 1)
        for measure, *numbers in _LATE_ROW.findall(table):
            for kind, number in zip(("late", "removed"), numbers, strict=True):
                people = int(number.replace(",", ""))
                cell = Cell(f"{kind}: {unescape(measure)}", code, area, "", "")
                yield PublishedCountStatement(cell, max(0, people - within), people + within, where, people)


def _iterate_figure_statements_of_pack_section(
    measure: str, section: str, area: str, where: str
) -> Iterator[PublishedCountStatement]:
    plain = unescape(re.sub(r"<[^>]+>", "", section))
    told = _WITHIN.search(plain)
    of_quarter = max(int(told[1]) if told else ROUNDED_WITHIN, 2 * ROUNDED_WITHIN + 1)

    def state(number: str, period: str, breakdown: str = "", value: str = "") -> PublishedCountStatement:
        code, people = get_code_of_period_in_words(period), int(number.replace(",", ""))
        within = of_quarter if "Q" in code else ROUNDED_WITHIN
        return PublishedCountStatement(
            Cell(measure, code, area, breakdown, value),
            max(0, people - within),
            people + within,
            where,
            people,
        )

    whole = _WHOLE.search(plain)
    if whole:
        yield state(whole[1], whole[2])
        if part := _PART.match(plain, whole.end()):
            yield state(part[1], whole[2], "share", "within")
    earlier = _EARLIER.findall(plain)[1:]  # the first is of this period
    found = [(period, number, ("", "")) for number, period in earlier]
    for period, within, people in _SHARE.findall(plain):
        found += [(period, people, ("", "")), (period, within, ("share", "within"))]
    for table in _TABLE.findall(section):
        for row, cell in _list_rows_and_cells_of_table(_HEADS.findall(table)):
            found += [(period, number, cell) for period, number in row.findall(table)]
    yield from (state(number, period, *cell) for period, number, cell in found)


def _list_rows_and_cells_of_table(
    heads: Sequence[str],
) -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    """Which counts of people a table has, by its header cells; none where it tells shares, or counts no people."""
    if heads[1:] == ["People"]:
        return ((_ROW, ("", "")),)
    if heads[2:] == ["Of all people"]:
        return ((_ROW, ("share", "within")), (_ROW_OF_ALL, ("", "")))
    return ()


def get_code_of_period_in_words(period: str) -> str:
    """“2026-Q3” of “July to September 2026”, “2026-07” of “July 2026”."""
    first, year = period.split()[0], period.split()[-1]
    number = MONTHS.index(first) + 1
    return f"{year}-Q{(number + 2) // 3}" if " to " in period else f"{year}-{number:02}"
