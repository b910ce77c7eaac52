"""The fixed cast. Filled in as the people become possible."""
