/** Was die Diagnose findet und was zu tun ist; auf Englisch stehen dort die genauen Sätze des Hubs. */
export const diagnosticFaults = {
  evaluation: {
    message: 'Entwicklungsschlüsseln wird vertraut.',
    remedy: 'Starten Sie für den echten Betrieb ohne HUB_EVALUATION=1.',
  },
  trust: {
    message: 'Keine Lizenz lässt sich prüfen.',
    remedy: 'Installieren Sie einen Build mit den Schlüsseln Ihres Anbieters.',
  },
  keyset: {
    message: 'Ein gespeicherter Schlüsselsatz lässt sich nicht mehr prüfen.',
    remedy: 'Laden Sie ihn erneut.',
  },
  revocations: {
    message: 'Eine gespeicherte Widerrufsliste lässt sich nicht mehr prüfen.',
    remedy: 'Laden Sie sie erneut.',
  },
  activation: {
    message: 'Eine gespeicherte Aktivierung lässt sich nicht mehr prüfen.',
    remedy: 'Laden Sie sie erneut.',
  },
  clock_behind: {
    message: 'Die Uhr dieser Maschine geht nach: {{length}}.',
    remedy: 'Stellen Sie die Uhr der Maschine.',
  },
  clock_ahead: {
    message: 'Die Uhr dieser Maschine geht gegenüber der des Anbieters vor: {{length}}.',
    remedy: 'Stellen Sie die Uhr der Maschine.',
  },
  clock_jumped: {
    message: 'Die Uhr ist weit vorgesprungen.',
    remedy: 'Stellen Sie die Uhr der Maschine.',
  },
  database: {
    message: 'Die Datenbank ist beschädigt.',
    remedy: 'Holen Sie eine Sicherung zurück.',
  },
  database_altered: {
    message: 'Das Schema der Datenbank ist nicht das dieses Programms: jemand hat es geändert.',
    remedy:
      'Finden Sie heraus, wer es war. Entfernen Sie es oder holen Sie eine Sicherung zurück; bis dahin lässt sich keine machen.',
  },
  audit: {
    message:
      'Das Protokoll wurde geändert: seine Kette ist gebrochen. Sicherungen, die jetzt gemacht werden, lassen sich nicht zurückholen.',
    remedy:
      'Holen Sie eine ältere Sicherung zurück, deren Kette hält; was seitdem beendet wurde, bleibt beendet. Ihr Protokoll geht weiter.',
  },
  disk: { message: 'Die Platte ist fast voll.', remedy: 'Schaffen Sie Platz.' },
  transport_listens_in_clear: {
    message:
      'Andere als diese Maschine erreichen diesen Server unverschlüsselt: Passwörter und Schlüssel lassen sich unterwegs lesen.',
    remedy:
      'Setzen Sie HUB_TLS_CERT_FILE und HUB_TLS_KEY_FILE, oder stellen Sie einen TLS-Proxy davor und nennen Sie ihn: HUB_PUBLIC_URL=https://…, HUB_TRUSTED_PROXIES.',
  },
  transport_control_in_clear: {
    message:
      'Der Aktivierungsserver wird unverschlüsselt aufgerufen. Lizenzschlüssel werden ihm nicht gesendet, außer sein Name ist dafür genannt.',
    remedy:
      'Verwenden Sie in HUB_CONTROL_URL eine https-Adresse; HUB_INSECURE_CONTROL_HOSTS nennt Namen, an die Schlüssel trotzdem gesendet werden dürfen.',
  },
  transport_webhook_in_clear: {
    message: 'Meldungen werden unverschlüsselt gesendet, samt der Adresse, an die sie gehen.',
    remedy: 'Verwenden Sie in HUB_NOTIFY_WEBHOOK_URL eine https-Adresse.',
  },
  permissions_read_only: {
    message: 'In das Datenverzeichnis lässt sich nicht schreiben.',
    remedy: 'Berichtigen Sie seinen Eigentümer.',
  },
  permissions_open: {
    message: 'Andere können den Schlüssel dieser Installation lesen.',
    remedy: 'Nehmen Sie Gruppe und anderen die Rechte.',
  },
  proxy: {
    message:
      'Diese Adresse leitet andere weiter, gilt aber nicht als vertraut; alle dahinter zählen als eine.',
    remedy: 'Ist es Ihr Proxy, tragen Sie ihn in HUB_TRUSTED_PROXIES ein.',
  },
}

/** Wo die Lizenz aus der Konfiguration abgelehnt wurde; der Satz davor kommt aus den Fehlern. */
export const configuredLicenseRemedy = 'Berichtigen Sie HUB_LICENSE oder die Datei, auf die es zeigt.'

/** Kurze Werte der Diagnose, in der Reihenfolge ihrer Zahlen. */
export const diagnosticValues = {
  evaluation: { on: 'an', off: 'aus' },
  trust: '{{first}} Schlüssel, Nummer {{second}}',
  disk: '{{first}} MiB frei',
  database: 'unversehrt, SQLite {{first}}',
  database_damaged: 'beschädigt',
  database_altered: 'verändert',
  audit: 'unversehrt, {{first}} Einträge',
  audit_broken: 'gebrochen ab Eintrag {{first}}',
  transport: 'verschlüsselt oder nur auf dieser Maschine',
  permissions: { private: 'privat', open: 'offen', 'read-only': 'nur lesbar' },
  proxy: '{{first}} eingetragen',
  network: {
    none: 'keine Verbindung nach außen',
    control: 'eingerichtet: eine Kontrollebene',
    receivers: 'eingerichtet: Empfänger von Meldungen',
    both: 'eingerichtet: eine Kontrollebene, Empfänger von Meldungen',
  },
}
