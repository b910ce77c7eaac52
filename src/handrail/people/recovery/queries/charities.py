"""Charities of the directory that can stand on a plan as the local provider."""

from django.db.models import Q, QuerySet

from handrail.directory.models import Service
from handrail.directory.queries.services import reaches_area_q
from handrail.people.records.models import Case
from handrail.platform.reference.models import Body

THIRD_SECTOR = "charity"


def select_charities_serving_case_area(case: Case) -> QuerySet[Body]:
    """Those with an open service that reaches the case’s area, and the case’s own body where it is one."""
    open_here = Service.objects.filter(state="open")
    if case.area_id:
        open_here = open_here.filter(reaches_area_q(case.area_id))
    giving = open_here.order_by().values("provider")
    return Body.objects.filter(Q(pk__in=giving) | Q(pk=case.owner_id), kind=THIRD_SECTOR).order_by("name")
