"""Status words of other languages, stems with their endings, in the classes that `words` has. Tables only.

A word that means something else in English is left out. Where people write it without its accents too, both are there.
"""

from __future__ import annotations

from handoff.markdown.wordlist import wordlist

# A row: what is needed as evidence, the endings, the stems. "-" is the stem itself.
_Row = tuple[str, str, str]

_STATES: tuple[_Row, ...] = (
    # Spanish, Portuguese
    ("up", "o a os as", "activ ativ operativ"),
    ("up", "-", "estable estables estável estáveis disponible disponibles disponível online"),
    ("work", "- es", "funcional operacional"),
    ("work", "-", "funcionando funcionais operacionais operando"),
    ("work", "o a os as", "exitos corret correct"),
    ("ready", "o a os as", "pront"),
    ("ready", "-", "listo listos"),
    ("done", "o a os as", "complet"),
    ("test", "-", "pasando passando pasan pasaron passam passaram verde verdes"),
    # Italian
    ("up", "o a i e", "attiv operativ raggiungibil"),
    ("up", "e i", "stabil disponibil"),
    ("work", "e i", "funzionant funzional"),
    ("ready", "o a i e", "pront"),
    ("done", "o a i e", "complet"),
    # French
    ("up", "-", "actif actifs active actives stable stables disponible disponibles"),
    ("up", "- le s les", "opérationnel"),
    ("work", "- le s les", "fonctionnel"),
    ("ready", "- e s es", "prêt"),
    ("test", "- e s es", "vert"),
    ("test", "-", "passent passano"),
    ("done", "- s", "complet complète"),
    # German
    ("up", "-", "aktiv stabil erreichbar verfügbar läuft laufen gesund"),
    ("work", "-", "funktioniert funktionieren lauffähig funktionsfähig funktionstüchtig erfolgreich fehlerfrei"),
    ("ready", "-", "bereit einsatzbereit startklar produktionsreif releasefähig"),
    ("test", "-", "grün"),
    ("done", "-", "vollständig komplett"),
    # Dutch
    ("up", "-", "actief stabiel gezond bereikbaar beschikbaar draait draaien"),
    ("work", "-", "werkt werken werkend gelukt"),
    ("ready", "-", "klaar gereed"),
    ("done", "-", "volledig compleet"),
    ("test", "-", "groen slagen"),
    # Polish
    ("up", "y a e i", "aktywn stabiln dostępn"),
    ("work", "-", "działa działają sprawny sprawna sprawne"),
    ("ready", "y a e i", "gotow"),
    ("test", "y a e", "zielon"),
    ("test", "-", "przechodzą przeszły"),
    # Russian, Ukrainian
    ("up", "- на но ны", "активе доступе стабиле"),
    ("up", "-", "активен активна активно активны стабилен стабильна стабильно стабильны доступен доступна доступны запущен"
     " запущена запущено запущены"),
    ("work", "-", "работает работают функционирует успешно исправен исправна исправны працює працюють успішно"),
    ("ready", "- а о ы", "готов"),
    ("test", "-", "проходят прошли зелёный зелёная зелёные зеленый зеленая зеленые"),
    # Turkish
    ("up", "-", "aktif çalışıyor stabil yayında ayakta"),
    ("work", "-", "başarılı başarıyla sorunsuz"),
    ("ready", "-", "hazır"),
    ("test", "-", "yeşil"),
    # Indonesian, Malay
    ("up", "-", "aktif stabil berjalan"),
    ("work", "-", "berfungsi aman lancar sukses"),
    ("ready", "-", "siap"),
    ("test", "-", "hijau"),
    # Arabic, Vietnamese
    ("work", "-", "يعمل تعمل"),
    ("ready", "-", "جاهز جاهزة"),
    ("done", "-", "مكتمل مكتملة"),
)  # fmt: skip

_ACTS: tuple[_Row, ...] = (
    # Spanish, Portuguese
    ("done", "o a os as", "completad terminad finalizad implementad migrad entregad concluíd lograd"
     " alcançad hech feit cumplid cumprid"),
    ("fix", "o a os as", "corregid corrigid arreglad reparad consertad subsanad"),
    ("resolve", "o a os as", "resuelt resolvid solucionad cerrad fechad mitigad eliminad desbloquead"),
    ("work", "o a os as", "verificad validad confirmad comprobad restaurad recuperad restablecid restabelecid"),
    ("test", "o a os as", "testad probad testead aprobad aprovad superad"),
    ("deploy", "o a os as", "desplegad implantad publicad lanzad lançad liberad deployad desplegad"),
    ("merge", "o a os as", "fusionad mesclad mergead commitead commitad pushead"),
    # Italian
    ("done", "o a i e", "completat terminat finit implementat migrat consegnat conclus fatt raggiunt"),
    ("fix", "o a i e", "corrett sistemat riparat aggiustat fixat"),
    ("resolve", "o a i e", "risolt mitigat sbloccat eliminat"),
    ("resolve", "-", "chiuso chiusa chiusi chiuse"),
    ("work", "o a i e", "verificat validat confermat ripristinat recuperat"),
    ("test", "o a i e", "testat collaudat superat approvat"),
    ("deploy", "o a i e", "deployat rilasciat pubblicat lanciat"),
    ("merge", "o a i e", "mergiat committat pushat"),
    # French
    ("done", "é ée és ées", "termin complét finalis implément migr livr achev"),
    ("fix", "é ée és ées", "corrig répar"),
    ("resolve", "é ée és ées", "clôtur débloqu élimin"),
    ("resolve", "u ue us ues", "résol"),
    ("resolve", "é ée és ées", "ferm"),
    ("work", "é ée és ées", "vérifi valid confirm restaur"),
    ("work", "i ie is ies", "rétabl"),
    ("test", "é ée és ées", "test"),
    ("test", "i ie is ies", "réuss"),
    ("deploy", "é ée és ées", "déploy publi lanc"),
    ("merge", "é ée és ées", "fusionn merg commit pouss"),
    # German
    ("done", "-", "erledigt abgeschlossen fertig fertiggestellt umgesetzt implementiert migriert beendet geliefert"
     " erreicht erfüllt"),
    ("fix", "-", "behoben gefixt repariert korrigiert gefixed"),
    ("resolve", "-", "gelöst geschlossen beseitigt"),
    ("work", "-", "verifiziert bestätigt validiert geprüft überprüft wiederhergestellt nachgewiesen"),
    ("test", "-", "getestet bestanden"),
    ("deploy", "-", "ausgerollt veröffentlicht deployt deployed bereitgestellt freigegeben ausgeliefert"),
    ("merge", "-", "gemerged gemergt gepusht gepushed committet eingecheckt"),
    # Dutch
    ("done", "-", "afgerond voltooid afgemaakt gedaan geïmplementeerd gemigreerd opgeleverd"),
    ("fix", "-", "gerepareerd gecorrigeerd verholpen"),
    ("resolve", "-", "opgelost afgesloten"),
    ("work", "-", "geverifieerd bevestigd gevalideerd hersteld gecontroleerd"),
    ("test", "-", "geslaagd"),
    ("deploy", "-", "uitgerold gedeployed gepubliceerd vrijgegeven uitgebracht"),
    # Polish
    ("done", "y a e i o", "ukończon zakończon zrobion wykonan zaimplementowan zmigrowan"),
    ("fix", "y a e i o", "naprawion poprawion"),
    ("resolve", "y a e i o", "rozwiązan zamknięt"),
    ("work", "y a e i o", "zweryfikowan potwierdzon przywrócon"),
    ("test", "y a e i o", "przetestowan"),
    ("deploy", "y a e i o", "wdrożon opublikowan wydan"),
    # Russian, Ukrainian
    ("done", "- а о ы", "завершен завершён выполнен сделан реализован закончен внедрен внедрён"),
    ("fix", "- а о ы", "исправлен починен устранен устранён"),
    ("resolve", "- а о ы", "решен решён закрыт"),
    ("work", "- а о ы", "проверен подтвержден подтверждён восстановлен"),
    ("test", "- а о ы", "протестирован пройден"),
    ("deploy", "- а о ы", "развернут развёрнут опубликован задеплоен выпущен"),
    ("merge", "- а о ы", "смержен влит запушен закоммичен"),
    ("done", "-", "завершено виконано зроблено"),
    ("fix", "-", "виправлено"),
    ("resolve", "-", "вирішено"),
    ("work", "-", "перевірено"),
    # Turkish
    ("done", "-", "tamamlandı tamam bitti bitirildi yapıldı uygulandı"),
    ("fix", "-", "düzeltildi onarıldı"),
    ("resolve", "-", "çözüldü giderildi kapatıldı"),
    ("work", "-", "doğrulandı onaylandı"),
    ("test", "-", "geçti geçiyor"),
    ("deploy", "-", "yayınlandı yayımlandı"),
    # Indonesian, Malay
    ("done", "-", "selesai tuntas rampung diselesaikan diimplementasikan"),
    ("fix", "-", "diperbaiki"),
    ("resolve", "-", "teratasi diatasi ditutup"),
    ("work", "-", "berhasil tervalidasi terverifikasi diverifikasi divalidasi dikonfirmasi dipulihkan"),
    ("test", "-", "lulus diuji teruji"),
    ("deploy", "-", "terdeploy dideploy dirilis"),
    ("done", "-", "terinstall terpasang"),
    # Vietnamese
    ("done", "-", "xong"),
)  # fmt: skip

_CHANGES: tuple[_Row, ...] = (
    ("done", "o a os as", "agregad añadid adicionad cread criad actualizad atualizad configurad integrad instalad habilitad"),
    ("done", "o a os as", "ejecutad executad realizad"),
    ("done", "o a i e", "aggiunt creat aggiornat configurat integrat installat abilitat eseguit realizzat"),
    ("done", "é ée és ées", "ajout cré configur intégr install activ supprim réalis exécut"),
    ("done", "-", "hinzugefügt erstellt aktualisiert konfiguriert integriert installiert aktiviert eingebaut entfernt"),
    ("done", "-", "durchgeführt"),
    ("done", "-", "toegevoegd aangemaakt bijgewerkt geconfigureerd geïnstalleerd verwijderd"),
    ("done", "y a e i o", "dodan utworzon zaktualizowan skonfigurowan zainstalowan usunięt"),
    ("done", "- а о ы", "добавлен создан обновлен обновлён настроен установлен удален удалён"),
    ("done", "-", "eklendi oluşturuldu güncellendi yapılandırıldı kuruldu kaldırıldı"),
    ("done", "-", "ditambahkan dibuat diperbarui dikonfigurasi dihapus"),
)  # fmt: skip

_OUTCOMES: tuple[_Row, ...] = (
    ("work", "-", "éxito exitoso sucesso successo succès erfolg erfolgreich успех успешно sukces sukses berhasil başarılı"),
    ("work", "-", "sí sim oui ja да tak evet ya sì"),
    ("test", "-", "aprobado aprovado bestanden réussi superato geslaagd пройдено geçti lulus"),
    ("done", "-", "configurado configurada configurato configurata configuré configurée konfiguriert настроено tamam"),
)  # fmt: skip

# What is taken back, in the same languages.
NEGATIONS = wordlist(
    """nadie ninguém nessuno niemand personne никто nikt
    nicht kein keine keinen noch pas non mai nunca não sin ohne без нет не ні ne nie bez niet geen nog zonder değil henüz
    belum tidak tanpa bukan todavía aún ainda ancora encore jamais aucun aucune ningún ninguna nenhum nenhuma nessun nessuna
    teilweise parcialmente parzialmente частично kısmen sebagian gedeeltelijk częściowo"""
)
MODALS = wordlist(
    """probablemente provavelmente probabilmente wahrscheinlich vermutlich probablement вероятно
    wird werden soll sollte sollten muss müssen kann können dovrebbe deve devono può debe debería deben puede deveria devem
    pode doit devrait doivent peut moet moeten zal zullen kan musi powinien powinno może будет должен должна должно нужно
    надо akan harus perlu gerekiyor olacak va vai"""
)
# What is to be looked at or ensured is not so yet.
PURPOSES = wordlist(
    """vérifier vérifiez vérifie verificar verifica verifique verifiquen comprobar comprueba compruebe verificare verificate
    assicurarsi assurer garantir garantizar garantire asegurar asegurarse assegurar certifique prüfen prüfe überprüfen
    überprüfe sicherstellen controleer controleren проверить проверьте убедиться убедитесь перевірити переконатися sprawdź
    sprawdzić upewnij pastikan periksa"""
)
# What something is good for; nobody says by it that it is so.
GAINS = (
    r"(?:benefits?|advantages?|gains?|avantages?|bénéfices?|ventajas?|beneficios?|benefícios?|vantage(?:m|ns)|vantagg[io]"
    r"|benefici|vorteile?|voordelen|korzyści|zalety|преимуществ\w{1,3}|переваги|avantajlar\w{0,3}|keuntungan|manfaat)"
)
CONDITIONS = wordlist(
    """wenn falls sobald bis quando se si cuando cuándo lorsque dès если когда пока als wanneer zodra jeśli gdy kiedy eğer jika
    kalau ketika setelah"""
)
COPULAS = wordlist(
    """è sono está están estão são es é est sont ist sind jetzt nun wieder ahora agora adesso ora maintenant теперь снова już
    jest są sudah telah şu artık nu weer vuelve vuelven"""
)
PAST_COPULAS = wordlist("wurde war waren era eran eram était étaient был была было были")
AUXILIARIES = wordlist(
    """è stato stata sono stati state ha han hanno foi foram sido été ist sind wurde wurden worden hat haben está están estão
    werd werden zijn został została zostało zostały jest są был была было были sudah telah ont fue fueron completamente
    totalmente vollständig komplett erfolgreich полностью уже già já déjà bereits schon juist"""
)
PREPOSITIONS = wordlist(
    """su con per en sur auf im mit para em no na nos nas dans für bei beim über unter nach vom zum zur und oder aber sowie nel
    nella nei nelle dal dalla con tra pero mas e y et ou voor op bij naar maar w dla przez oraz и в на для с через но untuk
    dengan ke oleh dan pada ile için ve ama à antes después depois dopo après"""
)


# Forms that are English words in another sense.
_ENGLISH = wordlist("create eliminate finite integrate migrate mitigate recuperate terminate validate state")
# What is written without its accents; in French that would be another form of the verb.
_BARE = str.maketrans("áàâãäåçćčėęğíìîïıłńñóòôõöşśúùûüźż", "aaaaaaccceegiiiiilnnooooossuuuuzz")


def _forms(rows: tuple[_Row, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for need, endings, stems in rows:
        for stem in stems.split():
            for ending in endings.split():
                word = stem if ending == "-" else stem + ending
                if word not in _ENGLISH:
                    found[word] = need
                    found.setdefault(word.translate(_BARE), need)
    return found


STATES = _forms(_STATES)
ACTS = _forms(_ACTS)
CHANGES = frozenset(_forms(_CHANGES))
OUTCOMES = _forms(_OUTCOMES)
# What is said of tests that did not fail.
PASSED = frozenset(word for forms in (STATES, ACTS) for word, need in forms.items() if need == "test")
VERBS = {
    "funziona": "work", "funzionano": "work", "funciona": "work", "funcionan": "work", "funcionam": "work",
    "fonctionne": "work", "fonctionnent": "work",
}  # fmt: skip
WELL = wordlist(
    """correttamente correctamente corretamente exitosamente satisfactoriamente perfectamente perfeitamente perfettamente
    correctement parfaitement fehlerfrei einwandfrei problemlos reibungslos корректно правильно poprawnie prawidłowo
    pomyślnie doğru düzgün sorunsuz"""
)
# Nouns of headings that only sort, with what may stand between them.
SORTING = wordlist(
    """tareas tarea cambios cambio problemas problema errores mejoras funcionalidades funciones pruebas pasos fases objetivos
    requisitos archivos correcciones incidencias pendientes acciones realizadas logros principales
    tarefas mudanças alterações erros melhorias testes etapas correções arquivos pendências ações conquistas principais
    tâches modifications changements problèmes corrections améliorations fonctionnalités étapes fichiers actions erreurs
    vérifications intégrations points
    aufgaben änderungen probleme fehler behobene gelöste erledigte abgeschlossene umgesetzte durchgeführte verbesserungen
    funktionen schritte dateien arbeiten punkte
    attività modifiche problemi errori miglioramenti funzionalità passi correzioni
    taken wijzigingen problemen fouten verbeteringen
    zadania zmiany problemy błędy poprawki ulepszenia
    задачи изменения проблемы ошибки исправления улучшения работы выполненные исправленные завершенные завершённые
    görevler değişiklikler sorunlar hatalar iyileştirmeler düzeltmeler tamamlanan çözülen yapılan düzeltilen
    tugas perubahan masalah perbaikan fitur yang telah sudah
    los las el la les le lo il gli i die der das de del des do da dos das di y e et und"""
)
