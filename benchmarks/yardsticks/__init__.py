"""What `predict.py` and `run.py` are made of: one module an area, and the floors as data."""
