"""The accessible page: the body for a layout of the site, or a whole page that stands alone without scripts."""

from markupsafe import Markup

from handrail.documents.drawing import svg
from handrail.documents.environment import ENVIRONMENT
from handrail.documents.plain import right_to_left
from handrail.documents.tree import Block, Document, Figure, Runs
from handrail.kernel import dates

ENVIRONMENT.filters.update(
    kind=lambda block: type(block).__name__,
    backwards=lambda runs: right_to_left("".join(part.text for part in runs)),
    drawn=lambda figure: drawn(figure),
    day=dates.plain,
)


def page(document: Document) -> str:
    """The document as one file: its own style, no script, no picture from elsewhere."""
    return ENVIRONMENT.get_template("alone.html").render(document=document)


def body(blocks: tuple[Block, ...]) -> Markup:
    """These blocks as markup for a page of the site."""
    return Markup(_macros().blocks(blocks, None))  # type: ignore[attr-defined]


def inline(runs: Runs) -> Markup:
    """Runs as markup for a page of the site."""
    return Markup(_macros().run_all(runs, None))  # type: ignore[attr-defined]


def drawn(figure: Figure) -> Markup:
    """A figure's drawing alone, with its words for those who do not see it."""
    return Markup(svg(figure.drawing, alt=figure.alt))


def _macros() -> object:
    return ENVIRONMENT.get_template("blocks.html").module
