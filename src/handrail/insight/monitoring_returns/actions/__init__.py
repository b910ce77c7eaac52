"""What writes: templates in editions, returns from draft to signature, exact counts given by other bodies."""
