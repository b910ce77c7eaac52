"""Files that are made beside the pages, in a test: asked for, made by a worker's round, fetched."""

from django.urls import reverse

from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.worker_round import run_background_task_round


def ask_for_file_on_page(client, address):
    """Press the button of the page; the row of the file."""
    before = set(BackgroundTask.objects.values_list("pk", flat=True))
    response = client.post(address, follow=True)
    assert response.status_code == 200
    return BackgroundTask.objects.exclude(pk__in=before).get()


def fetch_made_file(client, address):
    """The answer with the file that the page of this address has made."""
    row = ask_for_file_on_page(client, address)
    run_background_task_round()
    return client.get(reverse("own_file_download", args=[row.pk]))
