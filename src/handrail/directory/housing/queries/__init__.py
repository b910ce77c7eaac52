"""What may be asked of housing. Answers are plain values; none holds an address but `read_place_address`."""
