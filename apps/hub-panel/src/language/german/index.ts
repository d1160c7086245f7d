export const germanBundle = {}
