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
    # Arabic
    ("work", "-", "يعمل تعمل ناجح ناجحة سليم"),
    ("up", "-", "متاح متاحة نشط"),
    ("ready", "-", "جاهز جاهزة"),
    ("done", "-", "مكتمل مكتملة"),
)  # fmt: skip

_ACTS: tuple[_Row, ...] = (
    # Spanish, Portuguese
    ("done", "o a os as", "completad terminad finalizad implementad migrad entregad concluíd lograd"
     " alcançad hech feit cumplid cumprid"),
    ("fix", "o a os as", "corregid corrigid arreglad reparad consertad subsanad"),
    ("resolve", "-", "contido contida contidos contidas eingedämmt локализован локализована локализовано"),
    ("resolve", "o a os as", "resuelt resolvid solucionad cerrad fechad mitigad desbloquead"),
    ("work", "o a os as", "verificad validad confirmad comprobad restaurad recuperad restablecid restabelecid"),
    ("test", "o a os as", "testad probad testead aprobad aprovad superad"),
    ("deploy", "o a os as", "desplegad implantad publicad lanzad lançad liberad deployad desplegad"),
    ("merge", "o a os as", "fusionad mesclad mergead commitead commitad pushead"),
    ("fix", "-", "corregí corregimos corrigi corrigimos corrigiu arreglé arreglamos consertei"),
    ("resolve", "-", "solucioné solucionamos resolví resolvimos resolvi resolvemos resolveu"),
    ("done", "-", "completé completamos concluí concluímos concluiu finalizamos"),
    ("work", "-", "verifiqué verifiquei confirmei validei validamos"),
    ("deploy", "-", "desplegué desplegamos implantamos publicamos"),
    # Italian
    ("done", "o a i e", "completat terminat finit implementat migrat consegnat conclus fatt raggiunt"),
    ("fix", "o a i e", "corrett sistemat riparat aggiustat fixat"),
    ("resolve", "o a i e", "risolt mitigat sbloccat"),
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
    ("fix", "- а о и", "исправил починил устранил"),
    ("resolve", "- а о и", "решил закрыл"),
    ("done", "- а о и", "завершил выполнил сделал закончил реализовал внедрил"),
    ("work", "- а о и", "проверил подтвердил восстановил"),
    ("test", "- а о и", "протестировал"),
    ("deploy", "- а о и", "развернул выкатил задеплоил опубликовал"),
    ("merge", "- а о и", "смержил запушил закоммитил"),
    # Turkish
    ("done", "-", "tamamlandı tamam bitti bitirildi yapıldı uygulandı"),
    ("fix", "-", "düzeltildi onarıldı"),
    ("resolve", "-", "çözüldü giderildi kapatıldı"),
    ("work", "-", "doğrulandı onaylandı"),
    ("test", "-", "geçti geçiyor"),
    ("deploy", "-", "yayınlandı yayımlandı"),
    ("done", "-", "tamamladım tamamladık bitirdim bitirdik"),
    ("fix", "-", "düzelttim düzelttik onardım onardık"),
    ("resolve", "-", "çözdüm çözdük giderdik"),
    ("work", "-", "doğruladım doğruladık"),
    # Indonesian, Malay
    ("done", "-", "selesai tuntas rampung diselesaikan diimplementasikan"),
    ("fix", "-", "diperbaiki"),
    ("resolve", "-", "teratasi diatasi ditutup"),
    ("work", "-", "berhasil tervalidasi terverifikasi diverifikasi divalidasi dikonfirmasi dipulihkan"),
    ("test", "-", "lulus diuji teruji"),
    ("deploy", "-", "terdeploy dideploy dirilis"),
    ("done", "-", "terinstall terpasang"),
    # Arabic: the auxiliary of what was done.
    ("done", "-", "تم تمت اكتمل اكتملت"),
    ("work", "-", "نجح نجحت"),
    # Vietnamese
    ("done", "-", "xong"),
)  # fmt: skip

_CHANGES: tuple[_Row, ...] = (
    ("done", "o a os as", "agregad añadid adicionad cread criad actualizad atualizad configurad integrad instalad habilitad"),
    ("done", "o a os as", "ejecutad executad realizad eliminad"),
    ("done", "o a i e", "aggiunt creat aggiornat configurat integrat installat abilitat eseguit realizzat eliminat"),
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

# Done, fixed, works in the polite past of Japanese and Korean, and in Thai.
UNSPACED = (
    r"(?:完了|成功|修正|解決|対応|確認|実装|反映|デプロイ|リリース|マージ|復旧)(?:しました|されました|できました|した|された)"
    r"|(?:完了|成功|解決|稼働)して(?:います|いる)|通過"
    r"|(?:완료|성공|해결|수정|배포|확인|통과|복구|병합)(?:했습니다|하였습니다|되었습니다|됐습니다|했음|되었음)"
    r"|정상 (?:작동|동작)(?:합니다|함)?"
    r"|เสร็จ(?:สิ้น|สมบูรณ์|เรียบร้อย)?(?:แล้ว)?|สำเร็จ(?:แล้ว)?|เรียบร้อย(?:แล้ว)?|ทำงานได้(?:ปกติ|ถูกต้อง|ดี)?(?:แล้ว)?"
    r"|ใช้งานได้(?:ปกติ|จริง)?(?:แล้ว)?"
    r"|พร้อมใช้งาน(?:แล้ว)?|(?:แก้ไข|แก้|ทดสอบ|ตรวจสอบ|ยืนยัน|ติดตั้ง)แล้ว|ผ่าน(?:ทั้งหมด|แล้ว)"
)

# What is taken back, in the same languages.
NEGATIONS = wordlist(
    """nadie ninguém nessuno niemand personne никто nikt nicht kein keine keinen keiner keines weder niemals noch pas
    non mai nunca não sin ohne без нет не ні ne nie bez niet geen nog zonder değil henüz belum tidak tanpa bukan
    todavía aún ainda ancora encore jamais aucun aucune ningún ninguna nenhum nenhuma nessun nessuna sem senza sans
    rien tampoco nem nemmeno neanche nulla nessun ничего нельзя никаких yok hiçbir brak żaden żadne nooit không
    chưa لم لا ليس لن غير casi quase presque beinahe quasi почти neredeyse hampir prawie bijna falló fallaron falla
    fallan falhou falharam falha falham échoué échoue échouent fehlgeschlagen fallito falliti fallisce сломано
    сломан упал упали упало başarısız gagal teilweise parcialmente parzialmente частично kısmen sebagian
    gedeeltelijk częściowo"""
)
MODALS = wordlist(
    """probablemente provavelmente probabilmente wahrscheinlich vermutlich probablement вероятно wird werden soll
    sollte sollten muss müssen kann können dovrebbe deve devono può debe debería deben puede deveria devem será
    serán estará estarán deberá deberán podrá podrán tendrá habrá serão estarão deverá deverão vão ficará sera
    seront serait devra devront pourra pourront faudra sarà saranno verrà verranno dovrà potrà wordt будут следует
    смогут смогут edilecek yapılacak tamamlanacak będzie będą należy trzeba sẽ cần phải nên سوف سيتم يجب pode doit
    devrait doivent peut moet moeten zal zullen kan musi powinien powinno może будет должен должна должно нужно
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
    """wenn falls sobald solange bis quand nếu إذا عندما jeżeli dopóki finché qualora quando se si cuando cuándo
    lorsque dès если когда пока als wanneer zodra jeśli gdy kiedy eğer jika kalau ketika setelah"""
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
    """su con com avec per en sur auf im mit para em no na nos nas dans für bei beim über unter nach vom zum zur und oder
    aber sowie nel nella nei nelle dal dalla con tra pero mas e y et ou voor op bij naar maar w dla przez oraz и в на для
    с через но untuk dengan ke oleh dan pada ile için ve ama à antes después depois dopo après"""
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
# What was done by itself in Spanish, and words of two parts.
_REFLEXIVE = {
    "fix": "corrigió corrigieron arregló arreglaron reparó repararon",
    "resolve": "resolvió resolvieron solucionó solucionaron eliminó eliminaron cerró cerraron",
    "done": "completó completaron implementó implementaron finalizó finalizaron migró migraron terminó terminaron",
    "work": "verificó verificaron validó validaron confirmó confirmaron restauró restauraron comprobó comprobaron",
    "deploy": "desplegó desplegaron publicó publicaron",
}
# What goes on working, works again, or was done with success.
_GOING_ON = (
    "continua a funzionare", "continuano a funzionare", "continúa funcionando", "continúan funcionando", "sigue funcionando",
    "siguen funcionando", "continua funcionando", "continuam funcionando", "continua a funcionar", "continuam a funcionar",
    "continue de fonctionner", "continuent de fonctionner", "funktioniert weiterhin", "funktionieren weiterhin",
    "продолжает работать", "продолжают работать", "vuelve a funcionar", "vuelven a funcionar", "voltou a funcionar",
    "voltaram a funcionar", "erfolgreich durchgeführt", "erfolgreich ausgeführt", "erfolgreich installiert",
)  # fmt: skip
PHRASES: dict[tuple[str, ...], tuple[str, str]] = {
    **{("se", verb): ("act", need) for need, verbs in _REFLEXIVE.items() for verb in verbs.split()},
    **{tuple(words.split()): ("act", "work") for words in _GOING_ON},
    ("läuft", "durch"): ("act", "test"),
    ("laufen", "durch"): ("act", "test"),
    ("con", "éxito"): ("well", "work"),
    ("com", "sucesso"): ("well", "work"),
    ("avec", "succès"): ("well", "work"),
    ("con", "successo"): ("well", "work"),
    ("en", "producción"): ("weak", "deploy"),
    ("em", "produção"): ("weak", "deploy"),
    ("in", "produzione"): ("weak", "deploy"),
    ("hoàn", "thành"): ("act", "done"),
    ("hoàn", "tất"): ("act", "done"),
    ("thành", "công"): ("act", "work"),
    ("đã", "sửa"): ("act", "fix"),
    ("đã", "khắc", "phục"): ("act", "fix"),
    ("đã", "xử", "lý"): ("act", "resolve"),
    ("đã", "giải", "quyết"): ("act", "resolve"),
    ("đã", "triển", "khai"): ("act", "deploy"),
    ("đã", "kiểm", "tra"): ("act", "work"),
    ("đã", "xác", "nhận"): ("act", "work"),
    ("sẵn", "sàng"): ("state", "ready"),
    ("hoạt", "động", "tốt"): ("act", "work"),
}
VERBS = {
    "funziona": "work", "funzionano": "work", "funciona": "work", "funcionan": "work", "funcionam": "work",
    "fonctionne": "work", "fonctionnent": "work", "funzionato": "work",
    "funcionó": "work", "funcionaron": "work", "funcionou": "work", "funcionaram": "work",
    "funktionierte": "work", "funktionierten": "work", "zadziałało": "work", "werkte": "work",
    "заработал": "work", "заработала": "work", "заработало": "work", "заработали": "work", "çalıştı": "work",
}  # fmt: skip
WORDS = frozenset((*STATES, *ACTS, *OUTCOMES, *VERBS))
"""Every word of another language that can claim."""
# Behind a status: again, now, everywhere.
AGAIN = wordlist(
    """wieder jetzt nun weiterhin überall wieder novamente agora nuevamente ahora maintenant désormais partout nuovamente adesso
    ora снова теперь опять везде tekrar artık yeniden weer nu overal ponownie znów lagi kembali sekarang"""
)
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
