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
from handrail.kernel.saying import joined, lower, say
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
    return (
        say("the end of {day}", day=day)
        if last
        else say("{time} on {day}", time=dates.clock_time(moment.time()), day=day)
    )


def how_long(head: CallHead, now: datetime.datetime) -> str:
    """2 working days ago; in 9 working days; today."""
    today, day = dates.london(now).date(), dates.london(head.deadline).date()
    if day == today:
        return "today"
    if day > today:
        return say("in {workings}", workings=words.plural(workdays.between(today, day), "working day"))
    return say("{workings} ago", workings=words.plural(workdays.between(day, today), "working day"))


def whom(page: CallPage) -> str:
    """Every local policing body, and 2 named bodies."""
    parts = [
        "every local policing body" if page.head.to_policing_bodies else "",
        "every chief constable" if page.head.to_chief_constables else "",
        words.plural(len(page.named), "named body", "named bodies") if page.named else "",
    ]
    return words.capital(joined((part for part in parts if part), " and ")) or "Nobody yet"


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
        (
            "How it stands",
            STATE_WORDS[line.state] + (say(", since {since}", since=line.since) if line.since else ""),
        ),
        ("When it helps", joined(PHASE_WORDS[phase] for phase in line.phases) or "not told"),
        ("Evidence", line.evidence),
        ("Evaluated", EVALUATED_WORDS[line.evaluated]),
    ]
    return [(name, text) for name, text in facts if text]


def tag(standing: Standing, late: bool, *, ours: bool = False) -> tuple[str, str]:
    """The tag of a standing: its look and its words. What is late and another body's is never solid red."""
    if late and standing.code in DONE:
        return "met", say("{standing}, late", standing=standing.words)
    if late:
        return "overdue" if ours else "passed", say("{standing}, late", standing=standing.words)
    return TAGS[standing.code], standing.words


def near(value: datetime.date | None) -> str:
    """24 November, with its year where that is another."""
    if value is None:
        return ""
    day = dates.day(words.local(value))
    if day.year != words.today().year:
        return dates.plain(day)
    return say("{day} {month}", day=day.day, month=dates.MONTHS[day.month - 1])


def how_far(row: TrackerRow, head: CallHead) -> str:
    """How far a body has come, in a sentence."""
    code = row.standing.code
    if code == "answered":
        practices = words.plural(row.practices, "practice")
        on = (
            say("Submitted {submitted_at}", submitted_at=near(row.submitted_at))
            if row.submitted_at
            else "Entered later"
        )
        return say("{on}, {practices}", on=on, practices=practices)
    if code == "nothing":
        return (
            say("Submitted {submitted_at}", submitted_at=near(row.submitted_at))
            if row.submitted_at
            else "Entered later"
        )
    if code == "sent_back":
        return say("Sent back {comment_at}: {comment}", comment_at=near(row.comment_at), comment=row.comment)
    if code in ("draft", "to_sign"):
        answered = say(
            "{answered_questions} of {answers}",
            answered_questions=row.answered_questions,
            answers=words.plural(row.questions, "answer"),
        )
        return say("{answered}, drafted {drafted_at}", answered=answered, drafted_at=near(row.drafted_at))
    if code == "opened":
        return say("Opened {opened_at}", opened_at=near(row.opened_at))
    asked = say("Asked {asked_on}", asked_on=near(head.asked_on))
    return {"asked": asked, "withdrawn": "Taken back by the body", "not_known": "The text does not say"}[code]


def reminded(row: TrackerRow) -> str:
    """How often they were told, and whether the newest arrived."""
    if row.accounts == 0:
        return "Nobody there has an account"
    if row.told.undelivered:
        return "The reminder could not be delivered"
    if not row.told.occasions:
        return ""
    last = near(row.told.last)
    if row.told.occasions == 1:
        return say("Written to once, last {last}", last=last)
    if row.told.occasions == 2:
        return say("Written to twice, last {last}", last=last)
    return say("Written to {occasions} times, last {last}", occasions=row.told.occasions, last=last)


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
    counted = joined(
        say("{words} {count}", words=lower(standing.words), count=count)
        for standing, count in found.by_standing
    )
    quoted = "" if found.counts.quoted is None else say(" Quoted: {quoted}.", quoted=found.counts.quoted)
    return say(
        "Map of {tiles} force areas: {counted}.{quoted} The tables below hold the same.",
        tiles=len(found.tiles),
        counted=counted,
        quoted=quoted,
    )


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
    answered = say(
        "Submitted {submitted}, of which {late} late. Said “nothing to add”: {nothing}.",
        submitted=counts.submitted,
        late=counts.late,
        nothing=counts.nothing,
    )
    if counts.withdrawn:
        answered += say(" Withdrawn and not counted: {withdrawn}.", withdrawn=counts.withdrawn)
    if not head.complete_record:
        known = counts.submitted + counts.nothing
        answered = say(
            "As published ({answered_source}). Known here by their return: {known}.",
            answered_source=counts.answered_source,
            known=known,
        )
    asked = (
        say("Bodies that this call went to on {asked_on}.", asked_on=words.day(head.asked_on))
        if head.complete_record
        else "The text does not say how many were asked."
    )
    sent_back = (
        say("Includes {sent_back} sent back with a comment.", sent_back=counts.sent_back)
        if counts.sent_back
        else ""
    )
    return [
        _figure("Asked", counts.asked, asked),
        _figure("Answered", counts.answered, say("{answered} Silence is not an answer.", answered=answered)),
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
    return (
        texts[0]
        if len(texts) == 1
        else say("{texts} and {texts2}", texts=joined(texts[:-1]), texts2=texts[-1])
        if texts
        else ""
    )
