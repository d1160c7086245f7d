/** To be filled by the pages. */
export const fleet = {} as const
