"""When is a claim supported? Pure functions from facts to verdicts."""
