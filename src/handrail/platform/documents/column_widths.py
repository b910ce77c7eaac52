"""How wide the columns of a table should be, in shares, from what stands in them."""

from handrail.platform.documents.document_tree import Runs, Table

LEAST, MOST = 7, 46


def get_column_widths(table: Table) -> list[int]:
    """One share a column: its longest text within bounds, never narrower than its longest word."""
    columns = [[head, *(_get_cell_text(row[n]) for row in table.rows)] for n, head in enumerate(table.heads)]
    return [max(LEAST, min(MOST, max(map(len, texts)) + 2)) for texts in columns]


def _get_cell_text(cell: Runs) -> str:
    return "".join(part.text for part in cell)
