"""Papers of the case go with a referral as names and checksums: only scanned ones, only to whom they may be shown."""

import hashlib
from dataclasses import replace

import pytest
from django.urls import reverse

from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case, withdraw_case_document
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import exports, handovers
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.referral_form.models import FormAnswer, Handover
from handrail.people.referral_form.queries.drafts import find_draft
from handrail.people.referral_form.rules import papers
from handrail.platform.access.kinds import Kind
from handrail.platform.files.actions import save_scan_verdict
from handrail.platform.files.models import Paper as Kept
from handrail.platform.files.scanner import VirusScannerReply
from handrail.platform.kernel.errors import ActionNotPossibleError
from support import sample_files as made
from support.cast import tell
from support.referral_form import ALL_FOUR, answered, fill, sees, share

pytestmark = pytest.mark.one_engine

PICTURE = made.png()
REFERRAL = {"under_18": "no", "wants_nrm": "yes", "files": "yes", "files_described": "A photograph, undated"}


@pytest.fixture
def attach(cast, told):
    """Attach a paper, scanned as said: "" found clean, None not yet."""

    def attached(name="arm.png", data=PICTURE, kind=Kind.PATHWAY, found="", description=""):
        here = {"case_id": told.case_id, "by": cast.worker.actor}
        paper = attach_document_to_case(name=name, data=data, kind=kind, description=description, **here)
        if found is not None:
            save_scan_verdict(paper.pk, VirusScannerReply(found))
        return str(paper.pk)

    return attached


def out(cast, told, draft, way="json"):
    return exports.export_draft(
        case_access=sees(cast.worker, told.case_id), draft_id=draft.draft_id, way=way
    ).file


def test_a_chosen_paper_leaves_as_its_name_and_its_checksum_and_never_as_its_content(
    cast, told, draft, say, attach
):
    say(**REFERRAL, papers=(attach(description="Her arm"),))
    file = out(cast, told, draft)
    kept = PICTURE  # it says nothing of where it was taken, so every byte of it was kept
    assert file["files"] == [
        {
            "sent_as": "Document1.Name",
            "name": "arm.png",
            "description": "Her arm",
            "type": "PNG image",
            "media_type": "image/png",
            "bytes": len(kept),
            "sha256": hashlib.sha256(kept).hexdigest(),
        }
    ]
    assert file["message"]["Document1.Name"] == "arm.png"
    assert file["message"]["Document1.MimeType"] == "image/png"
    assert "The files are listed here but not included:" in " ".join(file["notes"])


def test_a_paper_from_before_checksums_were_kept_has_one_too(cast, told, draft, say, attach):
    number = attach()
    Kept.objects.filter(pk=number).update(checksum=None)
    say(**REFERRAL, papers=(number,))
    assert out(cast, told, draft)["files"][0]["sha256"] == hashlib.sha256(PICTURE).hexdigest()


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        ({"found": None}, papers.NOT_SCANNED),
        ({"found": "Eicar"}, papers.HARMFUL),
        ({"name": "letter.txt", "data": made.TEXT}, "and no plain text"),
    ],
)
def test_what_is_held_harmful_or_of_another_type_cannot_be_chosen(say, attach, paper, why):
    with pytest.raises(ActionNotPossibleError, match=why.split(".")[0]):
        say(**REFERRAL, papers=(attach(**paper),))


def test_held_until_scanned_it_can_be_chosen_after(say, now, attach):
    number = attach(found=None)
    save_scan_verdict(number, VirusScannerReply(""))
    say(**REFERRAL, papers=(number,))
    assert now().given["papers"].values == (number,)


def test_nothing_else_than_papers_of_this_case_can_be_chosen(cast, say):
    other = tell(cast.worker.actor)
    theirs = attach_document_to_case(
        case_id=other.case_id,
        name="a.png",
        data=PICTURE,
        kind=Kind.PATHWAY,
        description="",
        by=cast.worker.actor,
    )
    save_scan_verdict(theirs.pk, VirusScannerReply(""))
    for number in (str(theirs.pk), "nothing"):
        with pytest.raises(ActionNotPossibleError, match="not on this case"):
            say(**REFERRAL, papers=(number,))


def test_taken_back_after_it_was_chosen_it_stays_out_and_the_file_says_so(cast, told, draft, say, attach):
    number = attach()
    say(**REFERRAL, papers=(number,))
    withdraw_case_document(
        case_id=told.case_id, paper_id=number, because="Hers, not ours", by=cast.worker.actor
    )
    file = out(cast, told, draft)
    assert file["files"] == []
    assert file["files_left_out"] == [papers.GONE]
    assert "arm.png" not in str(file)


def test_a_report_takes_none_and_says_why(cast, told, draft, say, attach):
    number = attach()
    say(**REFERRAL, papers=(number,))
    say(wants_nrm="no", co_operates="no", gender="female")
    file = out(cast, told, draft)
    assert file["files"] == []
    assert "arm.png" not in str(file)
    assert f"{papers.NO_FILES} {papers.NAMES_NOBODY}" in file["notes"]
    say(co_operates="yes", co_operation="She will give a statement")
    file = out(cast, told, draft)
    assert file["files"] == []
    assert papers.NO_FILES in file["notes"]


def test_who_it_is_handed_to_must_be_one_that_may_see_the_paper(cast, told, draft, say, attach):
    say(**REFERRAL, papers=(attach(kind=Kind.SAFETY),))
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    share(told.case_id, cast.worker, "lincolnshire-police")
    hand = {"case_id": told.case_id, "draft_id": draft.draft_id, "by": cast.worker.actor}
    with pytest.raises(ActionNotPossibleError, match="You cannot share this with"):
        handovers.hand_over_draft(handing=DraftHandoverInput("lincolnshire-police"), **hand)
    share(told.case_id, cast.worker, "lincolnshire-police", *ALL_FOUR, Kind.SAFETY)
    handovers.hand_over_draft(handing=DraftHandoverInput("lincolnshire-police"), **hand)
    assert Kind.SAFETY in Handover.objects.get().kinds


def test_whoever_may_not_see_a_paper_is_told_no_name_and_takes_it_out_of_no_choice(
    cast, told, draft, say, now, attach, monkeypatch
):
    hidden, seen = attach(name="knife.png", kind=Kind.SAFETY), attach()
    say(**REFERRAL, papers=(hidden, seen))
    case_access = sees(cast.worker, told.case_id)
    few = {"kinds": case_access.kinds - {Kind.SAFETY}}
    page = find_draft(replace(case_access, **few), draft.draft_id)
    field = page.definition.fields["papers"]
    assert page.spoken(field, page.given["papers"]) == f"{papers.GONE}\narm.png"


def test_names_of_papers_are_sealed_in_the_draft(say, attach):
    say(**REFERRAL, papers=(attach(),))
    (row,) = [row for row in FormAnswer.objects.all() if row.key == "papers"]
    assert b"arm.png" not in row.value.sealed()


def test_the_question_offers_what_may_go_and_says_of_the_rest_why_not(
    cast, told, draft, say, attach, signed_in
):
    good, waits = attach(description="Her arm"), attach(name="later.png", found=None)
    say(under_18="no", wants_nrm="yes")
    client, here = signed_in(cast.worker), reverse("nrm_question", args=[told.reference, "files"])
    page = client.get(here).content.decode()
    assert f'value="{good}"' in page
    assert f'value="{waits}"' not in page
    assert papers.NOT_SCANNED in page
    sent = {"files": "yes", "papers": [good], "files_described": "Her arm", "seen": "0.0.0"}
    assert client.post(here, sent).status_code == 302
    for name in ("nrm_print", "nrm_draft"):
        shown = client.get(reverse(name, args=[told.reference, draft.draft_id])).content.decode()
        assert "arm.png" in shown, name
    assert (
        hashlib.sha256(PICTURE).hexdigest()
        in client.get(reverse("nrm_print", args=[told.reference, draft.draft_id])).content.decode()
    )
    fill(cast.worker, told.case_id, draft.draft_id, wants_nrm="no", co_operates="no")
    assert papers.NAMES_NOBODY in client.get(reverse("nrm_check", args=[told.reference])).content.decode()
