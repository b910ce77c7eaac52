"""The list of letters that can be drawn agrees with the fonts of the typst that is installed."""

import json
import random
import unicodedata

import pytest
import typst

from handrail.platform.documents.font_coverage import (
    count_letters_without_glyph,
    has_font_glyph,
    replace_letters_without_glyph,
)

SOURCE = b"""#set document(title: "x", date: none)
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math"))
#for c in json(bytes(sys.inputs.letters)) [#par(c)]"""


def draws(letters: list[str]) -> bool:
    fonts = typst.Fonts(include_system_fonts=False)
    inputs = {"letters": json.dumps(letters)}
    try:
        typst.compile(SOURCE, font_paths=fonts, sys_inputs=inputs, pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True


def test_every_letter_of_the_list_is_drawn():
    every = [
        chr(c)
        for c in range(0x20, 0x20000)
        if has_font_glyph(c) and unicodedata.category(chr(c)) not in ("Cs", "Cc")
    ]
    assert len(every) > 7000
    assert draws(every)


@pytest.mark.parametrize("seed", range(20))
def test_letters_that_are_not_on_it_are_not(seed):
    left_out = [
        chr(c)
        for c in range(0xA0, 0x20000)
        if not has_font_glyph(c) and unicodedata.category(chr(c))[0] in "LNPS"
    ]
    assert not draws([random.Random(seed).choice(left_out)])


def test_a_letter_without_a_shape_becomes_a_box():
    assert replace_letters_without_glyph("A 中 ŵ") == "A □ ŵ"
    assert count_letters_without_glyph("A 中 ŵ 文") == 2
