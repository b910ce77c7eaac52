"""Refusing words that point at somebody, and keeping that they were refused."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from handrail.areas.needs.text_checks import get_identifying_words_error, get_unpublished_count_error
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record


def raise_if_texts_identify_anyone(texts: Mapping[str, str], by: Actor, *, counts: bool = True) -> None:
    """Refuse words that name somebody or a place, or a count that was not published.

    Asked outside the transaction, so that the record of the refusal stays.

    Args:
        texts: by the name of their field.
        by: who wrote them.
        counts: whether a count of people is refused too; not where others' published words are summed up.

    Raises:
        ValidationError: by field.
    """
    said = {
        name: found
        for name, text in texts.items()
        if (
            found := get_identifying_words_error(text, by)
            or (get_unpublished_count_error(text) if counts else "")
        )
    }
    if said:
        write_audit_record(
            who=by.who, verb="was asked to leave a name or a count out of a needs assessment", about=None
        )
        raise ValidationError(said)
