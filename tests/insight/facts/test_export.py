"""Cases in the databases as facts: who is in them, what is not, and what becomes of people who were erased."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.insight.facts.actions.erased_people import anonymise_erased_people_in_fact_files
from handrail.insight.facts.actions.export import EXPORTER, export_changed_cases, rebuild_all_case_facts
from handrail.insight.facts.actions.month_replacement import replace_fact_files_of_months
from handrail.insight.facts.fact_database import TABLE, get_fact_file_name_of_month
from handrail.insight.facts.models import ExportedMonth
from handrail.insight.facts.pseudonyms import compute_pseudonyms_by_file_id
from handrail.insight.facts.sealed_files import MissingOrWrongFactFileError
from handrail.insight.facts.stored_facts import open_stored_facts
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.engines import count_facts
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.deployment.models import DeploymentRequest
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.records.models import Case
from handrail.people.recovery.actions.hesitations import record_hesitation, record_hesitation_change
from handrail.people.recovery.actions.outcome_reviews import record_outcome_review
from handrail.people.recovery.models import Hesitation, HesitationChange, OutcomeReview
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.audit.models import Record
from support.deployment import make_request
from support.full_case import PLANTED
from support.independent_counts import count_people_by_month

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def stored(columns="*", where="TRUE"):
    with open_stored_facts() as database:
        return sorted(database.fetch(f"SELECT {columns} FROM {TABLE} WHERE {where}"))


def records():
    return Record.objects.filter(user_name=EXPORTER.user_name).count()


def test_facts_hold_codes_alone_and_files_hold_nothing_that_can_be_read(cast, full):
    with CaptureQueriesContext(connections["keys"]) as keys:
        done = rebuild_all_case_facts()
    assert (done.cases, done.differing) == (1, 1)
    assert records() == 1
    assert not any("filekey" in query["sql"].lower() for query in keys)  # no person's key was fetched
    rows = stored()
    assert {row[1] for row in rows} >= {
        "identified",
        "nrm_answer",
        "need_opened",
        "offered",
    }
    case = Case.objects.get(pk=full.told.case_id)
    words = [word for some in PLANTED.values() for word in some]
    words += [*full.told.secrets, case.reference, str(case.pk), case.pk.hex, str(timezone.localdate())]
    text = "\n".join(map(str, rows))
    assert [word for word in words if word in text] == []
    for path in Path(settings.INSIGHT_FILES).glob("facts/*"):
        assert path.stat().st_mode & 0o077 == 0
        assert b"PAR1" not in path.read_bytes()
        assert rows[0][0].encode() not in path.read_bytes()


def test_a_case_with_everything_counts_as_independent_queries_do(cast, full):
    """With what drawn cases have not: barriers to engaging, what changed, how they see an outcome, "
    "who was asked for."""
    by, today, case_id = cast.worker.actor, timezone.localdate(), full.told.case_id
    yesterday = today - timedelta(days=1)
    doubt = record_hesitation(
        Hesitation(case_id=case_id, about="police", on=yesterday, words="w"),
        reasons=["shame", "no_trust"],
        by=by,
    )
    change = HesitationChange(hesitation=doubt, on=today, turned="changed", words="w")
    record_hesitation_change(change, causes=["explained"], by=by)
    for on, placed in ((yesterday, 2), (today, 3)):
        review = OutcomeReview(case_id=case_id, outcome="housing", on=on, placed=placed, asker="worker")
        review.words = "w"
        record_outcome_review(review, by=by)
    request = make_request(by, case_id)
    DeploymentRequest.objects.filter(pk=request.pk).update(raised_at=timezone.now() - timedelta(days=2))
    rebuild_all_case_facts()
    with open_stored_facts() as database:
        cells = count_facts(database, MEASURES, "2000-01", f"{timezone.localdate():%Y-%m}")
    counted = {}
    for cell in cells:
        if not cell.breakdown:
            counted.setdefault(cell.measure, {})[cell.month] = cell.people
    expected = count_people_by_month(f"{timezone.localdate():%Y-%m}")
    assert counted == {key: some for key, some in expected.items() if some}
    assert set(counted) >= {"held-back", "mind-changed", "outcomes-changed", "hours-without-contact"}


def test_the_exporter_reads_behind_row_level_security_as_itself_alone(cast, full, on_postgres):
    """Nobody is signed in: the rows are closed, and the export, which acts as a system actor, has read them all."""
    with act_as_user_within_block(None):
        assert Case.objects.count() == (0 if on_postgres else 1)
        assert rebuild_all_case_facts().cases == 1
        assert Case.objects.count() == (0 if on_postgres else 1)


def test_a_rebuild_mends_what_differs_and_says_so(cast, full):
    """A fact that no case explains, and one that is missing: the nightly rebuild puts both right."""
    rebuild_all_case_facts()
    before = stored()
    with open_stored_facts() as database, transaction.atomic():
        database.fetch(f"UPDATE {TABLE} SET kind = 'missing' WHERE kind = 'identified'")
        replace_fact_files_of_months(database, {month for (month,) in stored("DISTINCT month")})
    assert stored() != before
    assert rebuild_all_case_facts().differing == 1
    assert stored() == before


def test_what_changed_is_exported_again_and_the_rest_left(cast, full):
    rebuild_all_case_facts()
    before = stored()
    assert rebuild_all_case_facts().differing == 0
    assert stored() == before
    today = timezone.localdate()
    record_event(case_id=full.told.case_id, happening=EventInput("went_missing", today), by=cast.worker.actor)
    done = export_changed_cases()
    assert (done.cases, done.differing, done.months) == (1, 1, 1)
    assert stored("kind", "kind = 'missing'") == [("missing",)]
    assert export_changed_cases().differing == 0
    assert rebuild_all_case_facts().differing == 0


def test_an_erased_person_is_under_a_random_name_and_stays_counted(cast, full):
    rebuild_all_case_facts()
    before = stored("kind, month")
    pseudonym = compute_pseudonyms_by_file_id([full.told.case_id])[full.told.case_id]
    Case.objects.update(closed_at=timezone.now(), closed_by_id=cast.worker.pk)
    erase_case_file(full.told.case_id, signed_by=cast.protector.pk)
    anonymise_erased_people_in_fact_files()
    assert stored("kind, month") == before
    names = {name for (name,) in stored("DISTINCT pseudonym")}
    assert len(names) == 1
    assert names.pop().startswith("erased-")
    assert pseudonym not in str(stored())
    rebuild_all_case_facts()
    export_changed_cases()
    assert stored("kind, month") == before  # the empty case that erasure leaves is not counted again


def test_erasing_asks_for_the_files_to_follow(cast, full, django_capture_on_commit_callbacks):
    rebuild_all_case_facts()
    Case.objects.update(closed_at=timezone.now(), closed_by_id=cast.worker.pk)
    with django_capture_on_commit_callbacks(execute=True):
        erase_case_file(full.told.case_id, signed_by=cast.protector.pk)
    assert all(name.startswith("erased-") for (name,) in stored("DISTINCT pseudonym"))


def test_a_file_that_is_not_the_one_that_was_written_is_refused(cast, full):
    rebuild_all_case_facts()
    row = ExportedMonth.objects.first()
    path = Path(settings.INSIGHT_FILES) / f"{get_fact_file_name_of_month(row.month, row.revision)}.sealed"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    with pytest.raises(MissingOrWrongFactFileError):
        stored()
    path.write_bytes(whole)
    assert stored()


def test_postgresql_counts_as_duckdb_does(cast, full, on_postgres):
    if not on_postgres:
        pytest.skip("the main database is SQLite, which has no grouping sets")
    rebuild_all_case_facts()
    with open_stored_facts() as database:
        duckdb, postgresql = (
            sorted(count_facts(database, MEASURES, "2000-01", "2999-12", engine=engine), key=str)
            for engine in ("duckdb", "postgresql")
        )
    assert duckdb == postgresql != []
