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
from handrail.insight.packs.models import BoardPack
from handrail.insight.packs.pack_measures import (
    find_notes_shared_by_measures,
    iterate_pack_measure_blocks,
    make_note_on_all_measures,
)
from handrail.insight.packs.periods import (
    PeriodKind,
    format_period,
    list_months_of_period,
)
from handrail.insight.packs.published_series import PackFigures, sum_measure_by_area
from handrail.insight.publication.open_data import PROTECTION
from handrail.platform.documents.document_tree import (
    Block,
    ControlChart,
    Document,
    Figure,
    Heading,
    List,
    Pairs,
    Panel,
    Paragraph,
    Runs,
    Table,
    TermPair,
    TextRun,
    TextStyle,
    make_runs,
)
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.queries import FollowUpRow
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.messages import join_texts, msg, pluralise

AFTER_MEASURES: Final = "protection"
ANCHORS_OF_TEXTS: Final = {"summary": "needs-to-know", "decisions": "to-decide", "unknowns": "not-known"}
"""Where each text that is written stands in the pack, by the field of its form."""

HOW_TO_READ: Final = (
    "Each dot is a published figure. The band is the usual range, worked out from the first twelve periods from "
    "{first}; a dotted line, or a note below the chart, shows where they end. The band does not decide whether a "
    "change is unusual."
)

HOW_TO_READ_WITHOUT_LIMITS: Final = "Each dot is a published figure."

HOW_TO_READ_CHANGES: Final = (
    " Earlier figures are shown as they were first published. Beside each chart we say whether the figure changed more "
    "than chance would explain. We compare the last 1, 3 and 6 months with up to 36 earlier months."
)
HOW_TO_READ_DIAMONDS: Final = (
    " A diamond on the newest figure marks an unusual change: filled means better, hollow means worse, half-filled "
    "means neither."
)
"""Where there is one."""

HOW_CHANGES_ARE_FOUND: Final = (
    "The charts and map use published figures only. We look for changes in the unrounded numbers. "
    "From these, the pack says only what rose or fell, over how many months, and how often that would happen by chance."
)

LATE_RECORDS: Final = (
    "Records from the last twelve months that were added or removed after their month was published. The charts do not "
    "change. These numbers are rounded in the same way, month by month."
)

NO_LATE_RECORDS: Final = (
    "For every measure in this pack the figure is 0 (because of rounding, each could be a few people)."
)

FEWEST_AREAS_WITH_SHARE: Final = 10
"""Of 43: with fewer the map would be all but empty, and tells people instead."""
ACTION_STATES: Final = {"done": "Done", "dropped": "No longer needed"}


@dataclass(frozen=True, slots=True)
class PackSignature:
    """Who signed, and on which day."""

    name: str
    on: date
    is_by_writer: bool


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
    shared = find_notes_shared_by_measures(pack, figures)
    measures: list[Block] = []
    for key in series.measures:
        measures += iterate_pack_measure_blocks(pack, key, figures, series.area_name, shared)
    how_to_read = (
        msg(HOW_TO_READ, first=format_period(series.limits_from))
        if has_chart_with_limits(measures)
        else HOW_TO_READ_WITHOUT_LIMITS
    )
    blocks: list[Block] = [
        *_iterate_pack_opening_blocks(pack),
        *_iterate_blocks_of_change_since_pack_before(pack, figures, actions),
        Heading("Measures", 2, "measures"),
        Paragraph(
            make_runs(how_to_read, HOW_TO_READ_CHANGES, *_list_words_on_diamonds(figures)),
            "quiet",
            note=make_note_on_all_measures(shared),
        ),
        *(Paragraph(make_runs(note), "quiet") for note in shared.limits_notes),
        *_iterate_limits_reason_blocks(pack),
        *measures,
        Heading("How we protect people’s identity", 2, AFTER_MEASURES),
        Paragraph(make_runs(*(f"{sentence} " for sentence in PROTECTION), HOW_CHANGES_ARE_FOUND)),
        *_iterate_measure_map_blocks(pack, figures),
        *_iterate_late_record_blocks(pack, figures),
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
                "{area}. {day}Figures for {period}, as published.",
                area=series.area_name,
                day=day,
                period=format_period(pack.period),
            )
        ),
        author=series.body.name,
        edition=msg("Edition {number}", number=pack.edition) if signature else "Draft",
        sign_off=(
            msg("Signed by {name}, {day}.", name=signature.name, day=format_day(signature.on))
            if signature
            else "Draft, not signed.",
        ),
        base=settings.ADDRESS,
    )


def _list_words_on_diamonds(figures: PackFigures) -> tuple[str, ...]:
    """What a diamond means, once for all measures; nothing where no measure has one."""
    is_told = any(verdict.history for verdict in figures.verdicts.values())
    return (HOW_TO_READ_DIAMONDS,) if is_told else ()


def add_content_hash_to_sign_off(document: Document, sha256: str) -> Document:
    """The signed pack as its files show it: no content can hold its own hash, so that it stands beside the content.

    Args:
        document: that was signed.
        sha256: of its content and the figures behind it, as the page of the pack shows it.
    """
    return replace(
        document, sign_off=(*document.sign_off, msg("SHA-256 of the content: {hash}", hash=sha256))
    )


def _iterate_limits_reason_blocks(pack: BoardPack) -> Iterator[Block]:
    """Why limits begin later than the figures do, where somebody began them again."""
    series = pack.series
    if series.limits_why:
        first = format_period(series.limits_from)
        yield Paragraph(
            make_runs(
                TextRun(msg("The usual range restarts from {first}.", first=first), TextStyle.STRONG),
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
    for text, title, field in (
        (pack.summary, "What the board needs to know", "summary"),
        (pack.decisions, "What the board is asked to decide", "decisions"),
    ):
        if text:
            yield Heading(title, 2, ANCHORS_OF_TEXTS[field])
            yield List(_split_text_into_runs(text), ordered=True)


def _iterate_blocks_of_change_since_pack_before(
    pack: BoardPack, figures: PackFigures, actions: Sequence[FollowUpRow]
) -> Iterator[Block]:
    """What is not as in the signed pack before: verdicts, measures and actions. Nobody writes it."""
    before = figures.before
    if before is None:
        return
    now = [key for key in pack.series.measures if key in figures.definitions]
    verdicts = [
        figures.verdicts[key].headline
        for key in now
        if key in figures.verdicts and figures.verdicts[key].history
    ]
    is_judged = any(figures.verdicts[key].code for key in now if key in figures.verdicts)
    nothing = "No measure has a new unusual change." if is_judged else "Not checked for unusual changes."
    lines: list[str] = [*verdicts] or [nothing]
    if new := [figures.definitions[key]["name"] for key in now if key not in before.measures]:
        lines.append(msg("New in this pack: {measures}.", measures=join_texts(new, "; ")))
    gone = [each for each in MEASURES_BY_KEY if each in before.measures and each not in pack.series.measures]
    if gone:
        names = [MEASURES_BY_KEY[key].name for key in gone]
        lines.append(msg("No longer in this pack: {measures}.", measures=join_texts(names, "; ")))
    if actions:
        started = sum(row.record.promised_on > to_london(before.signed_at).date() for row in actions)
        told = {
            "new": started,
            "done": sum(row.record.state == "done" for row in actions),
            "late": sum(bool(row.late_days) and row.record.state == "open" for row in actions),
        }
        lines.append(msg("Actions: {new} new, {done} done, {late} late.", **told))
    yield Heading(msg("What changed since {period}", period=format_period(before.period)), 2, "since-before")
    yield List(tuple(make_runs(line) for line in lines))


def _split_text_into_runs(text: str) -> tuple[Runs, ...]:
    return tuple(make_runs(line.strip()) for line in text.splitlines() if line.strip())


def _iterate_late_record_blocks(pack: BoardPack, figures: PackFigures) -> Iterator[Block]:
    """What came late or was corrected: a line of its own, since a published figure never changes."""
    yield Heading("Late and corrected records", 2, "late")
    yield Paragraph(make_runs(LATE_RECORDS))
    told = [(key, late) for key, late in figures.late.items() if late.added or late.removed]
    if not told:
        yield Paragraph(make_runs(NO_LATE_RECORDS))
        return
    rows = (
        (MEASURES_BY_KEY[key].name, MEASURES_BY_KEY[key].unit.value, f"{late.added:,}", f"{late.removed:,}")
        for key, late in told
    )
    yield Table(
        msg("Changes to earlier months, as at {period}", period=format_period(pack.period)),
        ("Measure", "Unit", "Added late", "Removed"),
        tuple(tuple(make_runs(cell) for cell in row) for row in rows),
        numbers=(2, 3),
    )


def _iterate_measure_map_blocks(pack: BoardPack, figures: PackFigures) -> Iterator[Block]:
    """Of the first measure that is told as a share, where ten areas have people enough for one; else of the first."""
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
        if sum(pair.people >= change_sentences.SMALLEST_BASE for pair in areas) >= FEWEST_AREAS_WITH_SHARE:
            is_share, key = True, share
    name = figures.definitions[key]["name"]
    yield Heading(msg("{name}, by force area", name=name), 2, "map")
    told = "Areas with bigger populations usually have bigger numbers."
    if is_share:
        told = "Each area’s share compared with the country, with limits for its size."
    own = pack.series.area_code
    parts = [told, " No area is ranked, and nothing is shown for areas smaller than a police force area."]
    if own != COUNTRY:
        parts.append(msg(" {area} has the thick outline.", area=pack.series.area_name))
    yield Paragraph(make_runs(*parts))
    caption = msg("{name}, {period}", name=name, period=format_period(pack.period))
    yield make_measure_map(caption, by_measure[key], is_share=is_share, own=own)


def list_map_measures(measures: Sequence[str]) -> list[str]:
    """What the map may show: the first measure, and the first that is told as a share."""
    shares = [key for key in measures if key in MEASURES_BY_KEY and MEASURES_BY_KEY[key].share]
    return list(dict.fromkeys([*measures[:1], *shares[:1]]))


def _iterate_pack_action_blocks(actions: Sequence[FollowUpRow]) -> Iterator[Block]:
    done = sum(row.record.state == "done" for row in actions)
    yield Heading("Actions", 2, "actions")
    if not actions:
        yield Paragraph(make_runs("No open actions, and none closed since the last pack."))
        return
    yield Paragraph(make_runs(msg("{done} of {all} done.", done=done, all=len(actions))))
    yield Table(
        "Actions open, or closed since the last pack",
        ("Action", "Who", "Due", "Status"),
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
        return msg("{days} overdue", days=pluralise(row.late_days, "day"))
    return "Not done yet"


def _iterate_not_known_section_blocks(pack: BoardPack, figures: PackFigures) -> Iterator[Block]:
    yield Heading("What is not known", 2, ANCHORS_OF_TEXTS["unknowns"])
    commented = {comment.measure for comment in pack.comments.all()}
    shown = [key for key in pack.series.measures if key in figures.definitions]
    silent = [figures.definitions[key]["name"] for key in shown if key not in commented]
    lines: list[Runs] = [
        *_split_text_into_runs(pack.unknowns),
        make_runs("People who have not been identified, and people not supported through Handrail."),
        make_runs(
            "Records added after the newest month’s figures were published: see “Late and corrected records” in the "
            "next pack."
        ),
    ]
    if silent:
        lines.append(
            make_runs(
                msg(
                    "The reasons behind these figures, as no one has commented: {measures}.",
                    measures=join_texts(silent, "; "),
                )
            )
        )
    lines.append(make_runs("The limits of each measure: see “What this counts”."))
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
    told.append(("Publication reference", prints))
    yield Heading("Sign-off", 2, "sign-off")
    yield Pairs(tuple(TermPair(term, make_runs(means)) for term, means in told))
