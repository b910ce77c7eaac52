"""How fast the main pages are, each beside a bare page in the same run: `make bench`."""
