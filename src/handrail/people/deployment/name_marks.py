"""The marks of all names in a case: a conflict check ends with each new one. No name is opened for it."""

from uuid import UUID

from django.db.models import Q

from handrail.people.contacts.models import Dependant
from handrail.people.deployment.languages.conflict_check_validity import make_name_mark
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.text_choices import RUNNING_STATES
from handrail.people.matching.models import IncidentMember
from handrail.people.records.models import Case, Person
from handrail.platform.access.models import Grant
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system


@acting_as_system(SystemActor.DEPLOYMENT)
def list_name_marks(case: Case) -> frozenset[str]:
    """One mark for each name: the person, who depends on them, others of their incidents, and whoever works with them.

    A name that changes has another mark, and so has one that is added: whoever interprets may know them.
    """
    person = Person.objects.filter(pk=case.pk).values_list("pk", "version")
    dependants = Dependant.objects.filter(case=case.pk, taken_out_at__isnull=True).values_list(
        "pk", flat=True
    )
    sent = Deployment.objects.filter(case=case.pk, state__in=RUNNING_STATES).values_list(
        "practitioner", flat=True
    )
    mine = IncidentMember.objects.filter(case=case.pk).values("incident")
    others = (
        IncidentMember.objects.filter(incident__in=mine).filter(~Q(case=case.pk)).values_list("pk", flat=True)
    )
    named = Grant.objects.filter(file=case.pk, to_user__isnull=False, ended_at__isnull=True)
    accounts = {case.point_of_contact_id, case.stand_in_id, *named.values_list("to_user", flat=True)} - {None}
    marks = [make_name_mark(number, version) for number, version in person]
    marks += [make_name_mark(number, 1) for number in (*dependants, *sent, *others)]
    marks += [make_name_mark(UUID(int=number), 1) for number in accounts]
    return frozenset(marks)
