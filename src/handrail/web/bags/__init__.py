"""Go-bags, by what people come to do: give one, keep a store, decide what is in them."""
