"""Statements that Django writes once, and that run from then on with new values.

Most of what a page of many small queries costs is Django writing the same SQL anew. Here a query is written as ever,
with `given("name")` where a value will come; Django turns it into SQL when it is first asked for, and afterwards only
its values change. What it never does: hold SQL of its own, change a row, or keep the day, a person or a case of the
first time (a day or a number among what does not change is refused).

    @statement
    def _open_tasks() -> Asked:
        return Task.objects.filter(case__in=many("cases"), due_on__lte=given("until")).values_list("pk", "due_on")

    for pk, due_on in _open_tasks().rows(cases=numbers, until=today()):
"""

from handrail.platform.prepared.statement import Asked, Written, statement
from handrail.platform.prepared.values import given, many

__all__ = ["Asked", "Written", "given", "many", "statement"]
