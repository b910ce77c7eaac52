"""A text of ours in Welsh, for papers that are kept in both languages.

Translations that no translator has checked are among them, also where pages do not show those
(HANDRAIL_WELSH_DRAFTS): what is made here is a draft, which somebody who knows Welsh words and publishes.
"""

from handrail.platform.i18n.catalogue import get_welsh_catalogue
from handrail.platform.i18n.translation import Translator, collect_missing_translations_within


def say_in_welsh(text: str) -> str:
    """The text in Welsh; what somebody typed stays as it is. Empty where a part of it has no translation."""
    with collect_missing_translations_within() as missing:
        said: str = Translator(get_welsh_catalogue(drafts=True)).say(text)
    return "" if missing else said
