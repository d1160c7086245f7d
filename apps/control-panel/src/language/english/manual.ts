/** The public page on which a customer activates a machine by hand. */
export const manual = {
  manual: {
    title: 'Activate by hand',
    lead: 'For a machine that has no internet. You need its license key, and the UID or request that it shows under “License” → “Activate by hand”.',
    step1: 'License key',
    step1Help: 'From the mail or the certificate of your purchase.',
    key: 'License key',
    verdict: {
      empty: 'It is checked here while you type; nothing is sent for that.',
      typing: 'Go on …',
      good: 'The key is complete and free of typing errors.',
      prefix: 'A key begins with a word and a hyphen, such as ACME-, and four groups of four follow.',
      symbol: 'Symbol {{place}} behind the prefix, “{{symbol}}”, does not occur in keys. Look at it again.',
      short: 'Missing symbols behind the prefix: {{missing}} of 16.',
      long: 'Too many symbols behind the prefix: {{extra}} more than four groups of four.',
      mistyped: 'A symbol is mistyped, or two are exchanged. Compare it with the original, group by group.',
    },
    step2: 'The machine',
    step2Help: 'Its UID or its request, as the software shows it.',
    get: 'Get activation code',
    notYet: 'The button works once key and machine are complete.',
    step3: 'Activation code',
    step3Help: 'Take it to the machine, put it into the same page of the software, and save.',
    step3Empty: 'It appears here.',
    ready: 'Activated. Copy the code, or take it along as a file or a picture.',
    validUntil: 'Valid until',
    activatedAt: 'Activated',
    machine: 'Machine',
    toHelp: 'What is behind this',
    troubleshooting: 'When it does not work',
    help: {
      key_mistyped: {
        title: 'The key is mistyped',
        cause: 'The last symbol of a key is calculated from all others, and it does not agree.',
        remedy: 'Compare the key with the original: 0 and O, 1 and I and L are the same; U never occurs.',
      },
      key_unknown: {
        title: 'The key is not known',
        cause: 'It is well-formed, but no license was issued under it here.',
        remedy:
          'Check that it is the key of this vendor and the latest one; a replaced key no longer opens anything.',
      },
      other_machine: {
        title: 'The key is in use on another machine',
        cause:
          'The license is bound to the machine on which it was first activated. A new network adapter, CPU or operating system counts as another machine; virtual machines need a static MAC address.',
        remedy: 'Deactivate it on the old machine first, or ask your vendor to move it.',
      },
      transfer_forbidden: {
        title: 'The license may not be moved',
        cause: 'This kind of license stays with its first machine.',
        remedy: 'Ask your vendor; they can move it where the contract allows it.',
      },
      machines_exhausted: {
        title: 'All machines of the license are taken',
        cause: 'The license allows a number of machines, and so many are active.',
        remedy: 'Deactivate one that is no longer used, or ask your vendor for more.',
      },
      key_expired: {
        title: 'The license has ended',
        cause: 'Its last day has passed.',
        remedy: 'Ask your vendor for a renewal; the key stays the same.',
      },
      key_suspended: {
        title: 'The license is suspended',
        cause: 'The vendor has paused it, most often because of an open payment.',
        remedy: 'Settle it with your vendor; the license then works again without a new key.',
      },
      key_revoked: {
        title: 'The license is revoked',
        cause: 'The vendor has withdrawn it for good.',
        remedy: 'Ask your vendor for the reason and for another license.',
      },
      fingerprint_invalid: {
        title: 'The machine UID is not understood',
        cause: 'It is mistyped, or it was made by another version of the software.',
        remedy: 'Compare the eight groups one by one, or use the request as a file or QR code instead.',
      },
      request_invalid: {
        title: 'The request is not understood',
        cause: 'The text was cut or changed on its way, or it is something else.',
        remedy: 'Copy it again from its first character to its last, or carry it as a file.',
      },
      request_expired: {
        title: 'The request is too old',
        cause: 'A request is good for 14 days, by the clock of the machine that made it.',
        remedy: 'Check the clock of the machine and make a new request.',
      },
      request_replayed: {
        title: 'The request was answered before',
        cause: 'Each request is answered once.',
        remedy: 'Use the code that you got then, or make a new request on the machine.',
      },
      clone_suspected: {
        title: 'A copy of the machine seems to be in use',
        cause:
          'Another machine has gone on from the same activation: one was copied from the other or restored from an old image.',
        remedy: 'Ask your vendor to decide which of the two it is; both keep working until then.',
      },
      rate_limited: {
        title: 'Too many attempts',
        cause: 'Attempts are limited, so that nobody can guess keys.',
        remedy: 'Wait a quarter of an hour, then try again with the key at hand.',
      },
      signing_unavailable: {
        title: 'Codes cannot be issued at the moment',
        cause: 'The vendor’s signing keys are not available.',
        remedy: 'Nothing is wrong with your key. Try again later or tell your vendor.',
      },
    },
  },
} as const
