"""Consent: what the person agreed to, asked apart for each matter; sharing; the report that a no to the NRM leaves due.

Words: a *matter* is what was asked; *said* is the answer: yes, no, undecided, or taken back; *sharing* opens kinds of
information to a body, on consent or another named ground; a *notification* is a Duty to Notify report as prepared.

Never: edits an answer, or lets one stand for another.
"""
