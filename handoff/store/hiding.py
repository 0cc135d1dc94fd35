"""Secrets taken out of what people type into a record before it is written, and out of what they wrote once it is read.

Names (ids, services, commits, digests, zones) stay: they are no place for a secret, and a name that is hidden is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from handoff.secrets.glance import known_in, may_hold

if TYPE_CHECKING:
    from handoff.model.fields import Slot
    from handoff.model.session import Session
    from handoff.secrets.typed import Typed

    from .append import Draft

Written = TypeVar("Written")


def hide_in(drafts: Sequence[Draft]) -> list[str]:
    """Take the secrets out of events that are about to be written; the sorts of what was taken out."""
    texts = [text for draft in drafts for text in _texts([draft.summary, draft.tree])]
    known = known_in(texts)
    if not known and not may_hold("\n".join(texts)):
        return []
    from handoff.model.events import KINDS
    from handoff.secrets.typed import Typed

    typed = Typed(known)
    for draft in drafts:
        draft.summary = typed.text(draft.summary)
        draft.tree = _tree(KINDS[draft.kind], draft.tree, typed)
    return list(typed.kinds)


def without_secrets(session: Session, source: str) -> Session:
    """A session without the secrets in it. `source` is the text that it was read from; most hold none."""
    from handoff.secrets.shapes import holds_secret

    # An escape in quotes may hide in the file what is plain in the value.
    if not holds_secret(source) and "\\" not in source:
        return session
    from handoff.secrets.typed import Typed

    return _clean(session, Typed())


def hidden(session: Session) -> Session:
    """A session that is about to be written, without the secrets in it."""
    from handoff.secrets.typed import Typed

    return _clean(session, Typed())


def _clean(record: Written, typed: Typed) -> Written:
    import dataclasses

    from handoff.model.fields import slots_of

    changed: dict[str, Any] = {}
    for slot in slots_of(type(record)).values():
        value = getattr(record, slot.name)
        if value is not None and (made := _value(slot, value, typed)) != value:
            changed[slot.name] = made
    if (extra := getattr(record, "extra", None)) and (clean := typed.data(extra)) != extra:
        changed["extra"] = clean
    if (events := getattr(record, "events", None)) and (several := tuple(_clean(event, typed) for event in events)) != events:
        changed["events"] = several
    return dataclasses.replace(record, **changed) if changed else record  # type: ignore[type-var]  # all are data classes


def _value(slot: Slot, value: Any, typed: Typed) -> Any:
    if slot.many:
        return tuple(_one(slot, one, typed) for one in value)
    return _one(slot, value, typed)


def _one(slot: Slot, value: Any, typed: Typed) -> Any:
    if slot.shape.sort == "record":
        return _clean(value, typed)
    return typed.text(value) if isinstance(value, str) and _takes_text(slot) else value


def _takes_text(slot: Slot) -> bool:
    """Whether people may write what they like into a field: its text has no form, or one that fits every text."""
    from handoff.model.identifiers import REFERENCE, REVISION

    return slot.shape.sort == "text" and slot.shape.form in (None, REFERENCE, REVISION)


def _tree(kind: type[Any], tree: dict[str, Any], typed: Typed) -> dict[str, Any]:
    from handoff.model.fields import slots_of

    slots = slots_of(kind)
    made: dict[str, Any] = {}
    for key, value in tree.items():
        slot = slots.get(key)
        if slot is None:
            made.update(typed.data({key: value}))
        elif isinstance(value, list):
            made[key] = [_branch(slot, one, typed) for one in value]
        else:
            made[key] = _branch(slot, value, typed)
    return made


def _branch(slot: Slot, value: Any, typed: Typed) -> Any:
    if slot.shape.sort == "record" and isinstance(value, dict):
        return _tree(slot.shape.of, value, typed)
    return typed.text(value) if type(value) is str and _takes_text(slot) else value


def _texts(value: Any) -> Iterator[str]:
    """Every text below a value, and the keys that it stands under."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from (f"{key}={text}" if key.startswith("x-") else text for text in _texts(child))
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)
    elif type(value) is str:
        yield value
