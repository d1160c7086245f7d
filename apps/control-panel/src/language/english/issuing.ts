/** Licenses. */
export const issuing = {} as const
