"""What an edition of a return holds, by the names of its JSON."""

from typing import Any, NotRequired, TypedDict

from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource


class AnswerContent(TypedDict):
    """One answer, with the wording that it answers."""

    number: int
    version: int
    question: str
    value: Any  # a text, a number, codes or a table, by the kind of the question


class PracticeContent(TypedDict):
    """One practice as the body tells it. `area`: the code, or None where it has none."""

    area: str | None
    phases: list[str]
    key: str
    number: int
    title: str
    words: str
    kind: str
    state: str
    since: str
    evidence: str
    evaluated: str
    safe_venue: bool
    section_hint: str
    source_paragraph: str


class PublishedFigureCitedInAnswer(TypedDict):
    """A published figure that the answer to a question cites."""

    question: int
    figure: CitedFigureWithSource


class ReturnContent(TypedDict):
    """Everything that a body says. `figures` is there where an answer cites one."""

    call: str
    body: str
    nothing_to_add: bool
    nothing_words: str
    entered_later: str
    answers: list[AnswerContent]
    practices: list[PracticeContent]
    figures: NotRequired[list[PublishedFigureCitedInAnswer]]
