"""What was just done, told on the next page: kept in the session in English, and in Welsh where that is whole."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.session import SessionStorage
from django.utils.translation import get_language

from handrail.platform.i18n.catalogue import get_welsh_catalogue
from handrail.platform.i18n.translation import Translator, collect_missing_translations_within


class BilingualMessages(SessionStorage):
    """A message's extra tags are the same message in Welsh: a session keeps texts, not phrases."""

    def add(self, level: int, message: Any, extra_tags: str | None = "") -> None:
        """Keep a message for the next page."""
        super().add(level, message, extra_tags or get_complete_welsh_translation_or_empty(message))


def translate_for_request(text: str) -> str:
    """The text in the language of whoever asks, for an answer that is no page."""
    return translate_for_language(get_language() or "", text)


def translate_for_language(language: str, text: str) -> str:
    """The text in the language that an account chose, for a mail."""
    return get_complete_welsh_translation_or_empty(text) or text if language == "cy" else text


def get_complete_welsh_translation_or_empty(message: Any) -> str:
    """The message in Welsh; empty where anything of it is not translated."""
    with collect_missing_translations_within() as missing:
        said = str(Translator(get_welsh_catalogue(drafts=settings.WELSH_DRAFTS)).say(message))
    return "" if missing else said
