import { useMemo } from 'react'
import { encode } from 'uqr'
import { useUiText } from '../language/use-ui-text.ts'
import classes from './qr-code.module.css'

/** Draws text as a QR code: always dark on white, so that every camera reads it in every theme. */
export function QrCode({ value, label, size = 208 }: { value: string; label: string; size?: number }) {
  const { text } = useUiText()
  const { side, path } = useMemo(() => qrPath(value), [value])
  return (
    <svg
      className={classes.code}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={text('qrOf', { what: label })}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function qrPath(value: string): { side: number; path: string } {
  const code = encode(value, { ecc: 'M', border: 3 })
  const path = code.data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { side: code.size, path }
}
