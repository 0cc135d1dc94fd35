"""How a run is told: counts of tests, commands with what they gave, tools by name, builds, logs."""

from __future__ import annotations

import re
from itertools import islice

from handoff.markdown import languages
from handoff.model.expression import expression

_TESTS = (
    r"(?:tests?|testes|pruebas|тест\w{0,4}|testów|اختبار\w{0,4}|specs?|assertions|suites?|test cases|test files|scenarios"
    r"|cases|examples|fixtures|comparisons|iterations|executions|probes|journeys|test runs|checks?)"
)
_PASS = r"(?:pass|green|succe|ok\b|clean|" + "|".join(sorted(languages.PASSED)) + ")"
# How many: no part of a name ("C3.1", "tide-7"), and not how long something may take ("30s").
_N = r"(?<![\w.,-])\d[\d,]{0,9}(?<!,)(?![^\W_])"
_WORD = r"[\w'/-]{1,60}(?:\.\d{1,3})?"
# Each of them begins with one of a few signs; to look for these first takes half the time.
TEST_COUNT = expression(
    r"(?=[\d+\-bceghjloprstv])(?:"
    rf"{_N}\+?\s{{0,3}}(?:/|of|out of)\s{{0,3}}\d[\d,]{{0,9}}\s+(?:(?!have\b|has\b|lack){_WORD}\s+){{0,4}}?"
    r"(?:tests?|specs?|checks|suites?|cases|assertions|examples|scenarios|fixtures|comparisons|iterations|probes|shards)\b"
    r"(?! (?:designed|planned|to))"
    rf"|{_N}\+?\s+(?:{_WORD}\s+){{0,4}}?{_TESTS}\b(?=(?:[^.;|]|\.(?=\d)){{0,60}}?\b{_PASS})"
    r"|(?<!\.)\b(?:tests?|smoke|e2e|suites?|specs?|playwright|pytest|vitest|jest|cypress)\b[^"
    r"|;\n]{0,40}?(?<![\w./-])(?!0)\d+\s?/\s?\d+(?![\w/])(?! tests? (?:designed|planned|to))"
    r"|\b(?:verified|covered|tested|proven|backed|guarded|locked|pinned|held|protected|passes|passed)\s+(?:by|with|in|via|against|through)?\s{0,2}(?:all\s)?~?"
    r"\d[\d,]{0,9}\s+(?:[\w'/-]{1,40}\s+){0,3}?(?:tests?|specs?|suites?)\b"
    r"|(?<!step )(?<!phase )(?<!task )(?<!gate )(?<!test )(?<!check )(?<!plan )(?<!of )"
    # What "passed through" took no test.
    rf"{_N}\s+(?:passed|passing|pass|green)\b(?!\s(?:through|along|over|on\sto|into|as)\b)"
    r"|\b(?:passed|passing|pass(?:es)?|green)[\s:(,=*—-]{1,7}\d[\d,]{0,9}(?:\s?/\s?\d+)?"
    r"(?=\s*(?:tests?|specs?|suites?|cases|checks|assertions|scenarios|fixtures|iterations"
    r"|executions|[/(),✅✔✓]|$|focused|unit|\w{1,40} tests?))"
    rf"|{_N}\s+(?:run|runs|total|examples|tests?|specs?|cases|assertions)(?: (?:completed|executed|run))?,?\s+"
    r"(?:and\s+|with\s+|without\s+)?(?:0|no|zero|a) (?:failures?|failed|errors?)"
    rf"|{_N} succeeded, \d+ failed|\+\d+: All tests passed|\b\d+ ?✓ ?/ ?\d+ ?✗|--- PASS: \w+ \(\d"
    r"|\bok \(\d[\d,]{0,9} tests?\b|\bran \d[\d,]{0,9} tests? in \d|\b(?:tests?|pytest|suite):? \d[\d,]{0,9} ok\b"
    r"|(?<!total )(?<!\.)\b(?:tests?|specs?|suites?)(?:\s+(?:results?|suite|run|count|total))?\s{0,3}[:=(]\s{0,3}(?:all\s+)?"
    rf"(?!0\s?/){_N}(?!\.?\d{{0,4}}\s?%|\+?\s+(?!pass|tests?\b|specs?\b|suites?\b|ok\b|green|succe|of\b|out\b|fail|skip|total"
    r"|in\b|and\b)[^\W\d_])"
    r"|\b\d+ (?:failures|failed|failing)\b(?=[^.;|]{0,40}\bpass)"
    r"|\btests?\b[^.;|]{0,30}?\b(?:pass(?:ed|ing)?|green)[^.;|]{0,12}?\(\d[\d,]{0,9}(?![\d.,]{0,9}\s?%)"
    r"|\b(?:pass(?:ed|es|ing)?|green)\b[^.;|]{0,60}?\(\d[\d,]{0,9}\+?\s+(?:[\w/-]{1,40}\s+){0,2}?(?:tests?|specs?|suites?)\b)",
    re.IGNORECASE,
)
PASSED = expression(rf"\b{_PASS}", re.IGNORECASE)
# The same in languages that write no spaces: "44 项测试通过", "テスト 45/45 がパス", "23 통과 / 0 실패".
_UNSPACED_TESTS, _UNSPACED_PASS = r"(?:测试|測試|用例|テスト|테스트)", r"(?:通过|通過|成功|パス|合格|통과|성공|pass|green)"
_COUNTER = r"[个個项項件条種种개건]"
UNSPACED_PASS = expression(_UNSPACED_PASS, re.IGNORECASE)
UNSPACED_COUNT = expression(
    rf"(?<![\w.-])\d[\d,]{{0,9}}(?:\s?/\s?\d[\d,]{{0,9}})?\s?(?:{_COUNTER}[^\s\d|、，。；;]{{0,8}}\s?)?{_UNSPACED_TESTS}"
    rf"[^。；;|\n]{{0,20}}?{_UNSPACED_PASS}"
    rf"|{_UNSPACED_TESTS}[^\d。；;|\n]{{0,20}}\d[\d,]{{0,9}}(?![\d,.]{{0,9}}\s?%)[^。；;|\n]{{0,20}}?{_UNSPACED_PASS}"
    rf"|\d[\d,]{{0,9}}\s?{_COUNTER}?\s?{_UNSPACED_PASS}[\s,、，/／]{{1,3}}0\s?{_COUNTER}?\s?(?:失败|失敗|실패|fail)",
    re.IGNORECASE,
)
# The same in words: "all eleven browser suites passed".
WORDED_COUNT = expression(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|twenty)\s+(?:{_WORD}\s+){{0,4}}?"
    r"(?:tests|specs|suites|scenarios|journeys|fixtures|checks|cases|test files)\b(?=[^.;|]{0,60}?\b(?:pass|green|succe))",
    re.IGNORECASE,
)
NAMED_TEST = expression(
    r"`(?:\w{0,80}[a-z0-9]Tests?\.\w+|(?:\w{1,60}\.)?test(?:[A-Z][a-z0-9]{1,20}){4,12}\w{0,40}"
    r"|(?-i:Test[A-Z])\w{0,60}_\w{1,80}|(?:\w{1,80}(?:\.|::)){0,8}test_\w+(?:\[[^\]`]{0,120}\])?|\w{1,80}::\w{0,80}[tT]est\w*)`"
    r"|\btest_\w{3,80} ?\((?=[^()\n]{0,60}\d)"
)
# A test by the name at its beginning, in a list of those that passed.
LISTED_TEST = expression(r"\W{0,4}(?:\[[^\]\n]{1,40}\] )?`?[a-z]\w{0,40}_\w{1,40}_\w{1,60}`?: \S")
PASSED_TESTS = expression(r"\bpass(?:ed|ing) (?:checks|tests)\b|\b(?:checks|tests) pass(?:ed|ing)?\b", re.IGNORECASE)
EXIT = expression(r"\bexit(?:s|ed)?(?: with)?(?: code| status)?[\s:=`*]{1,4}0\b", re.IGNORECASE)
_COMMANDS = (
    "npm|npx|pnpm|yarn|bun|node|deno|pytest|python3?|py|pip|uv|poetry|ruff|mypy|tox|curl|wget|http|git|gh|docker|docker-compose|podman"
    "|kubectl|helm|gcloud|gsutil|bq|aws|az|terraform|make|cmake|ninja|cargo|rustc|go|gradle|gradlew|mvn|swift|xcodebuild|xcrun"
    "|flutter|dart|dotnet|php|composer|artisan|rails|bundle|rake|ruby|psql|mysql|sqlite3|redis-cli|mongosh?|ssh|scp|rsync|dig"
    "|nslookup|ping|nc|openssl|systemctl|journalctl|service|pm2|nginx|bash|sh|zsh|cat|ls|grep|rg|find|wc|diff|sha256sum|md5sum|du"
    "|df|ps|top|tail|head|vercel|netlify|wrangler|fly|flyctl|heroku|railway|render|supabase|prisma|forge|hardhat|anchor|solana"
    "|cast|tsc|eslint|vitest|jest|playwright|cypress|mocha|cabal|stack|mix|lein|sbt|bazel|just|task|ansible|ansible-playbook"
    "|vault|consul|nomad|nmap|jq"
)
COMMAND = expression(
    r"`\s?(?:\$ |> )?(?:[A-Z_]{1,40}=\S{1,80} ){0,4}(?:sudo )?"
    rf"(?:(?:{_COMMANDS})(?:\s[^`\n]{{0,400}})?|(?=[\w./\\-]++\s)(?:[\w./\\-]{{1,120}}\.(?:sh|py|ps1|js|mjs|ts)\s[^`\n]{{0,400}}"
    r"|[\w./\\-]{2,80}(?:\s[\w./:=-]{1,80}){0,6}\s--?[a-z][^`\n]{0,400}))`"
)
# An answer that says that it did not work.
FAILED_ANSWER = expression(r"[45]\d\d\b")
# Words in capitals are quoted from an output.
_LOUD = r"(?-i:[A-Z]{4,} [A-Z]{2,})"
# What stands behind a command and says what it gave. A bare "passed", "ok" or "clean" is the author's word.
COMMAND_OUTPUT = expression(
    r"(?:[^`.;\n|]|\.(?=\S)){0,80}?(?:"
    r"(?:→|->|=>|=|\breturn(?:s|ed)|\bgave|\bgives|\bshow(?:s|ed|ing)?|\breport(?:s|ed)|\bprint(?:s|ed)|\bexit(?:s|ed)?|\bsays?"
    r"|\boutputs?)[\s*`_(\"“:]{1,6}(?:exactly |only |just )?"
    r"(?:\d|no output|exit|[\"“`]|nothing|empty|up\b|active\b|running\b|healthy\b|ready\b|true\b"
    rf"|{_LOUD})"
    r"|(?::|—|–|\s-|\()[\s*_]{0,6}(?:(?<=[\s*_(])`?\d(?!\d{3}-\d\d)|[\"“]|no output\b|nothing\b|empty\b|exit(?:ed)?\b|done in\b"
    rf"|{_LOUD})"
    r"|\b(?:0|zero|no) (?:errors?|warnings?|failures|issues|findings|problems|vulnerabilities|match(?:es)?|hits|results|rows"
    r"|references|occurrences)\b"
    r"|(?:→|->|=>)\s{0,2}(?:[A-Za-z]{1,12},? ){1,2}\d[\d,]{0,9} [a-z]"
    r"|\blist(?:s|ed) \d|\bin \d[\d.,]{0,9}\s?(?:m?s|sec|seconds)\b"
    r"|\b(?:retrieved|returned|found|listed|loaded|fetched|printed|reported|got)\s+(?:`|\d))"
    r"|:[\s*_]{0,4}`",
    re.IGNORECASE,
)
# A request of which no more than its status is told: that is an answer over HTTP, not an output.
STATUS_ONLY = expression(
    r"`\s?(?:\$ )?(?:(?:curl|wget|https?)\b|GET\b|POST\b|PUT\b|PATCH\b|DELETE\b|HEAD\b)[^`\n]{0,400}`"
    r"[^`\n\d]{0,40}`?(?:HTTP\S{0,5}\s)?"
    r"[1-5]\d\d(?:\s(?:OK|Created|Accepted|No Content))?`?(?=$|[\s.,;)|])(?![.,;)]?\s?(?:and|with|rows|records)\b)"
)
# What came back, in front of the command that gave it: "9 berths (`harbour list`)".
GIVEN_BEFORE = expression(
    r"\b(?:0|no|zero|\d[\d,]{0,9})\s+(?!\w{1,20} (?:with|by|in|via)\s?$)(?:[\w-]{1,30}\s+){1,6}(?:\(|from\s|via\s|per\s|by\s)$",
    re.IGNORECASE,
)
# Commands one after the other.
STEPS = expression(r"`[^`\n]{1,200}`\s*(?:→|->|=>|then|,)\s*[`\w]")
# A call whose answer stands behind it: "`get_rows()` returned 7 rows", "`tool --selfcheck` reports `all OK`".
CALLED = expression(
    r"`(?!(?:curl|wget|http)\b)"
    r"[\w./:-]{2,80}(?:\([^`\n]{0,80}\)|(?:\s[^`\n]{1,200})?)`[\s:—–*-]{1,6}(?:again )?"
    r"(?:(?:now )?(?:reports?|reported|prints?|printed|returned|gave|shows|showed|listed|found|says|said|retrieved"
    r"|fetched|loaded)"
    r"\s+(?:only |just |exactly )?(?:`[^`\n]{1,120}`|[\"“]|\d)|returns\s+`[^`\n]{0,60}[\s\d{\"][^`\n]{0,60}`"
    r"|(?<=[\w)/]` )(?:→|->|=>|:)\s{0,2}\d[\d,]{0,9} (?:items?|rows?|records?|results?|entries|hits?|objects?|documents?)\b"
    r"|(?<=\)` )(?:→|->|=>|=)\s{0,2}(?:`[^`\n]{0,80}(?:(?<!\w)\d|\"|\{[^`\n]{0,40}[:\d'])"
    r"[^`\n]{0,80}`|[\"“]|\d))",
    re.IGNORECASE,
)
# A tool by its name, with what it found.
_TOOLS = (
    r"(?:ruff|eslint|mypy|pyright|tsc|clippy|flake8|pylint|rubocop|shellcheck|stylelint|prettier|bandit|gitleaks|trufflehog"
    r"|semgrep|trivy|snyk|(?:npm|pnpm|yarn|pip-?|cargo|composer|bundle) ?audit|valgrind|golangci-lint|go vet|lighthouse|axe"
    r"|pa11y|sonarqube|hadolint|phpstan|psalm|php ?cs(?:[ -]fixer)?|phpcs|checkstyle|spotbugs|ktlint|detekt|swiftlint|gosec"
    r"|staticcheck|govulncheck|biome|oxlint|markdownlint|yamllint|actionlint|tflint|tfsec|checkov|brakeman|credo|dialyzer"
    r"|sobelow|grype|phplint|php -l|cargo(?: (?:check|build|clippy))?|osv-scanner"
    r"|(?:expo|react-native|flutter|brew) ?doctor|(?:flutter|dart) analyze|svelte-check|vue-tsc"
    r"|black|isort|rustfmt|gofmt|clang-tidy|cppcheck|buf lint|spectral|terraform validate|kubeconform|helm lint)"
)
_FAULTS = (
    r"(?:errors?|warnings?|issues?|findings?|problems?|violations?|vulnerabilit\w{1,3}|leaks|fehler|warnungen|erreurs?"
    r"|avertissements?|vulnérabilités?|errores|advertencias|vulnerabilidade?s|erros?|avisos?|errori|avvisi|ошибок|предупреждений"
    r"|błędów|fouten|hata)"
)
# A verdict with the words that stood on the screen, in code behind it.
QUOTED_VERDICT = expression(
    r"\b(?:pass(?:ed|es|ing)?|succe\w+|ok|clean|green|done|works?|valid)\b[*_]{0,3}\s?\("
    r"(?:(?:output|printed|says|reported|gave|with|got)\s)?"
    r"`(?!(?:GET|POST|PUT|PATCH|DELETE|HEAD|select) )(?=[^`\n]{0,80}\s|[^`\n]{0,40}(?:==|@)\d)"
    r"(?=[A-Z]|[^`\n]{0,60}\d)[^`\n]{4,160}`",
    re.IGNORECASE,
)
TOOL_CLEAN = expression(
    rf"\b{_TOOLS}\b[^.;\n]{{0,60}}?(?:\b(?:0|zero|zéro) {_FAULTS}\b|\(\d+/\d+\)|: all checks passed!|no issues found in \d)"
    rf"|\b(?:0|zero|zéro) {_FAULTS}\b[^.;\n]{{0,30}}?\b{_TOOLS}\b",
    re.IGNORECASE,
)
# A script by its file, and behind a mark that it found none of what it looks for.
SCRIPT_CLEAN = expression(
    rf"\b[\w/-]{{2,60}}\.(?:py|sh|js|mjs|ts|rb|pl|ps1|php|go|rs)`?\W{{1,8}}(?:0|zero|no) (?:[\w-]{{2,20}} )?"
    rf"(?:broken|missing|leaks|orphans|{_FAULTS})\b",
    re.IGNORECASE,
)
# A call under a verdict, with the status that came back; a refusal may be what was wanted.
CALL_ANSWERED = expression(
    r"\bPASS(?:ED)?\b.{0,12}?\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[^;|\n]{1,80}?"
    r"(?:\(|→ ?|-> ?|=> ?|: )`?[2-4]\d\d\b"
)
# A ticked call with what came back; in words it may also be what the call is for.
_TICKED_CALL = r"[✅✔✓][^`|\n]{0,20}`(?:GET|POST|PUT|PATCH|DELETE|HEAD) /[^`\n]{0,120}`\s?(?:→|->|=>)\s?"
CALL_GAVE = expression(rf"{_TICKED_CALL}`?\{{")
CALL_GAVE_WORDS = expression(rf"{_TICKED_CALL}[A-Z][\w /-]{{2,80}}")
# Words that a tool prints when all is well, as its output has them.
PRINTED = expression(
    r"\b(?:all checks passed|(?:working )?tree clean|nothing to commit|success: no issues found|already up[ -]to[ -]date"
    r"|everything up-to-date|no vulnerabilities found|found 0 \w+|build succeeded|no broken requirements found"
    r"|configuration is valid|test is successful|syntax is ok|up to date with)\b",
    re.IGNORECASE,
)
# What a build says of itself: its modules, pages and sizes.
BUILT = expression(
    r"\b\d[\d,]{0,9}\s+(?:modules|pages|routes|chunks|targets|crates)\b(?=[^.;|\n]{0,60}?\b(?:0|no|zero) errors|\s+"
    r"(?:transformed|compiled|built|generated))"
    r"|\b\d[\d.,]{0,9}\s?[kM]i?B\b[^.;|\n]{0,20}?\b(?:gzip|→|->)"
    r"|\bbuild\b[^.;|\n]{0,40}?\((?:\w+ ){0,2}\d[\d.,:]{0,9}\s?(?:m?s|sec|seconds|min|[kKM]i?B|pages|routes|chunks)\)"
    r"|\b(?:bundle|binary|build) size\W{1,6}\d[\d.,]{0,9}\s?[kKM]i?B\b"
    # A budget is none.
    r"|\b(?:bundles?|chunks?)\b(?:(?!under\b|below\b|limit|budget|target|max|at most)[^.;|\n<>≤()]){0,60}?"
    r"\([^()<≤\n]{0,40}?\b\d[\d.,]{0,9}\s?[kM]i?B\b"
    r"|\b(?:compiles|compiled|builds|built) to \d[\d.,]{0,9}\s?[kM](?:i?B)?\b"
    r"|\bbuild (?:success\w*|succeeded|passe[ds]|green|took|done)\b(?: (?:in|after))? \d[\d.,:]{0,9}\s?"
    r"(?:m?s|sec|seconds|min)\b"
    r"|`\W{0,4}(?-i:BUILD SUCCE)[^`\n]{2,40}`|\b0 warning\(s\),? 0 error\(s\)|\bpages \(\d+/\d+\)"
    r"|\.(?:m?js|css|jar|whl|wasm)`? {1,4}\(?\d[\d.,]{0,9}\s?[kM]i?B\b"
    r"|\b(?:built|compiled|finished)[^.;|\n]{0,40}?\bin \d[\d.,:]{0,9}\s?(?:m?s|sec|seconds|min)\b",
    re.IGNORECASE,
)
# A line of a log, in code: it has its time or its level.
_LOG_LINE = (
    r"`[^`\w]{0,3}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d|(?-i:INFO|WARN|ERROR|DEBUG)\b)[^`\s]{0,20} [^`\n]{3,300}`"
)
LOG = expression(
    r"(?:\b(?:logs?|journal|console)\b(?:(?!\b(?:is|are|was|were)\b)[^.;|]){0,20}?:"
    r"|\b(?:logs?|journal|console|output)\b[^.;|]{0,20}?"
    r"(?:show(?:s|ed)?|say(?:s)?|reads?|contain(?:s|ed)?|print(?:s|ed)?))[\s:*]{0,4}[\"“`]"
    rf"|\blog lines? `|{_LOG_LINE}",
    re.IGNORECASE,
)
# N of N, and how many failed, in a section that is about tests.
ABOUT_TESTS = expression(
    r"\b(?:tests?|testing|testes|pruebas|тест\w{0,4}|testerna|alla tester|testów|testy|testit|specs?|suites?)\b"
    r"|测试|測試|テスト|테스트",
    re.IGNORECASE,
)
NONE_FAILED = expression(r"\b0 (?:tests? )?fail(?:ed|ing|ures?)\b", re.IGNORECASE)
BARE_RATIO = expression(
    r"(?<![\w./:-])(?!0)\d[\d,]{0,6}\s?/\s?\d[\d,]{0,6}(?=[*`]{0,3}(?:\s*[✅✔(),;]|\.?\s*$|\.\s|\s+(?:pass|green|ok)))",
    re.IGNORECASE,
)

# The number in front is a name's: "phase 1 tests", "of task 12".
_NUMBERED_NAME = expression(
    r"\b(?:phase|step|task|gate|plan|sprint|day|week|part|section|level|tier|stage|iteration|round|wave|milestone|epic|issue"
    r"|ticket|version|chapter)s?\s{0,2}#?$"
    # A year behind its month.
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?:\d{1,2},?\s)?$",
    re.IGNORECASE,
)
# Tests that are there and were not run yet.
_NOT_RUN = expression(
    r"(?:\s(?:[\w-]{1,20}\s){0,3}?(?:tests?|specs?|cases|scenarios))?[\s(,*—–-]{1,4}(?:all\s)?"
    r"(?:(?:written|created|planned|designed|drafted|generated|defined)\b|(?:not (?:yet )?|to be |never )(?:run|executed)\b"
    r"|(?:ready|pending|waiting) (?:for|to)\b)(?![^.;|\n]{0,60}?\b(?:pass|green|succe|ok\b))",
    re.IGNORECASE,
)
_SO_MANY_OF = expression(
    r"(?<!was )(?<!from )(?<!previously )(?<!before )(?<![\d./-])"
    r"(\d[\d,]{0,9})\s?(?:/|of|out of)\s?(\d[\d,]{0,9})(?![\d/]|\.\d)"
)
_SO_MANY_PASSED = expression(
    r"(?<![\d./,-])(\d[\d,]{0,9})[*`]{0,3}[^\S\n](?:tests?\s)?(?:pass(?:ed|ing|es)?|green|ok|succeeded)\b", re.IGNORECASE
)
# The line behind "Passed: 14" may begin with "Failed: 0".
_SO_MANY_FAILED = expression(
    r"(?<![\d./,-])([1-9][\d,]{0,9})[*`]{0,3}[^\S\n](?:tests?\s)?fail(?:ed|ing|ures?|s)?\b", re.IGNORECASE
)
# "8/27 tasks complete, 120 tests created".
_OF_OTHER_THINGS = expression(
    r"[^\S\n]+(?!(?:[\w-]+\s+){0,3}?(?:tests?|specs?|suites?|checks?|cases|assertions|examples|scenarios|pass\w*|green|ok|succe\w*)\b)"
    r"[a-z]",
    re.IGNORECASE,
)
_ALL = expression(r"\b(?:all|every)\b", re.IGNORECASE)
_SENTENCE_END = expression(r"[;|\n]|\.(?!\d)")
# How many counts of a text are looked at, and how far around one.
_COUNTS, _AROUND = 8, 48


def count_of_tests(text: str) -> re.Match[str] | None:
    """The count of a run of tests that a text tells, unless it tells of a run in which no more passed than failed."""
    for told in islice(TEST_COUNT.finditer(text), _COUNTS):
        named = _NUMBERED_NAME.search(text, max(0, told.start() - 16), told.start())
        if not named and not _NOT_RUN.match(text, told.end()) and not red(text, told):
            return told
    return None


def some_failed(output: str) -> str:
    """The words with which an output tells that something failed, however much passed: it is held against “all pass”."""
    if output.isascii() and "fail" not in output.lower():
        # Most outputs are looked through for nothing else.
        return ""
    failed = _SO_MANY_FAILED.search(output)
    return failed[0] if failed else ""


def partly(text: str) -> bool:
    """Whether a count tells that some did not pass."""
    some = _SO_MANY_OF.search(text)
    short = some is not None and int(some[1].replace(",", "")) < int(some[2].replace(",", ""))
    return short or _SO_MANY_FAILED.search(text) is not None


def red(text: str, told: re.Match[str]) -> str:
    """The words with which a run is told of that went wrong: nothing passed, or no more than failed; else nothing."""
    begin = max((one.end() for one in _SENTENCE_END.finditer(text, max(0, told.start() - _AROUND), told.start())), default=0)
    begin = max(begin, told.start() - _AROUND)
    end = _SENTENCE_END.search(text, told.end(), told.end() + _AROUND)
    around = text[begin : end.start() if end else told.end() + _AROUND]
    for some in _SO_MANY_OF.finditer(around):
        if not some[0].endswith(",") and _OF_OTHER_THINGS.match(around, some.end()):
            continue
        passed, run = (int(one.replace(",", "")) for one in some.groups())
        if 2 * passed < run or (passed < run and _ALL.search(around)):
            return some[0]
    passes, failed = _SO_MANY_PASSED.search(around), _SO_MANY_FAILED.search(around)
    if passes is None:
        return ""
    passed = int(passes[1].replace(",", ""))
    if not passed:
        return passes[0]
    return f"{passes[0]}, {failed[0]}" if failed and int(failed[1].replace(",", "")) >= passed else ""


def about_tests(text: str) -> bool:
    """Whether a text speaks of tests; in ASCII one of four words must be there, which most texts lack."""
    if text.isascii():
        low = text.lower()
        if not ("test" in low or "spec" in low or "suite" in low or "pruebas" in low):
            return False
    return ABOUT_TESTS.search(text) is not None


def went_wrong(text: str) -> str:
    """The words with which a text tells of a run that went wrong; nothing when it tells of another that did not."""
    lost = ""
    for told in islice(TEST_COUNT.finditer(text), _COUNTS):
        if not (wrong := red(text, told)):
            return ""
        lost = lost or wrong
    return lost
