"""The sides of one organisation: it and its separate parts, between which nothing is shown.

A part is a body of its own (`Body.parent`), so whatever keeps two organisations apart keeps the sides apart: the row
filter, the row policy, lists, counts, keys of searches, cover and the trail (docs/decisions/separate-sides.md).
"""

from django.db.models import Q, QuerySet

from handrail.platform.reference.models import Body


def select_other_sides_of_bodys_organisation(body_id: int) -> "QuerySet[Body]":
    """The other sides of the body's organisation: what it is a part of, that one's other parts, and its own."""
    own = Body.objects.filter(pk=body_id)
    above = own.values("parent")
    found = Q(parent=body_id) | Q(pk__in=above) | Q(parent__in=above)
    return Body.objects.filter(found).exclude(pk=body_id)


def are_different_units_of_one_organisation(one: Body, two: Body) -> bool:
    """Whether two bodies are different sides of one organisation."""
    return one.pk != two.pk and (one.parent_id or one.pk) == (two.parent_id or two.pk)
