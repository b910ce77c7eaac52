"""A page is all in Welsh, or it is in English and says so."""

import datetime
import json

import pytest
from django.template import engines
from django.test import Client
from lxml import html

from handrail.directory.incoming.import_row import ImportRow, rebuild_import_row_from_stored_values
from handrail.people.cases.person.actions import update_some_person_answers
from handrail.people.housing.forms.stays import format_night_from_evening
from handrail.platform.access.models import User
from handrail.platform.i18n.catalogue import PoCatalogue, get_welsh_catalogue, read_merged_catalogue
from handrail.platform.i18n.message_storage import translate_for_language
from handrail.platform.i18n.translation import Translator, collect_missing_translations_within
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import (
    capitalise_first,
    join_texts,
    lower_first,
    lower_text,
    msg,
    pluralise,
)
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.actions.messages import queue_messages
from support.cast import sign_in
from support.funds import a_purse
from support.published_figures import publish_months

pytestmark = pytest.mark.one_engine

IN_ENGLISH = "Nid yw’r dudalen hon i gyd ar gael yn Gymraeg eto"
DRAFT = "Drafft yw’r Gymraeg ar y dudalen hon"


@pytest.fixture(autouse=True)
def drafts(settings):
    """Drafts are shown, and the engine is made anew for each test."""
    settings.WELSH_DRAFTS = True
    engine = engines["jinja2"]
    engine.__dict__.pop("welsh", None)
    yield engine
    engine.__dict__.pop("welsh", None)


@pytest.fixture
def reader(cast):
    User.objects.filter(pk=cast.worker.pk).update(language="cy")
    cast.worker.refresh_from_db()
    return sign_in(Client(), cast.worker)


def page(answer):
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def words(tree, path="//main"):
    return " ".join(tree.xpath(path)[0].text_content().split())


def test_the_reader_who_chose_welsh_reads_welsh(reader):
    tree = page(reader.get("/my-day/"))
    assert tree.get("lang") == "cy"
    assert words(tree, "//h1") == "Fy niwrnod"
    assert DRAFT in words(tree)


def test_so_does_somebody_who_has_not_signed_in_yet(client):
    client.post("/language/", {"language": "cy"})
    tree = page(client.get("/account/sign-in/"))
    assert (tree.get("lang"), words(tree, "//h1")) == ("cy", "Mewngofnodi")


def test_a_page_with_one_text_missing_is_english_and_says_so(reader, drafts, monkeypatch):
    file = read_merged_catalogue()
    file.get("My day").string = ""
    monkeypatch.setitem(drafts.__dict__, "welsh", _speaking(drafts, file))
    tree = page(reader.get("/my-day/"))
    assert (tree.get("lang"), words(tree, "//h1")) == ("en-GB", "My day")
    assert IN_ENGLISH in words(tree)
    assert DRAFT not in words(tree)


def test_where_drafts_are_not_shown_the_page_is_english_and_says_so(reader, settings):
    settings.WELSH_DRAFTS = False
    tree = page(reader.get("/my-day/"))
    assert (tree.get("lang"), words(tree, "//h1")) == ("en-GB", "My day")
    assert IN_ENGLISH in words(tree)


def test_who_did_not_choose_reads_english_and_nothing_about_it(cast):
    tree = page(sign_in(Client(), cast.worker).get("/my-day/"))
    assert tree.get("lang") == "en-GB"
    assert IN_ENGLISH not in words(tree)


def test_what_somebody_typed_stays_as_typed(reader, cast, told):
    tree = page(reader.get(f"/cases/{told.reference}/tab/contacts/"))
    assert tree.get("lang") == "cy"
    assert told.secrets[1] in words(tree)


@pytest.mark.parametrize(("name", "word"), [("Sunday", "Dydd Sul"), ("May", "Mai"), ("april", "ebrill")])
def test_a_name_that_is_spelt_like_a_word_of_ours_is_still_the_name(reader, cast, told, name, word):
    update_some_person_answers(case_id=told.case_id, texts={"called": name}, by=cast.worker.actor)
    for address in (f"/cases/{told.reference}/", "/cases/"):
        body = words(page(reader.get(address)), "//body")
        assert (name in body, word in body) == (True, False), address


def test_what_was_done_is_told_in_the_language_of_the_next_page(reader, told):
    sent = {"kind": "place", "words": "", "on-day": "", "on-month": "", "on-year": ""}
    reader.post(f"/cases/{told.reference}/needs/add/", sent)
    tree = page(reader.get(f"/cases/{told.reference}/"))
    assert tree.get("lang") == "cy"


def test_a_date_is_asked_for_in_welsh(reader, told):
    tree = page(reader.get(f"/cases/{told.reference}/record/nrm_explained/"))
    boxes = tree.xpath("//label[contains(@class, 'govuk-date-input__label')]")
    assert [box.text_content().strip() for box in boxes] == ["Diwrnod", "Mis", "Blwyddyn"]


def test_a_text_of_ours_that_stands_in_a_line_with_others_is_welsh_too(reader, cast, told):
    a_purse(cast, 900_00, person_pence=None)
    tree = page(reader.get(f"/cases/{told.reference}/plan/offer/money/"))
    assert "Gofynnwch am arian ar achos y person" in words(tree)


DAY = datetime.date(2026, 3, 3)


@pytest.mark.parametrize(
    ("said", "in_welsh"),
    [
        (dates.format_day(DAY), "3 Mawrth 2026"),
        (dates.format_long_day(DAY), "dydd Mawrth 3 Mawrth 2026"),
        (capitalise_first(dates.format_long_day(DAY)), "Dydd Mawrth 3 Mawrth 2026"),
        (pluralise(2, "case"), "2 achos"),
        (join_texts(["Yes", "No"]), "Ie, Na"),
        (lower_first("Not sure"), "ddim yn siŵr"),
        (lower_first("NRM events and deadlines"), "digwyddiadau a therfynau amser yr NRM"),
        (lower_text("Not sure"), "ddim yn siŵr"),
        ("not sure", "ddim yn siŵr"),
        ("Mirela", "Mirela"),
        (msg("{first}, {then}", first="Mirela", then="Yes"), "Mirela, Ie"),
        ("Ion " + msg("{day} {month}", day=1, month="Mar"), "Ion 1 Maw"),
        (format_night_from_evening(DAY), "noson dydd Mawrth 3 hyd dydd Mercher 4 Mawrth"),
    ],
)
def test_dates_numbers_and_sentences(said, in_welsh):
    with collect_missing_translations_within() as missing:
        assert Translator(get_welsh_catalogue(drafts=True)).say(said) == in_welsh
    assert missing == set()


def _speaking(engine, file):
    from handrail.platform.i18n.template_backend import make_translated_environment as speaking  # noqa: PLC0415 - needs the settings of the test

    return speaking(engine.env, PoCatalogue(file, drafts=True))


def test_a_mail_is_in_the_language_of_the_account(cast, mailoutbox):
    User.objects.filter(pk=cast.commissioner.pk).update(language="cy")
    for user in (cast.commissioner, cast.signatory):
        queue_messages(kind="look_at_return", occasion="soon", about="a call", path="/calls/", to=[user.pk])
    deliver_messages(spoken=translate_for_language)
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert subjects["signatory@example.org"] == "Handrail: please look at your return"
    assert subjects["commissioner@example.org"].startswith("Handrail: edrychwch")
    assert "/calls/" in mailoutbox[0].body


def test_what_keeps_a_row_out_of_a_list_is_a_phrase_again_when_its_report_is_read():
    row = ImportRow(
        1, "Harbour", "Drop-in", problems=(msg("“{name}” is not text.", name="url"), "Enter who provides it.")
    )
    again = rebuild_import_row_from_stored_values(json.loads(json.dumps(row.kept())))
    assert again == row
    assert again.problems[0].pattern == "“{name}” is not text."


def test_the_chart_and_the_sentence_of_a_published_figure_are_in_welsh_too(client):
    """In each month 30 whose wait is known, of whom 10 within a week: 90 in a quarter, of whom 30."""
    for first in ("2026-04", "2026-07"):
        publish_months(first, 3, {"referred-in-a-week": {"": 30, "share=within": 10, "share=rest": 20}})

    def read_figure():
        figure = page(client.get("/figures/?part=found")).xpath('//*[@aria-labelledby="referred-in-a-week"]')[
            0
        ]
        texts = [text.text_content() for text in figure.xpath("(.//svg)[1]//text")]
        return [text for text in texts if text.endswith(" 2026")], " ".join(figure.text_content().split())

    months, said = read_figure()
    assert months == ["Jun 2026", "Sep 2026"]
    assert "The quarter before: 30 of 90." in said
    client.post("/language/", {"language": "cy"})
    months, said = read_figure()
    assert months == ["Meh 2026", "Medi 2026"]
    assert "Y chwarter cynt: 30 o 90." in said


def test_a_form_takes_its_words_from_the_model_and_says_them_in_welsh(cast):
    """Labels, hints, messages of the model and what an action refused: all of the page that errors lead to."""
    User.objects.filter(pk=cast.commissioner.pk).update(language="cy")
    cast.commissioner.refresh_from_db()
    office = sign_in(Client(), cast.commissioner)
    days = {"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2026"}
    days |= {"ends_on-day": "1", "ends_on-month": "8", "ends_on-year": "2026"}
    wrong = office.post("/oversight/plans/add/", {"title": "x" * 201, "joint": "alone"} | days, follow=True)
    after = office.post("/oversight/plans/add/", {"title": "x", "joint": "alone"} | days, follow=True)
    file = PoCatalogue(read_merged_catalogue(), drafts=True)
    for answer, message in (
        (wrong, "{label} must be {longest} characters or less"),
        (after, "The last day must be on or after the first"),
    ):
        tree = page(answer)
        assert tree.get("lang") == "cy"
        assert file.find("Aim") in words(tree)
        said = file.find(message).format(label=file.find("Name of the plan"), longest="200")
        assert said in words(tree)
