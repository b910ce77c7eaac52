"""Organisations as somebody types them, one on each line; and who is proposed for a group of an area."""

import difflib
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When

from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.body_kinds import BUSINESS
from handrail.platform.reference.models import Body, Governance
from handrail.platform.reference.name_matching import make_match_key

MOST_PROPOSED = 12
MOST_ALIKE = 3


class OrganisationLinesField(forms.CharField):
    """A text area whose lines are names of organisations; its value is their numbers."""

    def __init__(self) -> None:
        ask = "Enter at least one organisation"
        super().__init__(
            label="Which organisations get a seat?",
            help_text="One on each line, by its full name. Your own organisation has a seat already.",
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 10}),
            error_messages={"required": ask},
        )

    def clean(self, value: str) -> list[int]:
        """Numbers of the organisations. Raises ValidationError for a name that is not known."""
        names = [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]
        return get_body_ids_by_name(names)


def get_body_ids_by_name(names: Sequence[str]) -> list[int]:
    """The organisations of these names. Raises ValidationError with names like the first that is not known."""
    keys = {make_match_key(name): name for name in names}
    found = dict(Body.objects.filter(name_key__in=keys).values_list("name_key", "pk"))
    for key, name in keys.items():
        if key not in found:
            raise ValidationError(_format_unknown_organisation(name, key))
    return [found[key] for key in keys]


def _format_unknown_organisation(name: str, key: str) -> str:
    known = dict(Body.objects.values_list("name_key", "name"))
    alike = [known[each] for each in difflib.get_close_matches(key, known, MOST_ALIKE, 0.6)]
    if not alike:
        return msg(
            "“{name}” is not in the list of organisations. Check the name, or ask a platform administrator to add it.",
            name=name,
        )
    return msg(
        "“{name}” is not in the list of organisations. Did you mean {names}?",
        name=name,
        names=join_texts(alike),
    )


def list_proposed_group_organisations(body_id: int, kind: str, nation: str) -> list[str]:
    """Names to begin with: the convener's area, councils last; for a network whoever governs policing there today.

    A network of businesses begins with those of the area and the police; no other group begins with businesses.

    Args:
        body_id: of the convener, which is left out.
        kind: of the group.
        nation: a code of NATIONS.
    """
    rows = Body.objects.exclude(pk=body_id).filter(successor__isnull=True, parent__isnull=True)
    if kind == "network":
        day = today()
        now = Governance.objects.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), body__isnull=False
        )
        now = now if nation == "national" else now.filter(area__nation=nation)
        return list(rows.filter(pk__in=now.values("body")).order_by("name").values_list("name", flat=True))
    own = Body.objects.filter(pk=body_id).values("area")
    current = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    works_here = Body.objects.filter(Q(area__in=own) | Q(further_areas__in=own))
    near = rows.filter(current, pk__in=works_here.values("pk"))
    near = near.filter(kind__in=(BUSINESS, "police")) if kind == "business" else near.exclude(kind=BUSINESS)
    councils_last = Case(When(kind="council", then=1), default=0)
    return list(near.order_by(councils_last, "name").values_list("name", flat=True)[:MOST_PROPOSED])
