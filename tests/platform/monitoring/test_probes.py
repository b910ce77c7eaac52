"""What machines ask: live, ready, metrics. By number or name, with no session, and nothing of a case in the answer."""

import datetime
import json
import logging
import os
import subprocess
import sys
import threading

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.workspace.case_list_file import make_case_list_file
from handrail.platform.audit.sealer import run_sealer
from handrail.platform.background_tasks.actions.asking import ask_for_file
from handrail.platform.kernel.request_number import current_request_number
from handrail.platform.monitoring.actions import record_background_job_run
from handrail.platform.monitoring.background_jobs import BackgroundJob
from handrail.platform.monitoring.models import BackgroundJobRun
from handrail.site.log_format import JsonLineFormatter

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BY_NUMBER = {"HTTP_HOST": "10.1.2.3:8000"}  # in no list of hosts
TOKEN = {"HTTP_AUTHORIZATION": "Bearer a token of the collector"}


def ready(client):
    answer = client.get("/health/ready", **BY_NUMBER)
    return answer.status_code, {check["name"]: check for check in answer.json()["checks"]}


def test_live_asks_no_database_and_no_host(client, settings, django_assert_num_queries):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["handrail.example.org"], True
    with django_assert_num_queries(0):
        answer = client.get("/health/live", **BY_NUMBER)
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert client.get("/", **BY_NUMBER).status_code == 400


def test_ready_tells_how_old_each_job_is_and_a_late_one_stops_nothing(client, settings):
    settings.ALLOWED_HOSTS = ["handrail.example.org"]
    now = timezone.now()
    for job, minutes in (("seal", 2), ("sweep", 41)):
        BackgroundJobRun.objects.create(job=job, finished_at=now - datetime.timedelta(minutes=minutes))
    status, checks = ready(client)
    assert status == 200
    assert {name: check["state"] for name, check in checks.items()} == {
        "database default": "ok",
        "database keys": "ok",
        "master key": "ok",
        "audit key": "ok",
        "seal": "ok",
        "sweep": "late",
        "remind": "never",
        "import": "never",
        "files": "never",
        "figures": "never",
    }
    assert 120 <= checks["seal"]["age_seconds"] < 180
    settings.SCANNER = ["clamdscan", "-"]
    assert ready(client)[1]["scan"]["state"] == "never"


def test_ready_is_503_while_a_database_is_away(tmp_path):
    ask = (
        "import django; django.setup(); from django.test import Client;"
        "answer = Client().get('/health/ready', headers={'host': '10.1.2.3'}); "
        "print(answer.status_code, answer.content.decode())"
    )
    away = {"HANDRAIL_KEYS_DATABASE_URL": "postgres://nobody@127.0.0.1:9/keys", "HANDRAIL_VAR": str(tmp_path)}
    settings_module = {"DJANGO_SETTINGS_MODULE": "handrail.site.settings"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    asked = subprocess.run(
        [sys.executable, "-c", ask],
        env=inherited | settings_module | away,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    status, _, told = asked.stdout.partition(" ")
    assert status == "503"
    assert json.loads(told) == {
        "status": "away",
        "checks": [
            {"name": "database default", "state": "ok", "age_seconds": None},
            {"name": "database keys", "state": "away", "age_seconds": None},
        ],
    }


def test_a_round_is_noted_once_a_minute_and_the_sealer_notes_its_own():
    record_background_job_run(BackgroundJob.SWEEP)
    first = BackgroundJobRun.objects.get(job="sweep").finished_at
    record_background_job_run(BackgroundJob.SWEEP)
    assert BackgroundJobRun.objects.get(job="sweep").finished_at == first
    BackgroundJobRun.objects.update(finished_at=first - datetime.timedelta(minutes=2))
    record_background_job_run(BackgroundJob.SWEEP)
    assert BackgroundJobRun.objects.get(job="sweep").finished_at >= first


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_the_sealer_says_that_it_has_done_a_round():
    class OneRound(threading.Event):
        def wait(self, timeout=None):
            self.set()
            return True

    run_sealer(OneRound(), 5)
    assert BackgroundJobRun.objects.filter(job="seal").exists()


def test_metrics_need_the_token_and_name_no_case(told, cast, signed_in, client, settings):
    assert client.get("/metrics", **TOKEN).status_code == 404
    settings.METRICS_TOKEN = "a token of the collector"
    assert client.get("/metrics").status_code == 404
    page = reverse("case", args=[told.reference])
    assert signed_in(cast.worker).get(page).status_code == 200
    client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})
    BackgroundJobRun.objects.create(job="seal", finished_at=timezone.now())
    ask_for_file(make_case_list_file, by=cast.worker.actor, filters={})
    lines = client.get("/metrics", **BY_NUMBER, **TOKEN).content.decode().splitlines()
    counted = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[:1] != "#"}
    assert counted['handrail_requests_total{method="GET",page="case",status="200"}'] >= 1
    assert counted['handrail_request_seconds_count{page="case"}'] >= 1
    assert counted['handrail_database_seconds_sum{page="case"}'] > 0
    assert counted["handrail_sign_in_failures_total"] >= 1
    assert counted['handrail_check_ok{check="seal"}'] == 1
    assert (
        counted["handrail_unsealed_age_seconds"] > 0
    )  # the case that was opened is in the trail, and not sealed
    assert counted["handrail_messages_waiting"] == 0
    assert (counted['handrail_files{state="waiting"}'], counted['handrail_files{state="ready"}']) == (1, 0)
    assert counted["handrail_file_wait_seconds"] > 0
    assert told.reference not in "\n".join(lines)
    assert cast.worker.email not in "\n".join(lines)


def test_each_request_has_a_number_of_ours_in_its_answer_and_its_lines_of_the_log(client):
    answers = [client.get("/help/", HTTP_X_REQUEST_ID="theirs") for _ in range(2)]
    numbers = {answer["X-Request-Id"] for answer in answers}
    assert len(numbers) == 2
    assert "theirs" not in numbers
    token = current_request_number.set("9f")
    try:
        line = JsonLineFormatter().format(logging.LogRecord("handrail", 30, "", 1, "said", (), None))
    finally:
        current_request_number.reset(token)
    assert json.loads(line)["request"] == "9f"
    assert "request" not in json.loads(
        JsonLineFormatter().format(logging.LogRecord("a", 30, "", 1, "b", (), None))
    )


def test_probes_take_no_post():
    for path in ("/health/live", "/health/ready", "/metrics"):
        assert Client().post(path).status_code == 405
