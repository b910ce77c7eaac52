"""Events: what happened to the person, and what the rules say because of it.

Words: to *record* an event is to write down what happened on a day, late or not; a *due* is what the rules say somebody
owes, kept so that a list can find it; *lengths* are a body's own, for clocks that no confirmed source gives one. To
*recompute* is to ask the rules again, under the lock of the case, and to keep what they say.

Never: a rule about time of its own where the pathway has one. What is the house's own (a plan looked at again, an
answer asked again at eighteen) is pure and says so.
"""
