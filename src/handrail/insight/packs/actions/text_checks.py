"""What is written in a pack names nobody, no place, and no count that was not published."""

from django.core.exceptions import ValidationError

from handrail.insight.packs.unpublished_counts import explain_unpublished_count
from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record


def raise_if_texts_unfit_for_boards(texts: dict[str, str], by: Actor) -> None:
    """Raise ValidationError by field. Asked outside the transaction, so that the record of the refusal stays.

    Args:
        texts: by the name of their field.
        by: who wrote them.
    """
    said = {
        field: found
        for field, text in texts.items()
        if (found := explain_unpublished_count(text) or explain_identifying_words(text, by))
    }
    if said:
        write_audit_record(
            who=by.who, verb="was asked to remove a name or count from a board pack", about=None
        )
        raise ValidationError(said)
