import type { SavedView } from '@licet/api/control'
import { askServer, useDeed, useNow } from '@licet/ui'
import { Button, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkPlus, IconCheck, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../language/use-text.ts'
import { KeepViewDialog } from './keep-view-dialog.tsx'
import type { LicensesFilter } from './licenses-query.ts'
import { isSameFilter, openedFilter, savedViewsQuery } from './saved-views.ts'

/** The views that somebody keeps: one click sets their filters. They belong to the account, on whatever device. */
export function ViewsMenu(props: { filter: LicensesFilter; onOpen: (filter: LicensesFilter) => void }) {
  const { text } = useText()
  const { filter, onOpen } = props
  const now = useNow()
  const { data } = useQuery(savedViewsQuery)
  const [keeps, setKeeps] = useState(false)
  const views = data?.views ?? []
  const shown = views.find(view => isSameFilter(openedFilter(view.filter, now), filter))
  const drop = useDeed({
    run: (view: SavedView) => askServer(`/v1/profile/views/${view.id}`, { method: 'DELETE' }),
    done: text('views.dropped'),
  })
  const isFiltered = Object.values(filter).some(value => value !== undefined)
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {shown?.name ?? text('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{text('views.none')}</Menu.Label>}
          {views.map(view => (
            <Menu.Item
              key={view.id}
              leftSection={view === shown ? <IconCheck size={15} aria-hidden /> : <span />}
              onClick={() => onOpen(openedFilter(view.filter, now))}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconBookmarkPlus size={15} aria-hidden />}
            disabled={!isFiltered}
            onClick={() => setKeeps(true)}
          >
            {text('views.keep')}
          </Menu.Item>
          {shown !== undefined && (
            <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => drop.mutate(shown)}>
              {text('views.drop', { name: shown.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {keeps && <KeepViewDialog filter={filter} views={views} onClose={() => setKeeps(false)} />}
    </>
  )
}
