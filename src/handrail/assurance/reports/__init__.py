"""Reports: practices put in order by an editor, published as numbered editions that never change."""
