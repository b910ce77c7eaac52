"""Documents: one content becomes an accessible page, a tagged PDF and a Word file; charts and the tile map as SVG.

Words: a *document* is a frozen tree of headings, paragraphs, lists, tables and figures.

Never: a fact of its own, or the clock of the machine inside what it makes.
"""
