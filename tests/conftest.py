"""For all tests: properties run without a deadline, since CI machines stall, and the same each time."""

from hypothesis import settings

settings.register_profile("reportedly", deadline=None, derandomize=True, database=None)
settings.load_profile("reportedly")
