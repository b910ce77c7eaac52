"""What pages ask: plain frozen values out, and of each case only what its own door opens."""
