"""A person's record: who they are, how to reach them safely, what happened, what they agreed to, what helps.

One Django app in folders. Each uses those below it and none beside it (a contract in pyproject.toml):

    urls, case_panels, panels      addresses; what this room and others add to the page of a case
    lifecycle                      one case from opening to closing, and all of it at once
    person | consent | offers      who they are | what they agreed to | what helps
    events                         what happened, and what the pathway's rules say
    name_search                    finding names though they are encrypted
    day_rows, case_filter, signals rows of My day; filters of lists; what other rooms are told

Words: a *case* is one person's file, worked on; an *event* is something that happened on a day; a *need* is
what the person says they need; an *offer* is one service offered against a need, and is the one unit of
support; a *due* is what the rules say somebody owes, stored so that a list can find it.

Never: a rule about time (pathway has them), a decision on who may look (access), or an import of a room that composes
cases with something else (matching, the referral form, the workspace).
"""
