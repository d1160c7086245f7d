/** One Ctrl-C reaches a child several times: from the terminal, and from whoever started it. */
const sameSignalMilliseconds = 300

/**
 * Ends the process when it is asked to, with exit 0 once `close` is done. A second signal does not wait any longer.
 */
export function stopOnSignals(close: () => Promise<void>): void {
  let stoppingSince: number | null = null
  const stop = (signal: NodeJS.Signals): void => {
    const now = performance.now()
    if (stoppingSince !== null) {
      if (now - stoppingSince > sameSignalMilliseconds) process.exit(signal === 'SIGINT' ? 130 : 143)
      return
    }
    stoppingSince = now
    void close().then(() => process.exit(0))
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
}

/** Ends the process at a fault that nothing caught. @param report - Writes it to the log. */
export function stopOnFaults(report: (err: unknown) => void): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, err => {
      report(err)
      process.exit(70)
    })
  }
}
