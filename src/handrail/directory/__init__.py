"""Directory: what exists to help, where, for whom and in which phase; not what was given to a person.

Words: a *need* is what a person says would help; a *kind* is a sort of support that meets a need; a *service*
is one body's support of one kind, with the areas, phases and languages in which it can be had.

Never: a person, or what one was offered. That is an offer, and belongs to people.
"""
