"""A box gives back exactly what was put in, in its own place, or nothing at all."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.platform.vault import associated_data
from handrail.platform.vault.cipher import Cipher, DecryptionError
from handrail.platform.vault.errors import DecryptionError as UnreadableItself

BOX = Cipher(bytes(range(32)))
HERE = associated_data("records.Person", "called", 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(texts)
def test_what_was_sealed_opens_again(text):
    assert BOX.open(BOX.seal(text, HERE), HERE) == text


@given(texts, st.data())
def test_a_flipped_bit_anywhere_makes_it_unreadable(text, data):
    sealed = bytearray(BOX.seal(text, HERE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(DecryptionError):
        BOX.open(bytes(sealed), HERE)


@given(st.binary(max_size=80))
def test_bytes_that_were_never_sealed_are_unreadable(data):
    with pytest.raises(DecryptionError):
        BOX.open(data, HERE)


@given(texts, st.integers(0, 60))
def test_a_shortened_text_is_unreadable(text, length):
    sealed = BOX.seal(text, HERE)
    with pytest.raises(DecryptionError):
        BOX.open(sealed[: min(length, len(sealed) - 1)], HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        associated_data("records.Person", "called", 2),
        associated_data("records.Person", "phone", 1),
        associated_data("records.Contact", "called", 1),
        associated_data("records.Person", "called", "1 "),
    ],
)
def test_sealed_bytes_moved_elsewhere_are_unreadable(elsewhere):
    with pytest.raises(DecryptionError):
        BOX.open(BOX.seal("Ana", HERE), elsewhere)


def test_another_files_box_cannot_open_it():
    with pytest.raises(DecryptionError):
        Cipher(bytes(32)).open(BOX.seal("Ana", HERE), HERE)


def test_the_same_text_is_sealed_differently_each_time():
    assert BOX.seal("Ana", HERE) != BOX.seal("Ana", HERE)


def test_a_short_name_and_a_longer_one_have_the_same_length_when_sealed():
    assert len(BOX.seal("Li", HERE)) == len(BOX.seal("Alexandra", HERE))


def test_a_memoryview_opens_like_bytes():
    assert BOX.open(memoryview(BOX.seal("Ana", HERE)), HERE) == "Ana"


def test_places_do_not_run_into_each_other():
    assert associated_data("a.B", "cd", 1) != associated_data("a.Bc", "d", 1)


@pytest.mark.parametrize("row", [None, ""])
def test_a_row_without_a_key_has_no_place(row):
    with pytest.raises(ValueError, match="needs the row's key"):
        associated_data("records.Person", "called", row)


def test_a_box_never_shows_or_hands_on_its_key():
    assert repr(BOX) == "<Cipher>"
    with pytest.raises(TypeError):
        pickle.dumps(BOX)


def test_the_error_says_nothing_about_the_text():
    with pytest.raises(DecryptionError) as caught:
        BOX.open(b"Ana, 07700 900123", HERE)
    assert "Ana" not in str(caught.value)
    assert DecryptionError is UnreadableItself
