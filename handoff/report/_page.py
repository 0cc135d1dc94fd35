"""One document for people: what is not supported and why, what would help, and what the rules say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handoff.model.claim import Answer, Claim, Verdict
from handoff.model.finding import FINDING_LEVELS, Finding, FindingLevel
from handoff.model.judgement import Checked, Judgement
from handoff.model.place import Place
from handoff.report._colour import BOLD, CYAN, DIM, GREEN, MAGENTA, RED, YELLOW, painted
from handoff.report._options import Options
from handoff.report._problems import headline, stated
from handoff.report._visible import one_line, visible, wrapped

_ANSWER_COLOURS: dict[Answer, str] = {
    "refuted": RED, "unsupported": YELLOW, "inconclusive": MAGENTA, "supported": GREEN, "not-applicable": DIM,
}  # fmt: skip
_LEVEL_COLOURS: dict[FindingLevel, str] = {"error": RED, "warning": YELLOW, "info": CYAN}
_LEVEL_WORDS: dict[FindingLevel, str] = {"error": "error", "warning": "warning", "info": "note"}
_TROUBLE: tuple[Answer, ...] = ("refuted", "unsupported", "inconclusive")
_QUOTATION = re.compile(r"“([^”]+)”")
_LABEL = 15
_SOURCE_LIMIT = 160
_LINES = 8


class Page:
    """Lays documents out in lines, in the width and colours that are asked for."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._labels: dict[str, str] = {}

    def document(self, one: Checked) -> list[str]:
        """Everything below the head and numbers of a document, line by line, each block with an empty line above it."""
        source = _Source(one)
        lines: list[str] = []
        about = _by_subject(one)
        troubled = [(verdict, self.ruled(verdict, about.pop(verdict.claim.id, ()))) for verdict in _gravest_first(one)]
        for same in _told_alike(troubled):
            lines += ("", *self.verdicts(same, source))
        for alike in _alike(it for many in about.values() for it in many):
            lines += ("", *(self.finding(alike[0], source) if len(alike) == 1 else self.several(alike)))
        lines += self.not_run(one)
        good = [verdict for verdict in one.judgement.verdicts if verdict.answer not in _TROUBLE]
        return [*lines, "", *map(self.good, good)] if good else lines

    def ruled(self, verdict: Verdict, findings: Sequence[Finding]) -> tuple[str, ...]:
        """What the rules say of a claim."""
        told = []
        for finding in sorted(findings, key=_order):
            # A rule that only passes on what the verdict says needs no second telling.
            more = "" if any(sentence in finding.message for sentence in verdict.why) else f": {finding.message}"
            level = "waived" if finding.waived else _LEVEL_WORDS[finding.level]
            told.append(f"{finding.rule} ({level}){more}{f' {finding.waived}' if finding.waived else ''}")
        return tuple(told)

    def verdicts(self, same: Sequence[tuple[Verdict, tuple[str, ...]]], source: _Source) -> list[str]:
        """One claim, or several of which there is nothing different to say: where they stand, why, and what would help."""
        verdict, ruled = same[0]
        said = headline(verdict.claim) if len(same) == 1 else f"{len(same)} × {verdict.claim.predicate}"
        word = self.paint(verdict.answer.upper().ljust(_LABEL), BOLD, _ANSWER_COLOURS[verdict.answer])
        codes = f"  [{', '.join(verdict.reasons)}]" if verdict.reasons else ""
        lines = [f"{word}{one_line(said)}{self.paint(codes, DIM)}"]
        lines += [self.place(stated(one.claim), source, instead=one.claim.text) for one, _ in same]
        if marked := _marked([one.claim for one, _ in same]):
            lines += self.labelled("a claim by", marked)
        alike = all(one.why == verdict.why for one, _ in same)
        for number, sentence in enumerate(verdict.why if alike else _form(verdict)):
            lines += self.labelled("and" if number else "why", sentence)
        for rule in ruled:
            lines += self.labelled("rule", rule)
        if verdict.would_support:
            lines += self.labelled("would support", verdict.would_support)
        return lines

    def explained(self, verdict: Verdict, judgement: Judgement) -> list[str]:
        """One claim by itself, a supported one too."""
        path = judgement.facts.session.place.path
        return self.verdicts([(verdict, ())], _Source(Checked(path=path, kind="session", judgement=judgement, findings=())))

    def finding(self, finding: Finding, source: _Source) -> Iterator[str]:
        word = "waived" if finding.waived else _LEVEL_WORDS[finding.level]
        colour = DIM if finding.waived else _LEVEL_COLOURS[finding.level]
        head = f"{finding.message}  [{finding.rule}]"
        first, *rest = self.wrapped(head, _LABEL)
        yield f"{self.paint(word.ljust(_LABEL), BOLD, colour)}{first}"
        yield from rest
        yield self.place(finding.place, source)
        if finding.waived:
            yield from self.labelled("waived", finding.waived)
        if finding.hint:
            yield from self.labelled("hint", finding.hint)

    def several(self, findings: Sequence[Finding]) -> Iterator[str]:
        """What one rule says of several places, a line each; a hint that is the same for all comes last."""
        first = findings[0]
        word = "waived" if first.waived else _LEVEL_WORDS[first.level]
        colour = DIM if first.waived else _LEVEL_COLOURS[first.level]
        yield f"{self.paint(word.ljust(_LABEL), BOLD, colour)}{len(findings)} × {one_line(first.rule)}"
        hints = {finding.hint for finding in findings}
        for finding in findings:
            place = self.paint(f"{visible(finding.place.path)}:{finding.place.line}:", DIM)
            yield f"  {place} {one_line(finding.message)}"
            if len(hints) > 1 and finding.hint:
                yield from self.labelled("hint", finding.hint)
        if first.waived:
            yield from self.labelled("waived", first.waived)
        if len(hints) == 1 and first.hint:
            yield from self.labelled("hint", first.hint)

    def good(self, verdict: Verdict) -> str:
        claim = verdict.claim
        word = self.paint(verdict.answer.ljust(_LABEL), _ANSWER_COLOURS[verdict.answer])
        mark = f": {claim.mark}" if claim.mark else ""
        ids = list(verdict.evidence)
        if ids and verdict.why and verdict.why[0].startswith(f"{ids[0]}, "):
            # The sentence that tells the first piece begins with its id.
            ids[0] = verdict.why[0]
        where = ", ".join((*ids, f"line {stated(claim).line}{mark}"))
        rest = self.paint(f"  ({one_line(where)})", DIM)
        return f"{word}{one_line(headline(claim))}{rest}"

    def not_run(self, one: Checked) -> Iterator[str]:
        """The rules that could not look, those with the same reason together."""
        reasons: dict[str, list[str]] = {}
        for silent in one.not_run:
            reasons.setdefault(silent.reason, []).append(silent.rule)
        if reasons:
            yield ""
        for reason, rules in reasons.items():
            first, *rest = self.wrapped(f"{', '.join(rules)}: {reason}", _LABEL)
            yield f"{self.paint('not run'.ljust(_LABEL), BOLD)}{first}"
            yield from rest

    def place(self, place: Place, source: _Source, instead: str = "") -> str:
        """`path:line: the line itself`, as grep prints it, so that editors and terminals can jump there."""
        said = one_line(source.line(place) or instead)
        if len(said) > _SOURCE_LIMIT:
            said = f"{said[:_SOURCE_LIMIT]} …"
        return f"  {self.paint(f'{visible(place.path)}:{place.line}:', DIM)} {said}".rstrip()

    def labelled(self, label: str, text: str) -> list[str]:
        head = self._labels.get(label) or self._labels.setdefault(label, f"  {self.paint(label.ljust(_LABEL), DIM)}")
        if not self.options.width:
            return [head + one_line(text)]
        first, *rest = self.wrapped(text, _LABEL + 2)
        return [head + first, *rest]

    def wrapped(self, text: str, indent: int) -> list[str]:
        """The text in lines of the width that is asked for; all but the first are indented."""
        return wrapped(text, indent, self.options.width)

    def paint(self, text: str, *codes: str) -> str:
        """The text in colour, when there is to be any."""
        return painted(text, self.options, *codes) if self.options.colour else text


def _marked(claims: Sequence[Claim]) -> str:
    """By what lines of prose were taken for claims, those with the same mark together."""
    lines: dict[str, list[int]] = {}
    for claim in claims:
        if claim.mark:
            lines.setdefault(claim.mark, []).append(stated(claim).line)
    if len(lines) == 1:
        return next(iter(lines))
    return "; ".join(f"{mark} ({_lines(where)})" for mark, where in lines.items())


def _lines(lines: Sequence[int]) -> str:
    """ "line 4", "lines 4, 7, 9": no more than eight are named."""
    named = ", ".join(map(str, lines[:_LINES])) + (" …" if len(lines) > _LINES else "")
    return f"{'line' if len(lines) == 1 else 'lines'} {named}"


class _Source:
    """The lines of a document's file."""

    def __init__(self, one: Checked) -> None:
        facts = one.judgement.facts
        self.paths = {one.path, facts.session.place.path}
        # YAML ends a line at NEL, LS and PS too; Markdown does not.
        self.lines = facts.source.splitlines() if facts.session.origin == "record" else re.split("\r\n?|\n", facts.source)

    def line(self, place: Place) -> str:
        """The line at a place; empty when the place is in another file or behind the end."""
        return self.lines[place.line - 1] if place.path in self.paths and 0 < place.line <= len(self.lines) else ""


def _gravest_first(one: Checked) -> list[Verdict]:
    troubled = [verdict for verdict in one.judgement.verdicts if verdict.claim.id not in one.known]
    return [verdict for answer in _TROUBLE for verdict in troubled if verdict.answer == answer]


def _told_alike(troubled: Sequence[tuple[Verdict, tuple[str, ...]]]) -> list[list[tuple[Verdict, tuple[str, ...]]]]:
    """Claims of which the very same is said stand together, at the place of the first."""
    groups: dict[tuple[object, ...], list[tuple[Verdict, tuple[str, ...]]]] = {}
    for verdict, ruled in troubled:
        alone = "" if verdict.why else verdict.claim.id
        key = (verdict.answer, verdict.claim.predicate, verdict.reasons, _form(verdict), ruled, verdict.would_support, alone)
        groups.setdefault(key, []).append((verdict, ruled))
    return list(groups.values())


def _form(verdict: Verdict) -> tuple[str, ...]:
    """Why a claim is judged as it is, without the words of its own line, which stand at its place already."""
    own = verdict.claim.text.replace("`", "")
    return tuple(
        _QUOTATION.sub(lambda quote: "“…”" if quote[1].replace("`", "") in own else quote[0], one) if "“" in one else one
        for one in verdict.why
    )


def _by_subject(one: Checked) -> dict[str, list[Finding]]:
    """The findings by the claim that they are about; those about no claim of the document under the empty name."""
    claims = {verdict.claim.id for verdict in one.judgement.verdicts if verdict.answer in _TROUBLE}
    about: dict[str, list[Finding]] = {}
    for finding in one.findings:
        about.setdefault(finding.subject if finding.subject in claims else "", []).append(finding)
    return about


def _order(finding: Finding) -> tuple[bool, int, int, int]:
    return bool(finding.waived), FINDING_LEVELS.index(finding.level), finding.place.line, finding.place.column


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in the order of their gravity and place, those of one rule together."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=_order):
        groups.setdefault((finding.waived, finding.level, finding.rule), []).append(finding)
    return list(groups.values())
