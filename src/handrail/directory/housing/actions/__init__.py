"""What people do to places, units, agreements, zones and numbers."""
