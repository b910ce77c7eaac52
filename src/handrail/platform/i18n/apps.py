"""Django's name for this package; drawings learn from it how to say their words in another language."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Pages in two languages."""

    name = "handrail.platform.i18n"
    label = "i18n"

    def ready(self) -> None:
        """Say the words of drawings in the language of whoever asks, as those of the page around them."""
        from handrail.platform.documents.page_language import use_to_say_words_of_pages  # noqa: PLC0415 - apps first
        from handrail.platform.i18n.message_storage import translate_for_request  # noqa: PLC0415 - as above

        use_to_say_words_of_pages(translate_for_request)
