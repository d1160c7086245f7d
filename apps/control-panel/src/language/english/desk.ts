/** To be filled by the pages. */
export const desk = {} as const
