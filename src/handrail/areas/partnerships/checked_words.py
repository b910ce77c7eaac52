"""What is written in a group names no person, no case and no place of safety: asked before anything is saved."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.db import models, transaction

from handrail.insight.packs.unpublished_counts import explain_unpublished_count
from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record


def atomic_action_with_text_check[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """An action on one row, in one transaction, after its texts were looked through.

    Outside the transaction, so that the record of a refusal stays and nobody tries names unseen.
    """

    @wraps(action)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        by = kwargs["by"]
        rows = [value for value in (*args, *kwargs.values()) if isinstance(value, models.Model)]
        assert isinstance(by, Actor)
        raise_if_texts_identify_person_or_place(
            {name: text for row in rows for name, text in _list_free_texts_of_row(row)}, by
        )
        with transaction.atomic():
            return action(*args, **kwargs)

    return checked


def raise_if_texts_identify_person_or_place(texts: dict[str, str], by: Actor) -> None:
    """Raise ValidationError by field where a text names somebody or a place."""
    said = {name: found for name, text in texts.items() if (found := explain_identifying_words(text, by))}
    if said:
        write_audit_record(who=by.who, verb="was asked to leave a name out of a group’s papers", about=None)
        raise ValidationError(said)


def raise_if_unpublished_count(name: str, text: str) -> None:
    """Raise ValidationError where a text that everybody may read holds a count of people that was not published."""
    if said := explain_unpublished_count(text):
        raise ValidationError({name: said})


def _list_free_texts_of_row(row: models.Model) -> list[tuple[str, str]]:
    """The free texts of a row by their field; codes, and names at work that are meant to be there, are left out."""
    names = [
        name
        for name in getattr(row, "impersonal_text", ())
        if name not in ("trace", "content", "content_welsh", "sha256")
    ]
    found = [(name, getattr(row, name)) for name in names]
    return [
        (name, "\n".join(value) if isinstance(value, list) else str(value)) for name, value in found if value
    ]
