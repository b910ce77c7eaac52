"""Charities of the directory that can stand on a plan as the local provider."""

from django.db.models import Q, QuerySet

from handrail.casework.case.models import Case
from handrail.directory.models import Service
from handrail.directory.queries.lines import reaches
from handrail.reference.models import Body

THIRD_SECTOR = "charity"


def local_charities(case: Case) -> QuerySet[Body]:
    """Those with an open service that reaches the case’s area, and the case’s own body where it is one."""
    open_here = Service.objects.filter(state="open")
    if case.area_id:
        open_here = open_here.filter(reaches(case.area_id))
    giving = open_here.order_by().values("provider")
    return Body.objects.filter(Q(pk__in=giving) | Q(pk=case.owner_id), kind=THIRD_SECTOR).order_by("name")


def can_be_named(case: Case, code: str) -> Body | None:
    """The charity with this code, if it is one of them."""
    return local_charities(case).filter(code=code).first()
