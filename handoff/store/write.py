"""A whole new record as text: the editor's line, the header, the events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handoff.errors import BadInput

from .append import Draft
from .emit import ODD, Plain, item_lines, mapping_lines, unwritable
from .hiding import hidden
from .tree import tree_of

if TYPE_CHECKING:
    from handoff.model.session import Session

SCHEMA_FILE = ".schema.json"
EDITOR_LINE = f"# yaml-language-server: $schema=../{SCHEMA_FILE}"
_INDENT = 2


def session_text(session: Session, remarks: Mapping[str, str], head: Sequence[str] = ()) -> str:
    """The text of a record. `remarks` are comments to stand above events, by event id, `head` those that stand above all.

    Secrets are taken out. Raises BadInput on lone surrogates.
    """
    from handoff.secrets.typed import Typed

    session = hidden(session)
    typed = Typed()
    remarks = {id: typed.text(remark) for id, remark in remarks.items()}
    head = [typed.text(text) for text in head]
    header: dict[str, Any] = tree_of(session) | {"format": Plain("1")}
    entries = [draft.entry(draft.id or "") for draft in map(Draft.of, session.events)]
    if (lone := unwritable([header, *entries])) is not None:
        raise BadInput(f"{lone!r} is not text that UTF-8 can hold", "give it in the encoding of your terminal")
    lines = [
        EDITOR_LINE,
        *(f"# {line}".rstrip() for text in head for line in lines_of(text)),
        *mapping_lines(header, 0),
        "events:",
    ]
    for entry in entries:
        if remark := remarks.get(entry["id"]):
            lines += [" " * _INDENT + f"# {line}".rstrip() for line in lines_of(remark)]
        lines += item_lines(entry, _INDENT)
    return "\n".join(lines) + "\n"


def lines_of(remark: str) -> list[str]:
    """The lines of a comment. Whatever YAML could not read back in one is written as a question mark."""
    return [re.sub(f"[{ODD}]", "?", line) for line in remark.split("\n")]
