"""A person's record: who they are, how to reach them safely, what happened, what they agreed to, what helps.

One application of Django in eight packages, each resting on those below it and unknown to those beside it:

    whole | lists                  one case from opening to closing | across cases
    people | consent | offers      who they are | what they agreed to | what helps
    events | names                 what happened, and what the rules say | names found though sealed
    case                           the rows that the rules read, their key, their door

Words: a *case* is one person's file, worked on; an *event* is something that happened on a day; a *need* is
what the person says they need; an *offer* is one service offered against a need, and is the one unit of
support; a *due* is what the rules say somebody owes, kept so that a list can find it.

Never: a rule about time (pathway has them), a decision on who may look (access), or a page (web).
"""
