import { UnstyledButton } from '@mantine/core'
import { type Icon, IconDots } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, type Ref, useState } from 'react'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './app-frame.module.css'
import { Drawer } from './drawer.tsx'

export interface FrameItem {
  to: string
  label: string
  icon: Icon
  active: boolean
  /** Stands in the bar at a phone's bottom; at most four. */
  primary?: boolean
  /** Leaves the app: a plain link instead of the router's. */
  external?: boolean
}

export interface FrameLinkProps {
  to: string
  className: string | undefined
  'aria-current': 'page' | undefined
  onClick?: () => void
  children: ReactNode
}

export interface AppFrameProps {
  brand: ReactNode
  /** Groups are set apart by a little space. */
  groups: readonly (readonly FrameItem[])[]
  link: ComponentType<FrameLinkProps>
  /** Right end of the top bar. */
  tools: ReactNode
  /** Between the top bar and the page: banners. */
  notices?: ReactNode
  mainRef?: Ref<HTMLElement>
  children: ReactNode
}

/** The frame around every page: rail at the left, a bar at the bottom of a phone, skip link first. */
export function AppFrame({ brand, groups, link, tools, notices, mainRef, children }: AppFrameProps) {
  const { text } = useUiText()
  const [opened, setOpened] = useState(false)
  const primary = groups.flat().filter(item => item.primary)
  const close = () => setOpened(false)
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {text('skipToContent')}
      </a>
      <header className={classes.top} data-frame>
        <div className={classes.brand}>{brand}</div>
        <div className={classes.tools}>{tools}</div>
      </header>
      <nav className={classes.rail} aria-label={text('navigation')}>
        {groups.map((group, index) => (
          <ul key={index} className={classes.group}>
            {group.map(item => (
              <li key={item.to}>
                <FrameEntry item={item} link={link} className={classes.entry} />
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <main id="main" tabIndex={-1} ref={mainRef} className={classes.main}>
        {notices}
        <div className={classes.page}>{children}</div>
      </main>
      <nav className={classes.bottom} aria-label={text('navigation')}>
        {primary.map(item => (
          <FrameEntry key={item.to} item={item} link={link} className={classes.tab} />
        ))}
        <UnstyledButton
          className={classes.tab}
          onClick={() => setOpened(true)}
          aria-haspopup="dialog"
          aria-expanded={opened}
        >
          <IconDots size={20} aria-hidden />
          <span>{text('more')}</span>
        </UnstyledButton>
      </nav>
      <Drawer opened={opened} onClose={close} position="bottom" size="auto" title={text('menu')}>
        <ul className={classes.sheet}>
          {groups.flat().map(item => (
            <li key={item.to}>
              <FrameEntry item={item} link={link} className={classes.sheetEntry} onClick={close} />
            </li>
          ))}
        </ul>
      </Drawer>
    </div>
  )
}

function FrameEntry(props: {
  item: FrameItem
  link: ComponentType<FrameLinkProps>
  className: string | undefined
  onClick?: () => void
}) {
  const { item, className, onClick } = props
  const Link = props.link
  const content = (
    <>
      <item.icon size={20} stroke={1.6} aria-hidden />
      <span>{item.label}</span>
    </>
  )
  if (item.external) {
    return (
      <a href={item.to} className={className} onClick={onClick}>
        {content}
      </a>
    )
  }
  return (
    <Link
      to={item.to}
      className={className}
      aria-current={item.active ? 'page' : undefined}
      onClick={onClick}
    >
      {content}
    </Link>
  )
}
