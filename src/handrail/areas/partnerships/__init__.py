"""Partnerships: boards, groups and forums that work together against modern slavery, and what comes of it.

A *group* (a board, theme group, forum or network) has *terms of reference* in editions, *seats* of organisations apart
from *readers*, and meetings planned ahead. An *action* is offered to a seat, which accepts or declines it; it may be
*escalated* to the group above and comes back with an answer. An *intensification* is an operation of some weeks, with
results as the organisations counted them. A *year report* says what a group achieved, each sentence with its trace.

Never: a person who is supported; an action that is imposed; a count of people that is published as it was typed.
"""
