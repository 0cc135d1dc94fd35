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


def test_no_word_of_another_language_is_an_english_word_of_another_sense() -> None:
    """Endings are put together by rule; what comes out must not be the infinitive of an English verb."""
    for word in ("create", "validate", "terminate", "migrate", "eliminate", "integrate", "state"):
        assert word not in languages.ACTS
        assert word not in languages.CHANGES
        assert word not in languages.STATES
