"""The evaluation pack of a pilot: a PDF and tables as CSV in one file, for whoever evaluates it from outside.

It holds counts, published figures, posts and days, and what the body wrote of its own pilot. It reads no case, names
nobody who holds a post, and the same content gives the same bytes.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handrail.areas.bids.evidence_rules import LEVEL_SOURCE
from handrail.areas.bids.models import THEORY_FIELDS, PilotPlan
from handrail.areas.bids.presenters import (
    PilotOutcomeForDisplay,
    describe_when_triage_was_decided,
    format_first_and_last_day,
)
from handrail.areas.bids.published_counts import PublishedCounts
from handrail.insight.posts_and_pilots.pilots import CountedPilotOutcome, Pilot
from handrail.insight.posts_and_pilots.posts import PractitionerPostSummary
from handrail.insight.publication.open_data import PROTECTION
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Heading,
    List,
    Pairs,
    Paragraph,
    Runs,
    Table,
    TermPair,
    make_runs,
)
from handrail.platform.documents.formats import PDF, make_document_file
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula

MADE_AT: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the day of the pack stands in the PDF."""
UTF8_MARK: Final = "\ufeff"
NO_IDENTITIES: Final = (
    "Counts, published figures, posts and dates. Nothing comes from case records. No one is named."
)


@dataclass(frozen=True, slots=True)
class PilotPackContent:
    """Everything that a pack is made of."""

    pilot: Pilot
    plan: PilotPlan | None
    outcomes: Sequence[PilotOutcomeForDisplay]
    posts: Sequence[PractitionerPostSummary]
    triage: PublishedCounts
    on: date


def make_pilot_evidence_zip(content: PilotPackContent) -> bytes:
    """The pack as a zip file."""
    out = io.BytesIO()
    files = {
        "pilot.pdf": make_document_file(build_pilot_document(content), PDF).content,
        "outcomes.csv": _make_pilot_pack_csv_bytes(
            OUTCOME_HEADS, _iterate_pilot_outcome_csv_rows(content.outcomes)
        ),
        "posts.csv": _make_pilot_pack_csv_bytes(
            POST_HEADS, _iterate_pilot_staff_post_csv_rows(content.posts)
        ),
        "triage.csv": _make_pilot_pack_csv_bytes(
            TRIAGE_HEADS, _iterate_published_triage_count_csv_rows(content.triage)
        ),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(zipfile.ZipInfo(name, MADE_AT), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def build_pilot_document(content: PilotPackContent) -> Document:
    """The pilot as one document."""
    pilot = content.pilot
    blocks: list[Block] = [
        Paragraph(make_runs(NO_IDENTITIES), "quiet"),
        Pairs(tuple(_iterate_pilot_plan_term_pairs(content))),
        Heading("Outcomes, before and after", 2, "outcomes"),
        *_iterate_pilot_outcome_blocks(content.outcomes),
        Heading("Triage decisions", 2, "triage"),
        *_iterate_published_triage_count_blocks(content),
        Heading("Posts", 2, "posts"),
        *_iterate_pilot_staff_post_blocks(content.posts),
        Heading("Decisions", 2, "decisions"),
        *_iterate_pilot_decision_blocks(pilot),
    ]
    return Document(
        title=pilot.name,
        on=content.on,
        blocks=tuple(blocks),
        above="Evaluation pack for a pilot",
        lead=make_runs(format_first_and_last_day(pilot.starts_on, pilot.ends_on)),
        author=pilot.body.name,
    )


def _iterate_pilot_plan_term_pairs(content: PilotPackContent) -> Iterator[TermPair]:
    pilot, plan = content.pilot, content.plan
    yield TermPair("Aim", make_runs(pilot.aim or "Not recorded"))
    fixed = pilot.baseline_fixed_on
    yield TermPair("Baseline fixed on", make_runs(format_day(fixed) if fixed else "Not fixed"))
    labels = {field.name: str(field.verbose_name) for field in PilotPlan._meta.concrete_fields}
    for name in (*THEORY_FIELDS, "evaluator") if plan else ():
        yield TermPair(labels[name], make_runs(getattr(plan, name) or "Not recorded"))


def _iterate_pilot_outcome_blocks(outcomes: Sequence[PilotOutcomeForDisplay]) -> Iterator[Block]:
    if not outcomes:
        yield Paragraph(make_runs("No outcome is recorded."))
        return
    heads = ("Outcome", "Before", "After", "Difference")
    rows = tuple(
        (
            make_runs(view.row.outcome),
            make_runs(_format_pilot_outcome_count(view.row.before)),
            make_runs(_format_pilot_outcome_count(view.row.after)),
            make_runs(_describe_pilot_difference(view)),
        )
        for view in outcomes
    )
    yield Table("Outcomes, before and after", heads, rows)
    seen = [view.shown for view in outcomes if view.shown]
    if seen:
        yield Paragraph(make_runs(msg("{level}. {source}.", level=seen[0].level, source=LEVEL_SOURCE)))
        caveats = dict.fromkeys(words for view in seen for words in view.caveats)
        yield List(tuple(make_runs(words) for words in caveats))


def _describe_pilot_difference(view: PilotOutcomeForDisplay) -> str:
    """The difference in percentage points, or the true reason that there is none."""
    if view.shown:
        return view.shown.difference or "No percentage: fewer than 20 people"
    return "No numbers from after the start yet" if view.row.before else "No numbers yet"


def _iterate_published_triage_count_blocks(content: PilotPackContent) -> Iterator[Block]:
    triage = content.triage
    if not triage.rows:
        yield Paragraph(make_runs("No triage decisions are published for this area yet."))
        return
    yield Paragraph(
        make_runs(join_texts([msg("{area}, {when}.", area=triage.area, when=triage.when), *PROTECTION], " "))
    )
    timing = describe_when_triage_was_decided(content.pilot, triage)
    if timing:
        yield Paragraph(make_runs(timing))
    for name in dict.fromkeys(row.breakdown for row in triage.rows):
        rows = tuple(
            (make_runs(row.value), make_runs(f"{row.people} of {row.base}"))
            for row in triage.rows
            if row.breakdown == name
        )
        yield Table(name, (name, "People"), rows, (1,))


def _iterate_pilot_staff_post_blocks(posts: Sequence[PractitionerPostSummary]) -> Iterator[Block]:
    if not posts:
        yield Paragraph(make_runs("No post is recorded."))
        return
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            make_runs(post.title),
            make_runs(post.share_words),
            make_runs(format_day(post.planned_start_on) if post.planned_start_on else "None"),
            make_runs(format_day(post.started_on) if post.started_on else "Not started"),
        )
        for post in posts
    )
    yield Table("Posts", ("Post", "Areas and shares of the cost", "Planned start", "Actual start"), rows)


def _iterate_pilot_decision_blocks(pilot: Pilot) -> Iterator[Block]:
    decisions = list(pilot.decisions.all())
    if not decisions:
        yield Paragraph(make_runs("No decision yet."))
    for row in decisions:
        day = format_day(row.decided_on)
        yield Paragraph(
            make_runs(msg("{day}: {outcome}. ", day=day, outcome=row.get_outcome_display()), row.reasons)
        )


def _format_pilot_outcome_count(counted: CountedPilotOutcome | None) -> str:
    if counted is None:
        return "No numbers yet"
    return msg(
        "{number} of {out_of}, {days}",
        number=counted.number,
        out_of=counted.out_of,
        days=format_first_and_last_day(counted.since, counted.until),
    )


OUTCOME_HEADS: Final = ("outcome", "counted", "moment", "number", "out_of", "since", "until", "source")
POST_HEADS: Final = ("post", "role", "shares", "planned_start", "actual_start", "planned_end", "actual_end")
TRIAGE_HEADS: Final = ("area", "period", "measure", "by", "value", "people_rounded", "of_rounded")


def _iterate_pilot_outcome_csv_rows(outcomes: Sequence[PilotOutcomeForDisplay]) -> Iterator[Sequence[object]]:
    for view in outcomes:
        for moment, counted in (("before", view.row.before), ("after", view.row.after)):
            if counted:
                days = (counted.since, counted.until)
                numbers = (counted.number, counted.out_of)
                yield (view.row.outcome, view.row.counted, moment, *numbers, *days, counted.source)


def _iterate_pilot_staff_post_csv_rows(
    posts: Sequence[PractitionerPostSummary],
) -> Iterator[Sequence[object]]:
    for post in posts:
        days = (post.planned_start_on, post.started_on, post.planned_end_on, post.ended_on)
        yield (post.title, post.role, post.share_words, *days)


def _iterate_published_triage_count_csv_rows(triage: PublishedCounts) -> Iterator[Sequence[object]]:
    for row in triage.rows:
        yield (triage.area, triage.when, row.measure, row.breakdown, row.value, row.people, row.base)


def _make_pilot_pack_csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([escape_formula("" if value is None else str(value)) for value in row])
    return (UTF8_MARK + out.getvalue()).encode()
