"""What was just done, told on the next page: kept in the session in English, and in Welsh where that is whole."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.session import SessionStorage
from django.utils.translation import get_language

from handrail.web.languages.catalogue import welsh
from handrail.web.languages.translation import Speech, counting


class BothLanguages(SessionStorage):
    """A message's extra tags are the same message in Welsh: a session keeps texts, not phrases."""

    def add(self, level: int, message: Any, extra_tags: str | None = "") -> None:
        """Keep a message for the next page."""
        super().add(level, message, extra_tags or in_welsh(message))


def here(text: str) -> str:
    """The text in the language of whoever asks, for an answer that is no page."""
    return for_reader(get_language() or "", text)


def for_reader(language: str, text: str) -> str:
    """The text in the language that an account chose, for a mail."""
    return in_welsh(text) or text if language == "cy" else text


def in_welsh(message: Any) -> str:
    """The message in Welsh; empty where anything of it is not translated."""
    with counting() as missing:
        said = str(Speech(welsh(drafts=settings.WELSH_DRAFTS)).say(message))
    return "" if missing else said
