import { toneClass } from '@licet/ui'
import { VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import { useText } from '../../language/use-text.ts'
import { type LicenseState, licenseTones } from '../licenses/license-states.ts'
import classes from './state-diagram.module.css'
import {
  boxHeight,
  boxWidth,
  edgeLabel,
  edgePath,
  nextStates,
  stateEdges,
  stateNodes,
} from './state-graph.ts'

/** The life of a license as a drawing with its present state lit up; the same in words for those who do not see it. */
export function StateDiagram({ state }: { state: LicenseState }) {
  const { text } = useText()
  const arrow = useId()
  const next = nextStates(state)
  return (
    <>
      <VisuallyHidden>
        <p>{text('license.diagramNow', { state: text(`licenseState.${state}`) })}</p>
        <ul>
          {next.map(edge => (
            <li key={edge.to}>
              {text('license.diagramNext', {
                way: text(`license.way.${edge.way}`),
                state: text(`licenseState.${edge.to}`),
              })}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
      <div className={classes.frame}>
        <svg viewBox="0 0 920 252" className={classes.drawing} aria-hidden focusable={false}>
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0.8 L7 4 L0 7.2 z" className={classes.arrow} />
            </marker>
          </defs>
          {stateEdges.map(edge => {
            const label = edgeLabel(edge)
            const open = edge.from === state
            return (
              <g key={`${edge.from}-${edge.to}`} className={classes.edge} data-open={open || undefined}>
                <path d={edgePath(edge)} data-by={edge.by} markerEnd={`url(#${arrow})`} />
                <text x={label.x} y={label.y} textAnchor={label.anchor}>
                  {text(`license.way.${edge.way}`)}
                </text>
              </g>
            )
          })}
          {stateNodes.map(node => (
            <g
              key={node.state}
              className={`${classes.node} ${toneClass(licenseTones[node.state])}`}
              data-now={node.state === state || undefined}
            >
              <rect
                x={node.x - boxWidth / 2}
                y={node.y - boxHeight / 2}
                width={boxWidth}
                height={boxHeight}
                rx={boxHeight / 2}
              />
              <text x={node.x} y={node.y + 5} textAnchor="middle">
                {text(`licenseState.${node.state}`)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <p className={classes.legend} aria-hidden>
        <span data-by="time">{text('license.byTime')}</span>
        <span data-by="deed">{text('license.byDeed')}</span>
        <span>{text('license.revokeAnywhere')}</span>
      </p>
    </>
  )
}
