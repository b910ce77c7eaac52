"""Values of calls and returns in the words of the page."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handrail.assurance.calls.queries.calls import CallHead, CallPage
from handrail.assurance.calls.queries.returns import AnswerLine, PracticeLine
from handrail.assurance.calls.queries.tracker import Tile, Tracker, TrackerRow
from handrail.assurance.calls.standing import DONE, Standing
from handrail.assurance.calls.states import EVALUATED, PRACTICE_KINDS, PRACTICE_STATES
from handrail.documents.tiles import SHORT
from handrail.kernel import dates, workdays
from handrail.web.design import words

KIND_WORDS = dict(PRACTICE_KINDS)
STATE_WORDS = dict(PRACTICE_STATES)
EVALUATED_WORDS = dict(EVALUATED)
PHASE_WORDS = {"before": "before", "during": "during", "after": "after", "outside": "outside"}
NOT_KNOWN = "not known"
NONE_YET = "none yet"  # no report has been begun, so nobody can be quoted

# What a standing looks like: its tag, and on the map a fill, an ink, an edge and a shape.
TAGS = {
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
SHAPES = {
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
class DrawnTile:
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
LONG_NAME = 8


def deadline_words(head: CallHead, now: datetime.datetime) -> str:
    """The end of Friday 11 December 2026; or with its hour."""
    moment = dates.london(head.deadline)
    last = moment.time() >= datetime.time(23, 59)
    day = dates.in_words(moment.date())
    return f"the end of {day}" if last else f"{dates.clock_time(moment.time())} on {day}"


def how_long(head: CallHead, now: datetime.datetime) -> str:
    """2 working days ago; in 9 working days; today."""
    today, day = dates.london(now).date(), dates.london(head.deadline).date()
    if day == today:
        return "today"
    if day > today:
        return f"in {words.plural(workdays.between(today, day), 'working day')}"
    return f"{words.plural(workdays.between(day, today), 'working day')} ago"


def whom(page: CallPage) -> str:
    """Every local policing body, and 2 named bodies."""
    parts = [
        "every local policing body" if page.head.to_policing_bodies else "",
        "every chief constable" if page.head.to_chief_constables else "",
        words.plural(len(page.named), "named body", "named bodies") if page.named else "",
    ]
    return words.capital(" and ".join(part for part in parts if part)) or "Nobody yet"


def value_words(answer: AnswerLine) -> str:
    """An answer as text."""
    return spoken(answer.value)


def spoken(value: Any) -> str:
    """A value of any kind of question as text; a table with | between the cells, one row on each line."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(" | ".join(row) for row in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def table_typed(text: str) -> list[list[str]]:
    """Rows as they were typed: one on each line, | between the cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


def practice_facts(line: PracticeLine) -> list[tuple[str, str]]:
    """What a practice's row says beside its words."""
    facts = [
        ("Area", line.area),
        ("What it is", KIND_WORDS[line.kind]),
        ("How it stands", STATE_WORDS[line.state] + (f", since {line.since}" if line.since else "")),
        ("When it helps", ", ".join(PHASE_WORDS[phase] for phase in line.phases) or "not told"),
        ("Evidence", line.evidence),
        ("Evaluated", EVALUATED_WORDS[line.evaluated]),
    ]
    return [(name, text) for name, text in facts if text]


def tag(standing: Standing, late: bool, *, ours: bool = False) -> tuple[str, str]:
    """The tag of a standing: its look and its words. What is late and another body's is never solid red."""
    if late and standing.code in DONE:
        return "met", f"{standing.words}, late"
    if late:
        return "overdue" if ours else "passed", f"{standing.words}, late"
    return TAGS[standing.code], standing.words


def near(value: datetime.date | None) -> str:
    """24 November, with its year where that is another."""
    if value is None:
        return ""
    day = dates.day(words.local(value))
    return f"{day.day} {day:%B}" + ("" if day.year == words.today().year else f" {day.year}")


def how_far(row: TrackerRow, head: CallHead) -> str:
    """How far a body has come, in a sentence."""
    code = row.standing.code
    if code == "answered":
        practices = words.plural(row.practices, "practice")
        on = f"Submitted {near(row.submitted_at)}" if row.submitted_at else "Entered later"
        return f"{on}, {practices}"
    if code == "nothing":
        return f"Submitted {near(row.submitted_at)}" if row.submitted_at else "Entered later"
    if code == "sent_back":
        return f"Sent back {near(row.comment_at)}: {row.comment}"
    if code in ("draft", "to_sign"):
        answered = f"{row.answered_questions} of {words.plural(row.questions, 'answer')}"
        return f"{answered}, drafted {near(row.drafted_at)}"
    if code == "opened":
        return f"Opened {near(row.opened_at)}"
    asked = f"Asked {near(head.asked_on)}"
    return {"asked": asked, "withdrawn": "Taken back by the body", "not_known": "The text does not say"}[code]


def reminded(row: TrackerRow) -> str:
    """How often they were told, and whether the newest arrived."""
    if row.accounts == 0:
        return "Nobody there has an account"
    if row.told.undelivered:
        return "The reminder could not be delivered"
    times = {1: "once", 2: "twice"}.get(row.told.occasions, f"{row.told.occasions} times")
    return f"Written to {times}, last {near(row.told.last)}" if row.told.occasions else ""


def next_act(row: TrackerRow) -> str:
    """What whoever asked does next: ring, remind, or wait."""
    if row.standing.code == "sent_back":
        return ""
    if row.accounts == 0 or row.told.undelivered or (row.standing.code in ("asked", "opened") and row.late):
        return "ring"
    return "sign" if row.standing.code == "to_sign" else "remind"


def tiles(found: Tracker) -> tuple[list[DrawnTile], int, int]:
    """The map's tiles, and the size of the drawing."""
    drawn = [_tile(tile) for tile in found.tiles]
    width = max(tile.left for tile in drawn) + TILE_WIDTH
    height = max(tile.top for tile in drawn) + TILE_HEIGHT
    return drawn, width, height


def map_words(found: Tracker) -> str:
    """What the map shows, for those who do not see it."""
    counted = ", ".join(f"{standing.words.lower()} {count}" for standing, count in found.by_standing)
    quoted = "" if found.counts.quoted is None else f" Quoted: {found.counts.quoted}."
    return f"Map of {len(found.tiles)} force areas: {counted}.{quoted} The tables below hold the same."


def _tile(tile: Tile) -> DrawnTile:
    short = SHORT.get(tile.area_code, tile.name)
    return DrawnTile(
        left=tile.x * (TILE_WIDTH + GAP),
        top=tile.y * (TILE_HEIGHT + GAP),
        short=short,
        small=len(short) > LONG_NAME,
        code=tile.standing.code,
        shape=SHAPES[tile.standing.code],
        late=tile.late and tile.standing.code == "asked",
        quoted=tile.quoted,
    )


def figures(found: Tracker) -> list[dict[str, Any]]:
    """The four figures that are never mixed, each with its definition."""
    counts, head = found.counts, found.head
    answered = (
        f"Submitted {counts.submitted}, of which {counts.late} late. Said “nothing to add”: {counts.nothing}."
    )
    if counts.withdrawn:
        answered += f" Withdrawn and not counted: {counts.withdrawn}."
    if not head.complete_record:
        known = counts.submitted + counts.nothing
        answered = f"As published ({counts.answered_source}). Known here by their return: {known}."
    sent_back = f"Includes {counts.sent_back} sent back with a comment." if counts.sent_back else ""
    return [
        _figure("Asked", counts.asked, f"Bodies that this call went to on {words.day(head.asked_on)}."
                if head.complete_record else "The text does not say how many were asked."),
        _figure("Answered", counts.answered, f"{answered} Silence is not an answer."),
        _figure(
            "Quoted",
            NONE_YET if counts.quoted is None else counts.quoted,
            "Named at least once in the newest edition of the report. Being quoted is not a mark of quality."
            if counts.quoted is not None
            else "No report has been begun.",
        ),
        _figure("Not yet answered", counts.not_answered, sent_back or (
            "Asked, and not submitted." if head.complete_record else "Who answered without being quoted is not known."
        )) | {"still": True},
    ]  # fmt: skip


def _figure(name: str, value: int | str | None, means: str) -> dict[str, Any]:
    return {"name": name, "value": NOT_KNOWN if value is None else value, "means": means, "still": False}


def numbers(found: Sequence[int]) -> str:
    """1, 3 and 4."""
    texts = [str(number) for number in found]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else ""
