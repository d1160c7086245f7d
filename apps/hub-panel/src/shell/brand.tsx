import { StateChip } from '@licet/ui'
import { Tooltip } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'
import classes from './brand.module.css'

/** Name of the product, and on every page of an evaluation that it is one. */
export function Brand({ evaluation }: { evaluation: boolean }) {
  const { text } = useText()
  return (
    <>
      <span className={classes.brand}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        Licet Hub
      </span>
      {evaluation && (
        <Tooltip label={text('shell.evaluationMeaning')} w={280}>
          <span>
            <StateChip tone="notice" icon={IconFlask}>
              {text('shell.evaluation')}
            </StateChip>
          </span>
        </Tooltip>
      )}
    </>
  )
}
