"""Ratios against a baseline of the same run on the same machine: `make bench`. One file a subject, with a `measure()`."""
