"""The Welsh catalogues, one in each room: gettext files that a translator's tools open (docs/welsh.md).

A message marked fuzzy is a draft that no translator has checked. A body's installation says whether drafts are shown
(HANDRAIL_WELSH_DRAFTS); a page with any draft on it says that at its head.
"""

import gettext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import handrail

ROOT = Path(handrail.__file__).parent
FILE = Path("locale") / "cy.po"


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation: one form, or one for each kind of number."""

    forms: tuple[str, ...]
    draft: bool


class PoCatalogue:
    """Messages out of a gettext file."""

    def __init__(self, catalog: Catalog, *, drafts: bool) -> None:
        """`drafts`: whether what no translator has checked is shown."""
        self.code = str(catalog.locale_identifier)
        self.drafts = drafts
        self._which = gettext.c2py(catalog.plural_expr)
        self._said: dict[str, Translation | None] = {
            _get_singular_id(message): _get_translation(message) for message in catalog if message.id
        }

        self.has_drafts = drafts and any(said and said.draft for said in self._said.values())

    def knows(self, message: str) -> bool:
        """Whether the product says this."""
        return message in self._said

    def find(self, message: str) -> str | None:
        """The translation; nothing where there is none that may be shown."""
        found = self._find_shown_translation(message)
        return found.forms[0] if found else None

    def form(self, one: str, many: str, n: int) -> str | None:
        """The translation for that number of things. The message is named by its form for one."""
        found = self._find_shown_translation(one)
        return found.forms[min(self._which(n), len(found.forms) - 1)] if found else None

    def _find_shown_translation(self, message: str) -> Translation | None:
        found = self._said.get(message)
        return found if found and (self.drafts or not found.draft) else None


def list_catalogue_paths() -> list[Path]:
    """The catalogue of every room that says something."""
    return sorted(ROOT.rglob(str(FILE)))


def read_merged_catalogue() -> Catalog:
    """The messages of all rooms as translators' tools see them."""
    whole = Catalog(locale="cy", project="Handrail", fuzzy=False)
    for path in list_catalogue_paths():
        with path.open("rb") as file:
            room = read_po(file, locale="cy")
        whole.header_comment = room.header_comment
        for message in room:
            if message.id:
                whole[message.id] = message
    return whole


@lru_cache(maxsize=2)
def get_welsh_catalogue(*, drafts: bool) -> PoCatalogue:
    """The Welsh catalogue, read once."""
    return PoCatalogue(read_merged_catalogue(), drafts=drafts)


def _get_singular_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    """Whether every form of it is translated."""
    return bool(_get_translated_forms(message)) and all(_get_translated_forms(message))


def _get_translation(message: Message) -> Translation | None:
    return Translation(_get_translated_forms(message), message.fuzzy) if is_translated(message) else None


def _get_translated_forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
