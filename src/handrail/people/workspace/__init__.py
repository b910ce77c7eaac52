"""The pages that compose the rooms: My day, the lists of cases, search, and the page of one case.

`providers.py` has the tuples of what the rooms add: rows of My day and panels of the case page. A new row kind or panel
is one class or constant in its own room (`my_day_rows.py`, `case_panel.py`) and one entry there.

Never: more statements for a hundred rows than for one, or a list of all that is open made only to search it.
"""
