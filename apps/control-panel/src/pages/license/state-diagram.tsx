import { toneClass } from '@licet/ui'
import { VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import { useText } from '../../language/use-text.ts'
import { type LicenseState, licenseStates, licenseTones } from '../licenses/license-states.ts'
import classes from './state-diagram.module.css'
import { nextStates, stateEdges } from './state-graph.ts'
import { type StateLayout, tallLayout, wideLayout } from './state-layouts.ts'

/** The life of a license as a drawing with its present state lit up; the same in words for those who do not see it. */
export function StateDiagram({ state }: { state: LicenseState }) {
  const { text } = useText()
  return (
    <>
      <VisuallyHidden>
        <p>{text('license.diagramNow', { state: text(`licenseState.${state}`) })}</p>
        <ul>
          {nextStates(state).map(edge => (
            <li key={edge.to}>
              {text('license.diagramNext', {
                way: text(`license.way.${edge.way}`),
                state: text(`licenseState.${edge.to}`),
              })}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
      <div className={classes.wide}>
        <Drawing layout={wideLayout} state={state} />
      </div>
      <div className={classes.tall}>
        <Drawing layout={tallLayout} state={state} />
      </div>
      <p className={classes.legend} aria-hidden>
        <span data-by="time">{text('license.byTime')}</span>
        <span data-by="deed">{text('license.byDeed')}</span>
        <span>{text('license.revokeAnywhere')}</span>
      </p>
    </>
  )
}

function Drawing({ layout, state }: { layout: StateLayout; state: LicenseState }) {
  const { text } = useText()
  const arrow = useId()
  const { box } = layout
  return (
    <svg
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className={classes.drawing}
      aria-hidden
      focusable={false}
    >
      <defs>
        <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0.8 L7 4 L0 7.2 z" className={classes.arrow} />
        </marker>
      </defs>
      {stateEdges.map(({ from, by, way }) => {
        const { path, x, y, anchor } = layout.ways[way]
        return (
          <g key={way} className={classes.edge} data-open={from === state || undefined}>
            <path d={path} data-by={by} markerEnd={`url(#${arrow})`} />
            <text x={x} y={y} textAnchor={anchor}>
              {text(`license.way.${way}`)}
            </text>
          </g>
        )
      })}
      {licenseStates.map(name => {
        const [x, y] = layout.nodes[name]
        return (
          <g
            key={name}
            className={`${classes.node} ${toneClass(licenseTones[name])}`}
            data-now={name === state || undefined}
          >
            <rect
              x={x - box.width / 2}
              y={y - box.height / 2}
              width={box.width}
              height={box.height}
              rx={box.height / 2}
            />
            <text x={x} y={y + 5} textAnchor="middle">
              {text(`licenseState.${name}`)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
