/** In place of a number of months: the term ends on a day. */
export const untilDay = 0
/** In place of a number of months: the end stays as it is. */
export const keepEnd = -1
