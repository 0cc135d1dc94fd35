"""The report that people read."""

from __future__ import annotations

import re
from dataclasses import replace

from handoff.model.claim import Verdict
from handoff.model.finding import NotRun
from handoff.model.observation import CommitSeen
from handoff.model.place import Place
from handoff.report import Options, Unread, report
from tests.report.samples import AS_OF, CLEAN, PATH, VERDICTS, checked, finding, verdict


def _text(*documents: object, **options: object) -> str:
    return report("text", list(documents), AS_OF, Options(**options))  # type: ignore[arg-type]


def test_a_claim_says_verdict_place_why_and_what_would_help() -> None:
    """The whole block, as a person reads it."""
    assert """\
INCONCLUSIVE   worker: functional  [irrelevant-level]
  sessions/2026-01-20-worker/session.yaml:21: summary: line 21 of the record
  why            health-200 shows live, the claim says functional
  rule           irrelevant-level (warning)
  would support  `handoff run --about worker --level functional -- curl -sf https://worker.example/predict`

""" in _text(checked())


def test_a_finding_says_level_rule_place_and_hint() -> None:
    """The whole block of a finding that is about no claim."""
    assert """\
warning        revision “Latest” names no revision [unpinned-revision]
  sessions/2026-01-20-worker/session.yaml:42: summary: line 42 of the record
  hint           name the revision

""" in _text(checked())


def test_the_gravest_comes_first_and_supported_claims_are_one_line_each() -> None:
    """Refuted, unsupported, inconclusive, findings, and at the end what is supported."""
    text = _text(checked())
    words = ["REFUTED", "UNSUPPORTED", "INCONCLUSIVE", "\nwarning ", "\nnote ", "\nwaived ", "\nsupported", "\nnot-applicable"]
    assert [text.index(word) for word in words] == sorted(text.index(word) for word in words)
    assert "\nsupported      worker: live  (health-200, line 11)\n" in text


def test_a_finding_on_a_claim_stands_under_it() -> None:
    """A rule that repeats the verdict is only named; one that says more is told in full, with its waiver."""
    more = finding("late", "warning", 30, "written a day later", subject="all-done", waived="Ana: known")
    text = _text(checked(findings=(*checked().findings, more)))
    assert "  rule           over-claim (error)\n  rule           late (waived): written a day later Ana: known\n" in text
    assert text.count("boxes are ticked") == 1


def test_the_last_line_cannot_mislead() -> None:
    """No claims is no success, all supported says all, anything else says what the rest is; unread files are counted apart."""
    rest = "1 refuted, 1 inconclusive, 1 unsupported, 1 not-applicable"
    numbers = f"1 of 5 claims supported ({rest}); 1 error, 2 warnings, 1 note (1 waived)."
    assert f"as of 2026-01-21T18:00Z: {numbers}" in _text(checked())
    assert "the one claim is supported; no findings." in _text(CLEAN)
    assert "all 2 claims supported" in _text(CLEAN, CLEAN)
    assert "the one claim is refuted" in _text(checked((verdict("x", "refuted", 1),), ()))
    assert "none of 2 claims supported (2 unsupported)" in _text(
        checked((verdict("x", "unsupported", 1), verdict("y", "unsupported", 2)), ())
    )
    assert "no claims, so nothing is verified" in _text(checked((), ()))
    one = VERDICTS[0], verdict("a/committed", "supported", 3, predicate="committed", lists=True)
    listing, only = checked(one, ()), checked(one[1:], ())
    assert ": the one claim is supported; git has 1 listed commit; no findings." in _text(listing)
    assert ": no claims, so nothing is verified; git has 1 listed commit; no findings." in _text(only)
    assert "no findings (1 waived)" in _text(checked((), (finding("r", "error", 1, "x", waived="Ana"),)))
    assert _text() == "Nothing was checked.\n"
    lost = _text(CLEAN, unread=(Unread(path="bad.md", problems=("no",)),))
    assert lost.endswith("1 document could not be read and is in none of these numbers:\n  bad.md\n")


def test_what_a_document_quotes_is_not_said_to_be_looked_at() -> None:
    """Of Markdown the sentence says where the evidence is, not that anybody saw it; beside records, how much is such."""
    beside = "its evidence beside it (quoted, nothing was looked at)"
    some = checked(kind="markdown", findings=())
    assert f": 1 of 5 claims has {beside}, 1 refuted, 1 inconclusive, 1 unsupported, 1 not-applicable; no findings." in _text(
        some
    )
    whole = checked(VERDICTS[:1], (), kind="markdown")
    assert f": the one claim has {beside}; no findings." in _text(whole)
    assert ": all 2 claims have their evidence beside them (quoted, nothing was looked at); " in _text(whole, whole)
    assert ": all 2 claims supported (1 of them by what they quote); " in _text(whole, CLEAN)
    assert "none of 2 claims supported (2 unsupported)" in _text(checked(VERDICTS[3:4] * 2, (), kind="markdown"))
    asked = replace(whole.judgement.facts, observations=(CommitSeen(id="look", at=AS_OF, repo="main", asked="69e5697"),))
    seen = replace(whole, judgement=replace(whole.judgement, facts=asked))
    assert "the one claim has its evidence beside it (quoted, git was asked of commits)" in _text(seen)


def test_several_documents_each_have_their_numbers() -> None:
    """With more than one document every head says how it stands, and the last line adds up."""
    text = _text(checked(), CLEAN)
    assert text.count("1 of 5 claims supported") == 1
    assert "2 of 6 claims supported" in text
    assert text.count(f"{PATH}\nWorker brought back\n") == 2


def test_rules_that_could_not_look_are_told_once_a_reason() -> None:
    """Silence of a rule is no pass."""
    text = _text(checked(not_run=(NotRun("no git", "commit-a"), NotRun("no git", "commit-b"), NotRun("no zone", "zone"))))
    assert "not run        commit-a, commit-b: no git\nnot run        zone: no zone\n" in text


def test_quiet_says_only_how_many_and_where() -> None:
    """One line for a document with trouble, none for a clean one; nothing at all when all is clean."""
    assert _text(CLEAN, quiet=True) == ""
    assert _text(checked(), CLEAN, quiet=True) == (
        f"{PATH}: 1 of 5 claims supported (1 refuted, 1 inconclusive, 1 unsupported, 1 not-applicable); "
        "1 error, 2 warnings, 1 note (1 waived)\n"
    )
    several = _text(checked(), checked(), quiet=True).splitlines()
    assert len(several) == 3
    assert several[-1].startswith("2 documents")
    assert "could not be read" in _text(CLEAN, quiet=True, unread=(Unread(path="bad.md", problems=("no",)),))
    assert _text(checked((), (finding("r", "error", 1, "x", waived="Ana"),)), quiet=True) == ""


def test_colour_adds_nothing_but_colour() -> None:
    """Without its escapes the coloured report is the plain one, and the plain one has none."""
    plain, coloured = _text(checked(), CLEAN), _text(checked(), CLEAN, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mREFUTED" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_lines_are_wrapped_between_words_and_commands_stay_whole() -> None:
    """At 60 columns prose is wrapped under itself; a command can still be copied in one piece."""
    why = " ".join(f"word{number}" for number in range(40))
    help = "either `handoff run --about worker -- curl --fail https://worker.example/predict` or wait"
    text = _text(checked((verdict("x", "refuted", 3, why=(why,), help=help),), (finding("r", "error", 3, why),)), width=60)
    body = [line for line in text.splitlines() if "word" in line]
    assert all(len(line) <= 60 for line in body)
    assert len(body) > 8
    assert "`handoff run --about worker -- curl --fail https://worker.example/predict`" in text
    assert " ".join(text.split()).count(why) == 2


def test_the_source_line_is_the_one_in_the_file() -> None:
    """Markdown lines end at line feeds only; a place in another file, or behind the end, shows no wrong line."""
    odd = "one\x0btwo\r\nthree\u2028four\nfive"
    claim = replace(verdict("x", "refuted", 3), claim=replace(verdict("x", "refuted", 3).claim, place=Place("a.md", 3, 1)))
    assert "  a.md:3: five\n" in _text(checked((claim,), (), path="a.md", kind="markdown", source=odd))
    elsewhere = replace(finding("r", "error", 2, "x"), place=Place("handoff.toml", 2, 1))
    assert "  handoff.toml:2:\n" in _text(checked((), (elsewhere,)))
    assert f"  {PATH}:900:\n" in _text(checked((), (finding("r", "error", 900, "x"),)))
    late = replace(claim, claim=replace(claim.claim, place=Place("a.md", 90, 1)))
    assert "  a.md:90: The words of x\n" in _text(checked((late,), (), path="a.md", source=odd))


def test_a_long_source_line_is_cut() -> None:
    """A minified line does not flood the terminal."""
    text = _text(checked((verdict("x", "refuted", 0),), (), source="y" * 5000))
    assert "y" * 160 + " …" in text
    assert "y" * 161 not in text


def test_the_configuration_has_a_block_without_claims() -> None:
    """Findings on handoff.toml are told like any other; it is no document."""
    place = Place("handoff.toml", 1, 1)
    waiver = replace(finding("unused-waiver", "warning", 1, "waives nothing"), place=place)
    text = _text(CLEAN, checked((), (waiver,), path="handoff.toml", kind="project", title=""))
    assert "\nhandoff.toml\n1 warning\n\nwarning        waives nothing [unused-waiver]\n" in text
    assert "1 document, as of" in text


def test_values_and_revisions_are_in_the_head_of_a_claim() -> None:
    """Subject, predicate, what is said of each, number, revision."""
    from handoff.model.value import read_value

    said = verdict(
        "x", "refuted", 1, subject="services", predicate="all-of", each="live", value=read_value("6/6"), revision="rev-1"
    )
    assert "REFUTED        services: all-of live 6 of 6 (rev-1)\n" in _text(checked((said,), ()))


def test_a_number_stands_for_itself() -> None:
    """A value, or the window that it is about, is said without the word value."""
    from handoff.model.times import Clock, read_window
    from handoff.model.value import read_value

    window = read_window("2026-01-21T10:30Z/2026-01-21T08:54Z", Clock())
    verdicts = (
        verdict("x", "refuted", 1, predicate="value", value=read_value("2 bugs")),
        verdict("y", "refuted", 2, predicate="value", window=window),
        verdict("z", "refuted", 3, predicate="absent", window=window),
    )
    text = _text(checked(verdicts, ()))
    assert "REFUTED        worker: 2 bugs\n" in text
    assert "REFUTED        worker: 2026-01-21T10:30Z/2026-01-21T08:54Z\n" in text
    assert "REFUTED        worker: absent 2026-01-21T10:30Z/2026-01-21T08:54Z\n" in text


def test_what_one_rule_says_stands_together() -> None:
    """Eight steps without an owner are one block of eight lines; a hint of its own stays with its line, a waiver apart."""
    many = tuple(finding("no-owner", "info", line, f"step {line} has no owner", hint="add `owner`") for line in (9, 3))
    waived = tuple(
        finding("no-owner", "info", line, f"step {line}", hint="add `owner`", waived="Ana: known") for line in (7, 8)
    )
    text = _text(checked((), (*many, *waived)))
    assert (
        f"\nnote           2 × no-owner\n  {PATH}:3: step 3 has no owner\n  {PATH}:9: step 9 has no owner\n"
        "  hint           add `owner`\n\n"
    ) in text
    assert f"\nwaived         2 × no-owner\n  {PATH}:7: step 7\n  {PATH}:8: step 8\n  waived         Ana: known\n" in text
    own = finding("no-owner", "info", 5, "step 5 has no owner", hint="ask Ana")
    assert (
        f"\n  {PATH}:3: step 3 has no owner\n  hint           add `owner`\n"
        f"  {PATH}:5: step 5 has no owner\n  hint           ask Ana\n"
    ) in _text(checked((), (*many, own)))


def test_several_reasons_read_as_one_sentence() -> None:
    """Why, and, and."""
    assert "  why            a\n  and            b\n" in _text(checked((verdict("x", "refuted", 1, why=("a", "b")),), ()))


def test_claims_of_which_the_same_is_said_stand_together() -> None:
    """Twenty ticks without evidence are one block of twenty lines; another predicate, reason or rule makes another block."""
    same = [
        verdict(f"c{line}", "unsupported", line, "no-evidence", why=("nothing is cited",), help="cite it") for line in (9, 3)
    ]
    other = verdict("x", "unsupported", 5, "no-evidence", why=("nothing is cited",), help="cite it", predicate="live")
    ruled = verdict("y", "unsupported", 7, "no-evidence", why=("nothing is cited",), help="cite it")
    text = _text(checked((*same, other, ruled), (finding("late", "warning", 7, "too late", subject="y"),)))
    assert (
        f"\nUNSUPPORTED    2 × functional  [no-evidence]\n  {PATH}:10: summary: line 10 of the record\n"
        f"  {PATH}:4: summary: line 4 of the record\n  why            nothing is cited\n  would support  cite it\n"
    ) in text
    assert "\nUNSUPPORTED    worker: live  [no-evidence]\n" in text
    assert "\nUNSUPPORTED    worker: functional  [no-evidence]\n" in text


def test_what_differs_only_in_the_words_of_each_line_is_the_same() -> None:
    """Those words stand at the places; what else is quoted tells claims apart."""

    def told(id: str, line: int, quoted: str) -> Verdict:
        why = (f"what stands there does not count: “{quoted}” is a path",)
        return verdict(id, "unsupported", line, "no-evidence", why=why, text=f"✅ `src/{id}.py` is ready")

    alike = report("text", [checked((told("a", 20, "src/a.py"), told("b", 24, "src/b.py")), ())], AS_OF)
    assert "2 × functional" in alike
    assert alike.count("“…” is a path") == 1
    apart = report("text", [checked((told("a", 20, "other.py"), told("b", 24, "another.py")), ())], AS_OF)
    assert apart.count("UNSUPPORTED") == 2


def test_a_refuted_claim_that_no_rule_speaks_of_is_counted() -> None:
    """By its own id or its event's, a finding speaks of a claim; otherwise nobody would notice it in the exit code."""
    from handoff.report import tally_of

    alone = verdict("fix/time", "refuted", 3, event="fix")
    assert tally_of(checked((alone,), ())).mute == 1
    for subject in ("fix/time", "fix"):
        assert tally_of(checked((alone,), (finding("r", "info", 3, "x", subject=subject),))).mute == 0
    assert tally_of(checked((verdict("x", "inconclusive", 3),), ())).mute == 0
