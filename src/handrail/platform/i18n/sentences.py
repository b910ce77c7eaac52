"""A text of ours in Welsh, for papers that are kept in both languages."""

from django.conf import settings

from handrail.platform.i18n.catalogue import get_welsh_catalogue
from handrail.platform.i18n.translation import Translator, collect_missing_translations_within


def say_in_welsh(text: str) -> str:
    """The text in Welsh; what somebody typed stays as it is. Empty where a part of it has no translation to show."""
    with collect_missing_translations_within() as missing:
        said: str = Translator(get_welsh_catalogue(drafts=settings.WELSH_DRAFTS)).say(text)
    return "" if missing else said
