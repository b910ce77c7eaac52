"""The measures of a pack: figure, change, verdict, chart, definition and comments. What is the same is told once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from django.conf import settings

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs import change_sentences
from handrail.insight.packs.change_sentences import PublishedCount
from handrail.insight.packs.measure_series import MeasureSeries, make_measure_series
from handrail.insight.packs.models import BoardPack, PackComment
from handrail.insight.packs.periods import (
    PERIODS_A_YEAR,
    PeriodKind,
    format_period,
    format_period_short,
    get_period_kind,
    shift_period,
)
from handrail.insight.packs.published_series import PackFigures, PackScanVerdict
from handrail.insight.packs.scan_verdicts import NO_CHANGE
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.platform.documents.document_tree import (
    Block,
    ControlChart,
    Figure,
    Heading,
    Paragraph,
    SourceNote,
    Table,
    TermPair,
    TextRun,
    TextStyle,
    make_runs,
)
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.messages import capitalise_first, join_texts, msg

MEASURE_ANCHOR: Final = "measure-"

DIRECTIONS: Final = {
    "up": "More is better.",
    "down": "Fewer is better.",
    "": "Neither more nor fewer is better in itself.",
}


class SharedNotes(NamedTuple):
    """What is told once above the measures: terms of their definitions with what they mean, and notes on limits."""

    definition_lines: tuple[tuple[str, str], ...]
    limits_notes: tuple[str, ...]


def find_notes_shared_by_measures(pack: BoardPack, figures: PackFigures) -> SharedNotes:
    """What would stand beside every measure in the same words, or beside several charts: it is told once, above.

    Args:
        pack: with its series.
        figures: published ones of its measures, up to its period.

    Returns:
        Lines of the definitions that are equal for all measures, where there are several; notes on limits that
        several charts have.
    """
    words = {key: figures.definitions[key] for key in pack.series.measures if key in figures.definitions}
    lines = [
        list_measure_definition_lines(key, each, figures.get_rounding_tolerance(pack.period))
        for key, each in words.items()
    ]
    shown = [
        make_measure_series(pack.period, pack.series.limits_from, key, each, figures)
        for key, each in words.items()
    ]
    notes = Counter(series.limits_note for series in shown if any(series.values))
    return SharedNotes(
        tuple(line for line in lines[0] if all(line in other for other in lines)) if len(lines) > 1 else (),
        tuple(note for note, times in notes.items() if note and times > 1),
    )


def make_note_on_all_measures(shared: SharedNotes) -> SourceNote | None:
    """The lines that all definitions share; None where there are none."""
    if not shared.definition_lines:
        return None
    pairs = tuple(TermPair(term, make_runs(means)) for term, means in shared.definition_lines)
    return SourceNote("About these figures", "all measures", pairs, is_beside=True)


def iterate_pack_measure_blocks(
    pack: BoardPack, key: str, figures: PackFigures, area: str, shared: SharedNotes
) -> Iterator[Block]:
    """All of one measure.

    Args:
        pack: with its series and comments.
        key: of the measure.
        figures: published ones.
        area: its name.
        shared: what was told above.

    Yields:
        Parts of the document, the heading first.
    """
    words = figures.definitions.get(key)
    if words is None:
        yield Heading(key, 3, MEASURE_ANCHOR + key)
        yield Paragraph(make_runs("This measure was not counted in this period."))
        return
    yield Heading(words["name"], 3, MEASURE_ANCHOR + key)
    yield Paragraph(make_runs(words["question"]), "quiet")
    series = make_measure_series(pack.period, pack.series.limits_from, key, words, figures)
    yield _make_figure_paragraph(pack, key, words, figures, shared, is_always_nought=not any(series.values))
    yield from _iterate_scan_verdict_blocks(key, figures, has_chart=any(series.values))
    yield from _iterate_measure_chart_blocks(key, words, series, area, shared, figures.verdicts.get(key))
    for comment in (each for each in pack.comments.all() if each.measure == key):
        yield _make_comment_paragraph(comment)


def _iterate_scan_verdict_blocks(key: str, figures: PackFigures, *, has_chart: bool) -> Iterator[Block]:
    """What the scan of signals says of the measure in the period; that there is nothing new its chart says itself."""
    verdict = figures.verdicts.get(key)
    if verdict is None or (has_chart and verdict == NO_CHANGE):
        return
    runs = [TextRun(verdict.sentence)]
    if verdict.href:
        address = f"{settings.ADDRESS.rstrip('/')}{verdict.href}"
        runs += [TextRun(" "), TextRun("See this change", href=address)]
    yield Paragraph(make_runs(*runs))


def _make_comment_paragraph(comment: PackComment) -> Paragraph:
    who = comment.changed_by.name if comment.changed_by else "Someone"
    told = msg(
        " {who}, {body}, {day}",
        who=who,
        body=comment.body.name,
        day=format_day(to_london(comment.changed_at).date()),
    )
    return Paragraph(make_runs(f"“{comment.words}”", TextRun(told, TextStyle.QUIET)))


def _make_figure_paragraph(
    pack: BoardPack,
    key: str,
    words: MeasureDefinitionWords,
    figures: PackFigures,
    shared: SharedNotes,
    *,
    is_always_nought: bool,
) -> Paragraph:
    """The figure, how it compares with the period before and a year ago, and what it counts."""
    now = _make_published_count(key, pack.period, words, figures)
    earlier = shift_period(pack.period, -1)
    long_ago = shift_period(pack.period, -PERIODS_A_YEAR[get_period_kind(pack.period)])
    before = _make_published_count_or_none(key, earlier, words, figures)
    year_ago = _make_published_count_or_none(key, long_ago, words, figures)
    people: str = msg(
        "{people} {unit} in {period}.", people=f"{now.people:,}", unit=words["unit"], period=now.period
    )
    earlier_figures = ((format_period(earlier), before), (format_period(long_ago), year_ago))
    if "share" not in words:
        said = [change_sentences.format_earlier_figures(earlier_figures, words["unit"])]
    else:
        people = (
            change_sentences.format_share(now, words.get("share_of", words["unit"]), words["share"])
            if now.people
            else people
        )
        said = [
            change_sentences.format_note_on_percentage(now),
            change_sentences.format_earlier_shares(earlier_figures, words["unit"]),
        ]
    if is_always_nought and not now.people:
        said = []
    return Paragraph(
        make_runs(TextRun(people, TextStyle.STRONG), *(f" {sentence}" for sentence in said if sentence)),
        note=_make_measure_definition_note(key, words, figures.get_rounding_tolerance(pack.period), shared),
    )


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
        pair.part if "share" in words else None,
    )


def _make_measure_definition_note(
    key: str, words: MeasureDefinitionWords, within: int, shared: SharedNotes
) -> SourceNote:
    lines = list_measure_definition_lines(key, words, within)
    own = (line for line in lines if line not in shared.definition_lines)
    pairs = tuple(TermPair(term, make_runs(means)) for term, means in own)
    return SourceNote("What this counts", words["name"], pairs, is_beside=True)


def list_measure_definition_lines(
    key: str, words: MeasureDefinitionWords, within: int
) -> list[tuple[str, str]]:
    """What is printed beside a figure.

    Args:
        key: of the measure.
        words: its own, as they were published.
        within: how far the figure may be from the true number.

    Returns:
        Terms of the definition, each with what it means; those without a meaning are left out.
    """
    direction = DIRECTIONS[MEASURES_BY_KEY[key].has_direction] if key in MEASURES_BY_KEY else ""
    told = (
        ("Unit", msg("{unit}, each counted once a month, by their first record", unit=words["unit"])),
        ("Counted in", words["time"]),
        ("Rounded", msg("to a multiple of five, within {within} of the true number", within=within)),
        ("Source", words["source"]),
        ("Owner", words["owner"]),
        ("Direction", direction),
        ("Known weaknesses", join_texts(words["weak"], "; ")),
    )
    return [(term, means) for term, means in told if means]


def _iterate_measure_chart_blocks(
    key: str,
    words: MeasureDefinitionWords,
    series: MeasureSeries,
    area: str,
    shared: SharedNotes,
    verdict: PackScanVerdict | None,
) -> Iterator[Block]:
    is_part = "share" in words
    title = MEASURES_BY_KEY[key].get_title(is_share=is_part) if key in MEASURES_BY_KEY else words["name"]
    if not any(series.values):
        nought = msg(
            "{title}: every figure is 0 (because of rounding, each could be a few people).", title=title
        )
        yield Paragraph(make_runs(nought), "quiet")
        return
    by = "month" if get_period_kind(series.periods[0]) == PeriodKind.MONTH else "quarter"
    told = {"title": title, "by": by}
    caption = (
        msg("{title}, percentage, by {by}", **told) if series.is_share else msg("{title}, by {by}", **told)
    )
    labels = [format_period(period) for period in series.periods]
    yield Figure(
        caption,
        _format_alternative_text(caption, area, series, labels, verdict),
        ControlChart(
            tuple(zip(map(format_period_short, series.periods), series.values, strict=True)),
            series.limits,
            verdict.code if verdict else "",
            verdict.key if verdict else "",
        ),
        _make_series_table(caption, words, series, labels),
    )
    if series.limits_note and series.limits_note not in shared.limits_notes:
        yield Paragraph(make_runs(series.limits_note), "quiet")


def _make_series_table(
    caption: str, words: MeasureDefinitionWords, series: MeasureSeries, labels: Sequence[str]
) -> Table:
    """The values of a chart, the newest first; of a part also of how many it is."""
    is_part = "share" in words and not series.is_share
    heads: tuple[str, ...] = ("Period", "Percentage" if series.is_share else capitalise_first(words["unit"]))
    if is_part:
        whole = msg("Of all {unit}", unit=words["unit"])
        heads = ("Period", capitalise_first(words.get("share", "")), whole)
    rows = [
        (make_runs(label), make_runs(f"{value:,}"), *((make_runs(f"{pair.people:,}"),) if is_part else ()))
        for label, value, pair in zip(labels, series.values, series.pairs, strict=True)
    ]
    return Table(caption, heads, tuple(reversed(rows)), numbers=tuple(range(1, len(heads))))


def _format_alternative_text(
    caption: str,
    area: str,
    series: MeasureSeries,
    labels: Sequence[str],
    verdict: PackScanVerdict | None,
) -> str:
    told = {
        "caption": caption,
        "area": area,
        "first": f"{series.values[0]:,}",
        "from": labels[0],
        "last": f"{series.values[-1]:,}",
        "until": labels[-1],
    }
    alt: str = msg(
        "{caption}, {area}. {first} in {from}, {last} in {until}. No usual range is shown.", **told
    )
    if limits := series.limits:
        told |= {
            "lower": f"{limits.lower:.0f}",
            "upper": f"{limits.upper:.0f}",
            "middle": f"{limits.middle:.0f}",
        }
        alt = msg(
            "{caption}, {area}. {first} in {from}, {last} in {until}. Usual range {lower} to {upper}, "
            "average {middle}.",
            **told,
        )
    return msg("{alt} {verdict}.", alt=alt, verdict=verdict.key) if verdict and verdict.key else alt
