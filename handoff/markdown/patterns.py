"""How identities look: commits, pull requests, runs, builds, revisions, images, addresses, places in code, files.

Every quantifier is bounded, so that no text takes longer than its length. Patterns read source text, with its markup; those
of `runs`, `measures` and `shapes` do the same.
"""

from __future__ import annotations

import re

from handoff.model.expression import expression

COMMIT = expression(r"(?<![\w/#.@=:%-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)(?:[0-9a-f]{40}|[0-9a-f]{7,16})(?![\w-]|\.\w)")
# A commit wherever it stands, in links too.
SHA = expression(r"(?<![\w/-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![\w-])")
COMMIT_WORD = expression(
    r"\b(?:commits?|sha|rev|HEAD|hash)\b[\s:=`*(@]{1,6}(?:[0-9a-f]{7,40})\b|/commits?/[0-9a-f]{7,40}", re.IGNORECASE
)
PULL = expression(
    r"/(?:pull|pulls|merge_requests)/\d+"
    r"|\b(?:PRs?|MRs?|pull requests?|merge requests?)(?:\b[\s:*`(]{0,3}(?:through |up to )?[#!]?|-)\d+"
    r"|(?<![\w&/#])[#!]\d{2,5}\b(?![a-fA-F]|\s*(?:of|in)\b)"
    r"|\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|merged?|via|in|land(?:ed)?)\s+#\d+\b"
)
# What is numbered with # without being a pull request has a name of its own in front: "bug #12", "Plans #4, #5 and #6".
# A heading's own number: "FIX #3: …".
ORDINAL = expression(r"(?:^|\W)(?:FIX|Fix|BUG|Bug|TASK|Task|STEP|Step|ITEM|Item|CHANGE|Change)\s$")
COUNTED = expression(
    r"(?<![\w])(?!(?:as|at|and|but|by|for|from|in|into|of|on|or|per|see|to|under|via|with|was|is|are|were|has|the|this"
    r"|that|both"
    r"|also|then|than|after|before|since|until|through|commits?|prs?|mrs?|pulls?|requests?|github|gitlab|gitea|forgejo"
    r"|bitbucket"
    r"|upstream|fix|fixes|close|closes|resolve|resolves|merge|merges|ship|ships|land|lands|revert|reverts|\w{2,20}ed)\b)"
    r"[a-z][\w-]{1,30}\s+(?:`?[#!]\d{1,5}`?(?:\s?[,/&–-]\s?|,?\s+(?:and|or|to)\s+)){0,12}[`*]{0,2}$",
    re.IGNORECASE,
)
RUN = expression(
    r"/actions/runs/\d+|/(?:pipelines|jobs|builds?)/\d{3,}"
    r"|\b(?:runs?|workflow|pipelines?|jobs?|CI)\b(?:\s+(?:run|id|number|no\.?)){0,3}[\s:#`*(]{1,5}\d{5,}"
    r"|\b(?:runs?|builds?|pipelines?|jobs?)\b[\s`*(]{1,4}#\d+",
    re.IGNORECASE,
)
BUILD = expression(
    r"\b(?:build|TestFlight|release build)\s{0,3}(?:no\.?|number|id)?[\s:#`*]{1,4}\d{2,}\b"
    r"(?!\s*(?:%|ms|s\b|sec|min|MB|kB|GB|errors?|warnings?|tests?))"
    r"|\bdeploy(?:ment)?(?:\s+(?:id|signature|tx|hash))[\s:=`*]{1,4}[\w-]{6,}|\bdpl_\w{6,}"
    r"|\b(?:deployment|deploy|dep|build|release)-(?=[A-Za-z]{0,20}\d)(?=\d{0,20}[A-Za-z])[0-9A-Za-z]{12,32}\b"
    r"|\bdeploy(?:ed|ments?|s)?\b(?:\s(?:via|as|to|on|with|version)(?:\s\w{1,16})?){0,2}[\s:#`*(=]{1,4}"
    r"(?:\d{9,}|(?=[a-f]{0,20}\d)[0-9a-f]{20,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])"
    r"|\b(?:page|release|artifact|version) id[\s:=`*]{1,4}[\w-]{4,}"
    r"|\bbuild(?:\s+id)?[\s:#`*]{1,4}(?=[0-9a-f-]{0,40}\d)(?=[0-9a-f-]{0,40}[a-f])[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
# The address of one deployment has its id in the name of the host.
ADDRESS = expression(
    r"https://(?:[0-9a-f]{8}\.[\w-]{1,60}\.pages\.dev|[0-9a-f]{24}--[\w-]{1,60}\.netlify\.app"
    r"|[\w-]{1,60}-(?=[a-z]{0,8}\d)[a-z0-9]{9}-[\w-]{1,60}\.vercel\.app)\b"
)
REVISION = expression(
    r"(?<![\w.-])(?:[a-z][\w-]{0,60}-)?\d{5}-[a-z0-9]{3}(?![\w-])|\brevision[\s:=`*]{1,4}(?!latest)[\w.-]{0,40}\d[\w-]{0,20}",
    re.IGNORECASE,
)
# The version that was rolled out; an address of four numbers is none.
ROLLED_OUT = expression(
    r"(?:\b(?:deploy(?:ed|ment|s)?|rolled out|roll-?out|tag(?:ged)?)\b[\s:(*`]{1,4}(?:(?:as|of|at|with|version|tag)\s){0,2}`?"
    r"(?:v\d{1,4}[.-]\d[\w.+-]{0,40}|\d{1,4}\.\d{1,4}\.\d[\w+-]{0,40}(?![\w.:+-]))"
    r"|(?<![\w.])v\d{1,4}\.\d[\w.+-]{0,40}[`*]{0,3}(?:\s\([^()\n]{0,80}\))?\s(?:is |was |now )?(?:deployed|rolled out|live)\b"
    r"|\b(?:version|tag|release|image) `?v?\d{1,4}\.\d{1,4}[\w.+-]{0,40}`?,?\s(?:is |was |now )?"
    r"(?:deployed|rolled out|live)\b)",
    re.IGNORECASE,
)
TAGGED = expression(r":(?:v?\d\w{0,40}[.-]|[0-9a-f]{7})")
IMAGE = expression(
    r"sha256:[0-9a-f]{8,}|(?<![\w/.:-])(?:[\w.-]{1,80}(?::\d{2,5})?/){0,6}[a-z][\w.-]{1,80}"
    # Lines of a file are written in the same way.
    r"(?<!\.[a-z])(?<!\.[a-z]{2})(?<!\.[a-z]{3})(?<!\.[a-z]{4})"
    r":(?:v?\d\w{0,40}[.-][\w.-]+|[0-9a-f]{7,40})(?![\w/])"
)
UUID = expression(r"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
_ENDPOINT = (
    r"(?:`(?:[A-Z]{3,7} )?(?:https?:/)?/[^`\s]{0,120}`|\b(?-i:GET|POST|PUT|PATCH|DELETE|HEAD) [^\s`]{1,120}"
    r"|https?://[^\s`)]{1,120}|(?<![\w.`])/[a-z][\w/-]{1,80})"
)
# What could be the status of an answer.
STATUS = expression(r"(?<!\d)[1-5]\d\d(?!\d)")
HTTP = expression(
    r"\bHTTP(?:S|/\d(?:\.\d)?)?[\s/:*`]{0,4}([1-5]\d\d)\b"
    r"|\b([1-5]\d\d)\s+(?:OK|Created|No Content|Accepted|Unauthorized|Forbidden|Too Many Requests)\b"
    r"|(?:\b(?:return(?:s|ed|ing)?|retorn\w{1,5}|dev(?:olvió|olvieron|uelve)|renvoi\w{1,4}|lieferte?|restituisce"
    r"|gave|gives|got|respon(?:ds?|ded|ding|se)(?: with)?|answers?|answered"
    rf"|status(?: code)?)|→|->|=>|{_ENDPOINT}(?: ok)?)"
    r"[\s:*`(=]{1,4}(?:with )?(?:a |an )?([1-5]\d\d)\b(?!%|[.,]\d|\s*(?:ms|s\b|rows|records|items|lines|MB|KB|bytes))"
    rf"|\b([2-5]\d\d)`?s? (?:from|on|at|for) (?:the )?{_ENDPOINT}"
    r"|\(([2-5]\d\d) responses?\)|(?:返回|応答|응답|返す|ответ\w*)[\s:：`]{0,3}([2-5]\d\d)(?!\d|\s?[个件条])",
    re.IGNORECASE,
)
# A redirect with its status; an answer in full that is said to be that of what it names.
REDIRECTED = expression(
    r"\b(?:redirect\w{0,4}|https?`?\s?(?:→|->|=>|to)\s?`?https)\b[^.;|\n]{0,40}?\b30[1278]\b(?!\s?(?:ms|s\b|%))", re.IGNORECASE
)
ANSWER_OF = expression(
    r"\W{0,8}(?!(?:http|status|response|code|answer|result)\b)[A-Za-z][\w /()-]{2,60}\W{1,6}"
    r"(?:HTTP )?(?:200 OK|201 Created|202 Accepted|204 No Content)\b",
    re.IGNORECASE,
)
# What an answer over HTTP is said of by its name.
NAMED_PAGE = expression(
    r"\b(?:home ?page|pages?|site|website|app|api|server|dashboard|front-?end|back-?end|portal)\b", re.IGNORECASE
)
ENDPOINT = expression(
    r"https?://|`/[\w/{}.:?=&*-]{0,200}`|(?<![\w.])/(?:[a-z_{][\w{}.-]{0,80})(?:/|\b)|\b(?:GET|POST|PUT|PATCH|DELETE"
    r"|HEAD)\s+\S{0,200}/"
    r"|\bcurl\b|\bendpoints?\b|\bAPI\b|\bserver (?:now )?respon|接口|エンドポイント|엔드포인트|\bhealth[ -]?check\b"
    r"|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,6}\b",
    re.IGNORECASE,
)
# A machine by its number or its full name.
HOST = expression(
    r"(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|dev|app|ai|cloud))(?![\w.])"
)
COMMIT_LISTED = expression(r"\W{0,4}`?([0-9a-f]{7,16}|[0-9a-f]{40})`?(?![\w-])")
# A port stands between a host and its path.
CODE_PLACE = expression(r"\.[A-Za-z]{1,5}:\d+(?![\d]*/)")
CODE_LINE = expression(
    r"\b(?:[Ll]ines?|[Ll]ignes?|[Zz]eilen?|[Ll]íneas?|[Ll]inhas?|[Rr]ig(?:a|he)|[Сс]трок[аи]?)\s+~?\d+|第\s?\d+\s?行|#L\d+|#diff-[0-9a-f]{6}"
    r"|@\s?`?0x[0-9A-Fa-f]{4,}"
)
RECEIPT = expression(
    r"\b0x[0-9a-fA-F]{40,64}\b|\b(?:tx|transaction|txid|signature)[\s:=`*]{1,4}[1-9A-HJ-NP-Za-km-z]{32,}"
    r"|\bslot[\s:=`*]{1,3}\d{6,}"
    r"|\b(?:id|ID|Id|ARN|arn|uuid|UUID)\b[\s:=`*#]{1,4}[\w.:/-]{0,120}?\d{4}"
)
# A refusal that was wanted: the status of an answer that says no.
REFUSED = expression(
    r"\b(?:reject\w*|den(?:y|ied|ies)|refus\w*|block(?:s|ed)|forbid\w*|unauthori[sz]ed|unauthenticated|anonymous"
    r"|without|missing|invalid"
    r"|bloque\w{1,4}|rechaz\w{1,4}|sin|refusé\w{0,2}|sans|abgelehnt|verweigert|ohne|senza|sem"
    r"|because|guard(?:s|ed)?|as expected|as designed|protected)\b|无\s?\w|未(?:授权|登录|认证)|拒绝|拒否",
    re.IGNORECASE,
)
_MADE = (
    r"(?:created|added|wrote|written|generated|new|création|creación|criação|creazione|creado|criado|créé|creato|angelegt|erstellt"
    r"|создан\w{0,2}|新建|新增|创建|作成|สร้างไฟล์|สร้าง)"
)
# A file that a ticked line begins with, and nothing but it.
FILE_FIRST = expression(
    r"[\W_]{0,8}?"
    rf"(?:{_MADE}:?\s*(?:the |a |d[ei] |do |del )?)?"
    r"(?:`(?=[^`\n]*[./])(?:[\w@.+-]{1,80}/){0,12}(?:[\w@.+-]{1,80}\.[A-Za-z]\w{0,9}|\.[a-z][\w.-]{1,40}"
    r"|[\w@.+-]{1,80}/)`"
    r"|\[[^\]\n]{1,120}\.[A-Za-z]\w{0,9}\]\([^)\n]{1,200}\)"
    r"|(?:[\w@.+-]{1,80}/){0,12}(?:[\w@.+-]{1,80}\.(?:md|py|js|mjs|cjs|ts|tsx|jsx|json|ya?ml|toml|sh|ps1|html?|css"
    r"|scss|sql|rs|go|java|kt|cs"
    r"|csproj|sln|rb|php|vue|svelte|txt|csv|ini|cfg|lock|xml|ipynb|proto|c|h|cpp|hpp|swift|dart|tf|env|example|gradle"
    r"|service|conf)"
    r"|\.[a-z][\w.-]{2,40}))[*\s]{0,4}(?:$|[-–—:(,]\s?|(?:with|for|to|as|avec|pour|con|com|para|per|mit|für|с|для)\b)",
    re.IGNORECASE,
)
# The same further inside: in a cell or behind a name.
_CODE_FILE = r"`(?=[^`\n]*[./])(?:[\w@.+-]{1,80}/){0,12}(?:[\w@.+-]{1,80}\.[A-Za-z]\w{0,9}|[\w@.+-]{1,80}/)`"
MADE_IN_CELL = expression(
    rf"\W{{0,4}}{_MADE}:?\s*(?:the |a |new )?{_CODE_FILE}(?:(?:,\s?(?:and\s)?|\s(?:and|&)\s){_CODE_FILE}){{0,12}}\W{{0,4}}",
    re.IGNORECASE,
)
FILE_ALONE = expression(rf"\W{{0,4}}{_CODE_FILE}\W{{0,4}}", re.IGNORECASE)
FILE_IS_THERE = expression(
    rf"[\W_]{{0,8}}?{_CODE_FILE}[\s—–:*-]{{1,5}}(?:file |directory |folder )?"
    r"(?:(?:now |already )?exists?\b(?! no\b| in name\b)|(?:is |are )?(?:present|there)\b(?: (?:at|in|on)\b|\W*$))",
    re.IGNORECASE,
)
