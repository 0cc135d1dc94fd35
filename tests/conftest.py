"""For all tests: hypothesis keeps no time, because a busy machine would fail what is right; and Ctrl-C means Ctrl-C.

`make test` draws the same examples each time, so that a change fails for what it changed; `make prove` draws new ones.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

settings.register_profile("house", settings.default, deadline=None, derandomize="HANDOFF_PROVE" not in os.environ)
settings.load_profile("house")

# A shell starts what runs in its background with interrupts ignored, and every process of a test would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
