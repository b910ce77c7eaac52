"""What pages ask: plain frozen values out, and of each case only what the reader may see of it."""
