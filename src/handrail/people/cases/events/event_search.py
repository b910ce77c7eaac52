"""Finding a kind of event by what a worker types: from the beginnings of words, and by the words that people use.

Those stand in pathway/data/event_words.csv, in both languages: who reads in Welsh may still type in English. What is no
event has its own page on the case, which the search names too.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from handrail.pathway import EventKind
from handrail.pathway.event_words import load_event_words

WORD = re.compile(r"[^\W_]+")
EMERGENCY_ROOM = re.compile(r"\ba\s*(?:&|and)\s*e\b")
LITTLE_WORD = re.compile(
    r"a|an|and|as|at|been|by|for|from|had|has|have|he|her|him|his|i|in|is|it|my|of|off|on|or|she|some|that|the|"
    r"their|them|they|to|up|was|we|went|were|with|"
    r"ac|ar|am|chi|ei|ein|eu|fe|gan|gyda|hi|ie|mae|maen|mewn|nhw|oedd|roedd|wedi|y|yn|yr"
)
"""They say nothing of what happened, so a search is not narrowed by them."""


class OtherPage(NamedTuple):
    """Where something is recorded that is no event: the name of the address, its words, and what people type for it."""

    address: str
    name: str
    words: frozenset[str]


def _make_other_page(address: str, name: str, words: str) -> OtherPage:
    return OtherPage(address, name, frozenset(words.split("|")))


OTHER_PAGES: Final = (
    _make_other_page(
        "danger",
        "Ask about danger",
        "attacked|beaten|danger|followed|hit|hurt|injured|raped|safety|selfharm|stalked|suicidal|threat|"
        "threatened|watched|anafu|bygwth|bygythiad|brifo|curo|dilyn|perygl|ymosod",
    ),
    _make_other_page(
        "place_tonight",
        "Find a place tonight",
        "bed|evicted|homeless|nowhere|roof|sleep|sleeping|cysgu|digartref|gwely|llety|unman",
    ),
    _make_other_page(
        "add_need",
        "Add a need",
        "ae|ambulance|benefits|clothes|counselling|dentist|depressed|doctor|drugs|food|gp|health|"
        "hospital|ill|illness|injured|job|lawyer|medicine|mental|midwife|nurse|operation|pain|pregnant|"
        "prescription|psychiatric|school|sectioned|sick|solicitor|surgery|ambiwlans|beichiog|bwyd|bydwraig|cwnsela|cyffuriau|"
        "cyfreithiwr|deintydd|dillad|iechyd|meddwl|meddyg|meddyginiaeth|nyrs|poen|sâl|swydd|ysbyty|ysgol",
    ),
    _make_other_page(
        "dependants",
        "Dependants",
        "baby|birth|born|brother|child|children|daughter|family|husband|kid|mother|newborn|partner|"
        "pregnant|sister|son|wife|babi|brawd|chwaer|geni|gwraig|gŵr|mab|mam|merch|plant|plentyn|teulu",
    ),
    _make_other_page(
        "ask_money",
        "Request money",
        "bus|cash|clothes|fare|food|fund|money|taxi|ticket|train|travel|arian|bws|bwyd|dillad|tacsi|"
        "teithio|tocyn|trên",
    ),
    _make_other_page(
        "add_paper",
        "Upload a document",
        "card|certificate|document|id|identity|letter|licence|paper|papers|passport|photo|cerdyn|dogfen|"
        "llun|llythyr|papur|pasbort|tystysgrif",
    ),
    _make_other_page(
        "record_contact",
        "Record a contact",
        "ae|appointment|call|called|contact|doctor|email|hospital|message|met|phone|phoned|rang|saw|"
        "spoke|talked|text|texted|visit|visited|apwyntiad|cwrdd|ebost|ffôn|ffonio|galw|galwad|gweld|"
        "meddyg|neges|siarad|testun|ymweld|ymweliad|ysbyty",
    ),
)


def find_matching_event_kinds(
    typed: str, kinds: Iterable[EventKind], say: Callable[[str], str] = str
) -> list[EventKind]:
    """The kinds in whose name, explanation or further words a word begins with each word typed.

    Args:
        typed: what was typed.
        kinds: to look among, in their order.
        say: the name of a kind in the language of the page.

    Returns:
        Those whose name has every word first, then the others; in their order.
    """
    wanted = _list_telling_words(typed)
    names, found = {}, []
    for kind in kinds if wanted else ():
        name = f"{kind.name} {say(kind.name)}"
        further = " ".join(load_event_words().get(kind.code, ()))
        if _has_every_word(wanted, f"{name} {kind.help} {say(kind.help)} {further}"):
            found.append(kind)
            names[kind.code] = name
    return sorted(found, key=lambda kind: not _has_every_word(wanted, names[kind.code]))


def list_other_pages(typed: str) -> list[OtherPage]:
    """Where what was typed is recorded, as far as it is no event: any word that tells something is enough."""
    wanted = _list_telling_words(typed)
    return [page for page in OTHER_PAGES if not page.words.isdisjoint(wanted)]


def _has_every_word(wanted: Iterable[str], text: str) -> bool:
    words = _split_into_words(text)
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _list_telling_words(typed: str) -> list[str]:
    """The words typed, without little ones unless there is nothing else."""
    words = _split_into_words(EMERGENCY_ROOM.sub("ae", typed.casefold()))
    return [word for word in words if not LITTLE_WORD.fullmatch(word)] or words


def _split_into_words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
