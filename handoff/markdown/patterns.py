"""How pieces of evidence look: commits, pull requests, runs, builds, revisions, images, HTTP answers, counts, measurements.

Every quantifier is bounded, so that no text takes longer than its length. Patterns read source text, with its markup.
"""

from __future__ import annotations

import re

COMMIT = re.compile(r"(?<![\w/#.@=:%-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![\w-]|\.\w)")
# A commit wherever it stands, in links too.
SHA = re.compile(r"(?<![\w/-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![\w-])")
COMMIT_WORD = re.compile(
    r"\b(?:commits?|sha|rev|HEAD|hash)\b[\s:=`*(@]{1,6}(?:[0-9a-f]{7,40})\b|/commits?/[0-9a-f]{7,40}", re.IGNORECASE
)
PULL = re.compile(
    r"/(?:pull|pulls|merge_requests|issues)/\d+"
    r"|\b(?:PRs?|MRs?|pull requests?|merge requests?)(?:\b[\s:*`(]{0,3}(?:through |up to )?[#!]?|-)\d+"
    r"|(?<![\w&/#])[#!]\d{2,5}\b(?![a-fA-F]|\s*(?:of|in)\b)"
    r"|\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|merged?|via|in|land(?:ed)?)\s+#\d+\b"
)
# What is numbered with # or ! without being a pull request: "bug #12", "phase #3".
COUNTED = re.compile(
    r"(?:\b(?:bug|issue|win|wins|phase|session|item|step|task|priority|option|day|sprint|part|rule|lesson|test|case|note"
    r"|layer|"
    r"question|auction|example|point|problem|ticket|finding|attempt|game|week|batch|round|wave|invoice|order|row"
    r"|level)s?\s+)$",
    re.IGNORECASE,
)
RUN = re.compile(
    r"/actions/runs/\d+|/(?:pipelines|jobs|builds?)/\d{3,}"
    r"|\b(?:runs?|workflow|pipelines?|jobs?|CI)\b(?:\s+(?:run|id|number|no\.?)){0,3}[\s:#`*(]{1,5}\d{5,}"
    r"|\b(?:runs?|builds?|pipelines?|jobs?)\b[\s`*(]{1,4}#\d+",
    re.IGNORECASE,
)
BUILD = re.compile(
    r"\b(?:build|TestFlight|release build)\s{0,3}(?:no\.?|number|id)?[\s:#`*]{1,4}\d{2,}\b"
    r"(?!\s*(?:%|ms|s\b|sec|min|MB|kB|GB|errors?|warnings?|tests?))"
    r"|\bdeploy(?:ment)?(?:\s+(?:id|signature|tx|hash))[\s:=`*]{1,4}[\w-]{6,}|\bdpl_\w{6,}"
    r"|\b(?:page|release|artifact|version) id[\s:=`*]{1,4}[\w-]{4,}",
    re.IGNORECASE,
)
REVISION = re.compile(
    r"(?<![\w.-])(?:[a-z][\w-]{0,60}-)?\d{5}-[a-z0-9]{3}(?![\w-])|\brevision[\s:=`*]{1,4}(?!latest)[\w.-]{0,40}\d[\w-]{0,20}",
    re.IGNORECASE,
)
TAGGED = re.compile(r":(?:v?\d\w{0,40}[.-]|[0-9a-f]{7})")
IMAGE = re.compile(
    r"sha256:[0-9a-f]{8,}|(?<![\w/.:-])(?:[\w.-]{1,80}(?::\d{2,5})?/){0,6}[a-z][\w.-]{1,80}"
    r":(?:v?\d\w{0,40}[.-][\w.-]+|[0-9a-f]{7,40})(?![\w/])"
)
UUID = re.compile(r"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
HTTP = re.compile(
    r"\bHTTP(?:S|/\d(?:\.\d)?)?[\s/:*`]{0,4}([1-5]\d\d)\b|\b([1-5]\d\d)\s+(?:OK|Created|No Content|Accepted)\b"
    r"|(?:\b(?:return(?:s|ed|ing)?|gave|gives|got|respon(?:ds|ded|se)(?: with)?|answers?|answered|status(?: code)?)|→|->|=>)"
    r"[\s:*`(=]{1,4}(?:a |an )?([1-5]\d\d)\b(?![\d.,%]|\s*(?:ms|s\b|rows|records|items|MB|KB|bytes))",
    re.IGNORECASE,
)
ENDPOINT = re.compile(
    r"https?://|`/[\w/{}.:?=&*-]{0,200}`|(?<![\w.])/(?:[a-z_{][\w{}.-]{0,80})(?:/|\b)|\b(?:GET|POST|PUT|PATCH|DELETE"
    r"|HEAD)\s+\S{0,200}/"
    r"|\bcurl\b|\bendpoints?\b|\bhealth[ -]?check\b|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,6}\b",
    re.IGNORECASE,
)
_TESTS = r"(?:tests?|specs?|assertions|suites?|test cases|test files|scenarios)"
TEST_COUNT = re.compile(
    r"\b(\d[\d,]{0,9})\+?\s{0,3}(?:/|of|out of)\s{0,3}(\d[\d,]{0,9})\s+(?:[\w'-]{1,40}\s+){0,4}?"
    r"(?:tests?|specs?|checks|suites?|cases|assertions|examples|scenarios)\b"
    rf"|\b\d[\d,]{{0,9}}\+?\**\s+(?:[\w'/-]{{1,40}}\s+){{0,4}}?{_TESTS}\**\b(?=[^.;|]{{0,60}}?\b(?:pass|green|succe|ok\b"
    rf"|clean))"
    r"|\b(?:tests?|smoke|e2e|suites?|specs?|playwright|pytest|vitest|jest|cypress)\b[^"
    r"|;\n]{0,40}?(?<![\d./])\d+\s?/\s?\d+(?![\d/])"
    r"|\b(?:verified|covered|tested|proven|backed|guarded|passes|passed)\s+(?:by|with|in|via|against|through)?\s{0,2}~?"
    r"\d[\d,]{0,9}\s+(?:[\w'/-]{1,40}\s+){0,3}?(?:tests?|specs?|suites?)\b"
    r"|\b\d[\d,]{0,9}\**\s+(?:passed|passing|pass)\b"
    r"|\b(?:passed|passing|pass(?:es)?|green)\**[\s:(,=—-]{1,4}\**\d[\d,]{0,9}(?:\s?/\s?\d+)?"
    r"(?=\s*(?:tests?|specs?|suites?|cases|/|\(|\)|,|$|focused|unit|\w{1,40} tests?))"
    r"|\b(?:tests?|specs?|suites?)(?:\s+(?:results?|suite|run|count|total))?\**\s{0,3}[:=(]\s{0,3}\**(?:all\s+)?\d[\d,]{0,9}"
    r"(?![\d,]|\+?\**\s+(?!pass|tests?\b|specs?\b|suites?\b|ok\b|green|succe|of\b|out\b|fail|skip|total|in\b|and\b)[a-z])"
    r"|\b\d+ (?:failures|failed|failing)\b(?=[^.;|]{0,40}\bpass)"
    r"|\btests?\b[^.;|]{0,30}?\b(?:pass(?:ed|ing)?|green)[^.;|]{0,12}?\(\d[\d,]{0,9}(?![\d.,]{0,9}\s?%)"
    r"|\b(?:pass(?:ed|es|ing)?|green)\b[^.;|]{0,60}?\(\d[\d,]{0,9}\+?\s+(?:[\w/-]{1,40}\s+){0,2}?(?:tests?|specs?|suites?)\b",
    re.IGNORECASE,
)
NAMED_TEST = re.compile(
    r"`(?:\w{0,80}[a-z0-9]Tests?\.\w+|(?:\w{1,80}(?:\.|::)){0,8}test_\w+(?:\[[^\]`]{0,120}\])?|\w{1,80}::\w{0,80}[tT]est\w*)`"
)
# Measured values, in parts: a value behind a name and "=", and what stands in words.
ASSIGNED = re.compile(
    r"(?<![\w?&-])(?![A-Z]{1,40}_)[A-Za-z_][\w.]{0,40}"
    r"(?:\s?={1,2}\s?(?:-?\d[\w.,%]*|true\b|false\b|nil\b|null\b)|==[a-z_]\w*(?=[\s,;).]|$))",
    re.IGNORECASE,
)
PERCENTILE = re.compile(r"\bp(?:50|90|95|99)\b[^\dp]{0,12}\d", re.IGNORECASE)
EXIT = re.compile(r"\bexit(?:ed)?(?: with)?(?: code| status)?[\s:=`*]{1,4}0\b", re.IGNORECASE)
RETURNED = re.compile(
    r"\breturn(?:s|ed)\s+(?:nil\b|`?null`?|\d[\d,]{0,12}\s+(?:rows?|records?|results?|matches))|\breturned\s+`?0`?\b(?!\s?%)",
    re.IGNORECASE,
)
EXACT = re.compile(r"\.\d{3,9}\s?(?:ms|s|GB|MB)\b")
SAME_DIGEST = re.compile(
    r"\b(?:md5|sha-?\d+|checksums?|digests?|hash(?:es)?)\b[^.;]{0,60}\b(?:match|matched|equal|identical)", re.IGNORECASE
)
GREPPED = re.compile(r"\bgrep\b[^.;]{0,60}\b(?:0|zero)\b", re.IGNORECASE)
OBSERVED = re.compile(
    r"\b(?:listing|query|read-?back|scan|probe|check|response|inspection|call|lookup)\b[^.;|]{0,60}"
    r"\b(?:show(?:s|ed)|return(?:s|ed)|gave|reported|printed|found)\b[^.;|]{0,80}?(?:`[^`\n]{1,80}`|\b\d)",
    re.IGNORECASE,
)
SAMPLES = re.compile(r"\(N\s?=\s?\d+\)", re.IGNORECASE)
MEMORY = re.compile(r"0x[0-9a-f]{4,}`?\s?[:=]\s?[\"`\w]", re.IGNORECASE)
SERIES = re.compile(r":[^.;→\n]{0,80}\d[^.;→\n]{0,80}→[^.;→\n]{0,80}\d[^.;→\n]{0,80}→")
QUERY = re.compile(r"\bselect\b[^|]{3,400}?\bfrom\b|\bcount\(\*?\w*\)|\bselect count\b", re.IGNORECASE)
_COMMANDS = (
    "npm|npx|pnpm|yarn|bun|node|deno|pytest|python3?|pip|uv|poetry|ruff|mypy|tox|curl|wget|http|git|gh|docker|docker-compose|podman"
    "|kubectl|helm|gcloud|gsutil|bq|aws|az|terraform|make|cmake|ninja|cargo|rustc|go|gradle|gradlew|mvn|swift|xcodebuild|xcrun"
    "|flutter|dart|dotnet|php|composer|artisan|rails|bundle|rake|ruby|psql|mysql|sqlite3|redis-cli|mongosh?|ssh|scp|rsync|dig"
    "|nslookup|ping|nc|openssl|systemctl|journalctl|service|pm2|nginx|bash|sh|zsh|cat|ls|grep|rg|find|wc|diff|sha256sum|md5sum|du"
    "|df|ps|top|tail|head|vercel|netlify|wrangler|fly|flyctl|heroku|railway|render|supabase|prisma|forge|hardhat|anchor|solana"
    "|cast|tsc|eslint|vitest|jest|playwright|cypress|mocha|cabal|stack|mix|lein|sbt|bazel|just|task|ansible|ansible-playbook"
    "|vault|consul|nomad|nmap|jq"
)
COMMAND = re.compile(
    r"`\s?(?:\$ |> )?(?:[A-Z_]{1,40}=\S{1,80} ){0,4}(?:sudo )?"
    rf"(?:(?:{_COMMANDS})(?:\s[^`\n]{{0,400}})?|[\w./\\-]{{1,120}}\.(?:sh|py|ps1|js|mjs|ts)\s[^`\n]{{0,400}})`"
)
# What stands behind a command and says what it gave.
COMMAND_OUTPUT = re.compile(
    r"(?:→|->|=>|:|—|–|=|\breturn(?:s|ed)|\bgave|\bgives|\bshow(?:s|ed|ing)?|\breport(?:s|ed)|\bprint(?:s|ed)|\bexit(?:s"
    r"|ed)?|\bsays?"
    r"|\boutputs?)[\s*`_(\"“]{1,6}(?:\d|no output|clean\b|PASS|OK\b|SUCC|BUILD|exit|\"|`|done in|nothing|empty|up\b|ok\b"
    r"|active\b"
    r"|running\b|healthy\b|ready\b|green\b|true\b|pass|[A-Z]{4,})"
)
CODE_PLACE = re.compile(r"\.[A-Za-z]{1,5}:\d+")
CODE_LINE = re.compile(r"\blines?\s+~?\d+|#L\d+|@\s?`?0x[0-9A-Fa-f]{4,}")
RECEIPT = re.compile(
    r"\b0x[0-9a-fA-F]{40,64}\b|\b(?:tx|transaction|txid|signature)[\s:=`*]{1,4}[1-9A-HJ-NP-Za-km-z]{32,}"
    r"|\bslot[\s:=`*]{1,3}\d{6,}"
    r"|\b(?:id|ID|Id|ARN|arn|uuid|UUID)\b[\s:=`*#]{1,4}[\w.:/-]{0,120}?\d{4}"
)
LOG = re.compile(
    r"(?:\b(?:logs?|journal|console)\b[^.;|]{0,20}?:|\b(?:logs?|journal|console|output)\b[^.;|]{0,20}?"
    r"(?:show(?:s|ed)?|say(?:s)?|reads?|contain(?:s|ed)?|print(?:s|ed)?))[\s:*]{0,4}[\"“`]",
    re.IGNORECASE,
)

# Columns of a table whose cells are evidence.
ID_HEADER = re.compile(
    r"\W{0,8}(?:id|ids|.{0,40} id|address|arn|tx|tx hash|transaction|hash|resource|contract address|identifier)\W{0,8}",
    re.IGNORECASE,
)
IDENTIFIER = re.compile(r"\W{0,8}`?(?=[\w.:/-]{0,200}\d{3})[\w.:/-]{6,}`?\W{0,8}")
GIVEN_HEADER = re.compile(r"\b(?:result|output|observed|actual|value|found|returned|outcome)\b", re.IGNORECASE)
VALUE = re.compile(r"\d|`[^`\n]{1,200}`")
TESTS_HEADER = re.compile(r"\b(?:tests?|specs?|cases|passed|assertions)\b", re.IGNORECASE)
FIGURE = re.compile(r"(?<![\d/])\d[\d,.]{0,20}(?!\s*%|[\d/-])")
TIMED = re.compile(r"\d\s?(?:ms|s|sec|seconds|min|minutes|h|hours|kB|KB|MB|GB|fps|rps)\b")

# In fences.
STAMPED = re.compile(r"^\W{0,8}(?:\d{4}-\d{2}-\d{2}[T ]|\d{2}:\d{2}:\d{2}|\[?(?:INFO|WARN|ERROR|DEBUG)\b)", re.MULTILINE)
RESULT = re.compile(
    r"\b\d+ (?:passed|failed|passing|tests?|errors?|rows?)\b|\bPASS(?:ED)?\b|\bOK\b|\bsucce(?:ss|eded)|HTTP/\d"
    r"|\b[1-5]\d\d (?:OK|Created)|\"status\"|^\s{0,8}\{|\bstatus\b.{0,200}\b(?:active|running|healthy|success)"
    r"|^\s{0,8}[|+][-=|+]{5,}|exit(?:ed)? (?:code|with)|\bok\b",
    re.IGNORECASE | re.MULTILINE,
)
PROMPT = re.compile(r"^[ \t]{0,8}(?:\$|>|❯|#)\s+\S", re.MULTILINE)
COMMENTED_RESULT = re.compile(
    r"^[ \t]{0,8}(?:#|//|--)\s{0,4}(?:→|->|=>|output|result|returns?|✅|got|prints?|gives)[:\s]\s{0,4}\S",
    re.IGNORECASE | re.MULTILINE,
)
PICTURE = re.compile(r"[├└│▼┌┐─═╔║]|(?:-->|──>|\+--)")
SHOWN_BELOW = re.compile(
    r"\b(?:output|result|results|response|printed|prints|shows|salida|saída|ausgabe|sortie)\b[^.]{0,20}$", re.IGNORECASE
)
EXPECTED = re.compile(r"\bexpect|\bshould\b|example|template|\btodo\b|will (?:be|show|see)", re.IGNORECASE)
