"""Pages of one's own files: asked for, followed, downloaded, cancelled, deleted; and nobody else's."""

import datetime
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.workspace.case_list_file import make_case_list_file
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.background_tasks.actions.asking import ask_for_file
from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.worker_round import run_background_task_round
from support.cast import NAME
from support.file_tasks import ask_for_file_on_page
from support.full_case import share

pytestmark = pytest.mark.one_engine


def read(client, name, *arguments):
    response = client.get(reverse(name, args=arguments))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.fixture
def day_of_24_hours(own_worlds, time_machine):
    """On the day of 25, what is ready just after midnight is deleted on the same day."""
    time_machine.move_to(datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC))


@pytest.mark.usefixtures("day_of_24_hours")
def test_a_file_is_followed_until_it_is_ready_and_says_when_it_is_deleted(cast, told, signed_in):
    client = signed_in(cast.worker)
    row = ask_for_file_on_page(client, f"{reverse('cases_file')}?whose=mine")
    page = read(client, "own_file", row.pk)
    assert "Waiting: It starts in a few seconds." in page
    assert f'data-follow="{reverse("own_file", args=[row.pk])}?progress=1"' in page
    part = client.get(reverse("own_file", args=[row.pk]) + "?progress=1").content.decode()
    assert "<h1" not in part
    assert 'data-state="waiting"' in part
    run_background_task_round()
    page = read(client, "own_file", row.pk)
    assert "Ready" in page
    assert "It is deleted tomorrow" in page
    assert "cases/?whose=mine" in page
    listed = read(client, "own_files")
    assert "List of cases, CSV" in listed
    answer = client.get(reverse("own_file_download", args=[row.pk]))
    assert NAME in answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="cases-{today().isoformat()}.csv"'
    assert Record.objects.filter(verb="downloaded a file that was made", user_id=cast.worker.pk).exists()


def test_another_person_s_file_is_not_there(cast, told, signed_in):
    row = ask_for_file_on_page(signed_in(cast.worker), reverse("cases_file"))
    run_background_task_round()
    for user in (cast.colleague, cast.lead, cast.outsider):
        other = signed_in(user)
        assert "No files yet." in read(other, "own_files")
        for name in ("own_file", "own_file_download", "cancel_own_file", "delete_own_file"):
            assert other.get(reverse(name, args=[row.pk])).status_code == 404
        assert other.post(reverse("delete_own_file", args=[row.pk])).status_code == 404


def test_a_file_with_a_case_that_is_no_longer_shared_is_not_given_out(cast, full, signed_in):
    share(full, cast, "harbour", Kind.SAFETY)
    client = signed_in(cast.partner)
    row = ask_for_file_on_page(client, f"{reverse('cases_file')}?whose=shared")
    run_background_task_round()
    download = reverse("own_file_download", args=[row.pk])
    assert full.told.reference in client.get(download).content.decode()
    Grant.objects.filter(to_body=cast.partner.body_id).update(ended_at=timezone.now())
    answer = client.get(download)
    assert answer.status_code == 409
    assert "no longer open to you" in answer.content.decode()
    assert full.told.reference not in answer.content.decode()


def test_cancel_and_delete_ask_first(cast, told, signed_in):
    client = signed_in(cast.worker)
    row = ask_for_file_on_page(client, reverse("cases_file"))
    assert "Stop making this file?" in read(client, "cancel_own_file", row.pk)
    page = client.post(reverse("cancel_own_file", args=[row.pk]), follow=True).content.decode()
    assert "Cancelled" in page
    again = client.post(reverse("cancel_own_file", args=[row.pk]), follow=True).content.decode()
    assert "This file is no longer being made." in again
    assert run_background_task_round() == 0
    page = client.post(reverse("delete_own_file", args=[row.pk]), follow=True).content.decode()
    assert "No files yet." in page
    assert not BackgroundTask.objects.exists()


def test_one_file_and_thirty_cost_the_same_statements(cast, told, signed_in):
    client = signed_in(cast.worker)
    ask_for_file(make_case_list_file, by=cast.worker.actor, filters={})
    client.get(reverse("own_files"))
    counts = []
    for more in (0, 29):
        row = BackgroundTask.objects.first()
        BackgroundTask.objects.bulk_create(
            BackgroundTask(
                task=row.task,
                arguments=row.arguments,
                asked_by=row.asked_by,
                body=row.body,
                role=row.role,
                counted=row.counted,
                asked_at=row.asked_at,
            )
            for _ in range(more)
        )
        with CaptureQueriesContext(connection) as asked:
            page = read(client, "own_files")
        counts.append(len(asked))
    assert "Page 1 of 2" in page
    assert counts[0] == counts[1] <= 12
