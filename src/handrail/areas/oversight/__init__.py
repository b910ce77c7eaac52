"""Oversight: how a local policing body holds its force to account, and how both put things right.

An *assurance meeting* asks whether arrangements are understood and exercised, and says how sure the body is now. An
*improvement plan* has *objectives*, whose *status* is reported at each *board*. A *scrutiny programme* plans *hearings*
ahead; the *outcome* of each is published and never changed again. Whatever is promised at any of them is a follow-up.

Never: a person who is supported; a record that changes after it was settled, reported or published.
"""
