import type { Banner } from '@licet/api'
import { askServer, BannerStrip, useDeed } from '@licet/ui'
import { ActionIcon } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconInfoCircle, IconX } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useBannerText } from '../language/use-banner-text.ts'
import { useText } from '../language/use-text.ts'

const tones = { info: 'info', warning: 'notice', error: 'danger' } as const

/** Notices of the Hub, announced when they change. Who sees which, and how long, the server decides. */
export function Banners({ banners }: { banners: readonly Banner[] }) {
  const { text } = useText()
  const [folded, setFolded] = useLocalStorage<string[]>({ key: 'licet-folded', defaultValue: [] })
  const toggle = (id: string) =>
    setFolded(current => (current.includes(id) ? current.filter(item => item !== id) : [...current, id]))
  return (
    <section aria-label={text('shell.notices')} aria-live="polite" data-noprint>
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
  const here = useLocation({ select: ({ pathname }) => pathname })
  const dismiss = useDeed({
    run: () => askServer(`/api/banners/${encodeURIComponent(banner.id)}/dismiss`, { method: 'POST' }),
  })
  return (
    <BannerStrip
      tone={tones[banner.level]}
      icon={banner.level === 'info' ? IconInfoCircle : IconAlertTriangle}
      folded={folded}
      kind={banner.kind}
      action={
        banner.action &&
        !folded &&
        banner.action.path !== here && <Link to={banner.action.path}>{bannerText.action(banner)}</Link>
      }
      button={
        banner.dismiss === 'collapse' ? (
          <ActionIcon
            variant="transparent"
            size="sm"
            aria-expanded={!folded}
            aria-label={text(folded ? 'shell.unfold' : 'shell.fold')}
            onClick={onFold}
          >
            {folded ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
          </ActionIcon>
        ) : (
          typeof banner.dismiss === 'number' && (
            <ActionIcon
              variant="transparent"
              size="sm"
              loading={dismiss.isPending}
              aria-label={text('shell.dismissFor', {
                count: Math.max(1, Math.round(banner.dismiss / 86_400)),
              })}
              onClick={() => dismiss.mutate()}
            >
              <IconX size={16} />
            </ActionIcon>
          )
        )
      }
    >
      {bannerText(banner)}
    </BannerStrip>
  )
}
