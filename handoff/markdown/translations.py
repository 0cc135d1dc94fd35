"""What a heading of another language says that its section is for, and what there makes a rule, a wish or a condition of a
line. Tables only, in the order in which they are asked.

Words stand with all the endings that headings use. Languages that write no spaces, or glue words together, are searched.
"""

from __future__ import annotations

from handoff.markdown.purposes import EXPECTATION, FAULT, INSTRUCTION, LEGEND, LESSON, PLAN, REASON, SYMPTOM, Row
from handoff.markdown.wordlist import wordlist

ROWS: tuple[Row, ...] = (
    Row(
        LEGEND,
        "",
        (
            (
                "leyenda legenda légende legende легенда обозначения lejant keterangan",
                r"^\W{0,8}(?:leyenda|legenda|légende|legende|легенда|(?:условные )?обозначения|lejant|keterangan)\W{0,8}$",
            ),
            ("chú", r"^\W{0,8}chú (?:thích|giải)\W{0,8}$"),
        ),
    ),
    Row(
        EXPECTATION,
        """esperado esperada esperados esperadas attendu attendue attendus attendues erwartet erwartete erwartetes
        atteso attesi akzeptanzkriterien abnahmekriterien erfolgskriterien acceptatiecriteria
        ожидаемый ожидаемая ожидаемое ожидаемые ожидается ожидания beklenen beklentiler diharapkan
        oczekiwany oczekiwana oczekiwane oczekiwania verwacht verwachte verwachtingen""",
        (
            ("criterios critérios criteri", r"\bcrit[eé]ri(?:os)? (?:de|di) (?:acepta|éxito|aceit|sucesso|accetta|successo)"),
            ("critères", r"\bcritères (?:d['’]acceptation|de (?:succès|réussite|validation))"),
            ("критерии", r"\bкритерии (?:приёмки|приемки|успеха|готовности)"),
            ("kryteria", r"\bkryteria (?:akceptacji|sukcesu)"),
            ("kabul başarı", r"\b(?:kabul|başarı) (?:kriterleri|ölçütleri)"),
            ("kriteria", r"\bkriteria (?:penerimaan|keberhasilan)"),
            ("kết kỳ tiêu", r"\bkết quả mong đợi|\bkỳ vọng\b|\btiêu chí (?:chấp nhận|thành công)"),
        ),
    ),
    Row(
        LESSON,
        """lecciones lección aprendizajes aprendizaje aprendido aprendida lições lição aprendizados aprendizado aprendizagem
        aprendizagens leçons leçon enseignements apprentissages lehren lektionen erkenntnisse gelernt gelernte gelerntes
        lezioni lezione imparato imparate apprese geleerd lessen уроки урок öğrenilen öğrenilenler dersler pembelajaran
        pelajaran lekcje retrospectiva rétrospective retrospektive retrospettiva ретроспектива""",
        (
            ("retour", r"\bretours? d['’]expérience"),
            ("retenir", r"\bà retenir\b"),
            ("bài", r"\bbài học\b"),
        ),
    ),
    Row(
        PLAN,
        """próximo próxima próximos próximas proximo proxima proximos proximas recomendado recomendada recomendados
        recomendadas recomendaciones recomendações recommandation recommandations empfehlung empfehlungen raccomandazioni
        prossimi prochaine prochaines nächste nächster nächstes nächsten nachste objectifs objectivos pendiente pendientes
        offen prochain prochains próximamente futuro futuros futura futuras futur futurs futures pendência pendências
        pendentes pendente sugerencia sugerencias sugestão sugestões sugerido sugeridas recomendación recomendação
        propuesta propuestas proposta propostas proposte proposition propositions préconisations planificado planificados
        planejado planejada planejados planejadas restant restants restante restantes rimanente rimanenti prossime
        prossimo prossima raccomandazione suggerimenti suggerimento consigliati consigliato geplant geplante geplantes
        geplanten ausstehend ausstehende ausstehenden offene offenes offener offenen vorschlag vorschläge empfohlen
        empfohlene empfohlenes zukünftige zukünftig künftige künftig ausblick
        aanbeveling aanbevelingen openstaand openstaande gepland geplande toekomstige vervolgstappen voorstellen
        zalecenia rekomendacje sugestie propozycje planowane planowany pozostałe pozostało
        план планы планируется рекомендации рекомендация рекомендуется предложения осталось остаётся остается предстоит
        запланировано будущие будущее дальнейшие
        öneri öneriler önerilen planlanan bekleyen yapılacaklar yapılacak kalan gelecek planı
        rencana rekomendasi selanjutnya berikutnya""",
        (
            ("siguientes siguiente", r"\bsiguientes? (?:paso|acci[oó]n|tarea|fase|sesi[oó]n)"),
            ("étapes étape", r"\bétapes? suivantes?"),
            ("aimé voulu", r"\baur(?:ions|ais|ait) (?:aimé|voulu)\b"),
            ("faire", r"\b[àa] faire"),
            ("hacer", r"\bpor hacer"),
            ("fare", r"\bda fare"),
            ("obiettivi", r"\bobiettivi(?!.*(?:completati|raggiunti))"),
            ("venir", r"\bà venir\b"),
            ("reste", r"\breste à\b"),
            ("feuille hoja", r"\bfeuille de route|\bhoja de ruta"),
            ("falta", r"\b(?:qu[eé]|lo que|o que) falta\b"),
            ("fazer completar", r"\ba fazer\b|\bda completare\b"),
            ("cose", r"\bcose da\b"),
            ("sospeso espera attente", r"\bin sospeso|\ben espera|\ben attente"),
            ("tun erledigen", r"\bzu (?:tun|erledigen)\b"),
            ("doen", r"\bte doen\b"),
            ("volgende", r"\bvolgende (?:stap|stappen|sessie|fase)"),
            ("następne następny kolejne dalsze", r"\b(?:następn[ey]|kolejne|dalsze) (?:krok|etap|działani|prac|zadani)"),
            ("zrobienia", r"\bdo zrobienia\b"),
            ("следующие следующий следующая", r"\bследующ\w{2} (?:шаг|этап|действи|задач|сесси|верси)"),
            ("дальше сделать наступні", r"\bчто дальше|\b(?:что|нужно|надо) сделать\b|\bнаступні кроки"),
            ("sonraki", r"\bsonraki (?:adım|aşama|oturum)"),
            ("tiếp kế đề khuyến việc", r"\btiếp theo\b|\bkế hoạch\b|\bđề xuất\b|\bkhuyến nghị\b|\bviệc cần làm"),
        ),
    ),
    Row(
        INSTRUCTION,
        """instrucciones guía guías comandos procedimiento procedimientos requisitos prerrequisitos reglas convenciones
        instruções guia comando procedimento procedimentos regras convenções dicas
        commandes procédure procédures prérequis consignes règles conseils astuces dépannage utilisation
        anleitung anleitungen befehle voraussetzungen vorgehensweise regeln bedienungsanleitung testplan testschritte
        istruzioni guida comandi prerequisiti requisiti regole convenzioni consigli utilizzo
        instructies handleiding vereisten richtlijnen instrukcja instrukcje polecenia zasady wymagania przewodnik
        инструкция инструкции руководство команды требования правила использование
        talimatlar talimatları kılavuzu kılavuz komutlar komutları gereksinimler kurallar kuralları rehberi
        panduan petunjuk instruksi perintah aturan prasyarat""",
        (
            (
                "pasos passos passaggi étapes schritte kroki шаги",
                r"\b(?:pasos|passos|passaggi|étapes|schritte|kroki|шаги) (?:para|per|pour|zum|zur|für|do|для)\b",
            ),
            ("paso passo", r"\b(?:paso a paso|passo a passo)\b"),
            ("buenas boas bonnes buone", r"\b(?:buenas prácticas|boas práticas|bonnes pratiques|buone pratiche)\b"),
            ("uso", r"^\W{0,8}(?:modo d[ei] )?uso\W{0,8}$"),
            ("nasıl", r"\bnasıl \w{2,20}[ıiuü]r\b"),
            ("cách hướng", r"^\W{0,8}cách\b|\bhướng dẫn\b"),
            ("cara", r"^\W{0,8}cara\b"),
        ),
    ),
    Row(
        REASON,
        """neden nedenleri faydalar faydaları avantajları manfaat keuntungan mengapa kenapa alasan""",
        (
            ("por", r"^\W{0,8}por qu[eê]\b|\bpor qu[eé] (?:est|esta|este|usar|utilizar|elegi|escolh)"),
            ("tại vì lợi", r"\btại sao\b|\bvì sao\b|\blợi ích\b"),
        ),
    ),
    Row(
        SYMPTOM,
        """causa causas síntoma síntomas sintoma sintomas sintomi antecedentes ursache ursachen hintergrund symptome
        symptômes symptôme oorzaak oorzaken symptomen przyczyna przyczyny objawy причина причины симптомы симптом
        belirtiler penyebab gejala""",
        (
            ("cause causes", r"\bcauses? (?:racines?|profondes?|probables?)\b"),
            ("nguyên triệu", r"\bnguyên nhân\b|\btriệu chứng\b"),
        ),
    ),
    Row(
        FAULT,
        """problema problemas problème problèmes probleme problemi problemen problemy проблемы проблема sorun sorunlar masalah
        kendala errores erros erreurs fehler errori fouten błędy ошибки hatalar
        riesgo riesgos risco riscos risque risques risiken risiko rischi rischio ryzyko ryzyka риски riskler
        limitaciones limitações limites einschränkungen limitazioni beperkingen ograniczenia ограничения""",
    ),
)  # fmt: skip
"""Rows of words that are told apart by spaces. An adjective stands behind its noun in most of these languages."""

SOLUTIONS = wordlist(
    """solución soluciones solução soluções lösung lösungen soluzione soluzioni oplossing oplossingen rozwiązanie
    rozwiązania решение решения çözüm çözümler solusi résolution"""
)
"""Beside a cause or a problem these say that the section tells of its end."""

OF = wordlist("de del da do das dos des du d di della delle dei degli von van")
"""Words that tie to a noun what it is about: "Plan de …"; what stands behind them gives a heading no role."""

UNSPACED: tuple[tuple[str, str], ...] = (
    (LEGEND, r"^\W{0,8}(?:图例|圖例|符号说明|符號說明|凡例|범례|คำอธิบายสัญลักษณ์)\W{0,8}$"),
    (
        EXPECTATION,
        r"预期|预计|預期|預計|期望|验收标准|驗收標準|成功标准|想定(?!通り|どおり|内)|期待(?!通り|どおり)"
        r"|受け入れ(?:基準|条件)|完了条件|合格基準|예상|수용 기준|완료 조건|성공 기준|ที่คาดหวัง|ที่คาดว่า|المتوقع",
    ),
    (
        LESSON,
        r"经验|經驗|教训|教訓|心得|反思|学到的|學到的|学び|学んだ|反省|振り返り|気づき|교훈|배운 점|배운 것|회고"
        r"|บทเรียน|สิ่งที่(?:ได้)?เรียนรู้|الدروس|دروس",
    ),
    (
        REASON,
        r"为什么|為什麼|优势|優勢|好处|好處|优点|優點|なぜ|理由|メリット|利点|왜\b|장점|이점|ทำไม|เหตุผล|ข้อดี|ประโยชน์|لماذا",
    ),
    (
        PLAN,
        r"下一步|待办|待辦|待完成|待处理|待處理|待解决|待解決|计划|計劃|計畫|规划|規劃|建议|建議|后续|後續|未来|未來|路线图|路線圖"
        r"|剩余|剩餘|未完成|接下来|接下來|今後|次のステップ|次回|次に|残課題|残タスク|残作業|未対応|未完了|未実装|対応予定|予定|提案|推奨"
        r"|ロードマップ|やること|다음 단계|향후|남은|예정|계획|권장|추천|제안|할 일|해야 할|후속|로드맵|미완료"
        r"|ขั้นตอน(?:ต่อ|ถัด)ไป|สิ่งที่ต้องทำ|งานที่เหลือ|แผน|ข้อเสนอแนะ|คำแนะนำ|الخطوات (?:التالية|القادمة)|التوصيات|المتبقي",
    ),
    (
        INSTRUCTION,
        r"手順|ステップ\s?\d|前提条件|使い方|使用方法|コマンド|ルール|注意事項|注意点|(?:確認|検証|テスト)方法|步骤|步驟|如何|怎么|怎麼|使用说明"
        r"|使用說明|指南|教程|注意事项|(?:测试|验证|检查|測試|驗證|檢查)方法|最佳实践|最佳實踐|故障排[除查]|방법|절차|사용법|명령어|규칙|주의사항"
        r"|วิธี|ขั้นตอนการ|คำสั่ง|คู่มือ|ควรทำ|ข้อควรระวัง|كيفية|تعليمات",
    ),
    (SYMPTOM, r"原因|根因|症状|症狀|现象|現象|背景|问题描述|問題描述|원인|증상|배경|현상|สาเหตุ|อาการ|السبب|الأسباب"),
    (FAULT, r"已知(?:问题|問題|限制)|遗留问题|遺留問題|风险|風險|既知の|課題|リスク|알려진 문제|위험|한계|ข้อจำกัด|ความเสี่ยง"),
)
"""Parts of headings, by role, in languages that write no spaces or glue words together."""

UNSPACED_SETTLED = (
    r"已(?:完成|修复|修復|解决|解決|达成|達成|通过|通過)|达成|達成|充足"
    r"|(?:修正|解決|対応|完了|確認|検証)済|完了しました|(?:완료|달성)(?:됨|$)|충족"
)
"""With these beside a plan, a trouble or a criterion it is over."""

UNSPACED_SOLVED = r"修复|修復|修正|解决|解決|対策|対応|해결|수정|대응|แก้ไข|แก้ปัญหา|วิธีแก้|الحل"
"""With these beside a trouble the section tells how it was ended."""

RULES = (
    r"siempre|nunca|jamás|evita|evitar|evite|recuerda|recordar|sempre|jamais|lembre|lembrar|toujours|évitez|éviter|ne jamais"
    r"|(?:робіть |робити )?завжди|ніколи|уникайте|не забувайте|не робіть"
    r"|immer|nie|niemals|vermeide[nt]?|mai|evitare|ricorda|всегда|никогда|избега\w{2,4}|не забыва\w{2,4}|her zaman|asla|daima"
    r"|selalu|jangan|hindari|zawsze|nigdy|unikaj|altijd|nooit|vermijd|luôn|đừng|hãy|không bao giờ"
    r"|si(?! è)|wenn|falls|sobald|quando|cuando|lorsque|quand|если|когда|eğer|jika|jeśli|nếu|wanneer|zodra"
)
"""First words of a rule, of what to do every time or never, and of a condition."""

UNSPACED_RULES = (
    r"^[^\w，。；：、]{0,8}(?:始终|始終|永远|永遠|务必|務必|总是|總是|不要|切勿|请勿|請勿|禁止|必须|必須|应当|應當|避免|每次|如果|若|假如|もし|항상|절대|반드시"
    r"|만약|ใช้(?!งาน)|ต้อง|ถ้า|หาก|دائما|لا ت)"
    r"|必ず|常に|決して|(?:ましょう|べき|ください|하세요|할 것|해야 (?:함|합니다|한다))\W{0,8}$"
    r"|เสมอ|ห้าม|อย่า(?!ง)|ควร|ทุกครั้ง|เมื่อ(?:เจอ|พบ)"
)
"""The same where no spaces part the words: where they stand, or how such a sentence ends."""

WISHES = wordlist(
    """debe deben debería deberían puede pueden podrá podrán deve devem deveria deveriam pode podem poderá doit doivent devrait
    devraient peut peuvent pourra pourront faut soll sollen sollte sollten muss müssen kann können darf dovrebbe dovrebbero
    deve devono può possono bisogna должен должна должно должны нужно надо следует можно сможет moet moeten zou kunnen
    міг могла могли може можуть мог powinien powinna powinno należy trzeba można gerekir gerekiyor gerekli olmalı harus perlu
    dapat bisa cần phải nên"""
)
"""Words that make a wish, a duty or an ability of what follows a colon."""

UNSPACED_LEADS = (
    r"确保|確保|应该|應該|应当|需要|如果|请|請|可以|必须|必須|てください|べき|必要|場合|できます|できる[：:]?$"
    r"|하세요|해야|경우|필요|수 있|ควร|(?<!ถูก)ต้อง|ถ้า|หาก|กรุณา|โปรด|สามารถ|يجب|يمكن|إذا"
)
"""The same where no spaces part the words."""

OPEN = (
    r"pendientes?|en progreso|en curso|en proceso|por hacer|bloquead[oa]s?|pendentes?|em andamento|em progresso"
    r"|en cours|à faire|en attente|bloquée?s?"
    r"|offene?|ausstehend|in arbeit|geplant|blockiert|in corso|da fare|in sospeso|bloccat[oa]|в работе"
    r"|в процессе|ожидает|не начат[ао]?|запланирован[ао]?|devam ediyor|beklemede|bekliyor|planlandı|belum|sedang berjalan"
    r"|w toku|w trakcie|oczekuje|mee bezig|openstaand|đang|chưa"
)
"""What a status says of an open item."""

UNSPACED_OPEN = (
    r"进行中|進行中|计划中|計劃中|待(?:办|辦|定|处理|處理|完成|修复|修復|部署|确认|確認)|未(?:完成|完了|开始|開始|着手|対応|実装|解决|解決)"
    r"|作業中|対応中|保留|진행\s?중|대기|미완료|กำลัง|(?<!เสร็จ)รอ(?!บ)|قيد"
)
"""The same where no spaces part the words."""
