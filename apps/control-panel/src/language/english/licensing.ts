/** Licenses. */
export const licensing = {} as const
