/** To be filled by the pages. */
export const administration = {} as const
