"""A document that holds every part there is, invented."""

from datetime import date

from handrail.platform.documents.document_tree import (
    AreaTile,
    AreaTileMap,
    BarChart,
    Document,
    Figure,
    Heading,
    LineChart,
    List,
    Pairs,
    Panel,
    Paragraph,
    ParagraphMark,
    SourceNote,
    Table,
    TermPair,
    TextRun,
    TextStyle,
    TileState,
    make_runs,
)

STATES = (
    TileState("quoted", "Quoted here", "quote", "full"),
    TileState("answered", "Answered", "tick", "light"),
    TileState("unknown", "Not known", "ring", "bare"),
)


def note(about: str) -> SourceNote:
    """Where an invented sentence comes from."""
    return SourceNote(
        "Source",
        about,
        (
            TermPair(
                "The return",
                make_runs(TextRun("Fenshire, answer 2", href="/calls/fens/returns/2/"), ", version 1"),
            ),
            TermPair("In their words", make_runs("“two navigators who walk beside people”")),
        ),
    )


def figures() -> tuple[Figure, ...]:
    """One of each drawing."""
    tiles = AreaTileMap(
        (
            AreaTile(0, 0, "Fens", "Fenshire", "quoted"),
            AreaTile(1, 0, "Moors", "Moorshire", "answered"),
            AreaTile(1, 1, "Dales", "Daleshire", "unknown"),
        ),
        STATES,
    )
    bars = BarChart((("Before the NRM", 31), ("In the NRM", 12), ("Outside the NRM", 0)))
    table = Table(
        "Practices by phase, as figures",
        ("Phase", "Practices"),
        tuple((make_runs(label), make_runs(str(value))) for label, value in bars.rows),
        numbers=(1,),
    )
    line = LineChart((("June", 2), ("July", 9), ("August", 38)))
    return (
        Figure("Areas quoted", "Map of 3 areas. Quoted here: 1.", tiles, None),
        Figure("Practices by phase", "Bars: 31 before, 12 in, none outside the NRM.", bars, table),
        Figure("Answers by month", "A line that rises from 2 to 38.", line, None),
    )


def sample(title: str = "What three areas do", **more: object) -> Document:
    """The whole."""
    return Document(
        title=title,
        on=date(2026, 11, 24),
        above="Report on an invented call",
        lead=make_runs(TextRun("Edition 1", look=TextStyle.STRONG), ", published on 24 November 2026."),
        author="Collation team",
        edition="Edition 1",
        subject="An invented report",
        blocks=(
            Panel(
                Heading("What changed", 2, "changed", listed=False),
                (Paragraph(make_runs("Nothing: this is the first edition.")),),
            ),
            Heading("Summary", 2, "summary"),
            Paragraph(
                make_runs(
                    TextRun("2 bodies answered.", look=TextStyle.STRONG), " How many were asked is not known."
                )
            ),
            List((make_runs("First"), make_runs("Second, ", TextRun("see the services", href="#services")))),
            List((make_runs("One"), make_runs("Two")), ordered=True),
            Heading("Services", 2, "services"),
            Paragraph(make_runs("Areas pay for most local help."), look="quiet"),
            Heading("Before the NRM", 3, "before"),
            Heading("Fenshire", 4, "fenshire"),
            Paragraph(
                make_runs(
                    "Two navigators, at ", TextRun("withheld for safety", look=TextStyle.WITHHELD), "."
                ),
                marks=(
                    ParagraphMark("Before the NRM", "before"),
                    ParagraphMark("Outside the NRM", "outside"),
                    ParagraphMark("In place"),
                ),
                note=note("Fenshire"),
            ),
            Heading("Moorshire", 4, "moorshire"),
            Paragraph(
                make_runs("A fund for clothes. ", TextRun("More", href="https://example.org/fund?a=1&b=2")),
                note=note("Moorshire"),
            ),
            *figures(),
            Heading("Annex: responses", 2, "annex"),
            Pairs((TermPair("Asked", make_runs("not known")), TermPair("Answered", make_runs("2")))),
            Table(
                "Who answered",
                ("Area", "Answered", "Quoted, times"),
                (
                    (make_runs("Fenshire"), make_runs("Yes"), make_runs("1")),
                    (make_runs("Moorshire"), make_runs("Yes"), make_runs("1")),
                    (make_runs("Daleshire"), make_runs("Not known"), make_runs("0")),
                ),
                numbers=(2,),
            ),
        ),
        **more,  # type: ignore[arg-type]
    )
