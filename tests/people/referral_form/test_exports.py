"""What leaves: the form's own names, the standard's own values; of a report that names nobody, nothing of who."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind
from handrail.people.referral_form.actions import drafts, exports
from handrail.people.referral_form.conflict_errors import AnonymousReportWordsChangedError
from handrail.people.referral_form.queries.identifying_details import list_identifying_address_parts
from handrail.people.referral_form.rules import (
    export_content,
    form_definition,
    htcds_export,
    json_export,
    question_flow,
)
from handrail.people.referral_form.rules.form_definition import NOT_SURE
from handrail.people.referral_form.rules.identifying_details import IdentifyingDetails
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.errors import Denied
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.referral_form import ago, answered, fill, page_of, sees, share
from support.worlds import shared_world

pytestmark = pytest.mark.one_engine

FORM = form_definition.get_newest_form_definition()
SECRET = "Zsofika"


def out(cast, told, draft, way="json", user=None):
    case_access = sees(user or cast.worker, told.case_id)
    return exports.export_draft(case_access=case_access, draft_id=draft.draft_id, way=way).file


def planted(key: str, field) -> FormAnswerValue:
    """An answer with a secret of its own in every box that takes words."""
    if field.kind in ("choice", "several"):
        values = tuple(option.value for option in field.options)
        return FormAnswerValue(values if field.several else values[0])
    if field.kind == "lines":
        return FormAnswerValue(FORM.lists[field.list][:2])
    if field.kind == "list":
        return FormAnswerValue(FORM.lists[field.list][1])
    return FormAnswerValue(f"SECRET-{key}")


def filled(**answers: str) -> dict[str, FormAnswerValue]:
    """Every box of the form, those of no road too."""
    return {key: planted(key, field) for key, field in FORM.fields.items()} | {
        key: FormAnswerValue(value) for key, value in answers.items()
    }


ANONYMOUS = filled(under_18="no", wants_nrm="no", co_operates="no")


def test_a_report_that_names_nobody_holds_no_word_that_was_planted_in_any_box():
    found = export_content.collect_export_content(FORM, ANONYMOUS)
    text = json.dumps(json_export.build_json_export(found, FORM, ANONYMOUS, "x", date(2026, 11, 24)))
    text += json.dumps(htcds_export.build_htcds_record(found, date(2026, 11, 24)))
    assert "SECRET" not in text
    assert not found.named
    assert {"identity", "contact"} & {
        row.field.shows for row in found.rows if row.field.key != "county_now"
    } == set()


@pytest.mark.parametrize("key", [key for key, field in FORM.fields.items() if field.tells == "who"])
def test_what_tells_who_never_leaves_even_if_somebody_says_that_they_read_it(key):
    found = export_content.collect_export_content(FORM, ANONYMOUS, frozenset(FORM.fields))
    assert key not in {row.field.key for row in found.rows}


def test_words_leave_once_they_were_read_and_only_those():
    found = export_content.collect_export_content(FORM, ANONYMOUS, frozenset({"had_to_do"}))
    told = json.dumps(json_export.build_json_export(found, FORM, ANONYMOUS, "x", date(2026, 11, 24)))
    assert "SECRET-had_to_do" in told
    assert told.count("SECRET") == told.count("SECRET-had_to_do")
    assert "What did they have to do?" not in found.unread_questions
    assert "Who is their family?" in found.unread_questions


@pytest.mark.parametrize("answers", [filled(under_18="no", wants_nrm="yes"), filled(under_18="yes")])
def test_a_referral_holds_every_answer_that_applies(answers):
    found = export_content.collect_export_content(FORM, answers)
    applies = {
        field.key for _, field in question_flow.list_applying_fields_with_pages(FORM, answers)
    } - export_content.NEVER_SENT
    applies -= {"papers"}  # files leave beside the answers, by name and checksum: test_papers
    assert {row.field.key for row in found.rows} == applies
    message = json_export.build_home_office_message(found, FORM, "x")
    assert message["Type"] == "560734"
    assert message["Customer.Forename1"] == "SECRET-first_name"


def test_the_message_has_the_forms_own_names_and_values():
    answers = {
        "under_18": FormAnswerValue("no"),
        "wants_nrm": FormAnswerValue("yes"),
        "gender": FormAnswerValue("unknown"),
        "where": FormAnswerValue("uk"),
        "uk_towns": FormAnswerValue(("Boston", "Lincoln")),
        "types": FormAnswerValue(("prostitution", "wages-taken")),
        "moved": FormAnswerValue("not-sure"),
        "several_situations": FormAnswerValue("i-dont-know"),
    }
    message = json_export.build_home_office_message(
        export_content.collect_export_content(FORM, answers), FORM, "the-id"
    )
    assert message == {
        "ExternalId": "the-id",
        "Type": "560734",
        "NRMOrDuty": "NRM",
        "AdultOrChild": "no",
        "MoreThanOneExploitationSituations": "i-dont-know",
        "ExploitationLocationPresented": "uk",
        "City1": "Boston",
        "City2": "Lincoln",
        "ComponentWagesTaken": "yes",
        "ComponentProstitution": "yes",
        "Customer.Custom17": "Other",
    }


def test_names_of_the_message_are_those_of_the_source():
    known = {name for _, field in FORM.each() for name in field.sent_as}
    known |= {name for _, field in FORM.each() for option in field.options for name in option.sent_as}
    assert {"Agent.Organisation", "PVBirthplace", "Customer.DOB", "City{n}", "AlternateFREmail"} <= known


def test_it_says_that_nothing_was_submitted(cast, told, draft, say):
    say(under_18="no", wants_nrm="yes")
    for way in ("json", "htcds"):
        assert out(cast, told, draft, way)["prepared_not_submitted"].startswith("Prepared, not submitted")


def test_one_name_is_enough_and_a_note_says_what_to_do(cast, told, draft, say):
    say(under_18="no", wants_nrm="yes", first_name="Suryani")
    file = out(cast, told, draft)
    assert json_export.ONE_NAME in file["notes"]
    assert "Customer.Surname" not in file["message"]


ALL_TYPES = tuple(option.value for option in FORM.fields["types"].options)


@pytest.mark.parametrize("road", ["yes", "no"])
def test_every_value_of_the_standard_is_one_of_its_own(road):
    answers = filled(under_18="no", wants_nrm=road, co_operates="yes", under_18_then="yes") | {
        "types": FormAnswerValue(ALL_TYPES)
    }
    record = htcds_export.build_htcds_record(
        export_content.collect_export_content(FORM, answers), date(2026, 11, 24)
    )
    standard = htcds_export.load_htcds_standard()
    entities = [record["Person"], record["Person-Victim Context"], record["Case"], record["Referral Details"]]
    for entity in [*entities, *record["Historic Trafficking Events"]]:
        for name, value in entity.items():
            assert name in standard.fields, name
            if name in standard.lists:
                values = value if isinstance(value, list) else [value]
                assert set(values) <= standard.lists[name], (name, value)
    assert record["Person-Victim Context"]["vic_TypeOfExploitation"] == [
        "ForcedLabour",
        "Other",
        "SexualExploitation",
        "OrganRemoval",
        "Servitude",
        "ChildLabour",
    ]


def test_not_sure_is_no_value_in_the_standard():
    answers = {
        "under_18": FormAnswerValue("no"),
        "wants_nrm": FormAnswerValue("yes"),
        "types": FormAnswerValue((), unsure=True),
    }
    record = htcds_export.build_htcds_record(
        export_content.collect_export_content(
            FORM, answers | {"first_name": FormAnswerValue("", unsure=True)}
        ),
        date(2026, 11, 24),
    )
    assert record["Person"] == {}
    assert record["Person-Victim Context"] == {"vic_TraffickingStatus": "PossibleVictimOfTrafficking"}


def test_nothing_leaves_while_it_is_open_what_the_form_becomes(cast, told, draft, say):
    with pytest.raises(ActionNotPossibleError, match="First answer whether"):
        out(cast, told, draft)
    say(under_18="no")
    with pytest.raises(ActionNotPossibleError, match="First answer whether"):
        out(cast, told, draft)


def test_nothing_leaves_while_the_case_says_otherwise(cast, told, draft, say):
    answered(told.case_id, cast.worker, ConsentAnswer.NO)
    say(under_18="no", wants_nrm="yes", first_name="Mirela")
    with pytest.raises(ActionNotPossibleError, match="newest answer about the NRM is “said no”"):
        out(cast, told, draft)
    say(under_18="yes")
    with pytest.raises(ActionNotPossibleError, match="The case says they are an adult"):
        out(cast, told, draft)


def test_taking_it_out_stands_in_the_trail_with_what_it_showed(cast, told, draft, say):
    say(
        under_18="no",
        wants_nrm="yes",
        first_name="Mirela",
        wants_support="yes",
        phone_route="yes",
        phone="07700 900123",
    )
    out(cast, told, draft)
    kept = Record.objects.filter(about=told.case_id, verb__startswith="downloaded").get()
    assert (kept.verb, kept.why) == ("downloaded the form", "Referral to the NRM, as JSON")
    assert kept.shown == ["contact", "identity", "pathway"]


@pytest.mark.parametrize("part", ["partner", "protector"])
def test_who_may_not_write_takes_nothing_out(cast, told, draft, say, part):
    share(told.case_id, cast.worker, "harbour")
    say(under_18="no", wants_nrm="yes")
    with pytest.raises(Denied):
        out(cast, told, draft, user=getattr(cast, part))


@shared_world
def report(cast, told, draft):
    """A report that names nobody, with words in it."""
    answered(told.case_id, cast.worker, ConsentAnswer.NO)
    fill(
        cast.worker,
        told.case_id,
        draft.draft_id,
        under_18="no",
        wants_nrm="no",
        co_operates="no",
        had_to_do="Picked leeks from five in the morning.",
        treated="They called her Mirela the cook.",
        nationality="Romanian",
        gender="female",
    )
    return draft


def read(cast, told, draft, *keys):
    """Read as they stand now."""
    page = page_of(cast.worker, told.case_id, draft.draft_id)
    read_version(cast, told, draft, **{key: page.version(key) for key in keys})


def read_version(cast, told, draft, **versions):
    drafts.mark_words_allowed_in_anonymous_report(
        case_id=told.case_id, draft_id=draft.draft_id, read=versions, by=cast.worker.actor
    )


def test_nothing_is_read_by_default(cast, told, report):
    file = out(cast, told, report)
    assert "leeks" not in json.dumps(file)
    assert file["message"]["Customer.Nationality"] == "Romanian"
    assert "What did they have to do?" in file["left_out_because_nobody_read_it_for_this"]


def test_what_was_read_leaves_and_what_names_them_cannot_be_read(cast, told, report):
    read(cast, told, report, "had_to_do")
    assert "leeks" in json.dumps(out(cast, told, report))
    with pytest.raises(ActionNotPossibleError, match="“How were they treated\\?” says “mirela”"):
        read(cast, told, report, "had_to_do", "treated")
    assert "Mirela" not in json.dumps(out(cast, told, report), ensure_ascii=False)


def test_words_that_are_changed_have_to_be_read_again(cast, told, report, say, now):
    read(cast, told, report, "had_to_do")
    say(had_to_do="Picked leeks for the uncle of Ilka.")
    assert "Ilka" not in json.dumps(out(cast, told, report))


def test_words_that_somebody_changed_since_are_not_read_by_who_read_the_earlier(cast, told, report, say, now):
    say(cast.lead, had_to_do="Picked leeks for the uncle of Ilka.")
    with pytest.raises(AnonymousReportWordsChangedError):
        read_version(cast, told, report, had_to_do=1)
    assert "Ilka" not in json.dumps(out(cast, told, report))
    read_version(cast, told, report, had_to_do=2)
    assert now().read == {"had_to_do"}


def test_the_trails_verbs_say_nothing_of_what_was_read_or_taken_out(cast, told, report):
    read(cast, told, report, "had_to_do")
    out(cast, told, report)
    kept = dict(
        Record.objects.filter(about=told.case_id, verb__contains="the form").values_list("verb", "why")
    )
    assert kept == {
        "checked the form’s wording": "for a Duty to Notify report",
        "downloaded the form": "Duty to Notify report, as JSON",
    }


def test_what_is_learned_later_of_who_they_are_takes_words_out_again(cast, told, report, say):
    say(treated="The cook of the house, whom they named Kora.")
    read(cast, told, report, "treated")
    assert "Kora" in json.dumps(out(cast, told, report))
    actions.update_some_person_answers(case_id=told.case_id, texts={"called": "Kora"}, by=cast.worker.actor)
    assert "Kora" not in json.dumps(out(cast, told, report))


def test_every_secret_of_the_case_is_found(cast, told, report, say):
    actions.record_contact_channel(
        case_id=told.case_id,
        kind=ContactChannelKind.EMAIL,
        safe=ChannelSafety.NO,
        detail="mi.o@example.org",
        note="",
        by=cast.worker.actor,
    )
    events.record_event(
        case_id=told.case_id,
        happening=EventInput("nrm_reference_issued", ago(0), national_reference="NRM 4477/12"),
        by=cast.worker.actor,
    )
    for words in (
        "MIRELA", "oprea stand", "Mi\u200brela", "Mirélă’s", "born 3rd February 1998", "3/2/98", "ring 07700-900-123",
        "+44 7700 900123", "flat above the LAUNDRY", "NRM4477/12", "mi.o@example.org", "nrm 4477 12", told.reference,
    ):  # fmt: skip
        say(had_to_do=f"Words, {words}, and more.")
        with pytest.raises(ActionNotPossibleError, match="First remove what identifies them"):
            read(cast, told, report, "had_to_do")


def test_a_report_on_somebody_who_will_help_names_them(cast, told, report, say):
    say(
        co_operates="yes",
        first_name="Mirela",
        contact_by=("post",),
        post_safe="yes",
        street="Box 1",
        town="Lincoln",
        postcode="LN1 1AA",
    )
    file = out(cast, told, report)
    assert file["names_the_person"]
    assert file["message"]["Customer.Forename1"] == "Mirela"
    assert file["message"]["Type"] == "662265"
    assert "Customer.DOB" not in file["message"]


NAMES = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=2, max_size=12)


@settings(max_examples=100, deadline=None)
@given(NAMES, st.text(max_size=30), st.text(max_size=30))
def test_a_name_is_found_wherever_it_stands_and_however_it_is_marked(name, before, after):
    known = IdentifyingDetails(names=(name,))
    if not known._words:
        return
    assert known.find_in_text(f"{before} {name.upper()}, {after}")
    assert known.find_in_text(f"{before} \u202e{name}\u200f {after}")


def test_a_postcode_or_a_reference_is_found_with_its_space_and_without():
    known = IdentifyingDetails(phrases=("LN1 1AA", "NRM4477 12", "The Mill"))
    assert known.find_in_text("near LN11AA") == ("LN1 1AA",)
    assert known.find_in_text("by ln1-1aa, of nrm 4477/12") == ("LN1 1AA", "NRM4477 12")
    assert known.find_in_text("LN1 2AA, where themill stood") == ()


def test_a_name_is_found_as_it_is_typed_where_its_letters_are_not_on_the_keyboard():
    known = IdentifyingDetails(names=("Işık", "Łucja", "Đorđe"))
    assert known.find_in_text("ISIK, lucja and Dorde") == ("dorde", "isik", "lucja")
    assert known.find_in_text("IŞIK, ŁUCJA, Đorđe") == ("dorde", "isik", "lucja")


def test_a_word_that_only_holds_the_name_is_let_be():
    assert IdentifyingDetails(names=("An",)).find_in_text("Ask another: the band, a can.") == ()


def test_no_not_sure_stands_as_a_value_of_the_standard_whatever_was_not_sure():
    for road in ({"wants_nrm": "yes"}, {"wants_nrm": "no", "co_operates": "yes"}, {"wants_nrm": "no"}):
        answers = {key: FormAnswerValue(value) for key, value in ({"under_18": "no"} | road).items()}
        for page in FORM.pages:
            unsure = (
                FormAnswerValue(NOT_SURE) if page.main.kind == "choice" else FormAnswerValue("", unsure=True)
            )
            answers.setdefault(page.main.key, unsure)
        record = htcds_export.build_htcds_record(
            export_content.collect_export_content(FORM, answers), date(2026, 11, 24)
        )
        del record["left_out"]
        assert NOT_SURE not in json.dumps(record)


def test_a_name_is_found_in_other_letters_and_what_is_like_it_is_shown_to_the_reader():
    known = IdentifyingDetails(names=("Mirela Ionescu", "Мирослав", "Ana"))
    assert known.find_in_text("Мирела had to clean with Miroslav") == ("miroslav", "мирела")
    assert known.near("Mirella, mirelei and Ionesco knew Mary, Anna and the miracle") == (
        "mirella",
        "mirelei",
        "ionesco",
    )
    assert known.find_in_text("Mirella and Anna") == ()
    assert IdentifyingDetails(names=("Ana",)).near("An ann and the banana") == ()


def test_each_part_of_an_address_is_known_but_for_towns_and_counties():
    place = "Room 9, Bailgate Lodge, Lincoln, Lincolnshire; Newcastle upon Tyne"
    assert list_identifying_address_parts(place) == ("Room 9", "Bailgate Lodge")
    assert list_identifying_address_parts("Lincoln") == ("Lincoln",)
    assert list_identifying_address_parts("") == ("",)
