"""Pages of calls: what they say to whom, and that a file that cannot be taken is answered with every reason."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls.actions import returns
from handrail.areas.calls.models import Call, CallQuestion, ReturnPractice
from support.calls import OURS
from support.calls_pages import submit
from support.practice_pages import words_of

HUMBER = "commissioner-humberside"


def at(full, name, *more, body=OURS):
    return reverse(name, args=[full.call.code, body, *more])


def upload(client, path, name, data, seen, practices="add"):
    file = SimpleUploadedFile(name, data)
    return client.post(path, {"file": file, "practices": practices, "seen": seen})


def follow(client, reply):
    """The page that a form which was not taken leads back to."""
    assert "draft=" in reply["Location"]
    return words_of(client.get(reply["Location"]).content.decode())


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv"])
def test_the_template_goes_out_and_comes_back_through_the_pages(cast, full, signed_in, kind):
    client = signed_in(cast.commissioner)
    taken = client.get(at(full, "return_template", kind))
    assert f'filename="{full.call.code}-{OURS}.{kind}"' in taken["Content-Disposition"]
    reply = upload(client, at(full, "return_file"), f"a.{kind}", taken.content, full.ours.version, "replace")
    assert "draft=" not in reply["Location"]
    page = words_of(client.get(reply["Location"]).content.decode())
    assert "Imported 3 answers and 1 practice. 1 earlier practice removed." in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsm", b"PK", "can contain macros"),
        ("a.csv", b"Part,x\n", "The header row must be:"),
        ("a.xlsx", b"no sheet", "The file name says Excel, but the file is of another type."),
        ("a.csv", b"x" * 2_000_001, "The file is 2.0 MB. It must be 2 MB or smaller."),
        ("a.csv", b"", "The file is empty."),
    ],
)
def test_a_file_that_cannot_be_taken_is_answered_with_a_sentence(cast, full, signed_in, name, data, said):
    client = signed_in(cast.commissioner)
    page = follow(client, upload(client, at(full, "return_file"), name, data, full.ours.version))
    assert said in page
    assert "There is a problem" in page
    assert ReturnPractice.objects.count() == 1


def test_a_file_after_somebody_elses_change_says_whose(cast, full, signed_in):
    client = signed_in(cast.commissioner)
    data = client.get(at(full, "return_template", "csv")).content
    reply = upload(client, at(full, "return_file"), "a.csv", data, full.ours.version - 1)
    page = follow(client, reply)
    assert "Changed by Cora Hexham" in page
    assert "as Cora Hexham left it" in page


def test_a_template_of_another_kind_is_not_there(cast, full, signed_in):
    assert signed_in(cast.commissioner).get(at(full, "return_template", "pdf")).status_code == 403


def test_a_signature_after_a_change_shows_the_return_again(cast, full, signed_in):
    full.ours.hand_over()
    client = signed_in(cast.signatory)
    reply = client.post(at(full, "return_sign"), {"read": "on", "seen": full.ours.version - 1})
    assert "by Cora Hexham" in follow(client, reply)
    reply = client.post(at(full, "return_sign"), {"seen": full.ours.version})
    assert "Tick “I have read this return" in follow(client, reply)
    assert full.ours.row.state == "to_sign"


def test_a_submission_reads_as_it_was_signed(cast, full, signed_in):
    submit(full)
    page = words_of(signed_in(cast.commissioner).get(at(full, "return_edition", 1)).content.decode())
    assert "Sable Longden" in page
    assert full.ours.row.editions.get().sha256 in page


def test_opening_a_call_is_told_to_whoever_asked(cast, full, signed_in):
    tracker = reverse("call_tracker", args=[full.call.code])
    asks = signed_in(cast.collator)
    assert "Opened" not in words_of(asks.get(tracker).content.decode()).partition("Not answered yet")[2]
    signed_in(cast.neighbour).get(reverse("call", args=[full.call.code]))
    assert "Opened, not started" in words_of(asks.get(tracker).content.decode())


def test_no_formula_leaves_in_the_trackers_file(cast, full, signed_in):
    submit(full)
    asks = signed_in(cast.collator)
    asks.post(at(full, "return_send_back"), {"words": "=HYPERLINK(1)"})
    rows = asks.get(reverse("call_tracker_csv", args=[full.call.code])).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in rows
    assert len(rows.splitlines()) == 44


def test_whoever_asked_reads_a_submitted_return_and_writes_nothing_in_it(cast, full, signed_in):
    submit(full)
    page = signed_in(cast.collator).get(at(full, "call_return")).content.decode()
    assert "We go and see them." in page
    assert reverse("return_practice_add", args=[full.call.code, OURS]) not in page


def test_a_draft_and_what_a_signatory_says_of_it_are_open_to_its_own_body_alone(cast, full, signed_in):
    def read() -> str:
        pages = [
            asks.get(at(full, name, *more)) for name, *more in (("call_return",), ("return_template", "csv"))
        ]
        return " ".join(page.content.decode() for page in pages)

    asks = signed_in(cast.collator)
    assert "We go and see them." not in read()
    assert "Navigators" not in read()
    full.ours.hand_over()
    returns.move_return_back_to_draft(
        **full.ours.at, words="Not before the board agrees", by=full.ours.signer
    )
    assert "Not before the board agrees" not in read()
    assert "Other organisations cannot see the draft until it is signed and submitted." in read()
    submit(full)
    assert "We go and see them." in read()
    returns.send_return_back_to_body(**full.ours.at, words="Which year?", by=cast.collator.actor)
    full.ours.answer(seen=1, value="A draft once more")
    assert "A draft once more" not in read()
    assert "Which year?" in read()


@pytest.mark.parametrize("number", [5, 99])
def test_a_question_that_is_not_answered_in_words_has_no_page(cast, full, signed_in, number):
    assert signed_in(cast.commissioner).get(at(full, "return_answer", number)).status_code == 403


def test_a_reminder_is_asked_for_once_a_day(cast, full, signed_in):
    asks = signed_in(cast.collator)
    path = reverse("call_remind", args=[full.call.code]) + f"?body={HUMBER}"
    said = [words_of(asks.post(path, follow=True).content.decode()) for _ in range(2)]
    assert "1 person will get a reminder." in said[0]
    assert "No new reminders sent:" in said[1]


@pytest.mark.parametrize(
    ("who", "place"),
    [("collator", "/for-you/"), ("signatory", "/for-you/"), ("worker", "/my-day/"), ("protector", "/to-review/")],
)  # fmt: skip
def test_work_begins_where_the_role_has_most_to_do(cast, signed_in, who, place):
    assert signed_in(getattr(cast, who)).get("/")["Location"] == place


def call_answers(call, **more):
    day = timezone.localdate() + datetime.timedelta(days=20)
    typed = {"deadline-day": day.day, "deadline-month": day.month, "deadline-year": day.year}
    return {
        "title": "A later call",
        "whom": ["policing"],
        "guidance": "",
        "seen": call.version,
        **typed,
        **more,
    }


def test_of_two_who_change_a_call_the_later_sees_both_versions_and_may_save_hers(cast, full, signed_in):
    client, path = signed_in(cast.collator), reverse("call_change", args=[full.later.code])
    full.later.refresh_from_db()
    first, second = (call_answers(full.later, title=title) for title in ("One title", "Another title"))
    assert "draft=" not in client.post(path, first)["Location"]
    page = follow(client, client.post(path, second))
    assert "One title" in page
    assert "Another title" in page
    assert "Save mine over theirs" in page
    client.post(path, second | {"seen": full.later.version + 1})
    full.later.refresh_from_db()
    assert (full.later.title, full.later.version) == ("Another title", 3)


def test_a_call_goes_to_somebody(cast, full, signed_in):
    client, path = signed_in(cast.collator), reverse("call_new")
    sent = call_answers(full.later) | {"whom": []}
    assert "Choose who to send it to" in follow(client, client.post(path, sent))
    assert "draft=" not in client.post(path, sent | {"named": [OURS]})["Location"]
    assert list(Call.objects.latest("id").named.values_list("code", flat=True)) == [OURS]


def test_a_choice_names_its_options_and_a_changed_question_of_an_open_call_is_a_new_wording(
    cast, full, signed_in
):
    client, path = signed_in(cast.collator), reverse("call_question", args=[full.call.code, 2])
    sent = {"words": "Is there a lead?", "kind": "choice", "options": "Yes", "required": "on", "seen": 1}
    assert "Enter 2 to 12 choices, one on each line" in follow(client, client.post(path, sent))
    client.post(path, sent | {"options": "Yes\nNo\n\nSoon"})
    rows = CallQuestion.objects.filter(call=full.call, number=2)
    assert [(row.version, row.options) for row in rows] == [(1, ["Yes", "No"]), (2, ["Yes", "No", "Soon"])]


def test_of_two_who_change_a_practice_the_later_sees_both_in_words(cast, full, signed_in):
    client, path = signed_in(cast.commissioner), at(full, "return_practice", 1)
    sent = {
        "title": "Navigators", "words": "Three walk beside people.", "area": "E23000020", "kind": "service",
        "phases": ["before"], "state": "pilot", "evaluated": "no", "seen": 1,
    }  # fmt: skip
    assert "draft=" not in client.post(path, sent)["Location"]
    page = follow(client, client.post(path, sent | {"phases": ["before", "after"], "state": "planned"}))
    for words in ("Before the NRM; After the NRM", "Pilot", "Planned", "Changed by Cora Hexham"):
        assert words in page
    assert ReturnPractice.objects.get().phases == ("before",)
