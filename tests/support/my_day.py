"""My day with more rows than are shown at once."""

import datetime
import re

from django.utils import timezone

from handrail.people.cases.events.due_wording import DueWording
from handrail.people.cases.events.models import Due
from support.cast import tell
from support.worlds import shared_world

TODAY = timezone.localdate

WAITS = {"ours": False, "who": "Home Office", "kind": "waiting"}


@shared_world
def much(cast):
    """One case with more than presses, another that has nothing but what comes later."""
    first, other = tell(cast.worker.actor), tell(cast.worker.actor)
    dues = [(f"Press {n}", {"due_on": TODAY() - datetime.timedelta(days=1)}) for n in range(4)]
    undated = [(f"No day {n}", {}) for n in range(9)]
    waits = [(f"Wait {n}", WAITS | {"started": TODAY()}) for n in range(10)]
    only_these(first.case_id, *dues, *undated, *waits)
    later = [(f"Later {n}", {"due_on": TODAY() + datetime.timedelta(days=5)}) for n in range(5)]
    only_these(other.case_id, *later)
    return first, other


def titles(page):
    """The rows of "For you to do", in order."""
    todo = page.partition('id="todo"')[2].partition('class="app-aside"')[0]
    return re.findall(r'<h3 class="app-item-title"><a[^>]*>([^<]+)</a>', todo)


def only_these(case_id, *dues):
    """What the rules yield, put aside for rows with days of the test's own."""
    Due.objects.filter(case=case_id).delete()
    for number, (title, fields) in enumerate(dues):
        Due.objects.create(
            case_id=case_id,
            wording=DueWording(title, fields.get("who", "")),
            **{
                "sort": "prompt",
                "run": str(number),
                "ours": True,
                "code": "letter",
                **{name: value for name, value in fields.items() if name != "who"},
            },
        )
