"""Money, by what people come to do: ask for somebody, decide, set the rules, see what was missing."""
