"""How tables and fences show something: columns of results, identifiers, figures; output, logs, prompts, pictures."""

from __future__ import annotations

import re

from handoff.model.expression import expression

# Columns of a table whose cells are evidence.
ID_HEADER = expression(
    r"\W{0,8}(?!(?:issue|bug|finding|task|ticket|story|test|case|requirement|req|risk|fix|rule|check|step) ids?\b)"
    r"(?:id|ids|.{0,40} id|address|arn|tx|tx hash|transaction|hash|resource|contract address|identifier)\W{0,8}",
    re.IGNORECASE,
)
IDENTIFIER = expression(r"\W{0,8}`?(?=[\w.:/-]{0,200}\d{3})[\w.:/-]{6,}`?\W{0,8}")
# Columns for the identity of a run, a build or a request to merge; and how it begins a cell.
RUN_HEADER = expression(
    r"\W{0,8}(?:\w{1,20} )?(?:run|workflow|pipeline|job)s?(?: id| number| no\.?)?(?:\s?\([^()]{0,40}\))?\W{0,8}", re.I
)
BUILD_HEADER = expression(r"\W{0,8}(?:build|deploy|deployment)(?: id| number| no\.?)(?:\s?\([^()]{0,40}\))?\W{0,8}", re.I)
PULL_HEADER = expression(r"\W{0,8}(?:PRs?|MRs?|pull requests?|merge requests?)(?:\s?\([^()]{0,40}\))?\W{0,8}", re.I)
NUMBERED = expression(r"\W{0,6}(?=[a-f]{0,20}\d)(?:\d{4,20}|[0-9a-f]{7,40})(?![\w.-])", re.I)
PULL_NUMBER = expression(r"\W{0,6}\d{1,6}(?![\w.-])")
GIVEN_HEADER = expression(
    r"\b(?:result|output|observed|actual|value|found|returned|outcome|resultado|risultato|résultat|ergebnis|результат|sonuç|wynik"
    r"|resultaat|hasil)\b|结果|結果|결과|ผลลัพธ์",
    re.IGNORECASE,
)
VALUE = expression(r"\d|`[^`\n]{1,200}`|\b(?:zero|no) (?:errors|warnings|failures|issues|findings)\b")
COUNTED_CELL = expression(
    r"\b(?:\d[\d,]{0,9}|zero|no)\s+(?:[\w-]{1,20}\s+)?(?:errors?|warnings?|failures?|failed|issues|findings|violations|vulnerabilities|tests"
    r"|passed|files|modules|rows"
    r"|records|problems|errores|erros|erreurs?|fehler|errori|fallos|falhas|advertencias|avisos|warnungen|avertissements?"
    r"|archivos|arquivos|fichiers|dateien|file)\b",
    re.IGNORECASE,
)
# Columns for what was set or planned; their numbers were not measured.
SET_HEADER = expression(
    r"\b(?:schedul\w{1,3}|intervals?|frequency|cron|deadline|ports?|versions?|time-?outs?|limits?|effort|estimate[ds]?|priority"
    r"|zeitplan|horario|horaire)\b",
    re.IGNORECASE,
)
# What may stand behind a command in its cell; words in capitals are quoted from an output.
NOTE = expression(r"\s{0,3}(?:\([^()\n]{0,120}\))?")
LOUD = expression(r"\b[A-Z]{4,} [A-Z]{2,}\b")
# A column for the verdict: then another one for the result holds what was seen.
STATUS_HEADER = expression(
    r"\W{0,8}(?:status|state|verdict|pass(?:/fail|ed)?|estado|stato|statut|état|zustand|статус|durum|stan|状态|状態|狀態|상태|สถานะ)\W{0,8}",
    re.IGNORECASE,
)
SHOWN_HEADER = expression(
    r"\W{0,8}(?:evidence|proof|observed|observation|actual|measured|output|actual output|how verified)\W{0,8}", re.IGNORECASE
)
SEEN = expression(r"(?<![\w/.:#-])\d(?:[\d,.]{0,12}\d)?(?![\d/%-]|\s?%)\s+(?!(?:h|hrs?|hours?|days?|weeks?)\b)[A-Za-z]")
# A cell of counts and nothing else; and a code span that calls something.
COUNTS_ALONE = expression(
    r"\W{0,4}(?:(?:all|only|exactly)\s)?\d[\d,]{0,12}\s(?:[\w-]{1,30}\s){0,3}[\w-]{2,30}"
    r"(?:[,;]\s\d[\d,]{0,12}\s(?:[\w-]{1,30}\s){0,3}[\w-]{2,30}){0,6}\W{0,4}$",
    re.IGNORECASE,
)
INVOCATION = expression(r"`[a-z][\w./-]{1,40} [^`\n]{1,120}`")
# The verdict on a check, and words or a value that it came upon.
VERDICT = expression(r"\W{0,6}pass(?:ed)?\W{0,6}", re.IGNORECASE)
QUOTED = expression(
    r"[\"“][^\"”\n]{3,80}[\"”] (?:confirmed|found|seen|present|returned|shown|on line|in )|`[^`\n]{0,40}[\d:=<][^`\n]{0,80}`"
)
# Columns for how it was and how it is, for what runs, for what answers; and what stands in them.
BEFORE_HEADER = expression(
    r"\W{0,8}(?:.{0,20}\b)?(?:before|old|was|baseline|from|antes|avant|vorher|voor|prima|до|przed|önce|sebelum)\b"
    r"|.{0,20}(?:之前|修复前|修正前|変更前|이전|전)",
    re.IGNORECASE,
)
AFTER_HEADER = expression(
    r"\W{0,8}(?:.{0,20}\b)?(?:after|new|now|to|después|despues|depois|après|nachher|na|dopo|после|po|sonra|sesudah)\b"
    r"|.{0,20}(?:之后|修复后|修正後|変更後|이후|후)",
    re.IGNORECASE,
)
VERSION_HEADER = expression(r"\W{0,8}(?:deployed |image )?(?:version|tag|image|revision|release)\W{0,8}", re.IGNORECASE)
ROLLED_OUT = expression(r"\b(?:deployed|live|rolled out|serving|in production)\b", re.IGNORECASE)
VERSION = expression(r"\W{0,4}(?:[\w./-]{1,80}:)?v?\d{1,4}\.\d[\w.+-]{0,40}\W{0,4}")
ANSWER_HEADER = expression(
    r"\b(?:http|status|code|response|answer|results?|returned|returns|actual|observed|got|output|estado|statut|stato|antwort|resultado)\b"
    r"|状态|状態|结果|結果|상태|결과",
    re.IGNORECASE,
)
ANSWERED = expression(r"\W{0,8}(?:all\W{1,4}|both\W{1,4})?(?:HTTP(?:/\d(?:\.\d)?)? )?[23]\d\d(?: OK| Created)?\W{0,8}")
PASSED = expression(r"\W{0,8}(?:pass(?:ed|ing)?|green|ok)\b|\W{0,4}[✅✔✓]", re.IGNORECASE)
NUMBER = expression(r"\W{0,4}(?!0\b)\d[\d,.]{0,12}\W{0,4}")
OF_TESTS = expression(r"\b\d[\d,]{0,9}\s+(?:[\w/&-]{1,40}\s+){0,5}?(?:tests|testes|pruebas|specs|assertions)\b", re.IGNORECASE)
# The name of a test or of its file, alone in a cell; and the verdict on it.
TEST_NAME = expression(
    r"\W{0,4}(?:[\w.-]{1,60}/){0,8}(?:test_\w{3,100}|Test[A-Z]\w{0,60}_\w{1,80}"
    r"|\w{1,80}(?:[._-](?:test|spec)|(?-i:Tests?|IT|Spec)))(?:\.[a-z]{1,5}\b)?(?:::\w{1,100})?\W{0,4}",
    re.IGNORECASE,
)
NAMED_VERDICT = expression(r"\W{0,6}(?:pass(?:ed|es|ing)?|green|ok)\b(?!\W{0,3}(?:rate|if|when|criteria))", re.IGNORECASE)
ALL_OF = expression(r"\W{0,4}([1-9][\d,]{0,9})\s?/\s?\1(?:\s(?:pass\w*|tests?))?\W{0,4}", re.IGNORECASE)
ALL_OF_THEM = expression(r"\W{0,6}([1-9][\d,]{0,9})\s?/\s?\1(?!\w)")
ALL_OF_MANY = expression(r"(?<![\w./-])([1-9]\d[\d,]{0,9})\s?/\s?\1(?![\w%])")
TESTS_HEADER = expression(
    r"\b(?:tests?|specs?|cases|passed|assertions)\b(?!\s?(?:#|№|no\b|nr\b|ids?\b|numbers?\b|names?\b))", re.IGNORECASE
)
MANY_HEADER = expression(
    r"\W{0,8}(?:counts?|totals?|number|#|how many|quantity|run|anzahl|cantidad|quantidade|nombre|numero|количество)\W{0,8}",
    re.IGNORECASE,
)
# A number by itself, not one in a name: "F1", "tide-7".
HOW_MANY = expression(r"(?<![\w.-])\d[\d,]{0,9}(?![\w-]|\.\w)")
FIGURE = expression(r"(?<![\d/])\d[\d,.]{0,20}(?!\s*%|[\d/-])")
TIMED = expression(r"\d\s?(?:ms|s|sec|seconds|min|minutes|h|hours|kB|KB|MB|GB|fps|rps)\b")
STAMPED = expression(r"^\W{0,8}(?:\d{4}-\d{2}-\d{2}[T ]|\d{2}:\d{2}:\d{2}|\[?(?:INFO|WARN|ERROR|DEBUG)\b)", re.MULTILINE)
RESULT = expression(
    r"\b\d+ (?:passed|failed|passing|tests?|errors?|rows?)\b|\bPASS(?:ED)?\b|\bOK\b|\bsucce(?:ss|eded)|HTTP/\d"
    r"|\b[1-5]\d\d (?:OK|Created)|\"status\"|^\s{0,8}\{|\bstatus\b.{0,200}\b(?:active|running|healthy|success)"
    r"|^\s{0,8}[|+][-=|+]{5,}|exit(?:ed)? (?:code|with)|\bok\b",
    re.IGNORECASE | re.MULTILINE,
)
# What something told of itself: names with values, a line each; names in capitals are settings.
READING = expression(r"(?![A-Z_]{3,}:)[A-Za-z][\w ()/%-]{1,40}:\s+\S.{0,200}")
# A line of the history: a commit and its subject.
COMMIT_IN_LIST = expression(
    r"^[ \t*|]{0,8}(?=[0-9a-f]{0,12}[a-f])(?=[0-9a-f]{0,39}\d)([0-9a-f]{7,12}|[0-9a-f]{40})[ \t]{1,4}\S", re.MULTILINE
)
PROMPT = expression(r"^[ \t]{0,8}(?:\$|>|❯|#)\s+\S", re.MULTILINE)
# A prompt with its command, and what stands under it without one.
TRANSCRIPT = expression(r"^[ \t]{0,8}\$\s[^\n]{0,400}[^\n\\|&]\n[ \t]{0,8}[^\s$>#❯]", re.MULTILINE)
COMMENTED_RESULT = expression(
    r"^[ \t]{0,8}(?:(?:#|//|--)\s{0,4}(?:→|->|=>|output|result|returns?|✅|got|prints?|gives)[:\s]|(?:→|=>)\s)\s{0,4}(?!https?://)\S",
    re.IGNORECASE | re.MULTILINE,
)
# A command with the verdict on it in the same line.
TOLD_BESIDE = expression(r"^\s{0,8}[a-z./][^#\n]{2,200}?\s(?:[✅✔✓]|(?-i:PASS(?:ED)?|OK)\b|(?:→|->|=>)\s?\d)", re.IGNORECASE)
# A file before and after a change, whatever it is written in.
DIFFED = expression(r"^[ \t]{0,8}(?:#|//)\s?(?:before|old|was)\b", re.IGNORECASE | re.MULTILINE)
AFTER = expression(r"^[ \t]{0,8}(?:#|//)\s?(?:after|new|now)\b", re.IGNORECASE | re.MULTILINE)
PICTURE = expression(r"[├└│▼┌┐─═╔║]|(?:-->|──>|\+--)")
FROM_LOGS = expression(r"\b(?:from|in) (?:the )?(?:\w+ ){0,3}logs?\b[^:]{0,40}:\W*$", re.IGNORECASE)
SHOWN_BELOW = expression(
    r"\b(?:output|results?|response|printed|prints|shows|measurements?|readings?|measured|observed|returned|answered|salida|saída"
    r"|ausgabe|sortie)\b[^.]{0,20}$|^\W{0,4}(?:verified|confirmed|tested|checked|observed)\b",
    re.IGNORECASE,
)
EXPECTED = expression(
    r"\bexpect|\bshould\b|example|template|\btodo\b|will (?:be|show|see)|\besperad|\berwartet|\battendu|\batteso|ожидаем"
    r"|预期|預期|期望|期待|想定|예상|기대",
    re.IGNORECASE,
)
