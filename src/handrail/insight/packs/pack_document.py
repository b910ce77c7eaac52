"""A pack as one document: page, PDF and Word file are made of it, and signing keeps it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.conf import settings

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs import change_sentences
from handrail.insight.packs.area_map import make_measure_map
from handrail.insight.packs.change_sentences import PublishedCount, get_share_in_100
from handrail.insight.packs.control_limits import SMALLEST_MIDDLE, STRETCH, compute_control_limits
from handrail.insight.packs.models import BoardPack, PackComment
from handrail.insight.packs.periods import (
    PERIODS_A_YEAR,
    POINTS_SHOWN,
    PeriodKind,
    format_period,
    format_period_short,
    get_period_kind,
    list_months_of_period,
    shift_period,
)
from handrail.insight.packs.published_series import PackFigures, sum_measure_by_area
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.months_and_quarters import get_quarter_of_month
from handrail.insight.publication.open_data import PROTECTION
from handrail.platform.documents.document_tree import (
    Block,
    ControlChart,
    ControlLimits,
    Document,
    Figure,
    Heading,
    List,
    Pairs,
    Panel,
    Paragraph,
    Runs,
    SourceNote,
    Table,
    TermPair,
    TextRun,
    TextStyle,
    make_runs,
)
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.queries import FollowUpRow
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.messages import capitalise_first, join_texts, msg

MEASURE_ANCHOR: Final = "measure-"
AFTER_MEASURES: Final = "protection"
HOW_TO_READ: Final = (
    "Each dot is a published figure. The band shows how far figures vary by chance, worked out from "
    "the first twelve periods of each chart, from {first}. The dotted line ends these twelve "
    "periods; if it is not shown, see below the chart. The chart shows limits only."
)
HOW_TO_READ_WITHOUT_LIMITS: Final = "Each dot is a published figure."
DIRECTIONS: Final = {
    "up": "More is better.",
    "down": "Fewer is better.",
    "": "Neither more nor fewer is better in itself.",
}
ACTION_STATES: Final = {"done": "Done", "dropped": "No longer needed"}


@dataclass(frozen=True, slots=True)
class PackSignature:
    """Who signed, and on which day."""

    name: str
    on: date
    is_by_writer: bool


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """One measure over time, as its chart and table show it: people, those within its share, or these in 100.

    `unit` says which, in words; `is_share` where it is in 100.
    """

    periods: list[str]
    values: list[int]
    unit: str
    is_share: bool
    limits: ControlLimits | None
    limits_note: str


def build_pack_document(
    pack: BoardPack,
    figures: PackFigures,
    actions: Sequence[FollowUpRow],
    *,
    on: date,
    signature: PackSignature | None = None,
) -> Document:
    """The whole pack.

    Args:
        pack: with its series, area and comments.
        figures: published ones of its measures, up to its period.
        actions: of its series: those that are open, and those that ended since the pack before.
        on: the day of the document.
        signature: None while it is a draft.

    Returns:
        The document, without its hash.
    """
    series = pack.series
    kind = "Monthly board pack" if series.period_kind == PeriodKind.MONTH else "Quarterly board pack"
    measures: list[Block] = []
    for key in series.measures:
        measures += _iterate_pack_measure_blocks(pack, key, figures, series.area_name)
    how_to_read = (
        msg(HOW_TO_READ, first=format_period(series.limits_from))
        if has_chart_with_limits(measures)
        else HOW_TO_READ_WITHOUT_LIMITS
    )
    blocks: list[Block] = [
        *_iterate_pack_opening_blocks(pack),
        Heading("Measures", 2, "measures"),
        Paragraph(make_runs(how_to_read), "quiet"),
        *_iterate_limits_reason_blocks(pack),
        *measures,
        Heading("How people are protected", 2, AFTER_MEASURES),
        Paragraph(
            make_runs(*(f"{sentence} " for sentence in PROTECTION), "Nothing here is read from cases.")
        ),
        *_iterate_measure_map_blocks(pack, figures),
        *_iterate_pack_action_blocks(actions),
        *_iterate_not_known_section_blocks(pack, figures),
        *_iterate_pack_signature_blocks(pack, figures, signature),
    ]
    day = msg("For the board on {day}. ", day=format_day(pack.board_on)) if pack.board_on else ""
    return Document(
        title=msg("{title}, {period}", title=series.title, period=format_period(pack.period)),
        on=on,
        blocks=tuple(blocks),
        above=kind,
        lead=make_runs(
            msg(
                "{area}. {day}Figures of {period}, as published.",
                area=series.area_name,
                day=day,
                period=format_period(pack.period),
            )
        ),
        author=series.body.name,
        edition=msg("Edition {number}", number=pack.edition) if signature else "Draft",
        base=settings.ADDRESS,
    )


def _iterate_limits_reason_blocks(pack: BoardPack) -> Iterator[Block]:
    """Why limits begin later than the figures do, where somebody began them again."""
    series = pack.series
    if series.limits_why:
        first = format_period(series.limits_from)
        yield Paragraph(
            make_runs(
                TextRun(msg("Limits restart from {first}.", first=first), TextStyle.STRONG),
                f" {series.limits_why}",
            )
        )


def has_chart_with_limits(blocks: Sequence[Block]) -> bool:
    """Whether any chart of them has a band to be read."""
    return any(
        isinstance(block, Figure) and isinstance(block.drawing, ControlChart) and block.drawing.limits
        for block in blocks
    )


def _iterate_pack_opening_blocks(pack: BoardPack) -> Iterator[Block]:
    if pack.edition > 1:
        heading = Heading(
            msg("What changed since edition {number}", number=pack.edition - 1),
            2,
            "what-changed",
            listed=False,
        )
        yield Panel(heading, (Paragraph(make_runs(pack.note)),))
    for text, title, anchor in (
        (pack.summary, "What the board needs to know", "needs-to-know"),
        (pack.decisions, "What the board is asked to decide", "to-decide"),
    ):
        if text:
            yield Heading(title, 2, anchor)
            yield List(_split_text_into_runs(text), ordered=True)


def _split_text_into_runs(text: str) -> tuple[Runs, ...]:
    return tuple(make_runs(line.strip()) for line in text.splitlines() if line.strip())


def _iterate_pack_measure_blocks(
    pack: BoardPack, key: str, figures: PackFigures, area: str
) -> Iterator[Block]:
    words = figures.definitions.get(key)
    if words is None:
        yield Heading(key, 3, MEASURE_ANCHOR + key)
        yield Paragraph(make_runs("This measure was not counted when the period was drawn."))
        return
    yield Heading(words["name"], 3, MEASURE_ANCHOR + key)
    yield Paragraph(make_runs(words["question"]), "quiet")
    yield _make_figure_paragraph(pack, key, words, figures)
    yield from _iterate_scan_verdict_blocks(key, figures)
    yield from _iterate_measure_chart_blocks(pack, key, words, figures, area)
    yield Paragraph(make_runs("Known weaknesses: ", f"{join_texts(words['weak'], '; ')}."), "quiet")
    for comment in (each for each in pack.comments.all() if each.measure == key):
        yield _make_comment_paragraph(comment)


def _iterate_scan_verdict_blocks(key: str, figures: PackFigures) -> Iterator[Block]:
    """What the scan of signals says of the measure in the period, the least likely by chance; packs judge nothing."""
    if verdict := figures.verdicts.get(key):
        yield Paragraph(
            make_runs(
                TextRun("More than chance: ", TextStyle.STRONG),
                msg("{sentence} ", sentence=verdict.sentence),
                TextRun("Read the signal", href=f"{settings.ADDRESS.rstrip('/')}{verdict.href}"),
                ".",
            )
        )


def _make_comment_paragraph(comment: PackComment) -> Paragraph:
    who = comment.changed_by.name if comment.changed_by else "somebody"
    told = msg(
        " {who}, {body}, {day}",
        who=who,
        body=comment.body.name,
        day=format_day(to_london(comment.changed_at).date()),
    )
    return Paragraph(make_runs(f"“{comment.words}”", TextRun(told, TextStyle.QUIET)))


def _make_figure_paragraph(
    pack: BoardPack, key: str, words: MeasureDefinitionWords, figures: PackFigures
) -> Paragraph:
    """The figure, how it compares with the period before and a year ago, and what it counts."""
    now = _make_published_count(key, pack.period, words, figures)
    before = _make_published_count_or_none(key, shift_period(pack.period, -1), words, figures)
    year_ago = _make_published_count_or_none(
        key, shift_period(pack.period, -PERIODS_A_YEAR[get_period_kind(pack.period)]), words, figures
    )
    said = [
        change_sentences.format_share_sentence(now, before, words["share"]) if "share" in words else "",
        change_sentences.format_figure_change(now, before, _name_period_before(pack.period)),
        change_sentences.format_figure_change(now, year_ago, "a year ago"),
    ]
    people = msg(
        "{people} {unit} in {period}.", people=f"{now.people:,}", unit=words["unit"], period=now.period
    )
    return Paragraph(
        make_runs(TextRun(people, TextStyle.STRONG), *(f" {sentence}" for sentence in said if sentence)),
        note=_make_measure_definition_note(key, words, now.within),
    )


def _name_period_before(period: str) -> str:
    return "the month before" if get_period_kind(period) == PeriodKind.MONTH else "the quarter before"


def _make_published_count_or_none(
    key: str, period: str, words: MeasureDefinitionWords, figures: PackFigures
) -> PublishedCount | None:
    return _make_published_count(key, period, words, figures) if figures.is_published(period) else None


def _make_published_count(
    key: str, period: str, words: MeasureDefinitionWords, figures: PackFigures
) -> PublishedCount:
    pair = figures.get_figure(key, period)
    return PublishedCount(
        format_period(period),
        pair.people,
        figures.get_rounding_tolerance(period),
        pair.part if "share" in words else None,
    )


def _make_measure_definition_note(key: str, words: MeasureDefinitionWords, within: int) -> SourceNote:
    direction = DIRECTIONS[MEASURES_BY_KEY[key].has_direction] if key in MEASURES_BY_KEY else ""
    told = (
        ("Unit", msg("{unit}, each counted once a month, by the first record", unit=words["unit"])),
        ("Counted in", words["time"]),
        ("Rounded", msg("to a multiple of five, within {within} of the true number", within=within)),
        ("Source", words["source"]),
        ("Owner", words["owner"]),
        ("Direction", direction),
        ("Known weaknesses", join_texts(words["weak"], "; ")),
    )
    pairs = tuple(TermPair(term, make_runs(means)) for term, means in told if means)
    return SourceNote("What this counts", words["name"], pairs)


def _iterate_measure_chart_blocks(
    pack: BoardPack, key: str, words: MeasureDefinitionWords, figures: PackFigures, area: str
) -> Iterator[Block]:
    series = _choose_monthly_or_quarterly_series(pack, key, words, figures)
    if not any(series.values):
        yield Paragraph(
            make_runs(
                msg(
                    "{unit}: every figure is 0, which may mean a few people each time.",
                    unit=capitalise_first(series.unit),
                )
            ),
            "quiet",
        )
        return
    unit = series.unit
    by = "month" if get_period_kind(series.periods[0]) == PeriodKind.MONTH else "quarter"
    told = {"name": words["name"], "unit": unit, "by": by}
    is_part = "share" in words and not series.is_share
    caption = msg("{name}: {unit}, by {by}", **told) if is_part else msg("{name}: {unit} by {by}", **told)
    if by == "quarter" and get_period_kind(pack.period) == PeriodKind.MONTH:
        yield Paragraph(
            make_runs(
                msg(
                    "Shown by quarter: fewer than {number} people a month on average.", number=SMALLEST_MIDDLE
                )
            ),
            "quiet",
        )
    labels = [format_period(period) for period in series.periods]
    yield Figure(
        caption,
        _format_alternative_text(caption, area, series, labels),
        ControlChart(
            tuple(zip(map(format_period_short, series.periods), series.values, strict=True)), series.limits
        ),
        Table(
            caption,
            ("Period", capitalise_first(unit)),
            tuple(
                (make_runs(label), make_runs(f"{value:,}"))
                for label, value in zip(reversed(labels), reversed(series.values), strict=True)
            ),
            numbers=(1,),
        ),
    )
    if series.limits_note:
        yield Paragraph(make_runs(series.limits_note), "quiet")


def _choose_monthly_or_quarterly_series(
    pack: BoardPack, key: str, words: MeasureDefinitionWords, figures: PackFigures
) -> MeasureSeries:
    """By month, or by quarter where few people are counted in a month; as a share where every base allows one."""
    found = make_measure_series(pack.period, pack.series.limits_from, key, words, figures)
    is_monthly = get_period_kind(pack.period) == PeriodKind.MONTH
    if found.is_share or not is_monthly or sum(found.values) >= SMALLEST_MIDDLE * len(found.values):
        return found
    quarter = get_quarter_of_month(pack.period)
    quarter = quarter if figures.is_published(quarter) else shift_period(quarter, -1)
    if not figures.is_published(quarter):
        return found
    by_quarter = make_measure_series(
        quarter, get_quarter_of_month(pack.series.limits_from), key, words, figures
    )
    return by_quarter if len(by_quarter.periods) > 1 else found


def make_measure_series(
    period: str, limits_from: str, key: str, words: MeasureDefinitionWords, figures: PackFigures
) -> MeasureSeries:
    """One measure up to a period: of a measure that is told as a share the part is drawn, never its base.

    Args:
        period: the last that is shown.
        limits_from: the first whose figures make the limits.
        key: of the measure.
        words: of the measure, as published.
        figures: published ones.
    """
    periods = figures.list_periods_since(limits_from, period) or [period]
    pairs = [figures.get_figure(key, each) for each in periods]
    is_share = "share" in words and all(pair.people >= change_sentences.SMALLEST_BASE for pair in pairs)
    if is_share:
        unit: str = msg("{share}, in 100", share=words["share"])
        values = [get_share_in_100(pair.part, pair.people) for pair in pairs]
    elif "share" in words:
        unit, values = msg("people, {share}", share=words["share"]), [pair.part for pair in pairs]
    else:
        unit, values = "people", [pair.people for pair in pairs]
    limits = compute_control_limits(values, smallest_middle=0 if is_share else SMALLEST_MIDDLE)
    hidden = max(0, len(values) - POINTS_SHOWN[get_period_kind(period)])
    if limits:
        limits = replace(limits, stretch=max(0, STRETCH - hidden))
    why = ""
    if limits is None and len(values) < STRETCH:
        why = msg(
            "No limits yet: they need {stretch} periods, and {there} are shown.",
            stretch=STRETCH,
            there=len(values),
        )
    elif limits is None:
        why = msg(
            "No limits: fewer than {least} people on average, where rounding and chance explain most changes.",
            least=SMALLEST_MIDDLE,
        )
    elif hidden:
        why = msg(
            "The band is worked out from {first} to {last}. The chart shows the newest {shown} periods.",
            first=format_period(periods[0]),
            last=format_period(periods[STRETCH - 1]),
            shown=len(values) - hidden,
        )
    return MeasureSeries(periods[hidden:], values[hidden:], unit, is_share, limits, why)


def _format_alternative_text(caption: str, area: str, series: MeasureSeries, labels: Sequence[str]) -> str:
    told = {
        "caption": caption,
        "area": area,
        "first": f"{series.values[0]:,}",
        "from": labels[0],
        "last": f"{series.values[-1]:,}",
        "until": labels[-1],
    }
    if series.limits is None:
        return msg("{caption}, {area}. {first} in {from}, {last} in {until}. No limits are drawn.", **told)
    limits = series.limits
    told |= {"lower": f"{limits.lower:.0f}", "upper": f"{limits.upper:.0f}", "middle": f"{limits.middle:.0f}"}
    return msg(
        "{caption}, {area}. {first} in {from}, {last} in {until}. Limits {lower} to {upper}, middle {middle}.",
        **told,
    )


def _iterate_measure_map_blocks(pack: BoardPack, figures: PackFigures) -> Iterator[Block]:
    """Of the first measure that is told as a share, where any area has people enough for one; else of the first."""
    by_measure = {
        key: sum_measure_by_area(figures, key, pack.period)
        for key in list_map_measures(pack.series.measures)
        if key in figures.definitions
    }
    if not by_measure:
        return
    is_share, key = False, next(iter(by_measure))
    for share in (each for each in by_measure if "share" in figures.definitions[each]):
        areas = (pair for area, pair in by_measure[share].items() if area != COUNTRY)
        if any(pair.people >= change_sentences.SMALLEST_BASE for pair in areas):
            is_share, key = True, share
    name = figures.definitions[key]["name"]
    yield Heading(msg("{name}, by force area", name=name), 2, "map")
    told = "People counted in each area. A large area has more people."
    if is_share:
        told = "Each area’s share compared with the country, with limits for its size."
    yield Paragraph(make_runs(told, " No area is ranked, and nothing is shown below a force area."))
    caption = msg("{name}, {period}", name=name, period=format_period(pack.period))
    yield make_measure_map(caption, by_measure[key], is_share=is_share)


def list_map_measures(measures: Sequence[str]) -> list[str]:
    """What the map may show: the first measure, and the first that is told as a share."""
    shares = [key for key in measures if key in MEASURES_BY_KEY and MEASURES_BY_KEY[key].share]
    return list(dict.fromkeys([*measures[:1], *shares[:1]]))


def _iterate_pack_action_blocks(actions: Sequence[FollowUpRow]) -> Iterator[Block]:
    done = sum(row.record.state == "done" for row in actions)
    yield Heading("Actions", 2, "actions")
    if not actions:
        yield Paragraph(make_runs("No open actions, and none ended since the last pack."))
        return
    yield Paragraph(make_runs(msg("{done} of {all} done.", done=done, all=len(actions))))
    yield Table(
        "Actions open, or ended since the last pack",
        ("Action", "Who", "Due", "State"),
        tuple(
            (
                make_runs(row.record.what),
                make_runs(_format_owner_of_action(row.record)),
                make_runs(format_day(row.record.due_on)),
                make_runs(_format_action_state(row)),
            )
            for row in actions
        ),
    )


def _format_owner_of_action(action: FollowUp) -> str:
    if not action.person:
        return str(action.owner.name)
    return msg("{person}, {body}", person=action.person, body=action.owner.name)


def _format_action_state(row: FollowUpRow) -> str:
    if row.record.state != "open":
        return ACTION_STATES[row.record.state]
    if row.late_days:
        return msg("Not done, {days} days late", days=row.late_days)
    return "Not done yet"


def _iterate_not_known_section_blocks(pack: BoardPack, figures: PackFigures) -> Iterator[Block]:
    yield Heading("What is not known", 2, "not-known")
    commented = {comment.measure for comment in pack.comments.all()}
    shown = [key for key in pack.series.measures if key in figures.definitions]
    silent = [figures.definitions[key]["name"] for key in shown if key not in commented]
    lines: list[Runs] = [
        *_split_text_into_runs(pack.unknowns),
        make_runs("People no one identified, and people not supported through Handrail."),
        make_runs("Records added after a month’s figures were drawn are not included yet."),
    ]
    if silent:
        lines.append(make_runs(msg("No comment on: {measures}.", measures=join_texts(silent, "; "))))
    for words in (figures.definitions[key] for key in shown):
        weak = f"{join_texts(words['weak'], '; ')}."
        lines.append(make_runs(TextRun(f"{words['name']}: ", TextStyle.STRONG), weak))
    yield List(tuple(lines))


def _iterate_pack_signature_blocks(
    pack: BoardPack, figures: PackFigures, signature: PackSignature | None
) -> Iterator[Block]:
    months = list_months_of_period(pack.period)
    hashes = ((format_period(month), figures.months[month].sha256[:12]) for month in months)
    prints = join_texts((msg("{month}: {hash}", month=month, hash=print_) for month, print_ in hashes), "; ")
    told = [("Prepared by", pack.made_by.name)]
    if signature:
        signed = msg("{name}, {day}", name=signature.name, day=format_day(signature.on))
        if signature.is_by_writer:
            signed = msg("{signed}. No one else can sign for this organisation.", signed=signed)
        told.append(("Signed by", signed))
    told.append(("Figures published as", prints))
    yield Heading("Sign-off", 2, "sign-off")
    yield Pairs(tuple(TermPair(term, make_runs(means)) for term, means in told))
