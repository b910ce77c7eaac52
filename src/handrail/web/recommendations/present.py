"""Recommendations in words and tags."""

from collections import Counter
from typing import Any

from handrail.assurance.recommendations.queries import AskingLine, Line, Page
from handrail.assurance.recommendations.rules import COMMENT_CONFIDENCE, COMMENT_SOURCE
from handrail.assurance.recommendations.states import COMMENT_RULES, HOW_ADDRESSED, SOURCES, words
from handrail.kernel.saying import joined, say
from handrail.web.design import words as written
from handrail.web.oversight.tags import SUPPORT, Tag, due, rhythm


def line(row: Line) -> dict[str, Any]:
    """One recommendation in a list."""
    return {
        "row": row,
        "source": words(SOURCES, row.source),
        "tag": due(row.standing, row.late_days, row.due_on),
        "asked": _asked(row),
    }


def _asked(row: Line) -> str:
    if not row.asked:
        return ""
    late = say(", {overdue} late", overdue=row.overdue) if row.overdue else ""
    return say("{answered} of {asked} answered{late}", answered=row.answered, asked=row.asked, late=late)


def asking(row: AskingLine, *, ours: bool) -> dict[str, Any]:
    """One asking in a list. `ours`: the reader's body is the one that answers."""
    return {
        "row": row,
        "rhythm": rhythm(row.every, row.unit),
        "tag": due(row.standing, row.late_days, row.next_due, ours=ours),
        "missed": _missed(row),
        "support": SUPPORT.get(row.last_support),
    }


def _missed(row: AskingLine) -> str:
    return say("{updates} missed", updates=written.plural(row.missed, "update")) if row.missed > 1 else ""


def facts(page: Page) -> list[tuple[str, str]]:
    """What is known of a recommendation."""
    row = page.line
    due_on = written.day(row.due_on) if row.due_on else "No day was set"
    return [
        ("Where it comes from", words(SOURCES, row.source)),
        ("Made by", row.issued_by),
        ("Published", written.day(row.published_on)),
        (
            "Due",
            say("{due_on}, {due_words}", due_on=due_on, due_words=page.due_words)
            if page.due_words and row.due_on
            else due_on,
        ),
        ("Published comment", comment(page)),
        (
            "Entered by",
            say("{registered_by}, {kept_by}", registered_by=page.registered_by, kept_by=row.kept_by)
            if page.registered_by
            else row.kept_by,
        ),
        *([("Where the text was read", page.origin_note)] if page.origin_note else []),
    ]


def comment(page: Page) -> str:
    """The rule of 56 days, with its source and how sure it is."""
    if page.comment_rule == "not":
        return "None is asked for"
    begin = say(
        "By {comment_due_on}, day 56 with the day of publication as day 1",
        comment_due_on=written.day(page.comment_due_on),
    )
    if page.comment_rule == "not_known":
        begin = say(
            "{words}. If it does: {begin}",
            words=words(COMMENT_RULES, page.comment_rule),
            begin=written.small(begin),
        )
    return say(
        "{begin}. {comment_source}. {comment_confidence}",
        begin=begin,
        comment_source=COMMENT_SOURCE,
        comment_confidence=COMMENT_CONFIDENCE,
    )


def tag(page: Page) -> Tag:
    """How the recommendation stands."""
    return due(page.line.standing, page.line.late_days, page.line.due_on)


def addressees(page: Page) -> list[dict[str, Any]]:
    """Who was addressed, and what is known of each."""
    return [
        {"row": row, "how": words(HOW_ADDRESSED, row.how).removesuffix(" on that day")}
        for row in page.addressees
    ]


KINDS_OF_BODIES = {
    "policing_body": ("local policing body", "local policing bodies"),
    "chief_constable": ("chief constable", "chief constables"),
    "named": ("named body", "named bodies"),
}


def counts(page: Page) -> str:
    """43 local policing bodies, 43 chief constables; 5 have another body in their place today."""
    kinds = Counter(row.how for row in page.addressees)
    parts = [written.plural(kinds[code], *names) for code, names in KINDS_OF_BODIES.items() if kinds[code]]
    heirs = sum(bool(row.now) for row in page.addressees)
    if heirs == 1:
        return joined(parts) + "; 1 has another body in its place today"
    several = say("; {heirs} have another body in their place today", heirs=heirs)
    return joined(parts) + (several if heirs else "")


def differences(form: Any, saved: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each field with what the reader typed beside what stands there now."""
    return [
        (
            str(field.label).removesuffix(" (optional)"),
            shown(field.field, form.cleaned_data.get(name)),
            shown(field.field, saved.get(name)),
        )
        for name, field in ((name, form[name]) for name in form.fields if name != "seen")
    ]


def shown(field: Any, value: Any) -> str:
    """A value as people read it."""
    if value in (None, "", []):
        return "Nothing"
    if choices := dict(getattr(field, "choices", ()) or ()):
        return str(choices.get(str(value), value))
    return written.day(value) if hasattr(value, "year") else str(value)
