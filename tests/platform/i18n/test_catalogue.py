"""The Welsh file is in step with the product's texts, and no translation loses a value or a link."""

import re

import pytest
from django.core.management import call_command
from django.template import engines

from handrail.platform.i18n import catalogue, catalogue_update, extraction
from handrail.platform.i18n.catalogue import PoCatalogue

PLACE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
TAG = re.compile(r"</?\d+/?>")


@pytest.fixture(scope="module")
def file():
    return catalogue.read_merged_catalogue()


def test_each_message_is_in_the_catalogue_of_the_room_that_says_it(tmp_path, monkeypatch, file):
    kept = {path.relative_to(catalogue.ROOT): path.read_bytes() for path in catalogue.list_catalogue_paths()}
    for name in kept:
        (tmp_path / name).parent.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    catalogue_update.write_catalogues(file)
    written = {path.relative_to(tmp_path): path.read_bytes() for path in catalogue.list_catalogue_paths()}
    assert written == kept


def pairs(file):
    """Every text with each of its translations."""
    for message in file:
        one = message.id if isinstance(message.id, str) else (message.id or [""])[0]
        for form in (message.string,) if isinstance(message.string, str) else message.string:
            if one and form:
                yield one, form


def parts(text):
    return set(PLACE.findall(text)), sorted(TAG.findall(text))


def test_it_holds_exactly_what_the_product_says(file):
    said = catalogue_update.build_updated_catalogue(
        file, catalogue_update.collect_messages(engines["jinja2"].env)
    )
    new, old = (
        catalogue_update.get_message_ids(said) - catalogue_update.get_message_ids(file),
        catalogue_update.get_message_ids(file) - catalogue_update.get_message_ids(said),
    )
    assert (sorted(map(str, new)), sorted(map(str, old))) == ([], []), "run: handrail texts"


def test_every_value_and_link_is_in_the_translation(file):
    wrong = [
        (text, said)
        for text, said in pairs(file)
        if set(PLACE.findall(text)) != set(PLACE.findall(said))
        or sorted(TAG.findall(text)) != sorted(TAG.findall(said))
    ]
    assert wrong == []


def test_every_translation_can_be_filled_in(file):
    for text, said in pairs(file):
        said.format_map(dict.fromkeys(PLACE.findall(text), "x"))


def test_a_text_that_is_not_a_draft_names_its_source(file):
    unsourced = [
        message.id
        for message in file
        if message.id and catalogue.is_translated(message) and not message.fuzzy and not message.user_comments
    ]
    assert unsourced == []


def test_without_drafts_only_checked_words_are_found(file):
    checked, all_ = PoCatalogue(file, drafts=False), PoCatalogue(file, drafts=True)
    assert checked.find("January") == all_.find("January") == "Ionawr"
    assert checked.find("My day") is None
    assert all_.find("My day") == "Fy niwrnod"


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 diwrnod"), (2, "2 ddiwrnod"), (7, "7 diwrnod"), (1204, "1,204 diwrnod")]
)
def test_a_number_takes_its_form(file, n, said):
    pattern = PoCatalogue(file, drafts=True).form("{n} day", "{n} days", n)
    assert pattern.format(n=f"{n:,}") == said


def test_python_gives_its_sentences_and_fixed_texts_and_no_notes_of_the_writer():
    found = extraction.ExtractedMessages()
    source = '''
"""A module."""
log.warning("Something went wrong here")
def f(x):
    """What it does."""
    if x:
        raise ValueError("No such thing as x")
    return msg("{who} said no", who=x), pluralise(x, "bag"), "Not known", f"key {x}", "some_name", "a-b"
'''
    extraction.add_messages_of_python_source(source, "a module", found)
    assert set(found.places) == {"{who} said no", "{n} bag", "Not known"}
    assert found.many == {"{n} bag": "{n} bags"}


def test_python_gives_nothing_that_only_developers_and_the_database_read():
    found = extraction.ExtractedMessages()
    source = """
class Meta:
    verbose_name_plural = "entries of a list"
    verbose_name = "entry of a list"
@make_public_unindexed_view("asks for the code of a link")
def f(response):
    response.set_cookie(COOKIE, samesite="Strict", label="Read by somebody")
    response["X-Robots-Tag"] = "noindex, nofollow"
    compute_blind_index("code of a link", f"{x}")
    return build_branch_select_sql("task", f"FROM x", a="CAST(x AS text)"), "NOT EXISTS (SELECT 1 FROM x)"
"""
    extraction.add_messages_of_python_source(source, "a module", found)
    assert set(found.places) == {"entry of a list", "Read by somebody"}


def test_a_noun_that_a_template_counts_is_no_text_by_itself():
    found = extraction.ExtractedMessages()
    source = "{{ n | plural('more case') }}{{ show('Some other words') }}"
    extraction.add_messages_of_template(engines["jinja2"].env, source, "a template", found)
    assert (set(found.places), found.many) == (
        {"{n} more case", "Some other words"},
        {"{n} more case": "{n} more cases"},
    )


def test_what_is_passed_over_is_there():
    names = {part for path in extraction.ROOT.rglob("*") for part in path.relative_to(extraction.ROOT).parts}
    assert names >= extraction.EXCLUDED_PARTS
    sources = "\n".join(path.read_text() for path in extraction.ROOT.rglob("*.py"))
    missing = [name for name in extraction.DEVELOPER_CALLS if not re.search(rf"^def {name}\(", sources, re.M)]
    assert missing == []


def test_the_command_says_how_far_the_translation_is(capsys):
    call_command("texts", check=True)
    assert re.search(r"^[\d,]+ texts: [\d,]+ in Welsh, [\d,]+ as drafts", capsys.readouterr().out)


def test_names_of_fields_that_are_taken_apart_are_no_texts():
    found = extraction.ExtractedMessages()
    source = (
        'same = "title words kind_of"\nshown = "title and words"\nrows = [name for name in same.split()]\n'
    )
    extraction.add_messages_of_python_source(source, "room.py", found)
    assert list(found.places) == ["title and words"]
