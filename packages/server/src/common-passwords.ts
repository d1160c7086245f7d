/**
 * The passwords of at least 12 bytes that stand in the published lists of the most used ones, in lower case, and what people
 * make of the shorter ones to reach 12.
 */
export const commonPasswords: ReadonlySet<string> = words(`
  !@#$%^&*()12 !@#$%^&*()_+ !qaz2wsx#edc 000000000000 010203040506 098765432100 0987654321098 102030405060
  111111111111 111222333444 112233445566 121212121212 123123123123 123456123456 1234567890-= 123456789012
  1234567890123 12345678901234 123456789012345 1234567890123456 1234567890ab 1234567890abc 1234567890qwe
  1234567890qwertyuiop 123456789abc 123456789asd 123456789qwe 12345678abcd 12345678asdf 12345678qwer
  1234567qwerty 123456qwerty 12345qwerty1 1234qwerasdf 1234qwerasdfzxcv 123qwe123qwe 123qweasd123
  123qweasdzxc 135792468013 147258369147 147852369147 159753159753 1q2w3e4r5t6y 1q2w3e4r5t6y7u
  1q2w3e4r5t6y7u8i 1qaz!qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 222222222222 299792458000
  314159265358 555555555555 666666666666 777777777777 789456123000 888888888888 987654321098 999999999999
  @wsx1qaz!qaz a1b2c3d4e5f6 aaaaaaaaaaaa aaaabbbbcccc aabbccddeeff abc123456789 abc123abc123 abcabcabcabc
  abcd12345678 abcdefg12345 abcdefgh1234 abcdefghijkl abcdefghijklm admin1234567 admin12345678
  admin123456789 admin123admin admin@123456 adminadmin12 adminadmin123 adminadminadmin administrateur
  administrator administrator1 administrator123 adminpassword adminpassword1 adminpassword123 alexander123
  arsenal12345 asdasdasdasd asdfasdfasdf asdfghjkl123 asdfghjkl;'' asdfghjklzxcv autumn123456 azerty123456
  azertyuiop12 azertyuiop123 barcelona123 barcelona1234 baseball1234 basketball12 basketball123
  batman123456 blahblah1234 blahblahblah blessed12345 changeme123! changeme1234 changeme12345 changemenow1
  changemeplease changepassword charlie12345 chelsea12345 christopher1 christopher12 computer1234
  computer12345 contrasena12 contrasena123 contraseña12
  december1234 default12345 defaultpassword deutschland1 deutschland12
  deutschland123 dragon123456 dragondragon elizabeth123 everything12 facebook1234 facebook12345
  football1234 football12345 friday123456 fuckyou12345 fuckyou123456 fuckyoufuckyou fussball1234
  geheim123456 geheimgeheim godislove123 goodmorning1 goodmorning12 google123456 googlegoogle guest1234567
  guestguest12 hallo1234567 hallo12345678 hallohallo12 hallohallohallo happybirthday happybirthday1
  harleydavidson hello1234567 hello12345678 hello123hello hellohello12 hellohellohello helloworld12
  helloworld123 helloworld1234 iamthebest12 ichliebedich ichliebedich1 ilovejesus12 ilovemyfamily
  ilovemymom12 ilovemyself1 iloveyou1234 iloveyou12345 iloveyou1314 iloveyou2000 iloveyoualways
  iloveyoubaby iloveyouforever iloveyoumore iloveyousomuch internet1234 internet12345 january12345
  jennifer1234 jessica12345 jesuschrist1 jesuschrist12 jesusislord1 jonathan1234 juventus1234 lamborghini1
  lamborghini12 letmein12345 letmein123456 letmeinletmein letmeinnow12 letmeinplease letsgetit123
  linkedin1234 liverpool123 liverpool1234 liverpoolfc1 login1234567 loginlogin12 manchesterunited
  master123456 masterpassword meinpasswort meinpasswort1 meinpasswort123 mercedesbenz merrychristmas
  michael12345 microsoft123 microsoft1234 minecraft123 minecraft1234 monday123456 monkey123456 monkeymonkey
  motdepasse12 motdepasse123 motdepasse1234 motherfucker motherfucker1 mustang12345 mypassword12
  mypassword123 mypassword1234 nevergonnagive newpassword1 newpassword12 newpassword123 nicholas1234
  oldpassword1 oldpassword123 opensesame12 opensesame123 p@$$w0rd1234 p@ssw0rd1234 p@ssw0rd12345
  p@ssw0rd123456 p@ssw0rdp@ssw0rd pa$$word1234 pa55word1234 passw0rd!234 passw0rd1234 passw0rd12345
  passw0rd123456 passw0rdpassw0rd password!123 password#123 password-123 password1234 password12345
  password123456 password1234567 password12345678 password123456789 password1password password@123
  password_123 passwordpassword passwort1234 passwort12345 passwort123456 passwortpasswort pleasechangeme
  poiuytrewqlk pokemon12345 pokemon123456 princess1234 princess12345 q1w2e3r4t5y6 q1w2e3r4t5y6u7i8
  qazwsxedc123 qazwsxedcrfv qazxswedcvfr qwe123qwe123 qweqweqweqwe qwerasdfzxcv qwerty123456 qwerty1234567
  qwerty12345678 qwerty654321 qwertyasdfgh qwertyasdfzxcv qwertyqwerty qwertyuiop12 qwertyuiop123
  qwertyuiop1234567890 qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjkl realmadrid12 realmadrid123
  root12345678 rootpassword rootpassword1 rootrootroot samantha1234 samsung12345 samsung123456 schalke04s04
  schatz123456 secret123456 secretpassword secretpassword1 secretsecret sesamesesame shadow123456
  sommer123456 spiderman123 spiderman1234 spring123456 starwars1234 starwars12345 summer123456 sunshine1234
  sunshine12345 superadmin12 superadmin123 superman1234 superman12345 superuser123 sysadmin1234
  teamo1234567 temporary123 temppassword temppassword1 test12345678 test123456789 testing12345
  testing123456 testpassword testpassword1 testpassword12 testpassword123 testtest1234 testtesttest
  thequickbrownfox thequickbrownfoxjumps thisisapassword thisisasecret thisismypassword thispassword
  toortoortoor topsecret123 trustno11234 trustno1trustno1 unbelievable user12345678 username1234
  userpassword userpassword1 useruseruser welcome12345 welcome123456 welcome2welcome welcomehome1
  welcometo2024 welcometo2025 welcometo2026 whatever1234 willkommen12 willkommen123 willkommen1234
  windows12345 winter123456 yourpassword zaq12wsxcde3 zaq1@wsx3edc zaq1xsw2cde3 zaqwsxcderfv zaqzaqzaqzaq
  zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfg zxczxczxczxc
`)

/** Words that nobody may use alone, with whatever digits and signs behind: common ones and those of this product. */
export const commonWords: ReadonlySet<string> = words(`
  access activation admin administrateur administrator aidoo aidoohub alexander amanda andrew android apple
  april argent argentos arsenal asdfgh asdfghjkl ashley august autumn azerty barcelona baseball basketball
  batman business change changeit changeme charlie chelsea christopher cisco company computer corvette
  daniel debian december default demo docker dragon elizabeth enterprise facebook february ferrari football
  freedom freitag friday fruehling fussball geheim google guest guestuser hallo harley hello helloworld
  helpdesk herbst hockey hub ichliebedich iloveyou inedo internet january jennifer jessica jonathan jordan
  joshua july june juventus kubernetes letmein licence license licensehub licensekey licensing licet
  licethub linux liverpool lizenz login logon lovely loveyou manchester march master matthew mercedes
  michael michelle microsoft monday monkey montag mustang nicholas nicole november october office
  opensesame oracle pass passcode passphrase passwd password passwort pika pokemon porsche princess
  professional qwerty qwertyuiop qwertz realmadrid robert root samantha samsung saturday secret september
  server service sesame shadow signin soccer sommer spiderman spring starwars summer sunday sunshine
  superadmin superman superuser support sysadmin system temp temporary test tester testing thomas thursday
  toor topsecret trustno tuesday ubuntu user username vera wednesday welcome whatever william willkommen
  windows winter yankees zxcvbn zxcvbnm
`)

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
