"""The letter to a provider: made from exactly what is told with the referral, as a tagged PDF."""

import datetime

from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.provider_contact import ProviderContact
from handrail.people.cases.offers.referral_slice import ReferralDisclosure
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
from handrail.platform.kernel.messages import join_texts, msg

NOT_ACCEPTED_YET = "This letter is a request. You accept the person only when you answer."
ANSWERS = (
    "Yes, and the first day.",
    "No, and why: no room, not in your group, outside your area, no funding, not safe, no interpreter.",
    "There is a waiting list, and its length.",
    "What more you need to know.",
)
KEEP_SAFE = (
    "The person agreed to share this for this referral only, and can withdraw consent at any "
    "time. Keep it where only the people who answer it can read it. Destroy it when it is "
    "answered or when we tell you to."
)


def build_referral_letter_document(
    row: Referral, told: ReferralDisclosure, contact: ProviderContact, *, on: datetime.date
) -> Document:
    """The letter as a document, in words alone.

    Args:
        row: the referral, with case, owner, sender and service fetched.
        told: what is told, read just now.
        contact: the office that the letter goes to.
        on: the date of the letter.

    Returns:
        The document; its title has the case's reference and no name.
    """
    sender = join_texts(
        part for part in (row.sent_by.name, row.case.owner.name, row.sent_by.work_phone) if part
    )
    blocks: list[Block] = [
        Paragraph(make_runs(msg("To: {office}", office=contact.office))),
        *([Paragraph(make_runs(contact.address))] if contact.address else []),
        Paragraph(make_runs(msg("From: {sender}", sender=sender))),
        Heading("Who we refer", 2, "who", listed=False),
        Pairs(tuple(TermPair(fact.label, make_runs(fact.text)) for fact in told.rows)),
    ]
    if told.words:
        blocks += [Heading("What would help", 2, "help", listed=False), Paragraph(make_runs(told.words))]
    blocks += [
        Heading("Please answer", 2, "answer", listed=False),
        Paragraph(make_runs(msg("Tell {sender} one of these:", sender=sender))),
        List(tuple(make_runs(answer) for answer in ANSWERS)),
        Paragraph(make_runs(NOT_ACCEPTED_YET)),
        Paragraph(make_runs(KEEP_SAFE), look="quiet"),
    ]
    return Document(
        title=msg("Referral {reference}", reference=row.case.reference),
        on=on,
        blocks=tuple(blocks),
        above=row.case.owner.name,
        author=row.case.owner.name,
        edition="Confidential",
    )
