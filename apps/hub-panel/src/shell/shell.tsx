import { AppFrame, type FrameLinkProps, NowProvider } from '@licet/ui'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { AccountMenu } from './account-menu.tsx'
import { Banners } from './banners.tsx'
import { Brand } from './brand.tsx'
import { OfflineStrip } from './offline-strip.tsx'
import { useNavigation } from './use-navigation.ts'
import { useSession } from './use-session.ts'

/** The frame around every page behind the sign-in. */
export function Shell() {
  const session = useSession()
  const groups = useNavigation(session.admin)
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const visited = useRef(pathname)
  useEffect(() => {
    if (visited.current === pathname) return
    visited.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <NowProvider serverNow={session.now}>
      <AppFrame
        brand={<Brand evaluation={session.evaluation} />}
        groups={groups}
        link={RouterLink}
        tools={<AccountMenu session={session} />}
        notices={
          <>
            <OfflineStrip />
            <Banners banners={session.banners} />
          </>
        }
        mainRef={main}
      >
        <Outlet />
      </AppFrame>
    </NowProvider>
  )
}

function RouterLink({ to, children, ...others }: FrameLinkProps) {
  return (
    <Link to={to} {...others}>
      {children}
    </Link>
  )
}
