"""Stages and executors: what is computed from what, where the results lie, and who does the work."""
