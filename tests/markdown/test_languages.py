"""Claims in other languages than English: their participles with all endings, their denials, their status fields."""

from __future__ import annotations

import pytest

from handoff.markdown import languages
from tests.markdown.documents import answer, answers, under


@pytest.mark.parametrize(
    "line",
    [
        "- Los muelles están verificados",
        "- La lista fue corregida",
        "- Todas las pruebas pasaron",
        "- As rotas foram concluídas",
        "- Rota implantada",
        "- Le barche sono pronte e raggiungibili",
        "- Il molo è stato ripristinato",
        "- La carte est déployée",
        "- Les quais sont corrigés",
        "- Der Fahrplan wurde gemerged",
        "- Zwei Fehler behoben",
        "- Alle Anleger sind grün",
        "- De steiger is hersteld",
        "- Lista została naprawiona",
        "- Карта готова",
        "- Ошибки исправлены",
        "- Liman listesi tamamlandı",
        "- Liman listesi tamamlandi",
        "- Daftar dermaga selesai",
        "- 桟橋の一覧は動作確認済み",
        "- 码头列表已上线",
        "- 부두 목록 배포 완료",
        "- 码头列表检查通过",
        "- 부두 목록 배포 완료 · 다음은 지도",
    ],
    ids=lambda line: line[2:26],
)
def test_a_status_is_one_in_any_language(line: str) -> None:
    """With whatever ending the noun asks for, and where people write it without accents."""
    assert answer(line) == "unsupported"


@pytest.mark.parametrize(
    "line",
    [
        "- La lista no está corregida",
        "- As rotas ainda não foram concluídas",
        "- Il molo non è pronto",
        "- La carte n'est pas déployée",
        "- Der Fahrplan ist noch nicht fertig",
        "- Die Anleger sollen bereit sein",
        "- Wenn der Fahrplan fertig ist, starten wir",
        "- De steiger is niet klaar",
        "- Lista nie jest gotowa",
        "- Карта не готова",
        "- Liman listesi henüz tamamlanmadı",
        "- Daftar dermaga belum selesai",
        "- 码头列表尚未完成",
        "- 待完成",
        "- 通过 `pier.py` 读取时刻表",
        "- 确保码头列表正常",
        "- 检查码头列表显示正常",
        "- 等待地图加载完成",
        "- 用缆绳解決：",
        "- 已完成：",
        "- 부두 목록 미완료",
        "- 부두 목록 배포 완료 후 공지",
    ],
    ids=lambda line: line[2:26],
)
def test_what_is_denied_there_claims_nothing(line: str) -> None:
    """Each language has words of its own for not, not yet, shall and when."""
    assert answer(line) == "no claim"


@pytest.mark.parametrize(
    "header", ["Durum", "Estado", "Stato del molo", "Statut", "Статус", "Ergebnis", "Sonuç", "狀態", "결과"]
)
def test_a_column_is_for_the_status_by_its_name_in_any_language(header: str) -> None:
    """So that a word which is faint in running text counts there."""
    table = under("Work", f"| Pier | {header} |", "|---|---|", "| North | OK |", "| South | … |")
    assert answers(table) == {7: "unsupported"}


@pytest.mark.parametrize(
    ("header", "open_", "done"),
    [
        ("Estado", "En progreso", "Hecho"),
        ("Estado", "Pendente", "Concluído"),
        ("Statut", "En cours", "Terminé"),
        ("Stato", "In corso", "Completato"),
        ("Zustand", "In Arbeit", "Erledigt"),
        ("Статус", "В работе", "Готово"),
        ("Durum", "Devam ediyor", "Tamamlandı"),
        ("Stan", "W toku", "Zakończono"),
        ("状态", "进行中", "已完成"),
        ("状態", "対応中", "完了"),
        ("상태", "진행 중", "완료"),
        ("สถานะ", "กำลังทำ", "เสร็จสิ้น"),
    ],
)
def test_an_open_row_claims_nothing_in_any_language(header: str, open_: str, done: str) -> None:
    """Whatever its other cells tell of parts that are finished."""
    rows = (f"| North | {open_} | Bell verified |", f"| South | {done} | Bell |")
    assert answers(under("Work", f"| Pier | {header} | Notes |", "|---|---|---|", *rows)) == {8: "unsupported"}


def test_no_word_of_another_language_is_an_english_word_of_another_sense() -> None:
    """Endings are put together by rule; what comes out must not be the infinitive of an English verb."""
    for word in ("create", "validate", "terminate", "migrate", "eliminate", "integrate", "state"):
        assert word not in languages.ACTS
        assert word not in languages.CHANGES
        assert word not in languages.STATES


@pytest.mark.parametrize(
    "heading",
    [
        # what comes next
        "Próximos pasos", "Tareas pendientes", "Recomendaciones", "Plan de pruebas", "Pendências", "Sugestões",
        "Prochains travaux", "Étapes suivantes", "Reste à faire", "Ce que nous aurions aimé ajouter", "Offene Punkte",
        "Geplante Arbeiten", "Empfehlungen", "Prossimi passi", "Suggerimenti", "Следующие шаги", "Что дальше", "Рекомендации",
        "Sonraki adımlar", "Öneriler", "Langkah selanjutnya", "Saran dan rencana", "Następne kroki", "Aanbevelingen",
        "Việc cần làm", "Kế hoạch", "下一步工作", "后续优化建议", "残課題", "今後の予定", "다음 단계", "향후 계획", "ขั้นตอนต่อไป",
        # what was learned
        "Lecciones aprendidas", "Lições aprendidas", "Leçons apprises", "À retenir", "Erkenntnisse", "Lezioni apprese",
        "Уроки", "Alınan dersler", "Pelajaran", "Bài học kinh nghiệm", "经验教训", "学び", "배운 점", "บทเรียนที่ได้",
        # what to do, and what is to be seen then
        "Instrucciones", "Buenas prácticas", "Pré-requisitos", "Passo a passo", "Consignes", "Voraussetzungen",
        "Istruzioni", "Инструкция", "Harita nasıl açılır", "Panduan", "Hướng dẫn", "注意事项", "使い方", "사용법", "วิธีตรวจสอบ",
        "Criterios de aceptación", "Critérios de sucesso", "Critères d'acceptation", "Akzeptanzkriterien",
        "Критерии приёмки", "Beklenen sonuç", "Hasil yang diharapkan", "验收标准", "受け入れ基準", "완료 조건", "ผลลัพธ์ที่คาดหวัง",
        # how it was, and why
        "Causa raíz", "Cause racine", "Ursache", "Причина", "Nguyên nhân", "根本原因", "증상", "สาเหตุ",
    ],
)  # fmt: skip
def test_a_section_says_in_any_language_what_its_lines_are_for(heading: str) -> None:
    """There ticks are bullets or ornaments, and what stands beside them is wished for, advised, or was so."""
    assert answers(under(heading, "- ✅ Pier map, 4 ropes", "- ✅ Bell of the harbour")) == {}


@pytest.mark.parametrize(
    "heading",
    [
        "Problemas resueltos", "Tareas pendientes completadas", "Requisitos cumplidos", "Causa y solución", "Bugs corrigés",
        "Resolução dos problemas", "Behobene Fehler", "Ошибки исправлены", "Sorunlar ve çözümler", "问题原因和解决方案",
        "下一步计划（已完成）", "既知の課題（対応済み）",
        "Fichiers de règles", "Gestión de errores", "Résumé", "Ergebnisse", "実装内容",
    ],
)  # fmt: skip
def test_a_section_that_tells_what_was_done_stays_one(heading: str) -> None:
    """A trouble that is over is a report, and what only says of what the subject is gives the section no role."""
    assert answers(under(heading, "- ✅ Pier map, 4 ropes", "- ✅ Bell of the harbour")) == {5: "unsupported", 6: "unsupported"}


@pytest.mark.parametrize(
    "line",
    [
        "Siempre avisar al puerto", "Nunca zarpar sin lista", "Sempre revisar a carta", "Évitez la marée basse",
        "Jamais sans gilet", "Immer die Leinen prüfen", "Wenn der Hafen grün meldet", "Всегда сверять карту",
        "Asla yalnız açılma", "Selalu cek tali", "Luôn kiểm tra dây", "Nigdy nie odpinaj liny",
        "不要直接修改码头表", "如果看到船名，说明地图已更新", "必ず綱を点検する", "항상 밧줄을 점검",
        "밧줄을 점검하세요", "ตรวจสอบเชือกก่อนเสมอ", "ห้ามออกเรือคนเดียว", "ใช้เชือกใหม่เมื่อเจอรอย",
    ],
)  # fmt: skip
def test_a_rule_or_condition_is_no_report_in_any_language_however_it_is_ticked(line: str) -> None:
    assert answer(f"- ✅ {line}") == "no claim"


@pytest.mark.parametrize(
    "line",
    ["修复了必须登录两次的问题", "แก้ไขแผนที่ถูกต้อง", "Si è risolto", "ทดสอบแผนที่ท่าเรือแล้ว", "Lista de muelles en cinco idiomas"],
)
def test_what_holds_a_word_of_a_rule_inside_is_told_all_the_same(line: str) -> None:
    assert answer(f"- ✅ {line}") == "unsupported"


@pytest.mark.parametrize(
    "lead",
    [
        "Los marineros pueden:", "Verificar que:", "Si el mapa abre:", "A lista deve mostrar:", "Les marins doivent voir:",
        "Vérifier que:", "Man sollte sehen:", "Wenn die Karte offen ist:", "I marinai possono:", "Нужно проверить:",
        "Haritada olmalı:", "Daftar harus memuat:", "Cần có:", "Se o mapa abrir, deve ver:",
        "请确认以下各项：", "以下を確認してください：", "다음을 확인하세요:", "ต้องเห็น:",
    ],
)  # fmt: skip
def test_a_lead_wishes_in_any_language(lead: str) -> None:
    """What somebody should see, can do, or is asked to look at."""
    assert answers(under("Nota", lead, "", "- ✅ Pier map, 4 ropes", "- ✅ Bell of the harbour")) == {}


@pytest.mark.parametrize(
    "lead", ["Se hizo lo siguiente:", "Foram feitas as mudanças:", "Erledigt:", "已完成以下工作：", "แก้ไขถูกต้องแล้ว:"]
)
def test_a_lead_that_reports_wishes_nothing(lead: str) -> None:
    found = answers(under("Nota", lead, "", "- ✅ Pier map, 4 ropes", "- ✅ Bell of the harbour"))
    assert {7, 8} <= found.keys()


@pytest.mark.parametrize(
    "line",
    [
        "El mapa funcionó", "Se corrigió la lista de muelles", "Se desplegaron los mapas",
        "Corregí la lista de muelles", "O mapa funcionou", "A lista foi corrigida com sucesso",
        "Corrigimos a lista de cais", "As rotas já estão funcionando", "Le serveur a fonctionné correctement",
        "La carte fonctionne", "Les quais ont été vérifiés", "Die Karte funktionierte", "Die Karte läuft wieder",
        "Der Fehler wurde behoben", "Il server ha funzionato", "La mappa è stata verificata",
        "Исправил список причалов", "Починили карту", "Карта заработала", "Список причалов обновлён и проверен",
        "Harita çalıştı", "Rıhtım listesini düzelttim", "Harita çalışıyor", "Peta berfungsi", "Daftar sudah diperbaiki",
        "Mapa działa", "Naprawiono listę", "De kaart werkt", "Bản đồ đã hoàn thành", "Đã sửa danh sách bến",
        "Triển khai thành công", "تم إصلاح القائمة", "الخريطة جاهزة", "แก้ไขแผนที่เรียบร้อยแล้ว", "แผนที่ทำงานได้ปกติ",
        "ทดสอบแล้ว", "地図の修正が完了しました", "一覧を修正しました", "지도 배포가 완료되었습니다",
        "오류를 수정했습니다", "码头列表已修复", "地图运行正常", "ทุกอย่างพร้อมใช้งาน",
    ],
)  # fmt: skip
def test_what_was_done_or_works_is_told_in_any_language(line: str) -> None:
    """In the past of the person who did it, in the passive and the reflexive, and in the present."""
    assert answer(f"- {line}") == "unsupported"


@pytest.mark.parametrize(
    "line",
    [
        "El mapa no funcionó", "La lista será corregida", "Cuando la lista esté lista", "O mapa não funcionou",
        "A lista será corrigida amanhã", "Os testes falharam", "La carte n'a pas fonctionné", "La carte sera déployée",
        "Quand la carte est prête", "Les tests ont échoué", "Die Karte funktionierte nicht",
        "Die Karte wird bald fertig sein", "Keiner der Fehler ist behoben", "La mappa non ha funzionato",
        "La mappa verrà pubblicata", "Карта не заработала", "Карта будет готова завтра", "Нужно проверить карту",
        "Почти готово", "Harita çalışmadı", "Liste yarın tamamlanacak", "Peta belum selesai", "Daftar akan diperbaiki",
        "Mapa nie działa", "Lista będzie gotowa", "De kaart werkt niet", "De kaart wordt getest",
        "Bản đồ chưa hoàn thành", "Cần sửa danh sách", "لم يكتمل", "سيتم نشر القائمة", "ยังไม่เสร็จ",
        "แผนที่ยังไม่พร้อมใช้งาน", "ต้องแก้ไขให้เสร็จ", "ยังทำงานไม่สำเร็จ", "一覧を修正してください",
        "地図の修正が完了していません", "지도 배포가 완료되지 않았습니다", "지도를 배포해야 합니다",
        "码头列表还没有修复", "等待地图上线", "รอให้แผนที่พร้อมใช้งาน", "Un mapa completo de los muelles",
        "Des tests complets des quais", "De kaart werkte niet", "Die Karte läuft nicht",
    ],
)  # fmt: skip
def test_what_is_denied_to_come_or_a_duty_there_claims_nothing(line: str) -> None:
    """Not, not yet, almost, will be, should be, when; and an adjective that only describes."""
    assert answer(f"- {line}") == "no claim"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("**Causa raíz:** la lista fue corregida a mano", "no claim"),
        ("**Próximo paso:** ✅ mapa del muelle", "no claim"),
        ("**Resultado esperado:** ✅ Mapa verificado", "no claim"),
        ("**Recommandation :** ✅ carte déployée", "no claim"),
        ("**Erwartetes Ergebnis:** ✅ Karte grün", "no claim"),
        ("**Рекомендация:** ✅ карта причалов", "no claim"),
        ("**期待結果:** ✅ 成功", "no claim"),
        ("**下一步:** ✅ 部署", "no claim"),
        ("**Confiança:** 🟢 Alta", "no claim"),
        ("**Nível de risco:** 🟢 Baixo", "no claim"),
        ("**优先级:** 🟢 低", "no claim"),
        ("**Estado:** En progreso", "no claim"),
        ("**Problema:** resuelto", "unsupported"),
        ("**Ошибка:** исправлена", "unsupported"),
        ("**Résultat :** Succès", "unsupported"),
        ("**Состояние:** стабильно", "unsupported"),
        ("**結果:** 成功", "unsupported"),
        ("**สถานะ:** เสร็จสิ้น", "unsupported"),
        ("**Trạng thái:** Hoàn thành", "unsupported"),
        ("**الحالة:** مكتمل", "unsupported"),
    ],
)
def test_the_name_of_a_field_says_in_any_language_what_its_value_is(field: str, expected: str) -> None:
    """A cause, a next step, an expectation and a degree are no status; what became of a trouble is one."""
    assert answer(f"- {field}") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Le mappe continuano a funzionare.", "El mapa sigue funcionando.", "La carte continue de fonctionner.",
        "El muelle vuelve a funcionar.", "Todo funciona correctamente.", "El mapa está en producción.",
        "Alle Prüfungen laufen durch.", "Alle Molen grün.", "Prüfung erfolgreich durchgeführt.",
        "La visite a été faite avec succès.", "Mapa concluído com sucesso.", "已修复码头地图",
        "全テスト通過", "地図の作成は成功しています",
    ],
)  # fmt: skip
def test_what_goes_on_working_or_came_out_well_is_told_in_any_language(line: str) -> None:
    """The verb behind it is no wish, "todo" is all of it, and the object may stand behind what was done."""
    assert answer(f"- {line}") == "unsupported"


@pytest.mark.parametrize("line", ["已修复的问题列表", "需要验证已部署版本", "TODO: funciona", "Falta llegar a producción"])
def test_which_things_and_what_is_to_do_is_no_report_there(line: str) -> None:
    """The same words with "of" behind them, under a duty, as an English label."""
    assert answer(f"- {line}") == "no claim"


def test_what_somebody_could_do_and_what_to_do_always_is_no_report_in_ukrainian() -> None:
    """As in any language."""
    assert answers(under("Шкода", "Що міг зробити злодій:", "", "- ✅ Читати список")) == {}
    assert 3 not in answers(under("✅ Робіть завжди:", "- Мийте руки"))
