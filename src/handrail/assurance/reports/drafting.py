"""Words drafted from the data: introduction, summary, annex. Pure: the same data, the same words.

Paragraphs are parted by an empty line. An editor may change them; the draft stays beside what was made of it.
"""

from collections.abc import Sequence

from handrail.assurance.reports.counts import Answered, CallFacts, Counts
from handrail.assurance.reports.states import SectionKind
from handrail.kernel.dates import count, plain


def draft(kind: str, call: CallFacts, counts: Counts, bodies: Sequence[Answered], practices: int) -> str:
    """The words for a section of this kind; none where it holds practices."""
    if kind == SectionKind.INTRODUCTION:
        return introduction(call)
    if kind == SectionKind.SUMMARY:
        return summary(counts, practices)
    return annex(counts, bodies) if kind == SectionKind.ANNEX else ""


def introduction(call: CallFacts) -> str:
    """What was asked, by whom, by when; then the call's own guidance."""
    if call.whole:
        asked = (
            f"On {plain(call.asked_on)} {call.asked_by} asked for answers to “{call.title}”, by "
            f"{plain(call.deadline)}."
        )
    else:
        asked = (
            f"This report answers “{call.title}”: a call of {plain(call.asked_on)}, due by {plain(call.deadline)}, "
            "entered later from a published text."
        )
    return "\n\n".join(part for part in (asked, " ".join(call.guidance.split())) if part)


def summary(counts: Counts, practices: int) -> str:
    """The three counts, each on its own; then what is quoted."""
    if counts.answered is None:
        told = "How many bodies answered is not known."
    else:
        told = f"{counts.answered:,} {'body' if counts.answered == 1 else 'bodies'} answered."
    quoted = f"{counts.quoted:,} {'is' if counts.quoted == 1 else 'are'} quoted here by area."
    asked = (
        "How many were asked is not known."
        if counts.asked is None
        else f"{counts.asked:,} {'was' if counts.asked == 1 else 'were'} asked."
    )
    nothing = f"{counts.nothing:,} of those who answered had nothing to add." if counts.nothing else ""
    tells = (
        f"{count(practices, 'practice')} {'is' if practices == 1 else 'are'} told, as the bodies tell them."
    )
    more = "Being quoted is no mark of quality: nobody evaluated them for this report."
    return "\n\n".join((" ".join(part for part in (told, quoted, asked, nothing) if part), f"{tells} {more}"))


def annex(counts: Counts, bodies: Sequence[Answered]) -> str:
    """Who answered, who said there was nothing to add, who did not; or that it is not known."""
    if not counts.whole:
        return (
            f"The text from which this call was entered names {counts.quoted:,} bodies. Who else answered, and how "
            "many were asked, it does not say."
        )
    late = sum(body.late for body in bodies if body.standing in ("answered", "nothing"))
    silent = sum(body.standing not in ("answered", "nothing") for body in bodies)
    parts = (
        f"{count(late, 'answer')} came after the deadline." if late else "No answer came after the deadline.",
        f"{silent:,} of those who were asked {'has' if silent == 1 else 'have'} not answered."
        if silent
        else "Everybody who was asked has answered.",
    )
    return " ".join(parts)
