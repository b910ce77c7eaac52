"""What a page says once waits in the store of sessions, which is not sealed: no words of a task are in it."""

from django.contrib.sessions.models import Session
from django.urls import reverse

from handrail.people.contacts.actions import tasks
from handrail.people.contacts.models import Task
from support.contacts_pages import ahead

WORDS = "Call her mother in Tirana"


def test_what_is_said_of_a_task_leaves_its_words_out(cast, told, signed_in):
    task = tasks.add_task(Task(case_id=told.case_id, what=WORDS, due_on=ahead(1)), by=cast.worker.actor)
    client = signed_in(cast.worker)
    client.post(reverse("take_task", args=[told.reference, task.pk]), {"seen": "1"})
    answers = {"seen": "2", "state": "done", "words": "She was in"}
    client.post(reverse("end_task", args=[told.reference, task.pk]), answers)
    assert Task.objects.get(pk=task.pk).state == "done"
    said = [str(row.get_decoded()) for row in Session.objects.all()]
    assert "This task is yours now" in "".join(said)
    assert "Task saved as: done" in "".join(said)
    assert WORDS not in "".join(said)
