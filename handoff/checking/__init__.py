"""Documents found, judged and linted, with what is kept between two checks: the work of `check`, without its command line.

Imports nothing heavy by itself: a check of what has not changed must be over before a parser would be loaded.
"""
