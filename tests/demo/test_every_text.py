"""Every text of every page goes through translation: in a language of brackets, nothing of ours stands without them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import models
from django.template import engines
from django.test import Client
from django.urls import resolve

from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.audit.trail_text_field import TrailTextField
from handrail.platform.i18n import catalogue_update, message_storage
from handrail.platform.i18n.template_backend import make_translated_environment
from handrail.platform.kernel.dates import SHORT_MONTHS
from handrail.platform.outbox.models import Message
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.cipher import Cipher
from support.bracketed_catalogue import CLOSE, OPEN, Bracketed
from support.cast import sign_in
from support.demo_world import small_demo  # noqa: F401
from support.mails import find_words_in_mails, list_paths_closed_to_reader, list_sealed_words, send_all

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db(databases=["default", "keys"])]

ROLES = ("navigator", "duty_lead", "officer", "housing", "data_protection", "commissioner", "collator")
ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[A-Z]{2,6}-\d+-[A-Z]\b|\d+")
SILENT = re.compile(r"<(script|style|textarea)\b.*?</\1>|<form class=\"app-language\".*?</form>", re.DOTALL)
PIECE = re.compile(r"<[^>]*>|[^<]+")
READ = re.compile(r'(?:aria-label|title|placeholder|alt|data-head)="([^"]*)"')
LETTERS = re.compile(r"[^\W\d_]{2,}")
NO_PAGE = re.compile(
    r"^/(static|account|design|open-data)/|/(json|htcds|file|as-a-file|csv|pdf|word)\b|\.(csv|pdf|docx|json|xlsx)"
)
OF_EACH = 3  # pages of one address that are opened for each role
WORDS_BY_WHAT_IS_ASKED = {
    "record_event",
    "nrm_question",
    "quick_offer",
    "help_role",
    "answer",
    "report_figure_add",
}
"""Addresses whose last part decides what the page says: of these each is opened, for whichever role meets it first."""
NAMES = (
    *("Handrail", "WhatsApp", "HM", "Open Referral", "THRIVE"),
    *("W Lindsey", "E Lindsey", "N Kesteven", "S Kesteven", "S Holland"),
    *("Kesteven", "South Holland"),
    *SHORT_MONTHS,  # on the axis of a drawing, which is drawn once for both languages
)  # the same in every language
ENGLISH_BY_ITSELF = re.compile(
    r"^/((reports|published|figures|board-packs/pack)/|needs/[^/]+/(files|published|publish)/)"
)  # what was written for publication stays in its language
OF_WORDS = re.compile(r"^/practices/.*sort/")  # tells which words of a practice suggest its theme


@pytest.fixture
def brackets(monkeypatch) -> Iterator[None]:
    engine = engines["jinja2"]
    catalogue = Bracketed(set(catalogue_update.collect_messages(engine.env).places))
    engine.__dict__["welsh"] = make_translated_environment(engine.env, catalogue)
    monkeypatch.setattr(message_storage, "get_welsh_catalogue", lambda **_: catalogue)
    yield
    del engine.__dict__["welsh"]


@pytest.fixture
def opened(monkeypatch) -> set[str]:
    """Every sealed text that a page opens: somebody's own words."""
    texts: set[str] = set()
    for seal in (Cipher, AppSealedField):
        monkeypatch.setattr(seal, "open", remember_opened(seal.open, texts))
    return texts


def remember_opened(unseal: Callable[..., Any], texts: set[str]) -> Callable[..., Any]:
    """The same, with each text that it opens kept."""

    def remembered(*args, **kwargs):
        text = unseal(*args, **kwargs)
        if isinstance(text, str):
            texts.add(text)
        return text

    return remembered


def pages(client: Client, met: set[str]) -> Iterator[tuple[str, str]]:
    """Addresses with their pages, as somebody finds them who follows every link.

    Args:
        client: signed in.
        met: shapes of addresses that somebody else was shown; those shown here are added.
    """
    waiting, seen, opened = ["/"], set(), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        if address in seen or NO_PAGE.search(address):
            continue
        seen.add(address)
        path = address.split("?")[0]
        shape, name = ONE.sub("#", path), resolve(path).url_name or ""
        is_new = name in WORDS_BY_WHAT_IS_ASKED and shape not in met
        if not is_new and (shape in opened or opened[name] >= OF_EACH):
            continue
        met.add(shape)
        opened.update({shape, name})
        answer = client.get(address, follow=True)
        if "html" in answer.get("Content-Type", ""):
            text = answer.content.decode()
            yield address, text
            waiting += re.findall(r'<a [^>]*href="(/[^"#]*)', text)


def bare(page: str) -> Iterator[str]:
    """Texts, and attributes that people read, outside all brackets."""
    depth = 0
    for piece in PIECE.findall(SILENT.sub("", page)):
        if piece.startswith("<"):
            yield from (outside(0, text)[1] for text in READ.findall(piece))
        else:
            depth, text = outside(depth, piece)
            yield text


def outside(depth: int, text: str) -> tuple[int, str]:
    kept = []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if not depth:
            kept.append(
                "," if letter == CLOSE else letter
            )  # what stands on either side of a text is told apart
    return depth, " ".join("".join(kept).split())


KEPT = models.CharField | models.TextField | models.JSONField | TrailTextField


def stored() -> list[str]:
    """Every text that stands in a column."""
    texts: list[str] = []
    for model in apps.get_models():
        columns = [f.name for f in model._meta.fields if isinstance(f, KEPT)]
        if columns and model._meta.managed:
            texts += [str(text) for row in model._base_manager.values_list(*columns) for text in row if text]
    return texts


@pytest.mark.usefixtures("small_demo", "brackets")
def test_nothing_of_ours_stands_on_a_page_untranslated(opened: set[str]) -> None:
    found: dict[str, str] = {}
    met: set[str] = set()
    for role in ROLES:
        user = User.objects.filter(role=role).order_by("pk").first()
        User.objects.filter(pk=user.pk).update(language="cy")
        for address, page in pages(sign_in(Client(), user), met):
            if not ENGLISH_BY_ITSELF.search(address):
                found |= {text: address for text in bare(page) if LETTERS.search(text)}
    known = {plain(piece) for text in (*stored(), *opened, *NAMES) for piece in pieces(text)}
    ours = {
        piece: address
        for text, address in found.items()
        for piece in pieces(text)
        if not is_known(piece, known) and not (OF_WORDS.search(address) and " " not in plain(piece))
    }
    assert not ours, "\n".join(f"{address}: {piece}" for piece, address in ours.items())


def is_known(piece: str, known: set[str]) -> bool:
    """Whether the text is stored, or is the beginning of one: a list shows of a long one as much as fits a line."""
    words = plain(piece)
    return words in known or (piece.endswith("…") and any(one.startswith(words) for one in known))


def pieces(text: str) -> list[str]:
    """What stands between marks: names and words of people are set side by side with these."""
    return [piece for piece in re.split(r"[,.:;()“”\[\]?!/→]|\d+", unescape(text)) if LETTERS.search(piece)]


def plain(text: str) -> str:
    """Letters and numbers alone, so that marks around a text don't matter."""
    return " ".join(re.findall(r"\w+", unescape(text).lower()))


@pytest.mark.usefixtures("small_demo")
def test_no_mail_of_the_demo_holds_a_sealed_word_or_leads_to_a_case_that_is_closed_to_its_reader() -> None:
    """Here, since the demo is loaded for this file."""
    words = list_sealed_words()
    assert len(words) > 100
    assert send_all() == len(mail.outbox) > 5
    assert find_words_in_mails(words, mail.outbox) == []
    assert list_paths_closed_to_reader() == []
    (reference,) = Case.objects.values_list("reference", flat=True)[:1]
    closed = f"/cases/{reference}/record/"
    never_opens_a_case = User.objects.filter(role=Role.COMMISSIONER.value).order_by("pk").first()
    Message.objects.filter(pk=Message.objects.order_by("pk").first().pk).update(
        path=closed, to=never_opens_a_case
    )
    assert list_paths_closed_to_reader() == [closed]
    one = next(iter(words))
    mail.outbox[0].body += f" {one}."
    # One sealed word may be part of another: the given name of a full name.
    assert (mail.outbox[0].subject, one) in find_words_in_mails(words, mail.outbox)
