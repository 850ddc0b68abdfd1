"""How fast the line is, beside what could have been: `make bench` measures, and writes docs/benchmarks.md."""
