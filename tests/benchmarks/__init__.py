"""The budgets of speed and memory, each measured and printed as met or missed: `make bench`."""
