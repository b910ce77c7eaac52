"""Work on a case: contacts, tasks, absences and stand-ins, handovers, dependants, closing and opening again.

Words: a *contact* is planned, held or missed; a *task* is for somebody or for the team, by a day; a
*handover* asks somebody to take a case over, and names what is outstanding.

Nothing here closes a case by itself.
"""
