"""The words by which a practice is found, and the practice that tells nearly the same."""

from django.db.models import Count

from handrail.assurance.practices.models import Practice, PracticeWord
from handrail.assurance.practices.stems import stems
from handrail.assurance.practices.twins import nearest
from handrail.kernel.saying import joined

SHARED: int = 2
"""Whoever shares more than four fifths of neighbouring pairs shares at least half of the words: one in SHARED."""
MOST_COMPARED = 50


def words_of(row: Practice) -> set[str]:
    """The stems of everything that is told, the area's names and the body's."""
    area = f"{row.area.name} {row.area.force_name}" if row.area else ""
    text = joined((row.title, row.words, row.since, row.evidence, row.area_as_told, area, row.body.name), " ")
    return set(stems(text))


def find_again(row: Practice) -> None:
    """Write down anew the words by which the practice is found."""
    PracticeWord.objects.filter(practice=row).delete()
    PracticeWord.objects.bulk_create(PracticeWord(practice=row, word=word) for word in sorted(words_of(row)))


def head_of(row: Practice) -> Practice | None:
    """The first of the practices that tell nearly the same as this one, if there is one."""
    wanted = set(stems(f"{row.title} {row.words}"))
    shared = (
        PracticeWord.objects.filter(word__in=wanted, practice__safe_venue=False)
        .exclude(practice__key=row.key)
        .values("practice")
        .annotate(shared=Count("word"))
        .filter(shared__gte=max(len(wanted) // SHARED, 1))
        .order_by("-shared", "practice")[:MOST_COMPARED]
    )
    others = Practice.objects.in_bulk([found["practice"] for found in shared])
    number = nearest(
        f"{row.title} {row.words}", {pk: f"{other.title} {other.words}" for pk, other in others.items()}
    )
    found = others.get(number) if number else None
    if found is None or (row.pk and found.alike_id == row.pk):
        return None
    return found.alike or found


def stand_alone(row: Practice) -> None:
    """Nothing open points at a practice that is withheld now: the first of its copies stands for the others."""
    first = Practice.objects.filter(alike=row).order_by("pk").first()
    if first:
        Practice.objects.filter(alike=row).exclude(pk=first.pk).update(alike=first)
        Practice.objects.filter(pk=first.pk).update(alike=None)
