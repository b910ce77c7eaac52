"""What people do about who somebody is and what keeps them safe: say it, ask it, write the plan, look at it again."""
