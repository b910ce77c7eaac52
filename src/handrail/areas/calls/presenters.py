"""Values of calls and returns in the words of the page."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from handrail.areas.calls.models import ReturnPractice
from handrail.areas.calls.queries.calls import CallDetail, CallSummary
from handrail.areas.calls.queries.tracker import (
    CallRecipientResponseRow,
    CallResponseMapTile,
    CallResponseTracker,
)
from handrail.areas.calls.response_status import ANSWERED_CODES, ResponseStatus
from handrail.areas.calls.states_and_kinds import EVALUATED, PRACTICE_KINDS, PRACTICE_STATES
from handrail.platform.documents.area_map import SHORT_AREA_NAMES
from handrail.platform.kernel import dates, working_days
from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.ui import formatting

KIND_WORDS = dict(PRACTICE_KINDS)
STATE_WORDS = dict(PRACTICE_STATES)
EVALUATED_WORDS = dict(EVALUATED)
PHASE_WORDS = {"before": "before", "during": "during", "after": "after", "outside": "outside"}
NOT_KNOWN = "not known"
NONE_YET = "none yet"  # no report has been begun, so nobody can be quoted

# What a status looks like: its tag, and on the map a fill, an ink, an edge and a shape.
STATUS_TAGS = {
    "answered": "met",
    "nothing": "met",
    "sent_back": "waiting",
    "to_sign": "today",
    "draft": "today",
    "opened": "soon",
    "asked": "soon",
    "withdrawn": "declined",
    "not_known": "unknown",
    "not_asked": "declined",
}
STATUS_SHAPES = {
    "answered": "tick",
    "nothing": "dash",
    "sent_back": "back",
    "to_sign": "sign",
    "draft": "pen",
    "opened": "ring",
    "asked": "cross",
    "withdrawn": "gone",
    "not_known": "question",
    "not_asked": "none",
}


@dataclass(frozen=True, slots=True)
class TrackerMapTileDisplay:
    """One tile as it is drawn."""

    left: int
    top: int
    short: str
    small: bool  # a longer name in smaller letters
    code: str
    shape: str
    late: bool
    quoted: bool


TILE_WIDTH, TILE_HEIGHT, GAP = 72, 50, 3
MAX_SHORT_NAME = 7


def format_deadline(head: CallSummary, now: datetime.datetime) -> str:
    """The end of Friday 11 December 2026; or with its hour."""
    moment = dates.to_london(head.deadline)
    last = moment.time() >= datetime.time(23, 59)
    day = dates.format_long_day(moment.date())
    return (
        msg("the end of {day}", day=day)
        if last
        else msg("{time} on {day}", time=dates.format_time(moment.time()), day=day)
    )


def format_working_days_to_deadline(head: CallSummary, now: datetime.datetime) -> str:
    """4 days ago; in 9 working days; today."""
    today, day = dates.to_london(now).date(), dates.to_london(head.deadline).date()
    if day == today:
        return "today"
    if day > today:
        return msg(
            "in {workings}",
            workings=formatting.plural(working_days.count_working_days(today, day), "working day"),
        )
    return msg("{days} ago", days=formatting.plural((today - day).days, "day"))


def format_call_recipients(page: CallDetail) -> str:
    """Every local policing body, and 2 named bodies."""
    parts = [
        "every local policing body" if page.head.to_policing_bodies else "",
        "every chief constable" if page.head.to_chief_constables else "",
        formatting.plural(len(page.named), "named body", "named bodies") if page.named else "",
    ]
    return formatting.capitalise_first(join_texts((part for part in parts if part), " and ")) or "No one yet"


def format_answer_value(value: Any) -> str:
    """A value of any kind of question as text; a table with | between the cells, one row on each line."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(" | ".join(row) for row in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def parse_typed_table(text: str) -> list[list[str]]:
    """Rows as they were typed: one on each line, | between the cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def list_practice_facts(line: ReturnPractice, area_code: str = "") -> list[tuple[str, str]]:
    """What a practice's row says beside its words; not its area where it is that of the return, `area_code`."""
    facts = [
        ("Area", line.area.name if line.area and line.area.code != area_code else ""),
        ("What it is", KIND_WORDS[line.kind]),
        (
            "Status",
            STATE_WORDS[line.state] + (msg(", since {since}", since=line.since) if line.since else ""),
        ),
        ("When it helps", join_texts(PHASE_WORDS[phase] for phase in line.phases)),
        ("Evidence", line.evidence),
        ("Evaluated", "" if line.evaluated == "not_known" else EVALUATED_WORDS[line.evaluated]),
    ]
    return [(name, text) for name, text in facts if text]


def make_response_tag(status: ResponseStatus, late: bool, *, ours: bool = False) -> tuple[str, str]:
    """The tag of a response status.

    Args:
        status: of the response.
        late: whether it came, or is still to come, after the deadline.
        ours: whether it is the reader's own; another body's is never solid red.

    Returns:
        The look of the tag, and its words.
    """
    if late and status.code in ANSWERED_CODES:
        return "met", msg("{standing}, late", standing=status.words)
    if late:
        return "overdue" if ours else "passed", msg("{standing}, late", standing=status.words)
    return STATUS_TAGS[status.code], status.words


def format_day_omitting_this_year(value: datetime.date | None) -> str:
    """24 November, with its year where that is another."""
    if value is None:
        return ""
    day = dates.to_date(formatting.to_london_time(value))
    if day.year != formatting.get_today().year:
        return dates.format_day(day)
    return msg("{day} {month}", day=day.day, month=dates.MONTHS[day.month - 1])


def format_return_progress_of_body(row: CallRecipientResponseRow, head: CallSummary) -> str:
    """How far a body has come, in a sentence."""
    code = row.status.code
    if code == "answered":
        practices = formatting.plural(row.practices, "practice")
        if not row.submitted_at:  # entered later, as the head of the page says
            return practices
        on = msg("Submitted {submitted_at}", submitted_at=format_day_omitting_this_year(row.submitted_at))
        return msg("{on}, {practices}", on=on, practices=practices)
    if code == "nothing":
        return (
            msg("Submitted {submitted_at}", submitted_at=format_day_omitting_this_year(row.submitted_at))
            if row.submitted_at
            else "Entered later"
        )
    if code == "sent_back":
        return msg(
            "Sent back {comment_at}: {comment}",
            comment_at=format_day_omitting_this_year(row.comment_at),
            comment=row.comment,
        )
    if code in ("draft", "to_sign"):
        answered = msg(
            "{answered} of {questions} answered",
            answered=row.answered_questions,
            questions=formatting.plural(row.questions, "question"),
        )
        blank = row.questions - row.answered_questions
        if code == "to_sign" and blank:
            answered = msg("{answered}, {blank} left blank", answered=answered, blank=blank)
        return msg(
            "{answered}, {drafted_at}",
            answered=answered,
            drafted_at=format_day_omitting_this_year(row.drafted_at),
        )
    if code == "opened":
        return msg("Opened {opened_at}", opened_at=format_day_omitting_this_year(row.opened_at))
    asked = msg("Asked {asked_on}", asked_on=format_day_omitting_this_year(head.asked_on))
    return {
        "asked": asked,
        "withdrawn": "Taken back by the organisation",
        "not_known": "",  # the status says so
    }[code]


def name_body_beside_its_area(row: CallRecipientResponseRow) -> str:
    """“Police and Crime Commissioner”, where the area is named in the same row."""
    return row.body_name.removesuffix(f" for {row.area_name}")


def describe_reminders_sent(row: CallRecipientResponseRow) -> str:
    """How often the body was reminded, and whether the newest reminder arrived."""
    if row.accounts == 0:
        return "No one there has an account"
    if row.told.undelivered:
        return "The reminder could not be delivered"
    if not row.told.occasions:
        return ""
    last = format_day_omitting_this_year(row.told.last)
    if row.told.occasions == 1:
        return msg("1 reminder, {last}", last=last)
    if row.told.occasions == 2:
        return msg("2 reminders, last {last}", last=last)
    return msg("{occasions} reminders, last {last}", occasions=row.told.occasions, last=last)


def get_next_chasing_step_code(row: CallRecipientResponseRow) -> str:
    """What whoever asked does next: "ring", "remind", "sign" (remind who signs), or empty: wait."""
    if row.status.code == "sent_back":
        return ""
    if row.accounts == 0 or row.told.undelivered or (row.status.code in ("asked", "opened") and row.late):
        return "ring"
    return "sign" if row.status.code == "to_sign" else "remind"


def make_tracker_map_tiles_and_size(
    found: CallResponseTracker,
) -> tuple[list[TrackerMapTileDisplay], int, int]:
    """The tiles of the map.

    Returns:
        The tiles, and width and height of the drawing in units of the SVG.
    """
    drawn = [_make_tracker_map_tile(tile) for tile in found.tiles]
    width = max(tile.left for tile in drawn) + TILE_WIDTH
    height = max(tile.top for tile in drawn) + TILE_HEIGHT
    return drawn, width, height


def name_status_in_map_key(status: ResponseStatus) -> str:
    """“Answers submitted” beside “Nothing to add”: both are answers, and their sum is called “Answered”."""
    return "Answers submitted" if status.code == "answered" else status.words


def describe_tracker_map(found: CallResponseTracker) -> str:
    """What the map shows, for those who do not see it."""
    counted = join_texts(
        msg("{words} {count}", words=lower_text(name_status_in_map_key(status)), count=count)
        for status, count in found.status_counts
    )
    quoted = "" if found.counts.quoted is None else msg(" Quoted: {quoted}.", quoted=found.counts.quoted)
    return msg(
        "Map of {tiles} force areas: {counted}.{quoted}",
        tiles=len(found.tiles),
        counted=counted,
        quoted=quoted,
    )


def _make_tracker_map_tile(tile: CallResponseMapTile) -> TrackerMapTileDisplay:
    short = SHORT_AREA_NAMES.get(tile.area_code, tile.name)
    return TrackerMapTileDisplay(
        left=tile.x * (TILE_WIDTH + GAP),
        top=tile.y * (TILE_HEIGHT + GAP),
        short=short,
        small=len(short) > MAX_SHORT_NAME,
        code=tile.status.code,
        shape=STATUS_SHAPES[tile.status.code],
        late=tile.late and tile.status.code == "asked",
        quoted=tile.quoted,
    )


class CallTrackerKeyNumber(TypedDict):
    """One figure of the strip over the tracker, with its definition."""

    name: str
    value: int | str
    means: str
    still: bool  # drawn without emphasis


def build_call_tracker_key_numbers(found: CallResponseTracker) -> list[CallTrackerKeyNumber]:
    """The four figures that are never mixed, each with its definition."""
    counts, head = found.counts, found.head
    answered = msg(
        "Submitted: {submitted}, {late} of them late. “Nothing to add”: {nothing}.",
        submitted=counts.submitted,
        late=counts.late,
        nothing=counts.nothing,
    )
    if counts.withdrawn:
        answered += msg(" Withdrawn and not counted: {withdrawn}.", withdrawn=counts.withdrawn)
    if not head.complete_record:
        known = counts.submitted + counts.nothing
        answered = msg(
            "As published ({answered_source}). Returns held here: {known}.",
            answered_source=counts.answered_source,
            known=known,
        )
    asked = (
        ""
        if head.complete_record
        else "Estimated from the list of recipients: the text does not say how many were asked."
        if counts.asked_derived
        else "As in the published text."
    )
    sent_back = (
        msg("Includes {sent_back} sent back with a comment.", sent_back=counts.sent_back)
        if counts.sent_back
        else ""
    )
    return [
        _build_call_tracker_key_number("Asked", counts.asked, asked),
        _build_call_tracker_key_number("Answered", counts.answered, answered),
        _build_call_tracker_key_number(
            "Quoted in the report",
            NONE_YET if counts.quoted is None else counts.quoted,
            "Being quoted does not mean that the answer was better."
            if counts.quoted
            else "",
        ),
        _build_call_tracker_key_number("Not answered yet", counts.not_answered, sent_back or (
            "" if head.complete_record else "It is not known who else answered."
        ), still=True),
    ]  # fmt: skip


def _build_call_tracker_key_number(
    name: str, value: int | str | None, means: str, *, still: bool = False
) -> CallTrackerKeyNumber:
    return {"name": name, "value": NOT_KNOWN if value is None else value, "means": means, "still": still}


def join_question_numbers(found: Sequence[int]) -> str:
    """1, 3 and 4."""
    texts = [str(number) for number in found]
    return (
        texts[0]
        if len(texts) == 1
        else msg("{texts} and {texts2}", texts=join_texts(texts[:-1]), texts2=texts[-1])
        if texts
        else ""
    )
