"""A draft keeps its version of the form; moved to a newer one, every answer is still there."""

import json

import pytest

from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.conflict_errors import FormAnswerConflictError
from handrail.people.referral_form.models import DraftOrSentForm
from handrail.people.referral_form.rules import (
    export_content,
    form_definition,
    question_flow,
    version_changes,
)
from handrail.people.referral_form.rules.form_definition import FOLDERS
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.referral_form import fill
from support.worlds import shared_world

NEXT = "2027-01"


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """An invented next version: a question more, one fewer, one worded anew, one answer taken off a list, one moved."""
    told = json.loads((FOLDERS[0] / "form-2026-04.json").read_text())
    told |= {"version": NEXT, "name": "Invented next version", "lists": "lists-2027-01"}
    pages = {page["code"]: page for page in told["pages"]}
    pages["birthplace"]["title"] = "In which place were they born?"
    where = pages["where"]["fields"][0]
    where["options"] = [option for option in where["options"] if option["value"] != "uk-and-overseas"]
    pages["family"]["section"] = "person"
    new = {
        "code": "debts",
        "section": "happened",
        "step": "/debts",
        "title": "Were they made to owe money?",
        "fields": [
            {
                "key": "debts",
                "kind": "choice",
                "label": "Debts",
                "options": [{"value": "yes", "label": "Yes"}],
            }
        ],
    }
    told["pages"] = [page for page in told["pages"] if page["code"] != "education"] + [new]
    (tmp_path / f"form-{NEXT}.json").write_text(json.dumps(told))
    lists = (FOLDERS[0] / "lists-2026-04.json").read_text()
    (tmp_path / "lists-2027-01.json").write_text(lists.replace('"Romanian"', '"Romanian (invented)"'))
    monkeypatch.setattr(form_definition, "FOLDERS", (*FOLDERS, tmp_path))
    form_definition.get_form_definitions_by_version.cache_clear()
    yield form_definition.get_form_definitions_by_version()[NEXT]
    form_definition.get_form_definitions_by_version.cache_clear()


@shared_world
def old(cast, told, draft):
    """A draft with answers, of the version before."""
    fill(
        cast.worker,
        told.case_id,
        draft.draft_id,
        under_18="no",
        wants_nrm="yes",
        birthplace="By the Prut",
        education="Six years of school",
        family="Two sisters",
        where="uk-and-overseas",
        nationality="Romanian",
    )
    return draft


def test_a_draft_keeps_its_version_until_somebody_moves_it(cast, told, old, next_version, now, say):
    assert now().definition.version == "2026-04"
    assert now().has_newer_form_version
    say(education="Seven years")
    assert now().given["education"].value == "Seven years"


def test_it_is_said_beforehand_what_changes(old, next_version, now):
    found = version_changes.compare_definition_versions(now().definition, next_version, now().given)
    assert found.new == ("Were they made to owe money?",)
    assert "In which place were they born?" in found.changed
    assert found.again == ("Where did it happen?", "What is their nationality?")
    assert found.fell_away == ("What schooling did they have?",)
    assert found.kept == 6


def test_moving_keeps_every_answer(cast, told, old, next_version, now):
    before = now().given
    drafts.move_draft_to_newest_form_version(case_id=told.case_id, draft_id=old.draft_id, by=cast.lead.actor)
    after = now()
    assert after.definition.version == NEXT
    assert after.given == before
    assert "education" in after.aside
    missing = {
        field.key
        for _, field in question_flow.list_all_missing_fields_with_pages(after.definition, after.given)
    }
    assert {"debts", "where", "nationality"} <= missing
    leaves = {
        row.field.key for row in export_content.collect_export_content(after.definition, after.given).rows
    }
    assert "birthplace" in leaves
    assert {"education", "where", "nationality"}.isdisjoint(leaves)


def test_a_moved_draft_goes_on(cast, told, old, next_version, now):
    drafts.move_draft_to_newest_form_version(
        case_id=told.case_id, draft_id=old.draft_id, by=cast.worker.actor
    )
    fill(
        cast.worker,
        told.case_id,
        old.draft_id,
        where="uk",
        debts="yes",
        uk_towns=FormAnswerValue(("Boston",)),
    )
    assert now().given["where"].value == "uk"
    with pytest.raises(
        ActionNotPossibleError, match=r"This draft already uses the newest version of the form."
    ):
        drafts.move_draft_to_newest_form_version(
            case_id=told.case_id, draft_id=old.draft_id, by=cast.worker.actor
        )


def test_a_page_that_was_open_while_it_moved_loses_nothing(cast, told, old, next_version, now):
    drafts.move_draft_to_newest_form_version(case_id=told.case_id, draft_id=old.draft_id, by=cast.lead.actor)
    saving = drafts.FormPageAnswersInput(
        "education", {"education": FormAnswerValue("Typed meanwhile")}, {"education": 1}
    )
    with pytest.raises(ActionNotPossibleError, match="not in this version"):
        drafts.save_form_page_and_describe_effects(
            case_id=told.case_id, draft_id=old.draft_id, saving=saving, by=cast.worker.actor
        )
    assert now().given["education"].value == "Six years of school"
    stale = drafts.FormPageAnswersInput(
        "birthplace", {"birthplace": FormAnswerValue("Elsewhere")}, {"birthplace": 0}
    )
    with pytest.raises(FormAnswerConflictError):
        drafts.save_form_page_and_describe_effects(
            case_id=told.case_id, draft_id=old.draft_id, saving=stale, by=cast.worker.actor
        )


def test_a_new_draft_begins_with_the_newest(cast, told, old, next_version):
    drafts.abandon_draft(case_id=told.case_id, draft_id=old.draft_id, because="Again", by=cast.worker.actor)
    assert drafts.start_draft_or_get_live_one(case_id=told.case_id, by=cast.worker.actor).definition == NEXT


def test_a_version_that_is_not_here_is_refused_in_words(cast, told, old, now):
    DraftOrSentForm.objects.update(definition="1999-01")
    with pytest.raises(ActionNotPossibleError, match="version 1999-01 of the form, which is not installed"):
        now()
