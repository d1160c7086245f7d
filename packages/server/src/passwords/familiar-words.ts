/** Words of this product and its vendor, most likely first: guessed like those of the account. */
export const productWords: readonly string[] = words(`
  licet licethub licensehub hub license licence lizenz licensekey licensing argent argentos aidoo aidoohub inedo pika vera
  controlplane console appliance
`)

/** Words and phrases that people choose and the dictionaries do not hold, most of them German. */
export const familiarPasswords: readonly string[] = words(`
  willkommen ichliebedich passwort geheim geheimnis administrateur superadmin superuser guestuser passphrase kubernetes
  correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumps thequickbrownfoxjumpsoverthelazydog ilovemymom
  iloveyousomuch letsgetit zaq1@wsx3edc aabbccddeeff meinpasswort hallohallo liebe schatz schatzi mausi hase sonne
  sonnenschein schmetterling schokolade erdbeere einhorn prinzessin fussball fußball bayern bayernmuenchen
  bayernmünchen dortmund schalke schalke04 werder hamburg berlin muenchen münchen koeln frankfurt stuttgart deutschland
  oesterreich österreich schweiz sommer winter fruehling frühling herbst weihnachten urlaub geburtstag montag dienstag
  mittwoch donnerstag freitag samstag sonntag januar februar maerz märz april juni juli august september oktober
  november dezember familie freunde freundschaft freiheit glueck glück gluecklich glücklich wochenende vielleicht
  wunderschoen wunderschön unglaublich computer internet schluessel schlüssel sicherheit nachricht krankenhaus
  feuerwehr polizei arbeit chef buero büro firma server benutzer verwaltung zugang anmelden anmeldung testbenutzer
  gutentag gutenmorgen dankeschoen dankeschön bitteschoen bitteschön
`)

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
