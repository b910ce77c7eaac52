"""Two files of one person, suspect in one matter and victim in another: that they belong together one keeper knows.

Words: a *keeper* is the one person who holds a link; a *link* names two cases by their references, as they were typed.

Never: says on a case, in a list, a search, a count or a trail of a case that there is another file.
"""
