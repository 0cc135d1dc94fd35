"""The options of every kind of event in one table, made from the fields of the classes.

Making it means building all the classes, which takes longer than recording an event does; so it is kept in the cache, bound
to the digest of the files that it is made from.
"""

from __future__ import annotations

from pathlib import Path

from handoff.store import cache

# What the command line takes apart from a kind's own options.
APART = ("id", "summary")
_SOURCES = ("events.py", "fields.py", "identifiers.py", "predicates.py", "value.py")
_FREE = ("cmd:", "log:", "url:", "file:")
_MANY, _SPLITS, _REQUIRED = "many", "splits", "required"


def parts_of(text: str) -> list[str]:
    """The values that commas part. From a command, log line, URL or path on, a comma belongs to the text itself."""
    found: list[str] = []
    rest = text.strip()
    while rest:
        part, _, after = (rest, "", "") if rest.startswith(_FREE) else rest.partition(",")
        if part := part.strip():
            found.append(part)
        rest = after.strip()
    return found


class Row:
    """One option as the fast path needs it.

    `pattern` of a text that has one, `choices` of a closed list, `short` for the field of a record that a bare text means.
    """

    __slots__ = ("choices", "key", "many", "pattern", "required", "short", "sort", "splits")

    def __init__(self, line: str) -> None:
        self.key, self.sort, flags, *rest = line.split("\t")
        self.many, self.splits, self.required = _MANY in flags, _SPLITS in flags, _REQUIRED in flags
        self.choices = tuple(rest[0].split()) if self.sort == "choice" else ()
        self.short = rest[0] if self.sort == "record" else ""
        self.pattern = rest[0] if self.sort == "text" and rest else None


def options_of(kind: str) -> dict[str, Row] | None:
    """The options of a kind by name; None when there is no such kind."""
    model = Path(__file__).parent.parent / "model"
    try:
        digest = cache.digest_of(b"".join((model / name).read_bytes() for name in _SOURCES))
    except OSError:  # an installation without sources
        digest = ""
    note = cache.recall("options", digest)
    facts = note.facts if note else _made(digest)
    if kind not in facts:
        return None
    return {name: Row(facts[f"{kind} {name}"]) for name in facts[kind].split()}


def _made(digest: str) -> dict[str, str]:
    from handoff.model.events import KINDS
    from handoff.model.fields import slots_of

    facts: dict[str, str] = {}
    for kind, made in KINDS.items():
        slots = [slot for slot in slots_of(made).values() if slot.key not in APART]
        facts[kind] = " ".join(slot.option for slot in slots)
        for slot in slots:
            flags = ((slot.many, _MANY), (slot.splits, _SPLITS), (slot.required, _REQUIRED))
            words = [slot.key, slot.shape.sort, " ".join(word for holds, word in flags if holds)]
            if slot.shape.choices:
                words.append(" ".join(slot.shape.choices))
            elif slot.shape.form:
                words.append(slot.shape.form.pattern)
            elif slot.shape.sort == "record":
                words.append(getattr(slot.shape.of, "short", ""))
            facts[f"{kind} {slot.option}"] = "\t".join(words)
    if digest:
        cache.remember("options", digest, cache.Note(facts, b"\n"))
    return facts
