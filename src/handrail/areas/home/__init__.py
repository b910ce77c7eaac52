"""The home of the area roles, and the pages that are composed from several rooms of the areas."""
