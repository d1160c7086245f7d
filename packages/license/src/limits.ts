/** The longest license or activation that is looked at, in bytes (all ASCII, so also in characters). */
export const tokenBytesMax = 8192

/** The longest keyset or revocation list that is looked at, and the longest pasted text, in bytes. */
export const artifactBytesMax = 1_048_576

/** 9999-12-31T23:59:59Z: the last second that every date library can show. */
export const epochSecondsMax = 253_402_300_799

/** How far ahead of the clock something may have been issued. */
export const issuedAheadSecondsMax = 86_400
