"""A document that holds every part there is, invented."""

from datetime import date

from handrail.documents.tree import (
    Bars,
    Document,
    Figure,
    Heading,
    Line,
    List,
    Look,
    Mark,
    Note,
    Pair,
    Pairs,
    Panel,
    Paragraph,
    Table,
    Text,
    Tile,
    Tiles,
    TileState,
    runs,
)

STATES = (
    TileState("quoted", "Quoted here", "quote", "full"),
    TileState("answered", "Answered", "tick", "light"),
    TileState("unknown", "Not known", "ring", "bare"),
)


def note(about: str) -> Note:
    """Where an invented sentence comes from."""
    return Note(
        "Where this comes from",
        about,
        (
            Pair(
                "The return", runs(Text("Fenshire, answer 2", href="/calls/fens/returns/2/"), ", version 1")
            ),
            Pair("In their words", runs("“two navigators who walk beside people”")),
        ),
    )


def figures() -> tuple[Figure, ...]:
    """One of each drawing."""
    tiles = Tiles(
        (
            Tile(0, 0, "Fens", "Fenshire", "quoted"),
            Tile(1, 0, "Moors", "Moorshire", "answered"),
            Tile(1, 1, "Dales", "Daleshire", "unknown"),
        ),
        STATES,
    )
    bars = Bars((("Before the NRM", 31), ("In the NRM", 12), ("Outside the NRM", 0)))
    table = Table(
        "Practices by phase, as figures",
        ("Phase", "Practices"),
        tuple((runs(label), runs(str(value))) for label, value in bars.rows),
        numbers=(1,),
    )
    line = Line((("June", 2), ("July", 9), ("August", 38)))
    return (
        Figure("Areas that are quoted", "Map of 3 areas. Quoted here: 1.", tiles, None),
        Figure("Practices by phase", "Bars: 31 before, 12 in, none outside the NRM.", bars, table),
        Figure("Answers by month", "A line that rises from 2 to 38.", line, None),
    )


def sample(title: str = "What three areas do", **more: object) -> Document:
    """The whole."""
    return Document(
        title=title,
        on=date(2026, 11, 24),
        above="Report on an invented call",
        lead=runs(Text("Edition 1", look=Look.STRONG), ", published on 24 November 2026."),
        author="Collation team",
        edition="Edition 1",
        subject="An invented report",
        blocks=(
            Panel(
                Heading("What changed", 2, "changed", listed=False),
                (Paragraph(runs("Nothing: this is the first edition.")),),
            ),
            Heading("Summary", 2, "summary"),
            Paragraph(
                runs(Text("2 bodies answered.", look=Look.STRONG), " How many were asked is not known.")
            ),
            List((runs("First"), runs("Second, ", Text("see the services", href="#services")))),
            List((runs("One"), runs("Two")), ordered=True),
            Heading("Services", 2, "services"),
            Paragraph(runs("Areas pay for most local help."), look="quiet"),
            Heading("Before the NRM", 3, "before"),
            Heading("Fenshire", 4, "fenshire"),
            Paragraph(
                runs("Two navigators, at ", Text("withheld for safety", look=Look.WITHHELD), "."),
                marks=(
                    Mark("Before the NRM", "before"),
                    Mark("Outside the NRM", "outside"),
                    Mark("In place"),
                ),
                note=note("Fenshire"),
            ),
            Heading("Moorshire", 4, "moorshire"),
            Paragraph(
                runs("A fund for clothes. ", Text("More", href="https://example.org/fund?a=1&b=2")),
                note=note("Moorshire"),
            ),
            *figures(),
            Heading("Annex: who answered", 2, "annex"),
            Pairs((Pair("Asked", runs("not known")), Pair("Answered", runs("2")))),
            Table(
                "Who answered",
                ("Area", "Answered", "Quoted, times"),
                (
                    (runs("Fenshire"), runs("Yes"), runs("1")),
                    (runs("Moorshire"), runs("Yes"), runs("1")),
                    (runs("Daleshire"), runs("Not known"), runs("0")),
                ),
                numbers=(2,),
            ),
        ),
        **more,  # type: ignore[arg-type]
    )
