import type { ErrorCode } from '@licet/api'

/** Jede Ablehnung auf Deutsch; in anderen Sprachen spricht der Server selbst. */
export const errorsGerman: Readonly<Partial<Record<ErrorCode, string>>> = {
  BODY_NOT_JSON: 'Senden Sie JSON, mit dem Inhaltstyp application/json.',
  BODY_MALFORMED: 'Der Inhalt ist kein gültiges JSON.',
  BODY_TOO_LARGE: 'Der Inhalt ist zu groß.',
  REQUEST_TIMEOUT: 'Die Anfrage kam nicht rechtzeitig an.',
  REQUEST_INVALID: 'Einige Angaben fehlen oder passen nicht.',
  CREDENTIAL_REQUIRED: 'Melden Sie sich an.',
  CREDENTIAL_INVALID: 'Die E-Mail-Adresse oder das Passwort ist falsch.',
  SECOND_FACTOR_REQUIRED:
    'Geben Sie den Code Ihrer Authenticator-App ein, oder einen Wiederherstellungscode.',
  SECOND_FACTOR_INVALID: 'Dieser Code ist falsch oder wurde schon benutzt.',
  ACCOUNT_DISABLED: 'Dieses Konto ist deaktiviert. Bitten Sie einen Administrator, es zu aktivieren.',
  FORBIDDEN: 'Das darf dieses Konto nicht.',
  SECOND_FACTOR_SETUP_REQUIRED: 'Hier wird ein zweiter Faktor verlangt: richten Sie zuerst einen ein.',
  ORIGIN_REFUSED: 'Diese Anfrage kommt von einer anderen Website.',
  HOST_REFUSED:
    'Unter diesem Hostnamen antwortet der Server nicht; fügen Sie ihn zu HUB_ALLOWED_HOSTS oder CONTROL_ALLOWED_HOSTS hinzu.',
  NOT_FOUND: 'Hier ist nichts.',
  METHOD_NOT_ALLOWED: 'Das geht an dieser Stelle nicht.',
  SETUP_TOKEN_INVALID:
    'Das Einrichtungs-Token ist falsch. Es wurde beim ersten Start des Servers ausgegeben und liegt in seinem Datenverzeichnis.',
  SETUP_DONE: 'Der erste Administrator besteht schon; melden Sie sich an.',
  PASSWORD_TOO_SHORT: 'Ein Passwort braucht mindestens 12 Zeichen.',
  PASSWORD_TOO_LONG: 'Ein Passwort hat höchstens 1.024 Byte.',
  PASSWORD_COMMON: 'Dieses Passwort würde jeder als eines der ersten versuchen; wählen Sie ein anderes.',
  PASSWORD_WRONG: 'Das jetzige Passwort ist falsch.',
  EMAIL_TAKEN: 'Ein Konto mit dieser E-Mail-Adresse besteht schon.',
  LAST_ADMIN: 'Dies ist der letzte aktive Administrator; machen Sie zuerst jemand anderen dazu.',
  SEATS_EXHAUSTED:
    'Alle Plätze der Lizenz sind belegt. Deaktivieren oder löschen Sie ein Konto, oder erweitern Sie die Lizenz.',
  LICENSE_LOCKED:
    'Die Lizenz sperrt diese Installation. Die Lizenzseite, das Anmelden und das Deaktivieren von Konten gehen weiter.',
  LICENSE_MANAGED:
    'Die Lizenz ist in der Konfiguration dieses Servers gesetzt (HUB_LICENSE) und lässt sich nur dort ändern.',
  LICENSE_OLDER_REVISION: 'Diese Lizenz ist eine ältere Revision als die in Kraft.',
  PREVIEW_STALE: 'Seit der Vorschau hat sich etwas geändert; sehen Sie sie erneut an.',
  LICENSE_EXPIRED: 'Diese Lizenz ist abgelaufen. Bitten Sie Ihren Anbieter um eine Verlängerung.',
  LICENSE_REVOKED: 'Der Anbieter hat diese Lizenz widerrufen.',
  MACHINE_MISMATCH: 'Diese Lizenz gehört zu einer anderen Maschine.',
  ARTIFACT_UNSUPPORTED:
    'Das ist echter signierter Text, aber nicht von einer Art, die hier geladen werden kann.',
  ACTIVATION_NOT_NEEDED:
    'Es gibt nichts zu aktivieren: hier ist keine Lizenz in Kraft, die an eine Maschine gebunden ist.',
  ACTIVATION_NOT_HELD: 'Diese Maschine hat keine Aktivierung, die aufgegeben werden könnte.',
  RELEASE_BLOCKED:
    'Der Anbieter hat diese Lizenz ausgesetzt, gesperrt oder widerrufen; sie kann hier nicht freigegeben werden. Bitten Sie ihn, sie zuerst wieder in Kraft zu setzen.',
  RELEASE_FORBIDDEN: 'Diese Lizenz bleibt bei ihrer Maschine; nur der Anbieter kann sie umziehen.',
  CONTROL_NOT_CONFIGURED:
    'Hier ist kein Aktivierungsserver eingestellt (HUB_CONTROL_URL). Aktivieren Sie von Hand.',
  CONTROL_UNREACHABLE:
    'Der Aktivierungsserver antwortet nicht. Nichts wurde geändert; er wird von selbst erneut gefragt.',
  CONTROL_BUSY: 'Der Aktivierungsserver wird gerade schon gefragt; versuchen Sie es gleich noch einmal.',
  SHORT_KEY_IN_CLEAR:
    'Der Lizenzschlüssel würde unverschlüsselt reisen und wird deshalb nicht gesendet. Verwenden Sie eine https-Adresse in HUB_CONTROL_URL, oder nennen Sie deren Namen in HUB_INSECURE_CONTROL_HOSTS.',
  CONTROL_FAILED: 'Der Aktivierungsserver meldet einen Fehler bei sich. Nichts wurde geändert.',
  SHORT_KEY_OFFLINE:
    'Kurzschlüssel brauchen eine Kontrollebene, und hier ist keine eingerichtet. Bitten Sie Ihren Anbieter um die signierte Lizenz.',
  KEY_NOT_FOUND: 'Diesen Dienstschlüssel gibt es nicht.',
  USER_NOT_FOUND: 'Dieses Konto gibt es nicht.',
  BACKUP_NOT_FOUND: 'Diese Sicherung gibt es nicht.',
  BACKUP_UNUSABLE:
    'Diese Datei ist keine unversehrte Sicherung eines Hubs dieser oder einer älteren Version.',
  SERVER_BUSY: 'Viele melden sich gerade an; versuchen Sie es gleich noch einmal.',
  RATE_LIMITED: 'Zu viele Versuche; warten Sie ein wenig.',
  DATABASE_BUSY: 'Die Datenbank ist beschäftigt; versuchen Sie es gleich noch einmal.',
  DATABASE_FULL:
    'Die Platte ist voll: es wurde nichts geschrieben. Schaffen Sie Platz und versuchen Sie es erneut.',
  DATABASE_ALTERED:
    'Das Schema der Datenbank ist nicht das dieses Programms: jemand hat es geändert. Im Protokoll und in der Diagnose steht, was es ist; es kann entfernt oder eine Sicherung zurückgespielt werden.',
  DATABASE_CORRUPT:
    'Die Datenbank ist beschädigt. Der Betreiber kann mit dem Administrator-Token eine Sicherung zurückholen.',
  SHUTTING_DOWN: 'Der Server wird gerade beendet.',
  INTERNAL: 'Hier ist etwas schiefgegangen. Geben Sie dem Betreiber die Anfragenummer.',
  TOKEN_MALFORMED:
    'Das ist keine signierte Lizenz: sie besteht aus drei Teilen aus Buchstaben, Ziffern, „-“ und „_“, mit Punkten verbunden.',
  TOKEN_TOO_LARGE: 'Dieser Text ist länger als jede Lizenz: höchstens 8.192 Byte werden angenommen.',
  TOKEN_NONCANONICAL:
    'Ein Teil ist so geschrieben, wie kein Aussteller schreibt; ein Zeichen wurde verändert oder ging verloren.',
  TOKEN_ENCODING_INVALID: 'Ein Teil dieses Tokens ist kein gültiger UTF-8-Text.',
  TOKEN_JSON_INVALID: 'Ein Teil dieses Tokens ist kein JSON-Objekt.',
  TOKEN_JSON_DUPLICATE: 'Ein Name steht zweimal in diesem Token; welcher zählt, ist nicht zu sagen.',
  TOKEN_JSON_UNSAFE: 'Dieses Token benutzt einen Namen, der in JavaScript reserviert ist.',
  TOKEN_JSON_TOO_DEEP: 'Dieses Token ist tiefer als 8 Ebenen verschachtelt.',
  TOKEN_HEADER_INVALID: 'Der Kopf dieses Tokens enthält anderes als „alg“, „kid“ und „typ“.',
  TOKEN_ALG_INVALID: 'Dieses Token nennt ein Signaturverfahren, das sein Schlüssel nicht benutzt.',
  TOKEN_TYPE_WRONG: 'Das ist ein signiertes Token anderer Art als hier erwartet.',
  TOKEN_KEY_UNKNOWN:
    'Dieses Token ist mit einem Schlüssel signiert, den diese Installation nicht kennt. Vielleicht ist er neuer als sie: bitten Sie Ihren Anbieter um den aktuellen Schlüsselsatz.',
  TOKEN_KEY_COMPROMISED:
    'Dieses Token ist mit einem Schlüssel signiert, den der Anbieter als kompromittiert zurückgezogen hat. Bitten Sie um ein neues.',
  TOKEN_KEY_OUTSIDE_WINDOW:
    'Dieses Token wurde zu einer Zeit ausgestellt, als sein Schlüssel nicht in Gebrauch war.',
  TOKEN_SIGNATURE_INVALID:
    'Die Signatur passt nicht: der Text wurde verändert, abgeschnitten oder gefälscht.',
  CLAIMS_INVALID:
    'Das Token ist echt, aber was es sagt, ist unvollständig oder außerhalb der Grenzen. Bitten Sie Ihren Anbieter um ein berichtigtes.',
  ISSUER_WRONG: 'Das Token stammt von jemand anderem als dem Anbieter, dem diese Installation vertraut.',
  AUDIENCE_WRONG: 'Die Lizenz wurde für eine andere Installation ausgestellt.',
  ISSUED_IN_FUTURE:
    'Das Token ist der Uhr dieser Maschine um mehr als 24 Stunden voraus. Stellen Sie die Uhr; geht sie richtig, ging die des Ausstellers falsch: bitten Sie um ein neues Token.',
  SEQUENCE_ROLLBACK: 'Ein neueres davon ist hier schon bekannt; ein älteres wird nie zurückgenommen.',
  KEYSET_THRESHOLD: 'Der Schlüsselsatz ist nicht von genügend Wurzelschlüsseln des Anbieters signiert.',
  KEYSET_NO_ROOTS:
    'Diese Installation wurde ohne Wurzelschlüssel gebaut und nimmt keinen späteren Schlüsselsatz an.',
  TRUST_INVALID: 'Die Vertrauensdatei ist nicht brauchbar.',
  TRUST_KEY_INVALID: 'Ein Schlüssel in der Vertrauensdatei ist nicht brauchbar.',
  TRUST_KEY_WEAK:
    'Ein Schlüssel in der Vertrauensdatei ist ein Punkt kleiner Ordnung: jeder könnte für ihn signieren.',
  TRUST_KEY_DUPLICATE:
    'Ein Schlüssel ist doppelt vorhanden: eine Schlüsselnummer für zwei Schlüssel oder ein öffentlicher Schlüssel unter zwei Namen.',
  TRUST_MISSING: 'Diese Installation hat keine vertrauten Schlüssel; keine Lizenz kann geprüft werden.',
  PASTE_EMPTY: 'In diesem Text ist keine Lizenz.',
  KEY_MISTYPED:
    'Dieser Lizenzschlüssel ist vertippt: prüfen Sie ihn, er hat die Form PREFIX-XXXX-XXXX-XXXX-XXXX.',
  KEY_UNKNOWN: 'Zu diesem Schlüssel gibt es keine Lizenz.',
  KEY_REVOKED: 'Der Anbieter hat diese Lizenz widerrufen.',
  KEY_EXPIRED: 'Diese Lizenz ist abgelaufen. Bitten Sie Ihren Anbieter um eine Verlängerung.',
  KEY_SUSPENDED: 'Der Anbieter hat diese Lizenz ausgesetzt. Sie gilt wieder, sobald er sie in Kraft setzt.',
  PROOF_MISSING:
    'Um diese Lizenz hier zum ersten Mal zu aktivieren, wird ihr Schlüssel oder die signierte Lizenz gebraucht.',
  PROOF_INVALID:
    'Dieser Schlüssel oder diese signierte Lizenz gehört nicht zu dieser Lizenz oder wurde seither ersetzt. Geben Sie den aktuellen Lizenzschlüssel ein.',
  OTHER_MACHINE:
    'Diese Lizenz ist schon auf einer anderen Maschine aktiviert. Deaktivieren Sie sie zuerst dort, oder wenden Sie sich an Ihren Anbieter.',
  MACHINES_EXHAUSTED:
    'Diese Lizenz ist schon auf so vielen Maschinen aktiviert, wie sie erlaubt. Deaktivieren Sie sie zuerst auf einer davon.',
  TRANSFER_FORBIDDEN: 'Diese Lizenz lässt sich so nicht umziehen. Wenden Sie sich an Ihren Anbieter.',
  FINGERPRINT_INVALID: 'Der Fingerabdruck fehlt oder ist nicht wie erwartet.',
  REQUEST_REPLAYED: 'Diese Anfrage wurde schon beantwortet. Erstellen Sie auf der Maschine eine neue.',
  CLONE_SUSPECTED:
    'Zwei Maschinen scheinen von einer Aktivierung zu leben. Nichts wurde geändert; der Anbieter entscheidet.',
  LICENSE_NOT_FOUND: 'Diese Lizenz gibt es nicht.',
  MACHINE_NOT_FOUND: 'Diese Maschine gibt es bei dieser Lizenz nicht.',
  LICENSE_STATE_CONFLICT:
    'Die Lizenz ist nicht in einem Zustand, in dem das geht; sehen Sie noch einmal nach.',
  REVOCATIONS_TOO_LONG:
    'Die Widerrufsliste ist länger, als eine Installation liest, und wird deshalb nicht signiert; die vorige bleibt. Online wird Widerrufenes abgelehnt.',
  SIGNING_UNAVAILABLE: 'Zur Zeit kann nicht signiert werden. Sehen Sie nach den Signaturschlüsseln.',
  SIGNING_KEY_NOT_FOUND: 'Diesen Signaturschlüssel gibt es nicht.',
  SIGNING_KEY_IN_USE: 'Mit diesem Schlüssel wird gerade signiert; lösen Sie ihn zuerst ab.',
  SIGNING_KEY_ENDED: 'Dieser Schlüssel ist abgelöst oder gilt als entwendet und signiert nie wieder.',
  KEYSET_STALE:
    'Dieser Schlüsselsatz ist nicht der jetzige; laden Sie den Entwurf neu und signieren Sie ihn.',
  KEYSET_REVIVES_KEY:
    'Dieser Schlüsselsatz lässt einen kompromittierten Schlüssel weg oder führt ihn als gültig. Signieren Sie den jetzigen Entwurf: Jeder spätere Schlüsselsatz nennt ihn als kompromittiert.',
  KEYSET_UNTRUSTED: 'Dieser Schlüsselsatz ist nicht von den Wurzelschlüsseln signiert.',
  NOT_PUBLISHED: 'Davon wurde noch nichts veröffentlicht.',
  TOKEN_NOT_FOUND: 'Dieses API-Token gibt es nicht.',
  IDEMPOTENCY_MISMATCH: 'Dieser Wiederholungsschlüssel gehört zu einer anderen Anfrage.',
  IDEMPOTENCY_IN_FLIGHT: 'Dieselbe Anfrage wird gerade bearbeitet; versuchen Sie es gleich noch einmal.',
  CUSTOMER_NOT_FOUND: 'Diesen Kunden gibt es nicht.',
  REFERENCE_TAKEN: 'Diese Referenz ist schon vergeben.',
  PRODUCT_NOT_FOUND: 'Dieses Produkt gibt es nicht.',
  PRODUCT_EXISTS: 'Ein Produkt mit diesem Kürzel besteht schon.',
  POLICY_NOT_FOUND: 'Diese Regel gibt es nicht.',
  NAME_TAKEN: 'Dieser Name ist schon vergeben.',
  DEPLOYMENT_NOT_FOUND: 'Diese Installation gibt es nicht.',
  SUBSCRIPTION_NOT_FOUND: 'Dieses Abonnement gibt es nicht.',
  PLAN_STALE: 'Seit der Planung hat sich etwas geändert; sehen Sie den Plan noch einmal an.',
  BACKUP_BY_POSTGRES: 'Diese Datenbank sichert man mit den Mitteln von PostgreSQL.',
  REQUEST_EXPIRED: 'Diese Anfrage ist älter als 14 Tage. Erstellen Sie eine neue.',
  SHORT_KEY_MISTYPED: 'Dieser Kurzschlüssel ist vertippt: ein Zeichen ist falsch, oder zwei sind vertauscht.',
  MACHINE_UID_MISTYPED:
    'Diese Maschinenkennung ist vertippt: ein Zeichen ist falsch, oder zwei sind vertauscht.',
}
