"""The bridge: reads records of people and gives areas coded facts, checked words and, later, controlled figures."""
