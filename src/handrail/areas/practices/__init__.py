"""Practices: what areas say they do, sorted by phase and theme, and the national library of them.

A *practice* here is one entry of a submitted return, taken as its edition tells it and *sorted* by a person: a theme
and a section of the report. A theme may be suggested, with the words that led to it; only a person confirms. What no
single body told (all of them, several, a national network) is an *editor's text*, with the paragraph it stands in.

Never: a draft, a guess at what a body meant, a judgement of what is good; and to nobody else what would point to a
safe venue.
"""
