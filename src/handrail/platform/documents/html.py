"""The accessible page: the body for a layout of the site, or a whole page that stands alone without scripts."""

from markupsafe import Markup

from handrail.platform.documents.charts import render_drawing_for_every_width
from handrail.platform.documents.document_tree import Block, Document, Figure, Runs
from handrail.platform.documents.document_words import format_document_day, get_document_words
from handrail.platform.documents.jinja_environment import ENVIRONMENT
from handrail.platform.documents.text_cleaning import is_right_to_left

ENVIRONMENT.filters.update(
    kind=lambda block: type(block).__name__,
    backwards=lambda runs: is_right_to_left("".join(part.text for part in runs)),
    drawn=lambda figure: render_drawing(figure),
    words=get_document_words,
    dated=format_document_day,
)


def render_page(document: Document) -> str:
    """The document as one file: its own style, no script, no picture from elsewhere."""
    return ENVIRONMENT.get_template("standalone.html").render(document=document)


def render_blocks(blocks: tuple[Block, ...]) -> Markup:
    """These blocks as markup for a page of the site."""
    return Markup(_load_block_macros().blocks(blocks, None))  # type: ignore[attr-defined]


def render_runs(runs: Runs) -> Markup:
    """Runs as markup for a page of the site."""
    return Markup(_load_block_macros().run_all(runs, None))  # type: ignore[attr-defined]


def render_drawing(figure: Figure) -> Markup:
    """A figure's drawing alone, with its words for those who do not see it."""
    return render_drawing_for_every_width(figure.drawing, alt=figure.alt)


def _load_block_macros() -> object:
    return ENVIRONMENT.get_template("blocks.html").module
