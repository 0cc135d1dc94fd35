"""Random Markdown: documents put together from the pieces that the reader knows, and from noise around them."""

from __future__ import annotations

from random import Random


def _cut(text: str, sign: str | None = None) -> list[str]:
    return text.split(sign)


WORDS = _cut("""the pier map list import crash leak office is was were works working fixed deployed merged live healthy green
done complete verified confirmed not no never will should if when before after and or of in on with all every some status
result ready passed failed pending success correctly now still already being confirm that this 9/9 4/5 100% 95% 62 passed
tests 7fa31c9 commit PR #412 revision pier-00042-abc HTTP 200 10:02 9:10-9:40 2026-03-03 UTC 30 minutes (30 min) ~5 → — - : ;
, . ? ! ( ) [ ] " “ ” ' ’ | / \\ ` `a` ``b`` ** __ ~~ <b> <!-- --> https://example.org/a/1 [x](y) ![z](w) ✅ ❌ ⚠ ✔ 🟢 ⏳ [x]
[ ] isn't İ ß 完了 完成 erledigt fixé 0x1f p95 = 41 ms select count(*) from pier 48117 `make test` → ok""")
HEADINGS = _cut(
    "Work|Next steps|Status|Results ✅|Bug #1: crash|Timeline (UTC)|Lessons learned|Legend|All done|Fix: deployed|1. Map ✅"
    "|Plan|Expected|How to run|Checklist|What works|Issues fixed|Session|✅ Recommendations|下一步",
    "|",
)
KEYS = _cut("Status|Severity|Date|Time|Branch|Commit|Root cause|Symptoms|Fix|Why|Priority|Evidence|Note|Tests|Total time", "|")
HEADERS = _cut("Part|Status|Result|Time|Event|Service|Revision|Evidence|Tests|ID|Notes|", "|")
SIGNS = " \t\n\r\\`*_~#>|-+=.:;,!?()[]{}<>\"'/&%$@^0123456789abcXYZ✅❌\ufeff\u2028\u00a0\x00\x0b\ud7ff😀é中"


def document(random: Random) -> str:
    """A document of up to a dozen blocks."""
    blocks = [_block(random) for _ in range(random.randrange(1, 12))]
    end = random.choice(("\n", "\n\n", "\n\n", "\n\n", "\r\n\r\n", "\r"))
    text = end.join(blocks)
    if random.random() < 0.05:
        text = f"---\ntitle: Pier\nstatus: {random.choice(WORDS)}\n{random.choice(('---', '...', ''))}\n{text}"
    if random.random() < 0.05:
        text = text.encode().decode(random.choice(("latin-1", "mac_roman")))
    return text


def noise(random: Random) -> str:
    """Signs in a heap."""
    return "".join(random.choices(SIGNS, k=random.randrange(0, 120)))


def raw_bytes(random: Random) -> bytes:
    """Bytes that may or may not be text."""
    data = bytearray(document(random).encode())
    for _ in range(random.randrange(0, 8)):
        data[random.randrange(len(data) + 1) : 0] = random.randbytes(random.randrange(1, 4))
    return bytes(data)


def _sentence(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randrange(1, 12)))


def _block(random: Random) -> str:
    match random.randrange(9):
        case 0:
            return f"{'#' * random.randrange(1, 7)} {random.choice(HEADINGS)}"
        case 1 | 2:
            return "\n".join(_item(random) for _ in range(random.randrange(1, 5)))
        case 3:
            return f"**{random.choice(KEYS)}:** {_sentence(random)}"
        case 4:
            return _table(random)
        case 5:
            fence = random.choice(("```", "~~~", "````"))
            body = "\n".join(_sentence(random) for _ in range(random.randrange(0, 4)))
            opening = fence + random.choice(("", "bash", "text", "python"))
            return f"{_sentence(random)}:\n\n{opening}\n{body}\n{random.choice((fence, ''))}"
        case 6:
            return f"{'>' * random.randrange(1, 4)} {_sentence(random)}"
        case 7:
            return noise(random)
        case _:
            return "\n".join(_sentence(random) for _ in range(random.randrange(1, 4)))


def _item(random: Random) -> str:
    mark = random.choice(("-", "*", "1.", "2)", "- [x]", "- [ ]", "- ✅"))
    return f"{' ' * random.choice((0, 0, 0, 2, 3, 4, 8))}{mark} {_sentence(random)}"


def _table(random: Random) -> str:
    width = random.randrange(1, 5)
    rows = ["|".join(random.choices(HEADERS, k=width)), "|".join(["---"] * width)]
    rows += ["|".join(_sentence(random) for _ in range(random.randrange(1, 6))) for _ in range(random.randrange(0, 4))]
    return "\n".join(f"| {row} |" for row in rows)
