import type { MailWords } from './mail-text.ts'

/** The letter in English. */
export const mailEnglish: MailWords = {
  subject: products => `Your license for ${products}`,
  greeting: 'Hello,\n\nthank you for your order. This is your license:',
  facts: {
    customer: 'Customer',
    products: 'Products',
    tier: 'Tier',
    seats: 'Seats',
    from: 'Valid from',
    until: 'Valid through',
    months: count => `${count} ${count === 1 ? 'month' : 'months'} from the first activation`,
    id: 'License id',
    key: 'License key',
  },
  online: key => [
    'TO ACTIVATE WITH A CONNECTION',
    '1. Open the license page of your installation and choose “Activate a license”.',
    '2. Paste the license key. The machine activates itself; that takes a few seconds.',
    `On a server without pages: licet activate ${key}`,
  ],
  byHand: page => [
    'TO ACTIVATE WITHOUT A CONNECTION',
    '1. On the machine, choose “Activate by hand”, or run: licet request',
    '   It shows a machine UID and a QR code.',
    `2. On any device with a connection, open ${page}`,
    '   and enter the license key and the machine UID. You get an activation code.',
    '3. Carry the code to the machine and paste it there, or run: licet apply FILE',
  ],
  unbound: file => [
    'TO ACTIVATE',
    `Open the license page of your installation, choose “Activate a license”, and paste the text below or load the attached file ${file}. No connection is needed, neither now nor later.`,
  ],
  signed: 'The license text:',
  close: [
    'Please keep this letter: whoever has it can activate the license. If something does not work, answer it and name the license id.',
  ],
}
