"""A submission as an edition: its content in one form that gives the same bytes, and hash, every time."""

import hashlib
import json

from handrail.areas.calls.models import Return, ReturnEdition, ReturnPractice
from handrail.areas.calls.return_edition_content import (
    PracticeContent,
    PublishedFigureCitedInAnswer,
    ReturnContent,
)


def add_signed_submission_of_return(row: Return) -> ReturnEdition:
    """Add the next edition of a return that has just been submitted."""
    content = build_return_content(row)
    return ReturnEdition.objects.create(
        of=row,
        number=row.editions.count() + 1,
        content=content,
        sha256=hash_content(content),
        submitted_at=row.submitted_at,
        signed_by_id=row.signed_by_id,
    )


def hash_content(content: ReturnContent) -> str:
    """The hash of a content: of its JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def build_return_content(row: Return) -> ReturnContent:
    """Everything that the body says: its answers with the wording they answer, and its practices.

    Returns:
        Plain values by name, which are hashed and kept as the edition.
    """
    answers = row.answers.select_related("question").order_by("question__number", "question__version")
    figures: list[PublishedFigureCitedInAnswer] = [
        {"question": figure.question_number, "figure": figure.trail} for figure in row.figures.all()
    ]
    content: ReturnContent = {
        "call": row.asked.call.code,
        "body": row.asked.body.code,
        "nothing_to_add": row.nothing_to_add,
        "nothing_words": row.nothing_words,
        "entered_later": row.entered_later,
        "answers": [
            {
                "number": answer.question.number,
                "version": answer.question.version,
                "question": answer.question.words,
                "value": answer.value,
            }
            for answer in answers
        ],
        "practices": [_build_practice_content(entry) for entry in row.entries.order_by("number")],
    }
    return {**content, "figures": figures} if figures else content


def _build_practice_content(entry: ReturnPractice) -> PracticeContent:
    return {
        "area": entry.area_id,
        "phases": list(entry.phases),
        "key": entry.key,
        "number": entry.number,
        "title": entry.title,
        "words": entry.words,
        "kind": entry.kind,
        "state": entry.state,
        "since": entry.since,
        "evidence": entry.evidence,
        "evaluated": entry.evaluated,
        "safe_venue": entry.safe_venue,
        "section_hint": entry.section_hint,
        "source_paragraph": entry.source_paragraph,
    }
