"""Words drafted from the data: introduction, summary, annex. Pure: the same data, the same words.

Paragraphs are parted by an empty line. An editor may change them; the draft stays beside what was made of it.
"""

from collections.abc import Sequence

from handrail.assurance.reports.counts import Answered, CallFacts, Counts
from handrail.assurance.reports.states import SectionKind
from handrail.kernel.dates import count, plain
from handrail.kernel.saying import joined, say


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
        asked = say(
            "On {asked_on} {asked_by} asked for answers to “{title}”, by {deadline}.",
            asked_on=plain(call.asked_on),
            asked_by=call.asked_by,
            title=call.title,
            deadline=plain(call.deadline),
        )
    else:
        asked = say(
            "This report answers “{title}”: a call of {asked_on}, due by {deadline}, entered "
            "later from a published text.",
            title=call.title,
            asked_on=plain(call.asked_on),
            deadline=plain(call.deadline),
        )
    return "\n\n".join(part for part in (asked, joined(call.guidance.split(), " ")) if part)


def summary(counts: Counts, practices: int) -> str:
    """The three counts, each on its own; then what is quoted."""
    if counts.answered is None:
        told = "How many bodies answered is not known."
    else:
        told = say(
            "{answered} {which} answered.",
            answered=f"{counts.answered:,}",
            which="body" if counts.answered == 1 else "bodies",
        )
    quoted = say(
        "{quoted} {which} quoted here by area.",
        quoted=f"{counts.quoted:,}",
        which="is" if counts.quoted == 1 else "are",
    )
    asked = (
        "How many were asked is not known."
        if counts.asked is None
        else say(
            "{asked} {which} asked.", asked=f"{counts.asked:,}", which="was" if counts.asked == 1 else "were"
        )
    )
    nothing = (
        say("{nothing} of those who answered had nothing to add.", nothing=f"{counts.nothing:,}")
        if counts.nothing
        else ""
    )
    tells = say(
        "{practices} {which} told, as the bodies tell them.",
        practices=count(practices, "practice"),
        which="is" if practices == 1 else "are",
    )
    more = "Being quoted is no mark of quality: nobody evaluated them for this report."
    return "\n\n".join(
        (joined((part for part in (told, quoted, asked, nothing) if part), " "), f"{tells} {more}")
    )


def annex(counts: Counts, bodies: Sequence[Answered]) -> str:
    """Who answered, who said there was nothing to add, who did not; or that it is not known."""
    if not counts.whole:
        return say(
            "The text from which this call was entered names {quoted} bodies. Who else answered, "
            "and how many were asked, it does not say.",
            quoted=f"{counts.quoted:,}",
        )
    late = sum(body.late for body in bodies if body.standing in ("answered", "nothing"))
    silent = sum(body.standing not in ("answered", "nothing") for body in bodies)
    parts = (
        say("{answers} came after the deadline.", answers=count(late, "answer"))
        if late
        else "No answer came after the deadline.",
        say(
            "{silent} of those who were asked {which} not answered.",
            silent=f"{silent:,}",
            which="has" if silent == 1 else "have",
        )
        if silent
        else "Everybody who was asked has answered.",
    )
    return joined(parts, " ")
