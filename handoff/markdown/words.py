"""The words by which status claims, and what only looks like them, are told apart. Tables only; no logic.

A status word maps to what it needs as evidence (see `NEEDS` in `needs`): `done`, `fix`, `merge`, `deploy`, `build`, `up`,
`live`, `work`, `ready`, `test`, `resolve`, `absent`, `exist`.
"""

from __future__ import annotations

from handoff.markdown import languages
from handoff.markdown.wordlist import wordlist

# States: claimed by a copula, or by standing where a status stands ("API responsive", "Status: healthy").
STATES: dict[str, str] = {
    "healthy": "up", "up": "up", "live": "live", "active": "up", "operational": "up", "stable": "up", "running": "up",
    "online": "up", "reachable": "up", "responding": "up", "responsive": "up", "serving": "up", "available": "up",
    "accessible": "up", "normal": "up", "alive": "up", "connected": "up", "unblocked": "resolve",
    "working": "work", "functional": "work", "functioning": "work", "successful": "work", "correct": "work",
    "consistent": "work", "intact": "work", "proven": "work", "valid": "work", "up-to-date": "work", "synced": "work",
    "in-sync": "work", "unaffected": "work", "usable": "work", "compliant": "work",
    "gone": "resolve", "nominal": "up",
    "green": "test", "passing": "test", "clean": "absent", "complete": "done", "ready": "ready",
    **languages.STATES,
}  # fmt: skip

# Words of these that mean a state only behind a copula, or alone where a status stands.
FAINT_STATES = wordlist(
    """up available running serving correct valid normal consistent reachable intact clean completa completo completas completos
    gone nominal responsive accessible connected usable compliant disponible disponibles
    disponível disponibile disponibili verfügbar beschikbaar dostępny dostępna dostępne
    complets complètes verde verdes vert verts verte vertes
    verdi grün groen hijau yeşil yesil komplett compleet volledig vollständig complet complète активно доступно aman lancar"""
)
# What a compound ends in that says how something stands: "release-ready", "code-complete"; "-free" of something unwanted.
STATE_ENDINGS: dict[str, str] = {
    "ready": "ready", "complete": "done", "green": "test", "clean": "absent", "stable": "up", "shippable": "ready",
    "proven": "work", "compliant": "work", "identical": "work",
}  # fmt: skip

# Finished acts: claimed by the perfect or passive, by a verb in front ("Fixed the parser"), or by standing at the end.
ACTS: dict[str, str] = {
    "fixed": "fix", "hotfixed": "fix", "patched": "fix", "repaired": "fix", "corrected": "fix", "remediated": "fix",
    "remedied": "fix", "rectified": "fix", "debugged": "fix", "squashed": "fix",
    "resolved": "resolve", "solved": "resolve", "closed": "resolve", "addressed": "resolve", "mitigated": "resolve",
    "cleared": "resolve", "eliminated": "resolve", "averted": "resolve", "neutralized": "resolve", "neutralised": "resolve",
    "contained": "resolve",
    "defused": "resolve", "disappeared": "resolve", "vanished": "resolve", "subsided": "resolve", "ceased": "resolve",
    "restored": "work", "recovered": "work", "stabilized": "work", "stabilised": "work", "reinstated": "work",
    "revived": "work", "resumed": "work", "healed": "work", "propagated": "done", "drained": "done", "converged": "done",
    "approved": "done", "signed-off": "done", "reconnected": "up", "normalised": "up",
    "verified": "work", "confirmed": "work", "validated": "work", "proved": "work", "certified": "work", "attested": "work",
    "reverified": "work", "re-verified": "work", "revalidated": "work", "re-validated": "work", "double-checked": "work",
    "cross-checked": "work", "spot-checked": "work", "sanity-checked": "work", "reconfirmed": "work", "vetted": "work",
    "tested": "test", "smoke-tested": "test", "retested": "test", "re-tested": "test", "passed": "test", "aced": "test",
    "deployed": "deploy", "redeployed": "deploy", "re-deployed": "deploy", "released": "deploy", "shipped": "deploy",
    "published": "deploy", "rolled-out": "deploy", "launched": "deploy", "uploaded": "deploy", "promoted": "deploy",
    "merged": "merge", "pushed": "merge", "committed": "merge", "landed": "merge", "fast-forwarded": "merge",
    "rebased": "merge", "cherry-picked": "merge", "squash-merged": "merge", "backported": "merge", "upstreamed": "merge",
    "migrated": "done", "completed": "done", "finished": "done", "done": "done", "delivered": "done", "finalized": "done",
    "finalised": "done", "implemented": "done", "achieved": "done", "accomplished": "done", "met": "done",
    "fulfilled": "done", "satisfied": "done", "concluded": "done", "backfilled": "done", "reconciled": "done",
    "purged": "done", "rotated": "done", "revoked": "done", "decommissioned": "done", "attained": "done",
    "succeeded": "work",
    **languages.ACTS,
}  # fmt: skip

# Finished, done, fixed, succeeded, normal, in languages that write no spaces: at the end of a clause.
UNSPACED = (
    r"(?<![未待尚没不无미])(?<!没有|无法|未能|尚未|计划|预计|予定)(?:完了|済み|済|成功|解決(?![:：])|合格|正常|確認済|動作(?:する|します|している)|問題なし|準備完了"
    r"|已(?:经)?[\u4e00-\u9fff]{0,4}?(?:完成|修复|解决|部署|验证|上线|合并|通过|提交|推送|发布|恢复|关闭|测试|确认|实现|就绪|迁移)(?:了)?"
    r"|全(?:部|件|て)?\s?(?:pass|PASS|OK|green)"
    r"|完成|通过(?!\s?\ue000)|成功|正常(?:工作|运行|登录|显示|访问|使用|启动|加载|响应|返回|動作|稼働)?|完整|就绪|可用|无误|无错误|全绿|完毕|修复成功|已就绪"
    rf"|완료(?:됨|됐|되었)?|성공|해결(?:됨|됐)?|정상|통과|배포됨|확인됨|수정됨|{languages.UNSPACED})"
)

# Acts that report a change and claim a status only with a tick, a box or in a status column.
CHANGES = (
    wordlist(
        """added updated created replaced pinned removed refactored improved configured integrated installed enabled rebuilt
    wired documented optimized optimised moved populated analyzed analysed identified written built generated changed
    extended upgraded reduced increased converted extracted introduced loaded compiled set renamed split reverted rolled
    hardened cleaned consolidated archived applied rewritten redesigned switched simplified linked prepared scheduled
    implemented developed designed established provisioned seeded registered activated bootstrapped scaffolded ported
    imported submitted processed executed refreshed synchronized synchronised tagged bumped deleted disabled
    deduplicated decoupled adjusted tuned aligned standardized standardised unified modernized modernised restructured
    reorganized reorganised relocated mounted hooked restarted rebooted signed enforced protected secured
    covered"""
    )
    | languages.CHANGES
)

# "By", which says who did it.
BY = wordlist("by por von da par door przez oleh")
AND = wordlist("and & e y et und en i и dan ve")

# Present-tense verbs that claim by themselves.
VERBS: dict[str, str] = {
    "works": "work", "work": "work", "worked": "work", "passes": "test", "pass": "test", "succeeds": "work",
    "succeed": "work", "boots": "work",
    "compiles": "build", "compile": "build", "builds": "build", "validates": "work", "validate": "work",
    "type-checks": "build", "typechecks": "build", "holds": "work",
    "confirms": "work", "confirm": "work", "matches": "work", "match": "work", "matched": "work", "meets": "done",
    **languages.VERBS,
}  # fmt: skip

# Adverbs that turn a verb in the past or present into a claim that it went well.
WELL = (
    wordlist("""successfully correctly properly cleanly flawlessly faultlessly reliably smoothly normally fine well perfectly
    seamlessly excellently""")
    | languages.WELL
)

# In capitals, or alone in a status cell: the outcome of a check.
OUTCOMES: dict[str, str] = {
    "pass": "test", "passed": "test", "success": "work", "ok": "work", "succeeded": "work", "good": "work", "stable": "up",
    "yes": "work", "healthy": "up", "✓": "done", "configured": "done", "wired": "done", "enabled": "up", "verified": "work",
    "works": "work", "implemented": "done", "fully": "work", "match": "work", "matches": "work", "compliant": "work",
    "achieved": "done", "satisfied": "done", "met": "done", "exceeded": "done",
    "approved": "done", "optimal": "work", "excellent": "work", "solid": "work", "robust": "work",
    "perfect": "work", "valid": "work", "loaded": "up", "connected": "up", "secured": "work", "secure": "work",
    "protected": "work",
    "resolved": "resolve", "go": "work", "finished": "done", "fine": "work", "great": "work", "completed": "done",
    "done": "done", "working": "work", "available": "up", "accessible": "up", "responding": "up", "running": "up",
    **languages.OUTCOMES,
}  # fmt: skip

TICKS = frozenset("✅✔☑✓🟢👍💚🆗")
CROSSES = frozenset("❌✗✘⚠🔴🟡⏳🔄🚧⏸❓⛔🟠⬜☐🔲")

NEGATIONS = (
    wordlist(
        """not no never none nothing neither nor cannot without hardly unable yet-to isn't aren't wasn't weren't hasn't haven't
    hadn't doesn't don't didn't won't can't couldn't wouldn't shouldn't isn’t aren’t wasn’t weren’t hasn’t haven’t doesn’t
    don’t didn’t won’t can’t couldn’t un- non zero lacks lacking fails failed failing no-longer barely half
    partially partly nearly almost mostly supposedly allegedly incorrectly falsely"""
    )
    | languages.NEGATIONS
)

MODALS = (
    wordlist(
        """will would should shall must may might could can can't cannot needs need ought won't wouldn't shouldn't couldn't to
    gets get getting reach reaches reaching being 'll would've should've might've expect expected expects hopefully"""
    )
    | languages.MODALS
)

CONDITIONS = wordlist("""if when once until unless whether whenever assuming provided till""") | languages.CONDITIONS
PURPOSES = (
    wordlist(
        """ensure ensures ensuring verify verifies confirm make makes making guarantee guarantees so-that whether let lets
        assert asserts"""
    )
    | languages.PURPOSES
)

COPULAS = (
    wordlist(
        """is are 's 're been be remains remain stays stay stayed remained now all fully still currently back both look looks
    looking continues become becomes became again already everything be"""
    )
    | languages.COPULAS
)
PAST_COPULAS = wordlist("was were had looked seemed appeared") | languages.PAST_COPULAS
AUXILIARIES = (
    wordlist("""has have had is are was were been got been's being now all already both fully successfully""")
    | languages.AUXILIARIES
)
DETERMINERS = wordlist(
    "the a an this that these those our its their any each every some my your his her another such which whose of"
)
PREPOSITIONS = (
    wordlist(
        """in on for with and as at to since via by from under across after before now again but or into onto over through
    during within against using per than while so because until till up out off without between both also too is are
    was were yet earlier last recently tonight
    then when where which that who if it we they i this these there here vs plus despite besides except only today
    yesterday successfully correctly"""
    )
    | languages.PREPOSITIONS
)

# Acts done by mistake are no achievements.
MISTAKEN = wordlist("inadvertently accidentally unintentionally mistakenly erroneously prematurely silently wrongly")

# Whoever believes or claims it does not report it.
BELIEFS = wordlist(
    """thought believed assumed claimed claims claiming idea hoped supposed suspected pretended advertised unaware theory
    theoretically"""
)

# First words of instructions and plans.
IMPERATIVES = wordlist(
    """verify check ensure make confirm run test deploy wait see use add create update set review monitor install configure
    open click go read look apply push commit merge fix implement build start stop restart watch keep do don't never
    always avoid consider remember note try let follow complete finish resolve validate investigate write document
    schedule enable disable remove migrate move copy export import execute query get put post call send ask tell decide
    choose prefer promote rotate rebuild regenerate proceed continue repeat rerun re-run record capture mark close treat
    plan expect include edit delete select type drag enter visit navigate log press scroll optionally please
    switch need needs todo next grant allow tap swipe list fill summarize summarise describe"""
)

# Words that speak of a fault: verifying one is no good news.
FAULTS = wordlist(
    """bug bugs issue issues problem problems fail fails failed failure failures failing error errors broken break breaks
    missing expired outage wrong crash crashes crashed down degraded degradation stale leak regression unavailable corrupt
    corrupted vulnerable vulnerability suspicion suspicions suspected cause caused causing culprit incorrect incident zero
    empty timeout timeouts oom unreachable rejected blocked blocker invalid missing duplicate duplicates false-positive
    hypothesis plummeting null nulls never nothing not loss lost attack attacker exploit malicious compromised drained stolen"""
)

# Adverbs and joining words that may stand between a subject and its status, or between two of them.
ADVERBS = wordlist(
    """fully now already currently all still completely very entirely 100% back again both successfully also just then newly
    recently previously live + & and"""
)
# Words of command that are as often nouns: "Build passes", "Fix deployed".
NOUNS_TOO = wordlist(
    """build test deploy fix run check commit merge release review update set install query post call watch plan record mark
    export import copy start restart monitor document schedule close promote follow test need open log
    type visit select press edit switch list"""
)
SUBJECTS = wordlist("we i team they engineer user he she")
LOOKED = wordlist("verified confirmed tested validated proved proven reproduced checked")
WEAK_ACTS = wordlist(
    """addressed cleared launched published achieved eliminated reproduced proved implemented accomplished promoted
    concluded propagated drained converged approved satisfied fulfilled purged rotated revoked squashed decommissioned
    resumed backfilled attained rebased reconciled disappeared vanished subsided ceased"""
)
SAYING = wordlist("confirm confirmed confirms verified shows showed reports reported found means proves sees saw")
DECLARING = wordlist("declare declares declared mark marks marked consider considers considered call calls called")
INVESTIGATING = wordlist("pinpoint identify investigate find understand isolate debug diagnose trace see probe")
TESTED = wordlist("test spec suite check ci lint gate build testing case assertion pipeline smoke")
REMEDIES = wordlist("fix fixes patch patches repair mitigation hotfix workaround")
ARROWS = frozenset({"→", "->", "=>"})

# What stands between several words and one status.
PHRASES: dict[tuple[str, ...], tuple[str, str]] = {
    **languages.PHRASES,
    ("up", "and", "running"): ("state", "up"),
    ("back", "to", "normal"): ("state", "up"),
    ("back", "online"): ("state", "up"),
    ("back", "up"): ("state", "up"),
    ("rolled", "out"): ("act", "deploy"),
    ("went", "live"): ("act", "deploy"),
    ("goes", "live"): ("", ""),
    ("go", "live"): ("", ""),
    ("going", "live"): ("", ""),
    ("in", "place"): ("weak", "done"),
    ("in", "sync"): ("weak", "work"),
    ("in", "service"): ("weak", "up"),
    ("back", "in", "service"): ("state", "up"),
    ("in", "working", "order"): ("state", "work"),
    ("up", "to", "date"): ("state", "work"),
    ("in", "good", "shape"): ("state", "work"),
    ("within", "normal", "variance"): ("state", "work"),
    ("within", "normal", "range"): ("state", "work"),
    ("within", "normal", "limits"): ("state", "work"),
    ("within", "expected", "range"): ("state", "work"),
    ("went", "through"): ("act", "done"),
    ("wrapped", "up"): ("act", "done"),
    ("without", "crash"): ("well", "absent"),
    ("without", "a", "crash"): ("well", "absent"),
    ("without", "any", "errors"): ("well", "absent"),
    ("without", "any", "issues"): ("well", "absent"),
    ("without", "crashes"): ("well", "absent"),
    ("without", "crashing"): ("well", "absent"),
    ("without", "incident"): ("well", "absent"),
    ("without", "regressions"): ("well", "absent"),
    ("without", "data", "loss"): ("well", "absent"),
    ("ohne", "fehler"): ("well", "absent"),
    ("sin", "errores"): ("well", "absent"),
    ("sem", "erros"): ("well", "absent"),
    ("senza", "errori"): ("well", "absent"),
    ("sans", "erreur"): ("well", "absent"),
    ("in", "production"): ("weak", "deploy"),
    ("as", "expected"): ("well", "work"),
    ("as", "designed"): ("well", "work"),
    ("as", "intended"): ("well", "work"),
    ("without", "errors"): ("well", "absent"),
    ("without", "error"): ("well", "absent"),
    ("without", "issues"): ("well", "absent"),
    ("with", "no", "errors"): ("well", "absent"),
    ("no", "longer"): ("gone", "resolve"),
    ("is", "back"): ("state", "work"),
    ("returned", "to", "normal"): ("state", "up"),
    ("returned", "to", "baseline"): ("state", "up"),
    ("back", "to", "baseline"): ("state", "up"),
    ("dropped", "to", "zero"): ("state", "resolve"),
    ("down", "to", "zero"): ("state", "resolve"),
    ("looks", "good"): ("state", "work"),
    ("look", "good"): ("state", "work"),
    ("are", "back"): ("state", "work"),
    ("all", "good"): ("state", "work"),
    ("all", "clear"): ("state", "absent"),
    ("systems", "go"): ("state", "ready"),
    ("ran", "to", "completion"): ("well", "work"),
    ("runs", "to", "completion"): ("well", "work"),
    ("went", "fine"): ("well", "work"),
    ("went", "smoothly"): ("well", "work"),
    ("checks", "out"): ("well", "work"),
    ("holds", "up"): ("well", "work"),
    ("holds", "up", "to"): ("", ""),
    ("held", "up"): ("well", "work"),
    ("caught", "up"): ("act", "done"),
    ("cut", "over"): ("act", "deploy"),
    ("without", "problems"): ("well", "absent"),
    ("without", "failures"): ("well", "absent"),
    ("without", "warnings"): ("well", "absent"),
    ("with", "zero", "errors"): ("well", "absent"),
    ("with", "no", "failures"): ("well", "absent"),
    ("with", "no", "issues"): ("well", "absent"),
    ("with", "no", "warnings"): ("well", "absent"),
    ("not", "yet"): ("negation", ""),
    ("ready", "to"): ("state", "ready"),
    ("safe", "to", "deploy"): ("state", "ready"),
    ("safe", "to", "merge"): ("state", "ready"),
    ("safe", "to", "operate"): ("state", "ready"),
    ("safe", "to", "release"): ("state", "ready"),
    ("safe", "to", "ship"): ("state", "ready"),
    ("safe", "to", "use"): ("state", "ready"),
    ("good", "to", "go"): ("state", "ready"),
    ("on", "track"): ("state", "work"),
    ("on", "schedule"): ("state", "work"),
    ("signed", "off"): ("act", "done"),
    ("checked", "in"): ("act", "merge"),
    ("live", "in"): ("state", "live"),
    ("live", "on"): ("state", "live"),
    ("root", "cause"): ("", ""),
    ("end", "to", "end"): ("", ""),
    ("follow", "up"): ("", ""),
    ("set", "up"): ("change", "done"),
    ("scaled", "up"): ("change", "done"),
    ("clean", "up"): ("", ""),
    ("start", "up"): ("", ""),
    ("up", "to"): ("", ""),
    ("up", "from"): ("", ""),
    ("down", "from"): ("", ""),
    ("most", "up"): ("", ""),
    ("work", "in"): ("", ""),
    ("work", "on"): ("", ""),
    ("work", "around"): ("", ""),
    ("worked", "on"): ("", ""),
    ("working", "on"): ("", ""),
    ("working", "with"): ("", ""),
    ("working", "directory"): ("", ""),
    ("working", "dir"): ("", ""),
    ("working", "tree"): ("", ""),
    ("running", "the"): ("", ""),
    ("running", "on"): ("weak", "up"),
    ("running", "out"): ("", ""),
    ("in", "progress"): ("progress", ""),
    ("work", "in", "progress"): ("progress", ""),
}  # fmt: skip

PHRASE_STARTS = frozenset(phrase[0] for phrase in PHRASES)

# What something no longer does when it has been put right.
TROUBLES = wordlist(
    """fails fail failing failed occurs occur occurring happens happen happening crashes crash crashing breaks break breaking
    broken leaks leak leaking hangs hang hanging stalls stall blocks block blocked blocking errors error appears appear
    reproduces reproduce reproducible reproducing reproduced times throws firing looping stuck stale missing down flaky
    affected shows show loses lose duplicates loops present pending open outstanding"""
)

# Things that nobody wants: that there are none left is good news.
UNWANTED = wordlist(
    """error errors issue issues failure failures regression regressions crash crashes warning warnings bug bugs conflict
    conflicts vulnerability vulnerabilities secret secrets downtime blocker blockers leak leaks problem problems mismatch
    mismatches duplicate duplicates violation violations loss impact anomalies anomaly drift 404s 500s 5xx data-loss
    alerts alert incidents incident outages outage exceptions exception timeouts finding findings degradation
    rollback rollbacks"""
)

# Words that say nothing of what a statement is about.
FILLERS = wordlist(
    """test tests testing result results suite total passed build builds deploy deployment release status fix fixes commit
    commits run runs code file files change changes new all now log logs output command commands query verification
    verified check checks section see line lines report service services system systems data update version branch main
    time date work session phase step steps issue issues the and for with from that this was were are has have not but its
    into after before via using per during then than them they their his her our your you will can also only each both
    more most some any one two three first last sha hash message url ref tag title author number successfully correctly
    expected count latest state link pull request evidence yes none"""
)

# Last words of headings that sort what stands under them, and words of headings that name no subject.
TOPICS = wordlist("status summary checklist report results conclusion conclusions notes overview timeline criteria")
BUCKET_WORDS = languages.SORTING | wordlist(
    """task tasks item items work works issue issues bug bugs fix fixes hotfix hotfixes hot feature features change changes
    test tests step steps goal goals objective objectives thing things milestone milestones phase phases deliverable
    deliverables action actions
    improvement improvements measure measures what was were is are has have we i we've i've you it this that these session
    today tonight yesterday week so far already now the a an of in and to for with by been done all key major main recent
    summary status list section work what's encountered found discovered faced reported investigated which our my everything
    accomplishments accomplishment achievements achievement results result success successes checks check scenarios
    successfully new excellent good great solution solutions conclusion
    conclusions actually really finally files file code updates update highlights criteria problems problem components
    systems areas requirements que obiettivi objetivos immediate short-term long-term high medium low priority current
    checklist verification validation report documentation tested version risk risks blocker blockers
    challenge challenges"""
)
