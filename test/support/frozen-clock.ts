/**
 * The environment that stops a program's clock at one second, for what has to happen at exactly that second.
 *
 * @param second - Epoch seconds.
 */
export function frozenAt(second: number): Record<string, string> {
  const code = `Date.now = () => ${second} * 1000`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }
}
