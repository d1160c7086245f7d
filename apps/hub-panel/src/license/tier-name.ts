/** "professional" -> "Professional": tiers are the vendor's words, so they are shown, not translated. */
export function tierName(tier: string): string {
  return tier.charAt(0).toUpperCase() + tier.slice(1)
}
