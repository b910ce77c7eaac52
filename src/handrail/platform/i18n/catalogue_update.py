"""The Welsh catalogues in step with what the product says: new messages are added, unused ones are dropped."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po
from jinja2 import Environment

from handrail.platform.i18n import catalogue, extraction, text_sources

WINGS = ("platform", "pathway", "directory", "people", "insight", "areas", "site")
DIVIDED_WINGS = {"platform", "people", "areas", "insight"}


@dataclass(frozen=True, slots=True)
class TranslationProgress:
    """How far the translation is, in messages."""

    all: int
    checked: int
    drafts: int

    @property
    def missing(self) -> int:
        """Messages without any Welsh."""
        return self.all - self.checked - self.drafts


def collect_messages(environment: Environment) -> extraction.ExtractedMessages:
    """Everything that the product says. `environment` gives the templates."""
    found = extraction.extract_messages(environment, text_sources.iterate_texts_of_text_sources())
    for one, many, place in text_sources.iterate_counted_nouns():
        found.add(f"{{n}} {one}", place, f"{{n}} {many}")
    return found


def build_updated_catalogue(old: Catalog, messages: extraction.ExtractedMessages) -> Catalog:
    """The catalogue with exactly these messages, in their order, and the translations that it had."""
    new = Catalog(locale="cy", project="Handrail", fuzzy=False, header_comment=old.header_comment)
    for message in sorted(messages.places):
        many = messages.many.get(message)
        known = old.get((message, many) if many else message)
        new.add(
            (message, many) if many else message,
            known.string if known else None,
            locations=[(place, 0) for place in sorted(messages.places[message])],
            flags=known.flags & {"fuzzy"} if known else (),
            user_comments=known.user_comments if known else (),
        )
    return new


def count_translation_progress(catalog: Catalog) -> TranslationProgress:
    """Counts of the messages that are translated and checked, or translated as a draft."""
    messages = [message for message in catalog if message.id]
    done = [message for message in messages if catalogue.is_translated(message)]
    drafts = sum(message.fuzzy for message in done)
    return TranslationProgress(len(messages), len(done) - drafts, drafts)


def write_catalogues(catalog: Catalog) -> None:
    """Write each message into the catalogue of its room, and remove catalogues that hold none any more."""
    rooms: dict[Path, Catalog] = {}
    for message in catalog:
        if message.id:
            path = catalogue.ROOT / _get_lowest_package_of_message(message) / catalogue.FILE
            room = rooms.setdefault(path, _make_empty_catalogue(catalog))
            room[message.id] = message
    for path in set(catalogue.list_catalogue_paths()) - set(rooms):
        path.unlink()
    for path, room in rooms.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(format_catalogue_as_po_bytes(room))


def _make_empty_catalogue(catalog: Catalog) -> Catalog:
    return Catalog(locale="cy", project="Handrail", fuzzy=False, header_comment=catalog.header_comment)


def _get_lowest_package_of_message(message: Message) -> str:
    """The lowest room that says it: platform/ui, say. Texts of GOV.UK's own macros belong to the design system."""
    places = [place for place, _ in message.locations]
    return min(
        (_get_package_of_path(place) for place in places),
        key=lambda room: (WINGS.index(room.split("/")[0]), room),
    )


def _get_package_of_path(place: str) -> str:
    parts = place.split("/")
    if parts[0] not in WINGS:
        return "platform/ui"
    is_in_room = parts[0] in DIVIDED_WINGS and len(parts) > 2
    return f"{parts[0]}/{parts[1]}" if is_in_room else parts[0]


def format_catalogue_as_po_bytes(catalog: Catalog) -> bytes:
    """The text of the file: no dates and no line numbers, so that it changes only where a text does."""
    catalog.revision_date = catalog.creation_date
    text = BytesIO()
    write_po(text, catalog, width=100, include_lineno=False, sort_output=False, omit_header=False)
    kept = (line for line in text.getvalue().splitlines(keepends=True) if b"-Date: " not in line)
    return b"".join(kept)


def get_message_ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    """What is to be translated."""
    return {
        message.id if isinstance(message.id, str) else tuple(message.id) for message in catalog if message.id
    }
