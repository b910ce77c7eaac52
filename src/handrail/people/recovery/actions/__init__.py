"""Writing down what the person wants, what holds them back, what they said of us."""
