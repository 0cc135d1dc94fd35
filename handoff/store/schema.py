"""JSON Schemas made from the classes: of a record for editors, of observations for whoever reads those.

An editor's YAML reader types scalars before it validates them: it takes an unquoted `00105` for a number and `yes` for a
truth, while the loader takes every scalar as text. So the schema of a record lets a number or truth stand wherever a text
may, and checks the patterns of those that stayed text. An empty value is not given, so null may stand everywhere too.
Draft 7, because editors know that one best.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from handoff.errors import CouldNotWrite
from handoff.model.events import KINDS
from handoff.model.fields import Shape, Slot, slots_of
from handoff.model.observation import LOOKS
from handoff.model.session import Session
from handoff.model.value import Value

from .atomic import locked, replace
from .write import SCHEMA_FILE

_DRAFT = "http://json-schema.org/draft-07/schema#"
_CUSTOM = "^x-"
# A time with or without date, zone and AM or PM; whether it exists is for the loader, which knows the zone.
_TIME = (
    r"^(now|(\d{4}-\d{2}-\d{2}[Tt ])?\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?([AaPp]\.?[Mm]\.?)?\s?([Zz]|[+\-−]\d{2}:?\d{2})?)$"
)
_LOOSE = ["string", "number", "boolean"]

Schema = dict[str, Any]


def record_schema() -> Schema:
    """The schema of `session.yaml`."""
    made = _Maker(typed=False)
    header = made.mapping(Session, "One session: header first, events last.")
    header["properties"]["events"] = {
        "description": "The record, oldest first. Events come last in the file, so that new ones can be put behind them.",
        "type": ["array", "null"],
        "items": {"$ref": "#/definitions/event"},
    }
    made.definitions["event"] = _event_schema(made)
    return {"$schema": _DRAFT, "title": "handoff session"} | header | {"definitions": made.definitions}


def kind_schema(kind: str) -> Schema:
    """The schema of one kind of event, by its name in KINDS."""
    made = _Maker(typed=False)
    body = made.mapping(KINDS[kind], KINDS[kind].__doc__ or "", {"kind": kind})
    return {"$schema": _DRAFT, "title": f"handoff {kind}"} | body | {"definitions": made.definitions}


def observation_schema() -> Schema:
    """The schema of one line of `observed.jsonl`."""
    made = _Maker(typed=True)
    looks = {kind: made.mapping(look, look.__doc__ or "", {"kind": kind}) for kind, look in LOOKS.items()}
    made.definitions.update(looks)
    choice = [{"$ref": f"#/definitions/{kind}"} for kind in looks]
    return {"$schema": _DRAFT, "title": "handoff observation", "oneOf": choice, "definitions": made.definitions}


def _event_schema(made: _Maker) -> Schema:
    for kind, of in KINDS.items():
        made.definitions[kind] = made.mapping(of, of.__doc__ or "", {"kind": kind})
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"description": "What sort of event it is.", "enum": list(KINDS)}},
        "allOf": [
            {"if": {"required": ["kind"], "properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/definitions/{kind}"}}
            for kind in KINDS
        ],
    }


class _Maker:
    """Makes schemas of classes; records that fields nest go into `definitions`. `typed` is for JSON that the tool writes."""

    def __init__(self, typed: bool) -> None:
        self.typed = typed
        self.definitions: dict[str, Schema] = {}

    def mapping(self, kind: type[Any], described: str, fixed: Mapping[str, str] | None = None) -> Schema:
        """The schema of an object with the fields of a class; `fixed` are keys that have one value."""
        slots = slots_of(kind)
        fixed = fixed or {}
        made: Schema = {
            "description": " ".join(described.split()),
            "type": "object",
            "required": [*fixed, *(slot.key for slot in slots.values() if slot.required)],
            "properties": {key: {"const": value} for key, value in fixed.items()}
            | {key: self.field(slot) for key, slot in slots.items()},
        }
        if not self.typed:
            made["additionalProperties"] = False
            if "extra" in kind.__dataclass_fields__:
                made["patternProperties"] = {_CUSTOM: {}}
        return made

    def field(self, slot: Slot) -> Schema:
        """The schema of one field's value."""
        one = self.one(slot.shape)
        if self.typed:
            made: Schema = {"type": "array", "items": one} if slot.many else one
        else:
            made = {"anyOf": [one, *([{"type": "array", "items": one}] if slot.many else []), {"type": "null"}]}
            if slot.required:
                made = one
        return ({"description": slot.help[:1].upper() + slot.help[1:] + "."} if slot.help else {}) | made

    def one(self, shape: Shape) -> Schema:
        """The schema of one value of a shape."""
        if shape.sort == "record":
            return self.record(shape.of, getattr(shape.of, "short", None))
        if shape.sort == "value":
            return self.record(Value, "its short form: 6/6, 95%, 73 min")
        if shape.sort == "choice":
            # `format: 1` is a number to an editor.
            return {"enum": [*shape.choices, *(int(word) for word in shape.choices if word.isdigit() and not self.typed)]}
        if shape.form is not None:
            return {"type": "string" if self.typed else _LOOSE, "pattern": f"^(?:{shape.form.pattern})$"}
        return self.plain(shape.sort)

    def plain(self, sort: str) -> Schema:
        """The schema of a value that is neither an object nor a closed list of words."""
        if self.typed:
            strict: dict[str, Schema] = {
                "int": {"type": "integer"},
                "rank": {"type": "integer"},
                "yes": {"type": "boolean"},
                "time": {"type": "string", "format": "date-time"},
                "deadline": {"type": "string", "format": "date-time"},
                "map": {},
            }
            return strict.get(sort, {"type": "string"})
        loose: dict[str, Schema] = {
            "int": {"type": ["integer", "string"], "pattern": r"^[+\-−]?\d[\d,_]*$"},
            "rank": {"type": ["integer", "string"], "pattern": r"^[+\-−]?\d[\d,_]*$"},
            "number": {"type": ["number", "string"], "pattern": r"^[+\-−]?\d[\d,_]*(\.\d+)?\s*%?$"},
            "yes": {"enum": [True, False, "true", "false", "yes", "no"]},
            # YAML 1.1 takes 11:20 for the number 680.
            "time": {"type": ["string", "integer"], "pattern": _TIME},
            "deadline": {"anyOf": [{"type": ["string", "integer"], "pattern": _TIME}, {"pattern": r"^\d{4}-\d{2}-\d{2}$"}]},
            "window": {"type": "string", "pattern": "^[^/]+/[^/]+$"},
            "map": {},
        }
        return loose.get(sort, {"type": _LOOSE})

    def record(self, kind: type[Any], short: str | None) -> Schema:
        """The schema of a nested object, or of the text that stands for it."""
        name = kind.__name__.lower()
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.mapping(kind, kind.__doc__ or "")
        full = {"$ref": f"#/definitions/{name}"}
        return full if self.typed or short is None else {"anyOf": [{"type": _LOOSE}, full]}


def schema_text() -> str:
    """The schema of a record as the text of a file."""
    return json.dumps(record_schema(), ensure_ascii=False, separators=(",", ":")) + "\n"


def keep_schema(root: Path) -> None:
    """Put the schema of this version beside the sessions, where their first line looks for it."""
    file = root / SCHEMA_FILE
    text = schema_text().encode()
    with suppress(OSError):
        if file.read_bytes() == text:
            return
    # An editor without a schema is no reason not to begin a session.
    with suppress(CouldNotWrite), locked(root):
        replace(file, text)
