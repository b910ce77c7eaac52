"""How every page looks and speaks: layout, components, forms, and the words for dates and money.

Words: a *component* is a Jinja macro in templates/components; a *state* is one of ten (states.py), always a
word, a shape and then a colour; a *solid edge* is ours to do, a *broken edge* is waited on from someone else.

It knows no case, no person and no rule: it is given plain values and draws them. It never queries, never
asks who may see, and loads nothing from outside this site.
"""
