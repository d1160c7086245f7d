export const teamViews = ['people', 'roles', 'tokens'] as const
export type TeamView = (typeof teamViews)[number]

/** Reads the view of the team page from the address. */
export function parseTeamSearch(raw: Record<string, unknown>): { view?: TeamView } {
  const view = teamViews.find(name => name === raw.view)
  return view === undefined || view === 'people' ? {} : { view }
}
