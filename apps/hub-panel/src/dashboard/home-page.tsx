import { useSession } from '../shell/use-session.ts'
import { DashboardPage } from './dashboard-page.tsx'
import { WelcomePage } from './welcome-page.tsx'

/** The start: the state of everything for administrators, a welcome for everybody else. */
export function HomePage() {
  return useSession().admin ? <DashboardPage /> : <WelcomePage />
}
