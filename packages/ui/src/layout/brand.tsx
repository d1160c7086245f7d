import { Tooltip } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useUiText } from '../language/use-ui-text.ts'
import { useProduct } from '../look/product.ts'
import { StateChip } from '../state/state-chip.tsx'
import classes from './brand.module.css'

/** Name of the product, and on every page of an evaluation that it is one. */
export function Brand({ evaluation }: { evaluation: boolean }) {
  const { text } = useUiText()
  const product = useProduct()
  return (
    <>
      <span className={classes.brand}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        {product}
      </span>
      {evaluation && (
        <Tooltip label={text('evaluationMeaning', { product })} w={280}>
          <span>
            <StateChip tone="notice" icon={IconFlask}>
              {text('evaluation')}
            </StateChip>
          </span>
        </Tooltip>
      )}
    </>
  )
}
