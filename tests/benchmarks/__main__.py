"""``python -m tests.benchmarks [name …]``: measures all benchmarks, or those named, and writes docs/performance.md."""

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.kit import bench


def main(wanted: list[str]) -> int:
    """Measure, print and write down; 2 where a name is unknown."""
    strange = sorted(set(wanted) - set(bench.names()))
    if strange:
        print(f"There is no benchmark {', '.join(strange)}; there are: {', '.join(bench.names())}")
        return 2
    for name in wanted or bench.names():
        before, context = bench.yardstick(), multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as alone:
            about, rows = alone.submit(bench.run, name).result()
        section = bench.section(name, about, rows, (before, bench.yardstick()))
        print(section)
        bench.written({name: section})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
