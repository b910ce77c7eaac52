"""What people do with money: ask, decide, buy, hand in the receipt, reconcile, review."""
