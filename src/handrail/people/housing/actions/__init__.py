"""What people do about places: hold, confirm, extend, move, end; check, overrule, dispute; ring for a child."""
