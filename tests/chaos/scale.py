"""
How much of each test: one table. P runs with every `make test`, N is what `make chaos` aims at.

The environment's CHAOS says how much of N: ``long`` is all of it, ``0.2`` a fifth; without it, P.
"""

import os

#: test → (P, N). A count of kills, updates, sequences; seconds where the name ends so.
SIZES: dict[str, tuple[int, int]] = {
    "kills, polling": (20, 300),
    "kills, webhook": (10, 200),
    "kills, two workers": (20, 500),
    "simulated months": (2, 2000),
    "other orders, runs": (2, 200),
    "steps of lives": (8_000, 1_000_000),
    "deaths while a dossier is made": (8, 1000),
    "crash loop, turns": (6, 50),
    "backlog, owners": (30, 2000),
    "backlog, updates": (150, 10_000),
    "fuzzed updates": (300, 50_000),
    "flood, seconds": (5, 60),
    "fuzzed taps": (200, 20_000),
    "backups": (4, 50),
    "a death every so many points": (50, 1),
    "storm, seconds": (15, 3600),
    "soak, seconds": (12, 2400),
    "outage, seconds": (6, 600),
    "race, reminders": (240, 20_000),
    "rush, due": (150, 100_000),
    "rush, said": (150, 12_000),
    "race, letters": (400, 20_000),
    "shared pace, letters": (100, 2000),
    "freezes": (2, 20),
    "rolling restarts": (3, 50),
    "database stops": (2, 20),
    "database stops, seconds": (3, 15),
    "database locked, seconds": (3, 60),
}


def size(of: str) -> int:
    """How much of it in this run; never less than P."""
    short, long = SIZES[of]
    asked = os.environ.get("CHAOS", "")
    if not asked:
        return short
    share = 1.0 if asked == "long" else float(asked)
    return max(short, round(long * share))


def is_long() -> bool:
    """Whether this run is more than P."""
    return bool(os.environ.get("CHAOS"))
