"""Reports: practices put in order by an editor, published as numbered editions that never change.

A *report* is of one call. Its *sections* hold *entries*: a practice or an editor's text, with the original words beside
the *wording* that the editor gave it. A *quote* is a wording other than the body's own: the body is asked to approve
it. A *draft* of a section is written from the data; the editor's words are shown beside it. An *edition* is the
report as it was published: numbered, never changed, with its three files and their hashes.

Never: changes an edition; says what would point to a safe venue; counts asked, answered and quoted as one.
"""
