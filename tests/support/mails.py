"""Mails that wait in an outbox, sent and searched for what is sealed about the people of its cases."""

import re
from collections.abc import Iterable

from django.core.mail import EmailMessage

from handrail.people.personal_data.case_file_models import list_case_file_models
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.message_templates import MESSAGE_TEMPLATES
from handrail.platform.outbox.models import Message

SHORTEST = 4
REFERENCE = re.compile(r"\b[A-Z]{2,6}-\d{4,}-[A-Z]\b")
"""Whole, with its check letter, as docs/decisions/case-references.md has it."""


@acting_as_system(SystemActor.LOADER)
def list_sealed_words() -> set[str]:
    """What is sealed in any row of any file: names, numbers, addresses, own words; but for what mails say anyway."""
    fixed = " ".join(f"{one.subject} {one.text}" for one in MESSAGE_TEMPLATES.values()).lower()
    readers: dict[object, UnrecordedKeyAccess] = {}
    found: set[str] = set()
    for model in {one.model for one in list_case_file_models()}:
        names = [field.name for field in model._meta.fields if isinstance(field, Sealed)]
        if not names or not issubclass(model, SealedModel):
            continue
        for row in model._base_manager.all():
            row.bind(readers.setdefault(row.key_id, UnrecordedKeyAccess(row.key_id)))
            found |= {getattr(row, name).open().strip('"') for name in names}
    return {word for word in found if len(word) >= SHORTEST and word.lower() not in fixed}


@acting_as_system(SystemActor.LOADER)
def send_all() -> int:
    """Send everything once more. Returns how many were sent."""
    Message.objects.update(state="waiting", attempts=0)
    return deliver_messages(at_most=100_000).sent


def find_words_in_mails(words: set[str], mails: Iterable[EmailMessage]) -> list[tuple[str, str]]:
    """Each word that a mail holds anywhere, headers and addresses among it.

    Returns:
        The subject of the mail, and the word.
    """
    told = [(one.subject, _get_text_without_own_address(one)) for one in mails]
    pattern = re.compile(r"\w+(?:['\u2019-]\w+)*")
    by_first: dict[str, list[str]] = {}
    for word in words:
        first = pattern.search(word.lower())
        by_first.setdefault(first[0] if first else word.lower(), []).append(word)
    return [
        (subject, word)
        for subject, text in told
        for first in set(pattern.findall(text)) & by_first.keys()
        for word in by_first[first]
        if re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text)
    ]


def _get_text_without_own_address(one: EmailMessage) -> str:
    """Whoever gets it may have the name of somebody in a case."""
    text = f"{one.message().as_string()} {one.subject} {one.body}".lower()
    return text.replace(one.to[0].lower(), "")


def list_paths_closed_to_reader() -> list[str]:
    """Addresses in mails that name a case which whoever gets the mail may not open."""
    return [row.path for row in Message.objects.select_related("to__body") if not _may_open(row)]


def _may_open(row: Message) -> bool:
    for reference in REFERENCE.findall(row.path):
        with act_as_user_within_block(row.to.actor):
            try:
                get_case_open_to_actor_by_reference(row.to.actor, reference)
            except NotVisible:
                return False
    return True
