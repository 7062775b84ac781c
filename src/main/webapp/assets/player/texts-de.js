// @ts-check

/** What the player says, in German. */
export const GERMAN = {
  "status.opening": "Die Prüfung wird geöffnet …",
  "status.saved": "Alle Antworten gespeichert",
  "status.saving": "Wird gespeichert …",
  "status.waiting": "Noch nicht gespeichert – lassen Sie diese Seite offen, es wird wieder versucht",
  "status.offline": "Offline – arbeiten Sie weiter, nichts geht verloren",
  "status.offlineMemory": "Offline – lassen Sie dieses Fenster offen, es bewahrt die Antworten auf",
  "status.unsaved": "Seit {minutes} Minuten nicht gespeichert – lassen Sie diese Seite offen und sagen Sie der Aufsicht Bescheid",
  "status.memory": "Gespeichert, aber dieser Browser kann keine Kopie behalten – schließen Sie ihn nicht, solange er offline ist",
  "status.refused": "Ein Teil Ihrer Arbeit konnte nicht gespeichert werden – sagen Sie der Aufsicht Bescheid ({code})",
  "status.taken": "In einem anderen Fenster geöffnet – dieses ist geschlossen",
  "status.takenWaiting": "In einem anderen Fenster geöffnet – was dieses noch hat, wird gesendet …",
  "status.late": "Nach dem Ende angekommen – aufbewahrt und als verspätet gekennzeichnet",
  "status.finishing": "Ihre letzten Antworten werden gesendet …",
  "status.received": "Alles angekommen",
  "status.elsewhere": "Antworten eines anderen Fensters oder Geräts fehlen – verbinden Sie es, oder sagen Sie der Aufsicht Bescheid",
  "status.stopped": "Dieses Fenster ist nicht mehr verbunden",
  "status.review": "Einsicht – was Sie hier tun, wird nicht aufgezeichnet",

  "time.left": "Noch {time}",
  "time.minutes": "{minutes} Min.",
  "time.hours": "{hours} Std. {minutes} Min.",
  "time.seconds": "{seconds} s",
  "time.warning": "Noch {minutes} Minuten",
  "time.warningOne": "Noch 1 Minute",
  "time.over": "Die Zeit ist um",
  "time.changed": "Ihre Zeit wurde geändert: jetzt noch {time}",
  "time.more": "Sie haben {minutes} Minuten mehr",
  "time.moreOne": "Sie haben 1 Minute mehr",
  "time.takenBack": "Ihr Zeitzuschlag wurde zurückgenommen",
  "time.unlimited": "Für Sie gilt keine Zeitbegrenzung mehr",
  "time.hide": "Zeit verbergen",
  "time.show": "Zeit zeigen",

  "contents.label": "Inhalt",
  "contents.toggle": "Inhalt: {done} von {size} erledigt",
  "contents.fresh": "Nicht begonnen",
  "contents.begun": "Begonnen",
  "contents.completed": "Abgeschlossen",
  "contents.passed": "Bestanden",
  "contents.failed": "Nicht bestanden",
  "contents.seen": "Angesehen",
  "contents.previous": "Zurück",
  "contents.next": "Weiter",
  "contents.finish": "Beenden und abgeben",
  "contents.hint": "Möglich, sobald jeder Teil abgeschlossen ist. Was Sie getan haben, ist auf jeden Fall gespeichert.",

  "notice.invigilator": "Von der Aufsicht: {text}",
  "notice.trial": "Dies ist ein Probelauf: Er zählt nicht, und es wird keine Bewertung gesendet.",
  "notice.dismiss": "Diese Nachricht schließen",

  "action.back": "Startseite der Prüfung",
  "action.receipt": "Ihre Quittung",
  "action.again": "Noch einmal versuchen",
  "action.previous": "Zurück",

  "frame.title": "Prüfung: {title}",

  "cover.opening.title": "Die Prüfung wird geöffnet …",
  "cover.opening.text": "Das dauert einige Sekunden. Was dieses Gerät von einem früheren Besuch noch hat, wird zuerst gesendet.",
  "cover.refused.title": "Die Prüfung kann von hier aus nicht geöffnet werden",
  "cover.unreachable.title": "Der Server ist nicht zu erreichen",
  "cover.unreachable.text":
    "Prüfen Sie die Netzverbindung. Die Prüfung öffnet sich von selbst, sobald der Server antwortet; frühere Antworten sind sicher.",
  "cover.network.title": "Der Server ist nicht zu erreichen",
  "cover.network.text":
    "Prüfen Sie die Netzverbindung, gehen Sie zurück, und beginnen Sie noch einmal oder setzen Sie fort. Frühere Antworten sind sicher.",
  "cover.fragment.title": "Öffnen Sie die Prüfung von ihrer Startseite aus",
  "cover.fragment.text": "Diese Seite wird von der Startseite der Prüfung in Ihrem Kurs aus geöffnet.",
  "cover.reloaded.title": "Zurück zur Startseite der Prüfung …",
  "cover.reloaded.text": "Setzen Sie die Prüfung dort fort. Ihre Antworten sind sicher.",
  "cover.taken.title": "Die Prüfung ist in einem anderen Fenster offen",
  "cover.taken.text":
    "Weiter geht es in dem Fenster oder auf dem Gerät, in dem sie zuletzt geöffnet wurde. Um stattdessen hier fortzusetzen, gehen Sie zur Startseite und setzen Sie die Prüfung dort fort.",
  "cover.ended.finished": "Die Prüfung ist abgegeben",
  "cover.ended.due": "Die Abgabefrist ist vorbei",
  "cover.ended.time": "Die Zeit ist um",
  "cover.ended.closed": "Die Prüfung ist geschlossen",
  "cover.ended.instructor": "Die Prüfung wurde von der Lehrperson beendet",
  "cover.ended.text":
    "Was Sie bis dahin geantwortet haben, zählt. Lassen Sie diese Seite offen, bis sie sagt, dass alles angekommen ist.",
  "cover.reopened.title": "Sie haben mehr Zeit bekommen",
  "cover.reopened.text":
    "Gehen Sie zur Startseite, und setzen Sie die Prüfung dort fort. Antworten, die nach dem Ende ankamen, sind als verspätet gekennzeichnet.",
  "cover.finished.text": "Lassen Sie diese Seite offen, bis sie sagt, dass alles angekommen ist.",
  "cover.received.text": "Alles ist angekommen. Sie können diese Seite schließen.",
  "cover.elsewhere.text":
    "Was in diesem Fenster getan wurde, ist angekommen. Einige Antworten eines anderen Fensters oder Geräts fehlen: Ist die Prüfung dort noch offen, verbinden Sie das Gerät mit dem Netz, und warten Sie. Sonst sagen Sie der Aufsicht Bescheid (Code E23).",
  "cover.token.title": "Die Berechtigung dieses Fensters ist abgelaufen",
  "cover.token.text":
    "Gehen Sie zur Startseite, und setzen Sie die Prüfung dort fort. Antworten, die noch nicht gesendet sind, bleiben auf diesem Gerät und werden dann gesendet.",
  "cover.protocol.title": "Diese Seite und der Server verstehen einander nicht",
  "cover.protocol.text":
    "Gehen Sie zur Startseite, und setzen Sie die Prüfung dort fort. Geschieht es wieder, sagen Sie der Aufsicht Bescheid (Code P1).",

  "trouble.notStarted.title": "Die Prüfung ist nicht gestartet",
  "trouble.notStarted.text":
    "Wählen Sie „Noch einmal versuchen“. Startet sie immer noch nicht, sperrt dieses Netz vielleicht etwas, das die Prüfung von anderswo lädt, etwa die Anzeige von Formeln: Versuchen Sie ein anderes Netz oder einen anderen Browser, oder sagen Sie der Aufsicht Bescheid (Code E20).",
  "trouble.cannotResume.title": "Die Prüfung konnte nicht fortgesetzt werden",
  "trouble.cannotResume.text":
    "Dieses Prüfungspaket hat einen Fehler, durch den es nicht dort weitergeht, wo Sie aufgehört haben. Ihre Antworten sind gespeichert. Sagen Sie der Aufsicht Bescheid (Code E21); sie kann Ihnen einen neuen Versuch geben.",
  "trouble.failed.title": "Die Prüfung ist stehen geblieben",
  "trouble.failed.text":
    "Die Prüfung selbst meldet einen Fehler. Ihre Antworten sind gespeichert. Wählen Sie „Noch einmal versuchen“, um fortzufahren; hilft das nicht, sagen Sie der Aufsicht Bescheid (Code E22).",
};
