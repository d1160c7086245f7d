import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { NowProvider } from '../clock/now-provider.tsx'
import { AppFrame, type FrameItem, type FrameLinkProps } from '../layout/app-frame.tsx'
import { Brand } from '../layout/brand.tsx'

export interface RoutedFrameProps {
  /** What the server said the time is, in epoch seconds. */
  serverNow: number
  evaluation: boolean
  groups: readonly (readonly FrameItem[])[]
  /** Right end of the top bar. */
  tools: ReactNode
  notices?: ReactNode
}

/** The frame around every page behind the sign-in. A change of page moves the focus to its beginning. */
export function RoutedFrame({ serverNow, evaluation, ...frame }: RoutedFrameProps) {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const visited = useRef(pathname)
  useEffect(() => {
    if (visited.current === pathname) return
    visited.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <NowProvider serverNow={serverNow}>
      <AppFrame brand={<Brand evaluation={evaluation} />} link={RouterLink} mainRef={main} {...frame}>
        <Outlet />
      </AppFrame>
    </NowProvider>
  )
}

function RouterLink({ to, children, ...others }: FrameLinkProps) {
  return (
    <Link to={to} activeOptions={{ exact: true, includeSearch: false }} {...others}>
      {children}
    </Link>
  )
}
