"""Lists: across the cases that the door opens: found by reference, filtered and in order, and what is due on a day.

Words: what is *wanted* of the list of cases stands in its address; a *day* is what somebody has to do, or waits for.

Never: a list of all that is open made only to look into it, or more statements for a hundred rows than for one.
"""
