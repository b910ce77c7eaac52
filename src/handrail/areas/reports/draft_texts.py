"""Words drafted from the data: introduction, summary, annex. Pure: the same data, the same words.

Paragraphs are parted by an empty line. An editor may change them; the draft stays beside what was made of it.
"""

from collections.abc import Sequence

from handrail.areas.reports.kinds_and_states import ReportSectionKind
from handrail.areas.reports.report_counts import ReportAnnexRow, ReportCallFacts, ReportCounts
from handrail.platform.kernel.dates import format_count_with_noun, format_day
from handrail.platform.kernel.messages import join_texts, msg


def draft_section_text(
    kind: str, call: ReportCallFacts, counts: ReportCounts, bodies: Sequence[ReportAnnexRow], practices: int
) -> str:
    """The words for a section of this kind; none where it holds practices.

    Args:
        kind: a code of section kinds.
        call: the call that is reported.
        counts: who was asked, answered and is quoted.
        bodies: who was asked, with what became of it.
        practices: how many practices the report holds.
    """
    if kind == ReportSectionKind.INTRODUCTION:
        return draft_introduction_text(call)
    if kind == ReportSectionKind.SUMMARY:
        return draft_summary_text(counts, practices)
    return draft_annex_text(counts, bodies) if kind == ReportSectionKind.ANNEX else ""


def draft_introduction_text(call: ReportCallFacts) -> str:
    """What was asked, by whom, by when; then the call's own guidance."""
    if call.whole:
        asked = msg(
            "On {asked_on}, {asked_by} asked for answers to “{title}” by {deadline}.",
            asked_on=format_day(call.asked_on),
            asked_by=call.asked_by,
            title=call.title,
            deadline=format_day(call.deadline),
        )
    else:
        asked = msg(
            "This report answers “{title}”: a request of {asked_on}, due by {deadline}, entered "
            "later from a published text.",
            title=call.title,
            asked_on=format_day(call.asked_on),
            deadline=format_day(call.deadline),
        )
    guidance = call.guidance.replace("\r\n", "\n").strip()
    return "\n\n".join(
        part for part in (asked, _draft_text_quoting_recommendation_asked_about(call), guidance) if part
    )


def _draft_text_quoting_recommendation_asked_about(call: ReportCallFacts) -> str:
    """The text of the recommendation that the call asked about, in its own words."""
    if call.recommended_on is None:
        return ""
    return msg(
        "The recommendation, published by {recommended_by} on {recommended_on}, reads: “{text}”",
        recommended_by=call.recommended_by,
        recommended_on=format_day(call.recommended_on),
        text=join_texts(call.recommendation.split(), " "),
    )


def draft_summary_text(counts: ReportCounts, practices: int) -> str:
    """The three counts, each on its own; then what is quoted."""
    if counts.answered is None:
        told = "How many bodies answered is not known."
    else:
        told = msg(
            "{answered} {which} answered.",
            answered=f"{counts.answered:,}",
            which="body" if counts.answered == 1 else "bodies",
        )
    quoted = msg(
        "{quoted} {which} quoted here by area.",
        quoted=f"{counts.quoted:,}",
        which="is" if counts.quoted == 1 else "are",
    )
    asked = msg(
        "{asked} {which} asked{derived}.",
        asked=f"{counts.asked:,}",
        which="was" if counts.asked == 1 else "were",
        derived=", estimated from the list of recipients" if counts.asked_derived else "",
    )
    nothing = (
        msg("{nothing} of those who answered had nothing to add.", nothing=f"{counts.nothing:,}")
        if counts.nothing
        else ""
    )
    told_of = format_count_with_noun(practices - counts.challenges, "practice")
    if counts.challenges:
        told_of = msg(
            "{told_of} and {challenges}",
            told_of=told_of,
            challenges=format_count_with_noun(counts.challenges, "unsolved problem"),
        )
    tells = msg(
        "{told_of} {which} reported, {how}.",
        told_of=told_of,
        which="is" if practices == 1 else "are",
        how="as reported" if counts.whole else "in our own words from a published text, not from the returns",
    )
    more = "Practices were not evaluated: being quoted does not mean that they are better."
    return "\n\n".join(
        (join_texts((part for part in (told, quoted, asked, nothing) if part), " "), f"{tells} {more}")
    )


def draft_annex_text(counts: ReportCounts, bodies: Sequence[ReportAnnexRow]) -> str:
    """Who answered, who said there was nothing to add, who did not; or that it is not known."""
    if not counts.whole:
        return msg(
            "The published text names {quoted} bodies. It does not say who else answered or how many "
            "were asked. The table lists the recipients.",
            quoted=f"{counts.quoted:,}",
        )
    late = sum(body.late for body in bodies if body.status in ("answered", "nothing"))
    silent = sum(body.status not in ("answered", "nothing") for body in bodies)
    parts = (
        msg("{answers} came after the deadline.", answers=format_count_with_noun(late, "answer"))
        if late
        else "No answer came after the deadline.",
        msg(
            "{silent} of those who were asked {which} not answered.",
            silent=f"{silent:,}",
            which="has" if silent == 1 else "have",
        )
        if silent
        else "Everyone who was asked has answered.",
    )
    return join_texts(parts, " ")
