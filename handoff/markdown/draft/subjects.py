"""What an imported claim is about: a name that a person would use for it on the command line."""

from __future__ import annotations

import re

from handoff.markdown.outline import Outline
from handoff.model.events import ClaimEvent
from handoff.model.expression import expression
from handoff.model.identifiers import slug_of
from handoff.model.project import Project

_PLACEHOLDERS = expression("[\ue000\ue001]")
_CODE = expression(r"`([A-Za-z][\w./-]{2,60})`")
_WORD = expression(r"[\w./-]+")
_SESSION = "session"
# A name has no more words; what has more is a sentence.
_LONGEST = 4


def subject_of(claim: ClaimEvent, outline: Outline, project: Project) -> str:
    """A declared service, else the thing that its line names, else the claim itself.

    A heading or the title of the document is about too much: a look at "what was done" would count for all below it.
    """
    subject = opened(claim.subject) or _SESSION
    if subject == _SESSION and claim.value is not None:
        return subject
    if (service := slug_of(subject)) in outline.services.values():
        return service
    said = opened(claim.summary)
    declared = {one.id for one in project.services if any(_says(said, name) for name in one.names)}
    if len(declared) == 1:
        return declared.pop()
    if subject != _SESSION and _names_a_thing(subject, said):
        return subject
    code = set(_CODE.findall(said))
    return code.pop() if len(code) == 1 else claim.id


def opened(text: str) -> str:
    """A text on one line, with the code spans of the reader as dots."""
    return " ".join(_PLACEHOLDERS.sub("…", text).split())


def _says(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) is not None


def _names_a_thing(subject: str, said: str) -> bool:
    """Whether a subject is a short name that stands in the line, and not the line or a heading above it."""
    words = _WORD.findall(subject)
    return len(words) <= _LONGEST and "…" not in subject and len(words) < len(_WORD.findall(said)) and _says(said, subject)
