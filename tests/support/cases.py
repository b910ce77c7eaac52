"""Days before today, and a case of an adult."""

import datetime

from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age


def a_case(by) -> Case:
    opened = opening.open_case(by=by)
    opening.set_age_group(case_id=opened.pk, age=Age.ADULT, by=by)
    return Case.objects.get(pk=opened.pk)


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)
