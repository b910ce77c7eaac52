"""Plans of a whole shift or region: all open requests at once, the least sum of costs, no hard rule broken.

    problem.py        `AssignmentProblem`: what each pair costs, what each further unit of load costs, who has room
    plan.py           `AssignmentPlan`, its sum, and `compute_lower_bound`: the proof, checked without a solver
    planning.py       `make_plan`: the way in
    flow.py           requests of one weight without times: minimum-cost flow over the pairs that can matter
    flow_prices.py    what room at each practitioner is worth, from a flow
    schedules.py      what one practitioner can do in a shift: the best schedules by dynamic programming
    shift_plan.py     times, rest and weights: schedules priced in one by one, then the exact choice among them
    breaches.py       what a plan breaks, found without the solver's code
    changes.py        how much the sum changes if a pair is forced or forbidden
    unmet.py          requests left without anybody, and what would fix each
    from_rules.py     a problem from candidates, requests and the rules of `people/deployment/rules`

Costs are whole points: 0 is the best match. To use:
`problem = build_assignment_problem(PlanInput(...))`, `plan = make_plan(problem)`.

Never: assigns. A plan is a suggestion; each row of it becomes an offer that a lead makes.
"""
