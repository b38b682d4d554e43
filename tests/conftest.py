"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how fast something is, a benchmark says, never a test
settings.load_profile("untimed")
