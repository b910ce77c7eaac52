"""`handrail documents`: sealed documents between the database and an object store. None is opened for it.

May be stopped and run again at any moment: each part is moved by itself, and read back before the row lets go of it.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from handrail.site import databases

if TYPE_CHECKING:
    from handrail.platform.files.models import Part
    from handrail.platform.files.object_store import ObjectStore

BATCH: Final = 50
NEVER_TIDIED_BEFORE: Final = timedelta(days=1)
"""An upload of this moment has its object before its row: what is younger is left alone."""
NONE_SET: Final = "No object store is set. Set HANDRAIL_OBJECT_STORE to a bucket (docs/running.md)."


def main(arguments: list[str]) -> int:
    """Do one of the four, and say how many."""
    parser = argparse.ArgumentParser(
        prog="handrail documents", description="Sealed documents between the database and an object store."
    )
    parser.add_argument("act", choices=sorted(ACTS))
    asked = parser.parse_args(arguments)
    databases.set_up_django()
    from handrail.platform.files.object_store import ObjectStoreError, get_object_store  # noqa: PLC0415 - needs settings

    store = get_object_store()
    if store is None:
        print(NONE_SET, file=sys.stderr)
        return 2
    try:
        return ACTS[asked.act](store)
    except ObjectStoreError as error:
        print(f"The object store did not answer: {error}. Run it again.", file=sys.stderr)
        return 1


def move_documents_to_store(store: "ObjectStore") -> int:
    """Write every part that lies in the database to the store."""
    from handrail.platform.files.models import Part  # noqa: PLC0415 - models need Django
    from handrail.platform.files.object_store import ObjectStoreError, make_part_name  # noqa: PLC0415 - as above

    moved = 0
    for part in _iterate_parts(is_in_store=False):
        name, sealed = make_part_name(part.paper_id, part.number), bytes(part.content or b"")
        store.write(name, sealed)
        if store.read(name) != sealed:
            raise ObjectStoreError("it gave back other bytes than it was given")
        Part.objects.filter(pk=part.pk).update(content=None)
        moved += 1
    print(f"Moved to the object store: {moved:,} parts of documents.")
    return 0


def move_documents_to_database(store: "ObjectStore") -> int:
    """Write every part that lies in the store to the database; its object is deleted after that."""
    from handrail.platform.files.models import Part  # noqa: PLC0415 - models need Django
    from handrail.platform.files.object_store import make_part_name  # noqa: PLC0415 - as above

    moved = 0
    for part in _iterate_parts(is_in_store=True):
        name = make_part_name(part.paper_id, part.number)
        Part.objects.filter(pk=part.pk).update(content=store.read(name))
        store.delete([name])
        moved += 1
    print(f"Moved to the database: {moved:,} parts of documents.")
    return 0


def delete_objects_without_a_document(store: "ObjectStore") -> int:
    """Delete what no document names: uploads that were undone."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    before = timezone.now() - NEVER_TIDIED_BEFORE
    known = _list_names_of_parts_in_store()
    lost = [one.name for one in store.iterate_objects() if one.name not in known and one.written_at < before]
    store.delete(lost)
    print(f"Deleted from the object store: {len(lost):,} objects that no document names.")
    return 0


def find_documents_without_an_object(store: "ObjectStore") -> int:
    """Say how many parts the store should have and has not."""
    there = {one.name for one in store.iterate_objects()}
    known = _list_names_of_parts_in_store()
    missing = sorted(known - there)
    print(f"In the object store: {len(known) - len(missing):,} of {len(known):,} parts of documents.")
    for name in missing[:20]:
        print(f"Missing: {name}", file=sys.stderr)
    return 1 if missing else 0


def _iterate_parts(*, is_in_store: bool) -> Iterator["Part"]:
    """A few at a time, so that no more than that many megabytes are in memory."""
    from handrail.platform.files.models import Part  # noqa: PLC0415 - models need Django

    rows = Part.objects.filter(content__isnull=is_in_store).order_by("pk")
    page = list(rows[:BATCH])
    while page:
        yield from page
        page = list(rows.filter(pk__gt=page[-1].pk)[:BATCH])


def _list_names_of_parts_in_store() -> set[str]:
    from handrail.platform.files.models import Part  # noqa: PLC0415 - models need Django
    from handrail.platform.files.object_store import make_part_name  # noqa: PLC0415 - as above

    rows = Part.objects.filter(content__isnull=True).values_list("paper_id", "number")
    return {make_part_name(paper_id, number) for paper_id, number in rows}


ACTS: Final[dict[str, Callable[["ObjectStore"], int]]] = {
    "move": move_documents_to_store,
    "move-back": move_documents_to_database,
    "tidy": delete_objects_without_a_document,
    "check": find_documents_without_an_object,
}
