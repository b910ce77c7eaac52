"""The three files of a report on 43 returns: CPU time and peak memory, beside the same content by plain calls.

Each is made in a process of its own, so that none pays for another's memory: `python -m bench.documents ours pdf`.
The plain ones make headings, paragraphs and the table with typst, python-docx and Jinja directly: no tree, no trail,
no notes, no drawing, no care for what was pasted.
"""

import io
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

RETURNS, EACH, SECTIONS, TIMES = 43, 2, 9, 7
WORDS = (
    "Two co-ordinators walk beside people from the first meeting: safety, an account, welfare, the NRM and the way to "
    "other help. They lead for officers and partners too, so that nobody has to tell everything twice. "
)
PLAIN_PAGE = (
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{% for heading, entries in sections %}"
    "<h2>{{ heading }}</h2>{% for area, words in entries %}<h3>{{ area }}</h3><p>{{ words }}</p>{% endfor %}"
    "{% endfor %}"
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)
PLAIN_PDF = b"""#let doc = json(bytes(sys.inputs.document))
#set document(title: doc.title, date: none)
#title()
#for (heading-of, entries) in doc.sections {
  heading(level: 1, heading-of)
  for (area, words) in entries { heading(level: 2, area); par(words) }
}
#table(columns: 3, ..doc.rows.flatten())
"""


def rows() -> list[dict[str, object]]:
    """One row a format and measure."""
    found = []
    for form in ("html", "pdf", "docx"):
        ours, plain = (_apart(whose, form) for whose in ("ours", "plain"))
        for measure, unit in (("cpu", "ms CPU"), ("first", "ms CPU"), ("peak", "MB")):
            name = {"cpu": form, "first": f"{form}, with loading", "peak": f"{form}, peak memory"}[measure]
            found.append(_row(f"report as {name}", ours[measure], plain[measure], unit))
    return found


def _row(name: str, figure: float, beside: float, unit: str) -> dict[str, object]:
    ratio = round(figure / beside, 2) if beside else None
    return {
        "name": name,
        "size": RETURNS,
        "engine": "none",
        "figure": round(figure, 1),
        "unit": unit,
        "beside": round(beside, 1),
        "ratio": ratio,
    }


def _apart(whose: str, form: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.documents", whose, form]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[1])
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def measure(make: Callable[[], bytes]) -> dict[str, float]:
    """CPU milliseconds of the first and of a later time, and the most memory that the process ever held."""
    began, spent = time.process_time(), []
    make()
    first = time.process_time() - began
    for _ in range(TIMES):
        began = time.process_time()
        make()
        spent.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": statistics.median(spent) * 1000, "first": first * 1000, "peak": peak}


def content() -> dict[str, Any]:
    """Invented: every return tells two practices, spread over the sections."""
    sections = [
        (f"Section {n + 1}", [(f"Area {a + 1}", WORDS * 2) for a in _areas(n)]) for n in range(SECTIONS)
    ]
    table = [[f"Area {n + 1}", f"Local policing body {n + 1}", "Answered"] for n in range(RETURNS)]
    return {"title": "What 43 bodies do", "sections": sections, "rows": table}


def _areas(section: int) -> list[int]:
    return [n % RETURNS for n in range(RETURNS * EACH) if n % SECTIONS == section]


def ours(form: str) -> bytes:
    """Through the tree, with notes, facts under each entry, a map and a table."""
    from handrail.platform.documents.formats import FORMATS  # noqa: PLC0415 - loading is measured
    from handrail.platform.documents.formats import make_document_file as make  # noqa: PLC0415 - as above

    return make(_document(), next(each for each in FORMATS if each.code == form)).content


def _document() -> Any:
    from handrail.platform.documents import document_tree as tree  # noqa: PLC0415 - loading is measured

    told, blocks = content(), []
    for n, (heading, entries) in enumerate(told["sections"]):
        blocks.append(tree.Heading(heading, 2, f"section-{n}"))
        for m, (area, words) in enumerate(entries):
            blocks.append(tree.Heading(area, 3, f"area-{n}-{m}", listed=False))
            pairs = tuple(
                tree.TermPair(term, tree.make_runs(f"{area}, {term.lower()}"))
                for term in ("The return", "Source")
            )
            note, marks = (
                tree.SourceNote("Where this comes from", area, pairs),
                (tree.ParagraphMark("Before the NRM", "before"),),
            )
            blocks.append(tree.Paragraph(tree.make_runs(words), "", marks, note, f"entry-{n}-{m}"))
    states = (tree.TileState("quoted", "Quoted here", "quote", "full"),)
    tiles = tuple(tree.AreaTile(n % 7, n // 7, f"A{n}", f"Area {n}", "quoted") for n in range(RETURNS))
    blocks.append(tree.Figure("Areas", "A map of 43 areas", tree.AreaTileMap(tiles, states), None))
    rows = tuple(tuple(tree.make_runs(cell) for cell in row) for row in told["rows"])
    blocks.append(tree.Table("Who answered", ("Area", "Body", "Answered"), rows))
    return tree.Document(told["title"], date(2026, 11, 24), tuple(blocks), edition="Edition 1")


def plain(form: str) -> bytes:
    """The same headings, paragraphs and table by plain calls."""
    return {"html": _plain_html, "pdf": _plain_pdf, "docx": _plain_word}[form](content())


def _plain_html(told: dict[str, Any]) -> bytes:
    from jinja2 import Environment  # noqa: PLC0415 - loading is measured

    return Environment(autoescape=True).from_string(PLAIN_PAGE).render(**told).encode()


def _plain_pdf(told: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415 - loading is measured

    fonts = typst.Fonts(include_system_fonts=False)
    made = typst.compile(PLAIN_PDF, font_paths=fonts, sys_inputs={"document": json.dumps(told)})
    assert isinstance(made, bytes)
    return made


def _plain_word(told: dict[str, Any]) -> bytes:
    import docx  # noqa: PLC0415 - loading is measured

    file = docx.Document()
    file.add_heading(told["title"], 0)
    for heading, entries in told["sections"]:
        file.add_heading(heading, 1)
        for area, words in entries:
            file.add_heading(area, 2)
            file.add_paragraph(words)
    table = file.add_table(rows=0, cols=3)
    for row in told["rows"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


if __name__ == "__main__":
    whose, form = sys.argv[1:]
    print(json.dumps(measure(lambda: {"ours": ours, "plain": plain}[whose](form))))
