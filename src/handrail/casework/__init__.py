"""A person's record: who they are, how to reach them safely, what happened, what they agreed to, what helps.

Words: a *case* is one person's file, worked on; an *event* is something that happened on a day; a *need* is
what the person says they need; an *offer* is one service offered against a need, and is the one unit of
support; a *due* is what the rules say somebody owes, kept so that a list can find it.

Never: a rule about time (pathway has them), a decision on who may look (access), or a page (web).
"""
