"""The rules of a shortlist. Pure: no database, no clock of the machine, no Django.

    facts.py       what is known: of candidates, of them and the person, of the request; and the limits
    periods.py     spans of time, compared as elapsed time so that a change of the clocks costs nobody an hour
    rest.py        rest between work (Working Time Regulations 1998): `find_rest_breach`
    hard_rules.py  what keeps somebody out: `HARD_RULES`, `list_hard_rule_exclusions`
    soft_reasons.py  what speaks for and against: `SOFT_RULES`, `list_candidate_reasons`
    case_weight.py what a case weighs, and the weight a practitioner carries
    shortlist.py   `make_deployment_shortlist`: who fits, what to ask, what speaks against; who fell out, by which rule

To use: make one `Candidate` for each practitioner (its `pair` says what is known of them and this person), one
`DeploymentRequestFacts`, the organisation's `DeploymentLimits` of that day, and call `make_deployment_shortlist`.

Sources are named by each rule. Points and limits are ours (marked I in the domain notes), and settings.
"""
