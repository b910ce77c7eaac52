"""Who works with a person and what is to be done: contacts, tasks, stand-ins, handing over, closing and opening again.

Words: a *contact* is planned, held or missed; a *task* is somebody’s to do by a day; a *handing over* names what is
outstanding.

Never: close a case by itself.
"""
