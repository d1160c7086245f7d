import i18n from 'i18next'

/** "professional" -> "Professional": a tier by the name customers know it by; one that only the vendor knows keeps its own word. */
export function tierName(tier: string): string {
  const key = `tier.${tier}`
  return i18n.exists(key) ? i18n.t(key) : tier.charAt(0).toUpperCase() + tier.slice(1)
}
