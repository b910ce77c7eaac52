"""Reports: practices put in order by an editor, published as numbered editions that never change.

A *report* is of one call. Its *sections* hold *entries*: a practice or an editor's text, with the original words beside
the *wording* that the editor gave it. A *quote* is a wording other than the body's own: the body is asked whether it
stands. A *draft* of a section is written from the data; what the editor made of it stands beside it. An *edition* is
the report as it was published: frozen, numbered, kept with its three files and their hashes.

Never: changes an edition; says what would point to a safe venue; counts asked, answered and quoted as one.
"""
