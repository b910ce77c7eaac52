"""Money: asked for, approved, spent and reconciled; each spend an offer against a need.

Words: a *request* asks a fund for one kind of thing for one person; it is *set aside* out of a budget when it is
approved, or at once where the worker on duty may *spend first* and is reviewed on the next working day; what was
*paid instead*, because the fund could not, is kept as evidence of the gap.

Never: spends a pound twice, approves one's own request, or tells the commissioner's office who a person is.
"""
