"""The words by which a practice is found, and the practice that tells nearly the same."""

from django.db.models import Count

from handrail.areas.practices.models import Practice, PracticeWord
from handrail.areas.practices.near_duplicates import find_key_of_nearest_text
from handrail.areas.practices.stemming import get_stems
from handrail.platform.kernel.messages import join_texts

SHARED_WORD_DIVISOR: int = 2
"""Whoever shares more than four fifths of neighbouring pairs shares at least half of the words: one in SHARED."""
MAX_COMPARED = 50


def collect_search_stems(row: Practice) -> set[str]:
    """The stems of everything that is told, the area's names and the body's."""
    area = f"{row.area.name} {row.area.force_name}" if row.area else ""
    text = join_texts(
        (row.title, row.words, row.since, row.evidence, row.area_as_told, area, row.body.name), " "
    )
    return set(get_stems(text))


def update_search_stems_of_practice(row: Practice) -> None:
    """Write down anew the words by which the practice is found."""
    PracticeWord.objects.filter(practice=row).delete()
    PracticeWord.objects.bulk_create(
        PracticeWord(practice=row, word=word) for word in sorted(collect_search_stems(row))
    )


def find_first_near_duplicate(row: Practice) -> Practice | None:
    """The first of the practices that tell nearly the same as this one, if there is one."""
    wanted = set(get_stems(f"{row.title} {row.words}"))
    shared = (
        PracticeWord.objects.filter(word__in=wanted, practice__safe_venue=False)
        .exclude(practice__key=row.key)
        .values("practice")
        .annotate(shared=Count("word"))
        .filter(shared__gte=max(len(wanted) // SHARED_WORD_DIVISOR, 1))
        .order_by("-shared", "practice")[:MAX_COMPARED]
    )
    others = Practice.objects.in_bulk([found["practice"] for found in shared])
    number = find_key_of_nearest_text(
        f"{row.title} {row.words}", {pk: f"{other.title} {other.words}" for pk, other in others.items()}
    )
    found = others.get(number) if number else None
    if found is None or (row.pk and found.alike_id == row.pk):
        return None
    return found.alike or found


def choose_new_head_of_near_duplicates(row: Practice) -> None:
    """Nothing open points at a practice that is withheld now: the first of its copies stands for the others."""
    first = Practice.objects.filter(alike=row).order_by("pk").first()
    if first:
        Practice.objects.filter(alike=row).exclude(pk=first.pk).update(alike=first)
        Practice.objects.filter(pk=first.pk).update(alike=None)
