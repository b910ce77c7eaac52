"""The hand-written SQL of pages that are opened all day: one statement where there would be one for each table.

Every value is a parameter. Whom a row may be shown to is not decided here: the policy is asked of each case afterwards,
and where its own row filter is needed, the queryset that it gives is put into the statement (`embedded`).
"""
