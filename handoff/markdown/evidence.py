"""Evidence by kind in a text: commits, pull requests, runs, builds, revisions, images, HTTP answers, test counts, commands with
their output, queries with their result, measured values, log excerpts, places in code, paths.

What is not evidence is left out on purpose: ticks, adjectives, percentages, N/N, dates, links to other documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from handoff.markdown.blocks import Fence, Statement, Table

# Kinds, by what they show; `linking.NEEDS` says which kind counts for which claim.
COMMIT, PULL, RUN, BUILD, REVISION, IMAGE, VERSION = "commit", "pull-request", "ci-run", "build", "revision", "image", "version"
HTTP, TESTS, COMMAND, OUTPUT, QUERY, MEASURE = "http", "test-count", "command", "output", "query", "measure"
LOG, EXCERPT, CODE_PLACE, PATH, RECEIPT, NAMED_TEST = "log", "excerpt", "code-place", "path", "receipt", "named-test"
DIGEST = "digest"


@dataclass(slots=True, eq=False)
class Exhibit:
    """One piece of evidence: its kind, its words, the line it stands on, and the statement or fence that holds it."""

    kind: str
    text: str
    line: int
    statement: Statement | None = None
    fence: Fence | None = None
    output: str = ""


_COMMIT = re.compile(r"(?<![\w/#.@=:%-])(?:[0-9a-f]{7,40})(?![\w-]|\.\w)")
_COMMIT_WORD = re.compile(r"\b(?:commits?|sha|rev|HEAD|hash)\b[\s:=`*(@]{1,6}(?:[0-9a-f]{7,40})\b", re.IGNORECASE)
_COMMIT_LINK = re.compile(r"/commits?/[0-9a-f]{7,40}")
_PULL = re.compile(
    r"/(?:pull|pulls|merge_requests|issues)/\d+|\b(?:PRs?|MRs?|pull requests?|merge requests?)(?:\b[\s:*`(]{0,3}(?:through |up to )?[#!]?|-)\d+|(?<![\w&/#])[#!]\d{2,5}\b(?![a-fA-F]|\s*(?:of|in)\b)"
    r"|\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|merged?|via|in|land(?:ed)?)\s+#\d+\b"
)
_COUNTED = re.compile(
    r"(?:\b(?:bug|issue|win|wins|phase|session|item|step|task|priority|option|day|sprint|part|rule|lesson|test|case|note|layer|"
    r"question|auction|example|point|problem|ticket|finding|attempt|game|week|batch|round|wave|invoice|order|row|level)s?\s+)$",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"/actions/runs/\d+|/(?:pipelines|jobs|builds?)/\d{3,}|\b(?:runs?|workflow|pipelines?|jobs?|CI)\b(?:\s+(?:run|id|ID|number|no\.?))*[\s:#`*(]{1,5}\d{5,}",
    re.IGNORECASE,
)
_BUILD = re.compile(
    r"\b(?:build|TestFlight|release build)\s*(?:no\.?|number|id)?[\s:#`*]{1,4}\d{2,}\b(?!\s*(?:%|ms|s\b|sec|min|MB|kB|GB|errors?|warnings?|tests?))"
    r"|\bdeploy(?:ment)?(?:\s+(?:id|signature|tx|hash))[\s:=`*]{1,4}[\w-]{6,}|\bdpl_\w{6,}|\b(?:page|release|artifact|version) id[\s:=`*]{1,4}[\w-]{4,}",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"(?<![\w.])(?:[a-z][\w-]*-)?\d{5}-[a-z0-9]{3}(?![\w-])|\brevision[\s:=`*]{1,4}(?!latest)[\w.-]*\d[\w.-]*", re.IGNORECASE
)
_IMAGE = re.compile(
    r"sha256:[0-9a-f]{8,}|(?<![\w/])(?:[\w.-]+(?::\d+)?/)*[a-z][\w.-]+:(?:v?\d+[\w]*[.-][\w.-]+|[0-9a-f]{7,40})(?![\w/])"
)
_VERSION = re.compile(r"(?<![\w.])v\d+\.\d+(?:\.\d+)*[\w.-]*|\b(?:version|release|tag)\s+`?\d+\.\d+[\w.-]*", re.IGNORECASE)
_HTTP = re.compile(
    r"\bHTTP(?:S|/\d(?:\.\d)?)?[\s/:*`]{0,4}([1-5]\d\d)\b|\b([1-5]\d\d)\s+(?:OK|Created|No Content|Accepted)\b"
    r"|\b(?:return(?:s|ed|ing)?|gave|gives|got|respon(?:ds|ded|se)(?: with)?|answers?|answered|status(?: code)?|→|->|=>)[\s:*`(=]{1,4}(?:a |an )?([1-5]\d\d)\b(?![\d.,%]|\s*(?:ms|s\b|rows|records|items|MB|KB|bytes))",
    re.IGNORECASE,
)
_ENDPOINT = re.compile(
    r"https?://|`/[\w/{}.:?=&*-]*`|(?<![\w.])/(?:[a-z_{][\w{}.-]*)(?:/[\w{}.:-]+)*|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+\S*/|\bcurl\b|\bendpoints?\b|\bhealth[ -]?check\b|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(r"health|/ping|/status|/ready|/live|heartbeat", re.IGNORECASE)
_TEST_COUNT = re.compile(
    r"\b(\d[\d,]*)\+?\s*(?:/|of|out of)\s*(\d[\d,]*)\s+(?:[\w'-]+\s+){0,4}?(?:tests?|specs?|checks|suites?|cases|assertions|examples|scenarios)\b"
    r"|\b\d[\d,]*\+?\**\s+(?:[\w'/-]+\s+){0,4}?(?:tests?|specs?|assertions|suites?|test cases|test files|scenarios)\**\b(?=[^.;|]{0,60}?\b(?:pass|green|succe|ok\b|clean))"
    r"|\b(?:tests?|smoke|e2e|suites?|specs?|playwright|pytest|vitest|jest|cypress)\b[^|;\n]{0,40}?(?<![\d./])\d+\s*/\s*\d+(?![\d/])"
    r"|\b(?:verified|covered|tested|proven|backed|guarded|passes|passed)\s+(?:by|with|in|via|against|through)?\s*~?\d[\d,]*\s+(?:[\w'/-]+\s+){0,3}?(?:tests?|specs?|suites?)\b"
    r"|\b\d[\d,]*\**\s+(?:passed|passing|pass)\b|\b(?:passed|passing|pass(?:es)?|green)\**[\s:(,=—-]{1,4}\**\d[\d,]*(?:\s*/\s*\d+)?(?=\s*(?:tests?|specs?|suites?|cases|/|\)|,|$|focused|unit|\w+ tests?))"
    r"|\b(?:tests?|specs?|suites?)(?:\s+(?:results?|suite|run|count|total))?\**\s*[:=(]\s*\**(?:all\s+)?\d[\d,]*|\b\d+ (?:failures|failed|failing)\b(?=[^.;|]{0,40}\bpass)|\btests?\b[^.;|]{0,30}?\b(?:pass(?:ed|ing)?|green)[^.;|]{0,12}?\(\d[\d,]*",
    re.IGNORECASE,
)
_TEST_NAME = re.compile(r"`(?:\w*[a-z0-9]Tests?\.\w+|(?:\w+(?:\.|::))*test_\w+(?:\[[^\]`]*\])?|\w+::\w*[tT]est\w*)`")
_MEASURE = re.compile(
    r"(?<![\w-])[A-Za-z_][\w.]{0,40}\s?={1,2}\s?(?:-?\d[\w.,%]*|[a-z_]\w*(?=[\s,;).]|$)|true|false|nil|null)"
    r"|\bp(?:50|90|95|99)\b\D{0,12}\d|\bexit(?:ed)?(?: with)?(?: code| status)?[\s:=`*]{1,4}0\b|\breturn(?:s|ed)\s+(?:`?0`?\b|nil\b|`?null`?|\d[\d,]*\s+(?:rows?|records?|results?|matches))"
    r"|\b\d+\.\d{3,}\s*(?:ms|s|GB|MB)\b|\b(?:md5|sha-?\d+|checksums?|digests?|hash(?:es)?)\b[^.;]{0,60}\b(?:match|matched|equal|identical)|\bgrep\b[^.;]{0,60}\b(?:0|zero)\b"
    r"|\(N\s?=\s?\d+\)|0x[0-9a-f]{4,}`?\s*[:=]\s*[\"`\w]|:[^.;→\n]*\d[^.;→\n]*→[^.;→\n]*\d[^.;→\n]*→",
    re.IGNORECASE,
)
_QUERY = re.compile(r"\bselect\b[^|]{3,}\bfrom\b|\bcount\(\*?\w*\)|\bselect count\b", re.IGNORECASE)
_COMMAND_NAMES = (
    "npm|npx|pnpm|yarn|bun|node|deno|pytest|python3?|pip|uv|poetry|ruff|mypy|tox|curl|wget|http|git|gh|docker|docker-compose|podman|kubectl|helm|gcloud|gsutil|bq|"
    "aws|az|terraform|make|cmake|ninja|cargo|rustc|go|gradle|gradlew|mvn|swift|xcodebuild|xcrun|flutter|dart|dotnet|php|composer|artisan|rails|bundle|"
    "rake|ruby|psql|mysql|sqlite3|redis-cli|mongosh?|ssh|scp|rsync|dig|nslookup|ping|nc|openssl|systemctl|journalctl|service|pm2|nginx|bash|sh|zsh|cat|ls|"
    "grep|rg|find|wc|diff|sha256sum|md5sum|du|df|ps|top|tail|head|vercel|netlify|wrangler|fly|flyctl|heroku|railway|render|supabase|prisma|forge|hardhat|"
    "anchor|solana|cast|tsc|eslint|vitest|jest|playwright|cypress|mocha|cabal|stack|mix|lein|sbt|bazel|just|task|ansible|ansible-playbook|vault|consul|nomad|nmap|jq"
)
_COMMAND = re.compile(
    rf"`\s*(?:\$ |> )?(?:[A-Z_]+=\S+ )*(?:sudo )?(?:(?:{_COMMAND_NAMES})(?:\s[^`\n]*)?|(?:\./|\.\\|[\w.]+/)?[\w./\\-]+\.(?:sh|py|ps1|js|mjs|ts)\s[^`\n]*)`"
)
_COMMAND_OUTPUT = re.compile(
    r"(?:→|->|=>|:|—|–|=|\breturn(?:s|ed)|\bgave|\bgives|\bshow(?:s|ed|ing)?|\breport(?:s|ed)|\bprint(?:s|ed)|\bexit(?:s|ed)?|\bsays?|\boutputs?)[\s*`_(\"“]{1,6}"
    r"(?:\*\*)?(?:\d|0 |no output|clean\b|PASS|OK\b|SUCC|BUILD|exit|\"|`|done in|nothing|empty|up\b|ok\b|[A-Z]{4,})"
)
_CODE_PLACE = re.compile(r"[\w./-]+\.[A-Za-z]{1,5}:\d+(?:[-–]\d+)?|\blines?\s+~?\d+|#L\d+|@\s?`?0x[0-9A-Fa-f]{4,}")
_PATH = re.compile(
    r"(?<![\w@])(?:~|\.{0,2}/)?(?:[\w.@-]+/)*[\w.@-]*\w\.(?:py|pyi|tsx?|jsx?|mjs|md|mdx|rst|txt|sql|go|rs|ya?ml|json|toml|ini|cfg|sh|ps1|c|h|cc|cpp|hpp|java|kt|rb|php|swift|tf|proto|html|css|scss|vue|svelte|ipynb|csv|lock|xml|gradle|cs|ex|exs|lua|dart|sol|graphql|prisma|env|conf|log)\b(?!:\d)"
    r"|`(?:[\w.@-]+/)+[\w.@-]*`"
)
_RECEIPT = re.compile(
    r"\b0x[0-9a-fA-F]{40,64}\b|\b(?:tx|transaction|txid|signature)[\s:=`*]{1,4}[1-9A-HJ-NP-Za-km-z]{32,}|\bslot[\s:=`*]{1,3}\d{6,}"
)
_ADDRESS = re.compile(r"\b0x[0-9A-Fa-f]{6,16}\b")
_LOG_LINE = re.compile(
    r"\b(?:logs?|journal|console|output)\b[^.;|]{0,20}(?:show(?:s|ed)?|say(?:s)?|:|reads?|contain(?:s|ed)?|print(?:s|ed)?)[\s:*]{0,4}[\"“`]",
    re.IGNORECASE,
)
_UUID = re.compile(r"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])", re.IGNORECASE)

_STAMPED = re.compile(r"^\W*(?:\d{4}-\d{2}-\d{2}[T ]|\d{2}:\d{2}:\d{2}|\[?(?:INFO|WARN|ERROR|DEBUG)\b)", re.MULTILINE)
_RESULT = re.compile(
    r"\b\d+ (?:passed|failed|passing|tests?|errors?)\b|\bPASS(?:ED)?\b|\bOK\b|\bsucce(?:ss|eded)|HTTP/\d|\b[1-5]\d\d (?:OK|Created)|\"status\"|^\s*\{|\bstatus\b.*\b(?:active|running|healthy|success)|\b\d+ rows?\b"
    r"|^\s*[|+][-=|+]{5,}|exit(?:ed)? (?:code|with)|\bok\b",
    re.IGNORECASE | re.MULTILINE,
)
_PROMPT = re.compile(r"^\s*(?:\$|>|❯|#)\s+\S", re.MULTILINE)
_COMMENTED_RESULT = re.compile(
    r"^\s*(?:#|//|--)\s*(?:→|->|=>|output|result|returns?|✅|got|prints?|gives)[:\s]*\S", re.IGNORECASE | re.MULTILINE
)
_SHELL = frozenset("bash sh shell zsh console shell-session powershell ps1 pwsh cmd bat terminal fish".split())
_DATA = frozenset(["", "text", "txt", "log", "output", "json", "plain", "plaintext", "none", "http", "yaml", "yml", "csv"])
_PICTURE = re.compile(r"[├└│▼┌┐─═╔║]|(?:-->|──>|\+--)")
_EXPECTED = re.compile(r"\bexpect|\bshould\b|example|template|\btodo\b|will (?:be|show|see)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def in_statement(statement: Statement) -> list[Exhibit]:
    """The evidence that a statement itself holds."""
    raw, line = statement.raw, statement.line
    found: list[Exhibit] = []

    def add(kind: str, text: str) -> None:
        found.append(Exhibit(kind, " ".join(text.split())[:120], line, statement))

    coded = "`" in raw
    if _DIGIT.search(raw):
        _numbered(raw, add, statement)
    if coded:
        if command := _COMMAND.search(raw):
            rest = raw[command.end() : command.end() + 120]
            add(OUTPUT if _COMMAND_OUTPUT.search(rest) else COMMAND, command[0])
        if name := _TEST_NAME.search(raw):
            add(NAMED_TEST, name[0])
    if (" log" in raw or "Log" in raw or "output" in raw or "console" in raw) and (log := _LOG_LINE.search(raw)):
        add(LOG, log[0])
    if (
        ("elect" in raw or "ELECT" in raw or "count(" in raw.lower())
        and (query := _QUERY.search(raw))
        and _DIGIT.search(raw[query.end() :])
    ):
        add(QUERY, query[0])
    if (
        "=" in raw or "match" in raw or "identical" in raw or "return" in raw or "exit" in raw or "→" in raw or "0x" in raw
    ) and (measure := _MEASURE.search(raw)):
        if not any(one.kind == MEASURE for one in found):
            add(MEASURE, measure[0])
    if ("." in raw or "/" in raw) and (path := _PATH.search(raw)):
        add(PATH, path[0])
    return found


def _numbered(raw: str, add: Callable[[str, str], None], statement: Statement) -> None:
    for match in _COMMIT.finditer(raw):
        if any(character.isdigit() for character in match[0]) and any(character.isalpha() for character in match[0]):
            add(COMMIT, match[0])
            break
    else:
        if (word := _COMMIT_WORD.search(raw)) or (word := _COMMIT_LINK.search(raw)):
            add(COMMIT, word[0])
    if "#" in raw or "/" in raw or "PR" in raw or "MR" in raw or "ull" in raw or "!" in raw:
        for match in _PULL.finditer(raw):
            if match[0][0] in "#!" and _COUNTED.search(raw, max(0, match.start() - 16), match.start()):
                continue
            add(PULL, match[0])
            break
    for kind, pattern in (
        (RUN, _RUN), (BUILD, _BUILD), (REVISION, _REVISION), (IMAGE, _IMAGE), (RECEIPT, _RECEIPT), (TESTS, _TEST_COUNT),
        (CODE_PLACE, _CODE_PLACE), (VERSION, _VERSION), (DIGEST, _UUID),
    ):  # fmt: skip
        if (found := pattern.search(raw)) is not None:
            add(kind, found[0])
    if (answer := _HTTP.search(raw)) is not None:
        code = answer[1] or answer[2] or answer[3]
        around = raw + " " + " ".join(statement.raw_cells)
        if code[0] in "23" and _ENDPOINT.search(around.replace(answer[0], " ")):
            add(HTTP, answer[0])
    if (measure := _MEASURE.search(raw)) is not None:
        add(MEASURE, measure[0])
    if statement.table is not None:
        for header, cell in zip(statement.table.headers, statement.cells, strict=False):
            if re.search(r"\b(?:tests?|specs?|cases|passed|assertions)\b", header, re.IGNORECASE) and re.search(r"\d", cell):
                add(TESTS, f"{header}: {cell}")
                break


_FIGURE = re.compile(r"(?<![\d/])\d[\d,.]*(?!\s*%|[\d/-])")


_TIMED = re.compile(r"\d\s?(?:ms|s|sec|seconds|min|minutes|h|hours|kB|KB|MB|GB|fps|rps)\b")


def measured(table: Table) -> bool:
    """Whether a table holds measurements: two columns of figures or more, beside the one that names the rows."""
    if not table.rows:
        return False
    columns = 0
    for index in range(1, len(table.headers)):
        cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
        if 2 * sum(bool(_TIMED.search(cell)) for cell in cells) > len(cells) > 1:
            return True
        columns += bool(cells) and 2 * sum(bool(_FIGURE.search(cell)) for cell in cells) > len(cells)
    return columns >= 2


def in_fence(fence: Fence) -> list[Exhibit]:
    """The evidence that a fence holds: output, a log, a query with its result, a diff or code. Pictures hold none."""
    text = fence.text
    kinds: list[str] = []
    language = fence.language
    if _PICTURE.search(text[:2000]) or not text.strip():
        return []
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    if 2 * sum(line[0] in "✅❌✔✓☑✗⚠🟢🔴" for line in lines) >= len(lines) and not _TEST_COUNT.search(text[:4000]):
        # A status board drawn in a fence.
        return []
    expected = fence.lead is not None and _EXPECTED.search(fence.lead.text)
    if expected:
        return []
    head = text[:4000]
    if language in _SHELL:
        prompts = len(_PROMPT.findall(head))
        if _COMMENTED_RESULT.search(head) or (prompts and len(lines) > prompts and _RESULT.search(head) and "$ " in head):
            kinds.append(OUTPUT)
    elif language == "diff":
        kinds.append(EXCERPT)
    elif language in _DATA:
        if _STAMPED.search(head):
            kinds.append(LOG)
        elif _RESULT.search(head):
            kinds.append(OUTPUT)
        if _TEST_COUNT.search(head):
            kinds.append(TESTS)
    elif language == "sql":
        kinds.append(EXCERPT)
    else:
        kinds.append(EXCERPT)
    if language in _SHELL | _DATA and _HTTP.search(head) and _ENDPOINT.search(head):
        kinds.append(HTTP)
    first = " ".join(text.strip().split("\n", 1)[0].split())[:120]
    return [Exhibit(kind, first, fence.line, None, fence, text[:2000] if kind in (OUTPUT, LOG) else "") for kind in kinds]
