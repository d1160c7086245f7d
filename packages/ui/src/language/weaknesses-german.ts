import type { PasswordWeakness } from '@licet/api'

/** Was ein Passwort erratbar macht, auf Deutsch. */
export const weaknessesGerman: Readonly<Record<PasswordWeakness, string>> = {
  listed: 'Das ist eines der bekanntesten Passwörter; wählen Sie ein anderes.',
  words:
    'Ein gängiges Wort mit ein paar Zeichen mehr ist bald erraten; fügen Sie weitere Wörter ohne Zusammenhang hinzu.',
  personal:
    'Das ist kaum mehr als der Name, die Adresse oder das Produkt; fügen Sie weitere Wörter hinzu, die nichts damit zu tun haben.',
  keyboard: 'Nebeneinanderliegende Tasten sind bald erraten; nehmen Sie mehrere Wörter ohne Zusammenhang.',
  repeated:
    'Wiederholtes ist so schnell erraten wie einmal davon; nehmen Sie mehrere Wörter ohne Zusammenhang.',
  sequence: 'Eine Folge wie abc oder 123 ist bald erraten; nehmen Sie mehrere Wörter ohne Zusammenhang.',
  date: 'Datumsangaben und Jahreszahlen sind bald erraten; nehmen Sie mehrere Wörter ohne Zusammenhang.',
  guessable: 'Das ist bald erraten; nehmen Sie ein längeres Passwort aus mehreren Wörtern ohne Zusammenhang.',
}
