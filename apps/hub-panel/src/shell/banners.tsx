import type { Banner } from '@licet/api'
import { toneClass } from '@licet/ui'
import { ActionIcon } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconInfoCircle, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { askHub } from '../hub/hub-client.ts'
import { useDeed } from '../hub/use-deed.ts'
import { useBannerText } from '../language/use-banner-text.ts'
import { useText } from '../language/use-text.ts'
import classes from './banners.module.css'

const tones = { info: 'info', warning: 'notice', error: 'danger' } as const

/** Notices of the Hub, announced when they change. Who sees which, and how long, the server decides. */
export function Banners({ banners }: { banners: readonly Banner[] }) {
  const { text } = useText()
  const [folded, setFolded] = useLocalStorage<string[]>({ key: 'licet-folded', defaultValue: [] })
  const toggle = (id: string) =>
    setFolded(current => (current.includes(id) ? current.filter(item => item !== id) : [...current, id]))
  return (
    <section aria-label={text('shell.notices')} aria-live="polite" className={classes.banners} data-noprint>
      {banners.map(banner => (
        <Notice
          key={banner.id}
          banner={banner}
          folded={banner.dismiss === 'collapse' && folded.includes(banner.id)}
          onFold={() => toggle(banner.id)}
        />
      ))}
    </section>
  )
}

function Notice({ banner, folded, onFold }: { banner: Banner; folded: boolean; onFold: () => void }) {
  const { text } = useText()
  const bannerText = useBannerText()
  const dismiss = useDeed({
    run: () => askHub(`/api/banners/${encodeURIComponent(banner.id)}/dismiss`, { method: 'POST' }),
  })
  const Icon = banner.level === 'info' ? IconInfoCircle : IconAlertTriangle
  return (
    <div
      className={`${classes.banner} ${toneClass(tones[banner.level])}`}
      data-folded={folded || undefined}
      data-kind={banner.kind}
    >
      <Icon size={folded ? 14 : 19} aria-hidden className={classes.icon} />
      <span className={classes.text}>{bannerText(banner)}</span>
      {banner.action && !folded && (
        <Link to={banner.action.path} className={classes.action}>
          {bannerText.action(banner)}
        </Link>
      )}
      {banner.dismiss === 'collapse' && (
        <ActionIcon
          variant="transparent"
          size="sm"
          className={classes.button}
          aria-expanded={!folded}
          aria-label={text(folded ? 'shell.unfold' : 'shell.fold')}
          onClick={onFold}
        >
          {folded ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
        </ActionIcon>
      )}
      {typeof banner.dismiss === 'number' && (
        <ActionIcon
          variant="transparent"
          size="sm"
          className={classes.button}
          loading={dismiss.isPending}
          aria-label={text('shell.dismissFor', { count: Math.max(1, Math.round(banner.dismiss / 86_400)) })}
          onClick={() => dismiss.mutate()}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  )
}
