"""Texts that try to be more than text."""

from __future__ import annotations

import os

from hypothesis import strategies as st

LONG = 50_000 if os.environ.get("HANDOFF_PROVE") else 150

PIECES = [
    *"\\`*_{}[]()#+-.!|<>~=:&;$@/^\"'\n\r\t 1a0xé\u202e\u2028\u00a0\x0b",
    "http://", "www.a.b", "](", "![", "&amp;", "&#42;", "<b>", "<!--", "```", "~~~",
    "    ", "\n\n", "\n- ", "\n1. ", "\n# ", "\n> ", "---",
    "[a]: ", "javascript:", "a@b.cc", "mailto:", "| a | b |\n| - | - |\n", "**", "</", "\\\n", "  \n", "[^1]", "[x] ",
]  # fmt: skip

SYNTAX = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
ANY = st.one_of(st.text(max_size=40), SYNTAX)
