"""How pieces of evidence look: commits, pull requests, runs, builds, revisions, images, HTTP answers, counts, measurements.

Every quantifier is bounded, so that no text takes longer than its length. Patterns read source text, with its markup.
"""

from __future__ import annotations

import re

COMMIT = re.compile(r"(?<![\w/#.@=:%-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)(?:[0-9a-f]{40}|[0-9a-f]{7,16})(?![\w-]|\.\w)")
# A commit wherever it stands, in links too.
SHA = re.compile(r"(?<![\w/-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![\w-])")
COMMIT_WORD = re.compile(
    r"\b(?:commits?|sha|rev|HEAD|hash)\b[\s:=`*(@]{1,6}(?:[0-9a-f]{7,40})\b|/commits?/[0-9a-f]{7,40}", re.IGNORECASE
)
PULL = re.compile(
    r"/(?:pull|pulls|merge_requests)/\d+"
    r"|\b(?:PRs?|MRs?|pull requests?|merge requests?)(?:\b[\s:*`(]{0,3}(?:through |up to )?[#!]?|-)\d+"
    r"|(?<![\w&/#])[#!]\d{2,5}\b(?![a-fA-F]|\s*(?:of|in)\b)"
    r"|\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|merged?|via|in|land(?:ed)?)\s+#\d+\b"
)
# What is numbered with # without being a pull request has a name of its own in front: "bug #12", "Plans #4, #5 and #6".
COUNTED = re.compile(
    r"(?<![\w])(?!(?:as|at|and|but|by|for|from|in|into|of|on|or|per|see|to|under|via|with|was|is|are|were|has|the|this|that|both"
    r"|also|then|than|after|before|since|until|through|commits?|prs?|mrs?|pulls?|requests?|github|gitlab|gitea|forgejo|bitbucket"
    r"|upstream|fix|fixes|close|closes|resolve|resolves|merge|merges|ship|ships|land|lands|revert|reverts|\w{2,20}ed)\b)"
    r"[a-z][\w-]{1,30}\s+(?:`?[#!]\d{1,5}`?(?:\s?[,/&–-]\s?|,?\s+(?:and|or|to)\s+)){0,12}[`*]{0,2}$",
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
    r"|\b(?:page|release|artifact|version) id[\s:=`*]{1,4}[\w-]{4,}"
    r"|\bbuild(?:\s+id)?[\s:#`*]{1,4}(?=[0-9a-f-]{0,40}\d)(?=[0-9a-f-]{0,40}[a-f])[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
# The address of one deployment has its id in the name of the host.
ADDRESS = re.compile(
    r"https://(?:[0-9a-f]{8}\.[\w-]{1,60}\.pages\.dev|[0-9a-f]{24}--[\w-]{1,60}\.netlify\.app"
    r"|[\w-]{1,60}-(?=[a-z]{0,8}\d)[a-z0-9]{9}-[\w-]{1,60}\.vercel\.app)\b"
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
    r"[\s:*`(=]{1,4}(?:a |an )?([1-5]\d\d)\b(?!%|[.,]\d|\s*(?:ms|s\b|rows|records|items|MB|KB|bytes))",
    re.IGNORECASE,
)
ENDPOINT = re.compile(
    r"https?://|`/[\w/{}.:?=&*-]{0,200}`|(?<![\w.])/(?:[a-z_{][\w{}.-]{0,80})(?:/|\b)|\b(?:GET|POST|PUT|PATCH|DELETE"
    r"|HEAD)\s+\S{0,200}/"
    r"|\bcurl\b|\bendpoints?\b|\bhealth[ -]?check\b|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,6}\b",
    re.IGNORECASE,
)
_TESTS = (
    r"(?:tests?|specs?|assertions|suites?|test cases|test files|scenarios|examples|fixtures|comparisons|iterations|executions"
    r"|probes|journeys|test runs)"
)
TEST_COUNT = re.compile(
    r"\b(\d[\d,]{0,9})\+?\s{0,3}(?:/|of|out of)\s{0,3}(\d[\d,]{0,9})\s+(?:[\w'-]{1,40}\s+){0,4}?"
    r"(?:tests?|specs?|checks|suites?|cases|assertions|examples|scenarios|fixtures|comparisons|iterations|probes)\b"
    rf"|\b\d[\d,]{{0,9}}\+?\**\s+(?:[\w'/-]{{1,40}}\s+){{0,4}}?{_TESTS}\**\b(?=[^.;|]{{0,60}}?\b(?:pass|green|succe|ok\b"
    rf"|clean))"
    r"|\b(?:tests?|smoke|e2e|suites?|specs?|playwright|pytest|vitest|jest|cypress)\b[^"
    r"|;\n]{0,40}?(?<![\d./])\d+\s?/\s?\d+(?![\d/])"
    r"|\b(?:verified|covered|tested|proven|backed|guarded|passes|passed)\s+(?:by|with|in|via|against|through)?\s{0,2}~?"
    r"\d[\d,]{0,9}\s+(?:[\w'/-]{1,40}\s+){0,3}?(?:tests?|specs?|suites?)\b"
    r"|\b\d[\d,]{0,9}\**\s+(?:passed|passing|pass)\b"
    r"|\b(?:passed|passing|pass(?:es)?|green)\**[\s:(,=—-]{1,4}\**\d[\d,]{0,9}(?:\s?/\s?\d+)?"
    r"(?=\s*(?:tests?|specs?|suites?|cases|fixtures|iterations|executions|/|\(|\)|,|$|focused|unit|\w{1,40} tests?))"
    r"|\b\d[\d,]{0,9}\s+(?:run|total|examples|tests?|specs?|cases|assertions),?\s+(?:and\s+)?(?:0|no|zero) (?:failures|failed|errors)"
    r"|\b(?:tests?|specs?|suites?)(?:\s+(?:results?|suite|run|count|total))?\**\s{0,3}[:=(]\s{0,3}\**(?:all\s+)?\d[\d,]{0,9}"
    r"(?![\d,]|\.?\d{0,4}\s?%|\+?\**\s+(?!pass|tests?\b|specs?\b|suites?\b|ok\b|green|succe|of\b|out\b|fail|skip|total|in\b|and\b)[a-z])"
    r"|\b\d+ (?:failures|failed|failing)\b(?=[^.;|]{0,40}\bpass)"
    r"|\btests?\b[^.;|]{0,30}?\b(?:pass(?:ed|ing)?|green)[^.;|]{0,12}?\(\d[\d,]{0,9}(?![\d.,]{0,9}\s?%)"
    r"|\b(?:pass(?:ed|es|ing)?|green)\b[^.;|]{0,60}?\(\d[\d,]{0,9}\+?\s+(?:[\w/-]{1,40}\s+){0,2}?(?:tests?|specs?|suites?)\b",
    re.IGNORECASE,
)
# The same in words: "all eleven browser suites passed".
WORDED_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty)\s+(?:[\w/-]{1,60}\s+){0,4}?"
    r"(?:tests|specs|suites|scenarios|journeys|fixtures|checks|test files)\b(?=[^.;|]{0,60}?\b(?:pass|green|succe))",
    re.IGNORECASE,
)
NAMED_TEST = re.compile(
    r"`(?:\w{0,80}[a-z0-9]Tests?\.\w+|(?:\w{1,80}(?:\.|::)){0,8}test_\w+(?:\[[^\]`]{0,120}\])?|\w{1,80}::\w{0,80}[tT]est\w*)`"
)
# Measured values, in parts: a value behind a name and "=", and what stands in words.
ASSIGNED = re.compile(
    r"(?<![\w?&-])(?![A-Z]{1,40}_)[A-Za-z_][\w.]{0,40}"
    r"(?:\s=\s-?\d{1,9}\.\d[\w.,%]*|={1,2}(?:-?\d(?!\d{0,5}\.\d{1,5}\.\d)[\w.,%]*|true\b|false\b|nil\b|null\b)|==[a-z_]\w*(?=[\s,;).]|$))",
    re.IGNORECASE,
)
PERCENTILE = re.compile(r"\bp(?:50|90|95|99)\b[^\dp≤≥<>]{0,12}\d", re.IGNORECASE)
EXIT = re.compile(r"\bexit(?:ed)?(?: with)?(?: code| status)?[\s:=`*]{1,4}0\b", re.IGNORECASE)
RETURNED = re.compile(
    r"\breturned\s+(?:nil\b|`?null\b`?)|\breturn(?:s|ed)\s+(?:\d[\d,]{0,12}\s+(?:rows?|records?|results?|matches))|\breturned\s+`?0`?\b(?!\s?%)",
    re.IGNORECASE,
)
EXACT = re.compile(r"\.\d{3,9}\s?(?:ms|s|GB|MB)\b")
SCIENTIFIC = re.compile(r"(?<![\w.-])\d(?:\.\d{1,9})?e-?\d{1,3}(?![\w.])", re.IGNORECASE)
SAME_DIGEST = re.compile(
    r"\b(?:md5|sha-?\d+|checksums?|digests?|hash(?:es)?)\b[^.;]{0,60}\b(?:match|matched|equal|identical)", re.IGNORECASE
)
# What was compared by a digest, said the other way round.
DIGESTED = re.compile(
    r"\b(?:match(?:es|ed)?|equal|identical)\b[^;]{0,200}?\b(?:md5|sha-?\d+|checksums?|digests?|byte length|byte-for-byte)\b",
    re.IGNORECASE,
)
# A value before a change and behind it: "from `50` to `200`", "`A` → `B`", "512 MB → 16 MB"; and the new one alone, in code.
_VALUE = r"(?:`[^`\n]{1,80}`|\*{0,2}\d[\d,.]{0,12}\s?(?:[kMG]i?B|m?s|min|px|lines|rows|tests)?\*{0,2})(?!\s?%)"
BEFORE_AFTER = re.compile(
    rf"\bfrom\s+{_VALUE}\s+(?:to|→|->|=>)\s+{_VALUE}|(?:`[^`\n]{{1,80}}`|\d\s?(?:[kMG]i?B|lines|ms|min|s))\s?(?:→|->|=>)\s?{_VALUE}"
    r"|\b(?:changed|updated|set|raised|lowered|increased|reduced|bumped)\b[^.;`\n]{0,40}\bto:?\**\s+`[^`\n]{0,40}[=\d][^`\n]{0,80}`",
    re.IGNORECASE,
)
STEPS_ON = re.compile(r"\s{0,3}(?:→|->|=>)")
COMMIT_LISTED = re.compile(r"\W{0,4}`?([0-9a-f]{7,16}|[0-9a-f]{40})`?(?![\w-])")
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
# Words in capitals are quoted from an output.
_LOUD = r"(?-i:[A-Z]{4,} [A-Z]{2,})"
# What stands behind a command and says what it gave. The bare word "passed", "ok" or "clean" is the author's, not the command's.
COMMAND_OUTPUT = re.compile(
    r"(?:[^`.;\n|]|\.(?=\S)){0,80}?(?:"
    r"(?:→|->|=>|=|\breturn(?:s|ed)|\bgave|\bgives|\bshow(?:s|ed|ing)?|\breport(?:s|ed)|\bprint(?:s|ed)|\bexit(?:s|ed)?|\bsays?"
    r"|\boutputs?)[\s*`_(\"“:]{1,6}(?:\d|no output|exit|[\"“`]|nothing|empty|up\b|active\b|running\b|healthy\b|ready\b|true\b"
    rf"|{_LOUD})"
    r"|(?::|—|–|\s-|\()[\s*_]{0,6}(?:(?<=[\s*_(])`?\d(?!\d{3}-\d\d)|[\"“]|no output\b|nothing\b|empty\b|exit(?:ed)?\b|done in\b"
    rf"|{_LOUD})"
    r"|\b(?:0|zero|no) (?:errors?|warnings?|failures|issues|findings|problems|vulnerabilities)\b"
    r"|\b(?:retrieved|returned|found|listed|loaded|fetched|printed|reported|got)\s+(?:`|\d))"
    r"|:[\s*_]{0,4}`",
    re.IGNORECASE,
)
# Commands one after the other.
STEPS = re.compile(r"`[^`\n]{1,200}`\s*(?:→|->|=>|then|,)\s*[`\w]")
# A call whose answer stands behind it: "`get_rows()` returned 7 rows", "`tool --selfcheck` reports `all OK`".
CALLED = re.compile(
    r"`[\w./:-]{2,80}(?:\([^`\n]{0,80}\)|(?:\s[^`\n]{1,200})?)`[\s:—–*-]{1,6}(?:again )?"
    r"(?:(?:now )?(?:reports?|reported|prints?|printed|returned|gave|shows|showed|listed|found|says|said|retrieved|fetched|loaded)"
    r"\s+(?:only |just |exactly )?(?:`[^`\n]{1,120}`|[\"“]|\d)|returns\s+`[^`\n]{0,60}[\s\d{\"][^`\n]{0,60}`)",
    re.IGNORECASE,
)
# A tool by its name, with what it found.
TOOL_CLEAN = re.compile(
    r"\b(?:ruff|eslint|mypy|pyright|tsc|clippy|flake8|pylint|rubocop|shellcheck|stylelint|prettier|bandit|gitleaks|trufflehog"
    r"|semgrep|trivy|snyk|npm audit|pip-audit|cargo audit|valgrind|golangci-lint|go vet|lighthouse|axe|sonarqube|hadolint)\b"
    r"[^.;|\n]{0,60}?\b(?:0|zero|no) (?:errors?|warnings?|issues?|findings?|problems?|violations?|vulnerabilities|leaks)\b"
    r"|\b(?:0|zero) (?:errors?|warnings?|issues?|findings?|problems?|violations?|vulnerabilities|leaks)\b[^.;|\n]{0,30}?"
    r"\b(?:ruff|eslint|mypy|pyright|tsc|clippy|flake8|pylint|rubocop|shellcheck|stylelint|bandit|gitleaks|trufflehog|semgrep"
    r"|trivy|snyk|valgrind|golangci-lint)\b",
    re.IGNORECASE,
)
# What a build says of itself: its modules, pages and sizes.
BUILT = re.compile(
    r"\b\d[\d,]{0,9}\s+(?:modules|pages|routes|chunks|targets|crates)\b(?=[^.;|\n]{0,60}?\b(?:0|no|zero) errors|\s+"
    r"(?:transformed|compiled|built|generated))"
    r"|\b\d[\d.,]{0,9}\s?[kM]i?B\b[^.;|\n]{0,20}?\b(?:gzip|→|->)"
    r"|\bbuild\b[^.;|\n]{0,40}?\(\d[\d.,:]{0,9}\s?(?:m?s|sec|seconds|min)\)"
    r"|\b(?:built|compiled|finished)[^.;|\n]{0,40}?\bin \d[\d.,:]{0,9}\s?(?:m?s|sec|seconds|min)\b",
    re.IGNORECASE,
)
# A file looked into: how long it is, and what was found in it.
LOOKED_INTO = re.compile(
    r"\b\d[\d,]{0,6} lines\b[^|\n]{0,40}?\b(?:contains?|exports?|shows?|defines?|includes?|substantive)\b", re.IGNORECASE
)
RESOLVED_TO = re.compile(r"\b(?:dns|resolv(?:es|ing|ed))\b[^.;|\n]{0,60}?\b\d{1,3}(?:\.\d{1,3}){3}\b", re.IGNORECASE)
# A look, and what was seen to come of it.
SEEN_DONE = re.compile(
    r"\b(?:verified|confirmed|validated|tested|checked|observed|successfully|confirms|proven)\b[^.;|]{0,80}?(?:[^.;|]|\.(?=\S)){0,60}?"
    r"\b(?:extracted|returned|produced|yielded|retrieved|rendered|loaded|processed|imported|parsed|wrote|inserted|created|matched|migrated"
    r"|received|sent|indexed|exported|scanned|detected)\s+(?:exactly\s+|all\s+)?\d[\d,]{0,12}(?![\d,]*\+|[\d,]*\s?(?:%|/|of\b))\s+\w",
    re.IGNORECASE,
)
# A query told in words, with what came back.
ASKED = re.compile(
    r"\b(?:quer(?:y|ies)|search(?:es)?|grep|scans?|look-?ups?|listings?|read-?backs?|probes?|count)\b(?:[^.;|]|\.(?=\S)){0,160}?"
    r"\b(?:return(?:s|ed)?|gave|give|show(?:s|ed)?|found|finds?|yield(?:s|ed)?|match(?:es|ed)?|confirms?|contains?)\b(?:[^.;|]|\.(?=\S)){0,60}?"
    r"\b(?:0|zero|no|\d[\d,]{0,12})\s+(?:[\w.-]{1,30}\s+){0,2}?(?:hits?|rows?|results?|match(?:es)?|records?|documents?|entries"
    r"|occurrences?|spans?|references?)\b",
    re.IGNORECASE,
)
CODE_PLACE = re.compile(r"\.[A-Za-z]{1,5}:\d+")
CODE_LINE = re.compile(r"\b[Ll]ines?\s+~?\d+|#L\d+|@\s?`?0x[0-9A-Fa-f]{4,}")
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

# N of N in a section that is about tests.
ABOUT_TESTS = re.compile(r"\btests?\b|\btesting\b|\bspecs?\b|\bsuites?\b", re.IGNORECASE)
BARE_RATIO = re.compile(
    r"(?<![\d./:-])\d[\d,]{0,6}\s?/\s?\d[\d,]{0,6}(?=[*`]{0,3}(?:\s*[✅✔(),;]|\.?\s*$|\.\s|\s+(?:pass|green|ok)))",
    re.IGNORECASE,
)
# A refusal that was wanted: the status of an answer that says no.
REFUSED = re.compile(
    r"\b(?:reject\w*|den(?:y|ied|ies)|refus\w*|block(?:s|ed)|forbid\w*|unauthori[sz]ed|unauthenticated|anonymous|without|missing|invalid"
    r"|because|guard(?:s|ed)?|as expected|as designed|protected)\b",
    re.IGNORECASE,
)
# A file that a ticked line begins with, and nothing but it.
FILE_FIRST = re.compile(
    r"[\W_]{0,8}?(?:(?:created|added|wrote|written|generated|new):?\s+)?(?:`(?=[^`\n]*[./])(?:[\w@.+-]{1,80}/){0,12}(?:[\w@.+-]{1,80}\.[A-Za-z]\w{0,9}|\.[a-z][\w.-]{1,40}|[\w@.+-]{1,80}/)`"
    r"|\[[^\]\n]{1,120}\.[A-Za-z]\w{0,9}\]\([^)\n]{1,200}\)"
    r"|(?:[\w@.+-]{1,80}/){0,12}(?:[\w@.+-]{1,80}\.(?:md|py|js|mjs|cjs|ts|tsx|jsx|json|ya?ml|toml|sh|ps1|html?|css|scss|sql|rs|go|java|kt|cs"
    r"|csproj|sln|rb|php|vue|svelte|txt|csv|ini|cfg|lock|xml|ipynb|proto|c|h|cpp|hpp|swift|dart|tf|env|example|gradle|service|conf)"
    r"|\.[a-z][\w.-]{2,40}))[*\s]{0,4}(?:$|[-–—:(,]\s?|(?:with|for|to|as)\b)",
    re.IGNORECASE,
)
# Columns of a table whose cells are evidence.
ID_HEADER = re.compile(
    r"\W{0,8}(?:id|ids|.{0,40} id|address|arn|tx|tx hash|transaction|hash|resource|contract address|identifier)\W{0,8}",
    re.IGNORECASE,
)
IDENTIFIER = re.compile(r"\W{0,8}`?(?=[\w.:/-]{0,200}\d{3})[\w.:/-]{6,}`?\W{0,8}")
GIVEN_HEADER = re.compile(r"\b(?:result|output|observed|actual|value|found|returned|outcome)\b", re.IGNORECASE)
VALUE = re.compile(r"\d|`[^`\n]{1,200}`|\b(?:zero|no) (?:errors|warnings|failures|issues|findings)\b")
COUNTED_CELL = re.compile(
    r"\b(?:\d[\d,]{0,9}|zero|no)\s+(?:[\w-]{1,20}\s+)?(?:errors?|warnings?|failures?|failed|issues|findings|tests|passed|files|modules|rows"
    r"|records|problems)\b",
    re.IGNORECASE,
)
# A column for the verdict: then another one for the result holds what was seen.
STATUS_HEADER = re.compile(r"\W{0,8}(?:status|state|verdict|pass(?:/fail|ed)?)\W{0,8}", re.IGNORECASE)
SHOWN_HEADER = re.compile(
    r"\W{0,8}(?:evidence|proof|observed|observation|actual|measured|output|actual output|how verified)\W{0,8}", re.IGNORECASE
)
SEEN = re.compile(r"(?<![\d/.#-])\d[\d,.]{0,12}(?![\d/%-]|\s?%)\s+[A-Za-z]")
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
