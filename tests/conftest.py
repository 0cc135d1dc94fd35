"""For all tests: hypothesis keeps no time, because a busy machine would fail what is right."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", settings.default, deadline=None)
settings.load_profile("house")
