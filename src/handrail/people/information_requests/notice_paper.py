"""The written notice to the person: what is asked about them, of whom, by whom and why. Made from the request."""

from collections.abc import Iterator

from handrail.people.information_requests.code_tests import CODE_NAME, IN_FORCE_FROM
from handrail.people.information_requests.models import InformationRequest
from handrail.people.information_requests.models.asked_fields import AskedAcrossWall
from handrail.people.information_requests.text_choices import NoticeRecipient
from handrail.platform.access.kinds import Kind
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Heading,
    List,
    Pairs,
    Paragraph,
    TermPair,
    make_runs,
)
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import join_texts, lower_first, msg

YOU_CAN = (
    "Tell us if you object, and why. We will record it, and the organisation that is asked will read "
    "it before it answers.",
    "Ask what is held about you, and for a copy of what was given.",
    "Ask someone you trust, or a lawyer, to read this with you.",
    "Complain to the organisation that asks, and to the Information Commissioner.",
)
ON_BEHALF = "They are given it for the person. Tell the person what it says, in a way that they understand."
COUNSELLING_ASKED = "Yes. It is sent only if a senior officer, other than the one who asks, approves it."
COUNSELLING_APPROVED = "Yes. A senior officer, {name}, approved asking for them on {day}."
SUPPORT_GOES_ON = "Your support does not depend on your answer."


def build_notice_document(row: AskedAcrossWall) -> Document:
    """The notice, for a victim information request that is bound to a reader. Its title names nobody."""
    return Document(
        title="A request for information about you",
        on=row.asked_on,
        above=msg("Case {reference}", reference=row.case.reference)
        if isinstance(row, InformationRequest)
        else "",
        author=row.from_body.name,
        lead=make_runs(
            msg(
                "{asker} asks {asked} for information about you. This notice tells you what is asked for, and why.",
                asker=row.from_body.name,
                asked=row.to_body.name,
            )
        ),
        blocks=tuple(_iterate_notice_blocks(row)),
        edition="Confidential",
    )


def _iterate_notice_blocks(row: AskedAcrossWall) -> Iterator[Block]:
    yield Heading("What is asked", 2, "asked", listed=False)
    yield Pairs(tuple(TermPair(label, make_runs(text)) for label, text in _iterate_notice_fact_pairs(row)))
    yield Heading("What you can do", 2, "can", listed=False)
    yield List(tuple(make_runs(text) for text in YOU_CAN))
    yield Paragraph(make_runs(SUPPORT_GOES_ON))
    if row.notice_to not in ("", NoticeRecipient.PERSON):
        yield Heading("Who this notice is given to", 2, "to", listed=False)
        yield Paragraph(make_runs(f"{row.notice_to_words.open()}. {ON_BEHALF}"))
    yield Heading("The rules", 2, "rules", listed=False)
    yield Paragraph(
        make_runs(
            msg(
                "{code}, in force since {day}. It says your records can be requested only where "
                "necessary and proportionate for a reasonable line of enquiry, and that counselling "
                "notes should not normally be requested.",
                code=CODE_NAME,
                day=format_day(IN_FORCE_FROM),
            )
        )
    )
    yield Paragraph(
        make_runs("Keep this where you would be safe if someone found it."),
        look="quiet",
    )


def _iterate_notice_fact_pairs(row: AskedAcrossWall) -> Iterator[tuple[str, str]]:
    yield "Requested by", msg("{name}, {body}", name=row.asked_by.name, body=row.from_body.name)
    yield "Sent to", row.to_body.name
    yield "What they ask for", row.what.open()
    if row.wanted_kinds:
        yield (
            "Kinds of information",
            join_texts((lower_first(Kind(kind).words) for kind in row.wanted_kinds), "; "),
        )
    if row.wanted_from or row.wanted_until:
        yield "Period", _format_period_asked_about(row)
    yield "Why it is necessary", row.necessity.open()
    yield "How it will be dealt with", row.handling.open()
    yield "Counselling notes", _describe_counselling_notes(row)
    yield "The lawful basis", row.get_basis_display()
    yield "Asked on", format_day(row.asked_on)


def _describe_counselling_notes(row: AskedAcrossWall) -> str:
    if not row.asks_counselling_notes:
        return "No"
    if row.approval_by is None or row.approval_at is None or not row.is_sent:
        return COUNSELLING_ASKED
    return msg(COUNSELLING_APPROVED, name=row.approval_by.name, day=format_day(row.approval_at))


def _format_period_asked_about(row: AskedAcrossWall) -> str:
    first = format_day(row.wanted_from) if row.wanted_from else "the beginning"
    last = format_day(row.wanted_until) if row.wanted_until else "today"
    return msg("{first} to {last}", first=first, last=last)
