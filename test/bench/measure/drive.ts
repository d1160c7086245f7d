import { fileURLToPath } from 'node:url'
import { runProgram } from '../../support/program.ts'
import type { LoadOrder, LoadResult } from './load-client.ts'
import { cpuSeconds } from './process-use.ts'

/** A server to be asked, and the question. */
export interface Target {
  pid: number
  port: number
  path: string
  headers: Record<string, string>
}

/** What one run against a server measured. */
export interface Drive extends LoadResult {
  answersPerSecond: number
  /** Processor time of the server, all its threads, for one answer. */
  cpuMicroseconds: number
}

const client = fileURLToPath(new URL('load-client.ts', import.meta.url))

/**
 * Loads a server from a process of its own and tells how fast it answered and what that cost it.
 *
 * @throws when any answer is not 200, or not as long as the first one.
 */
export async function drive(target: Target, changes: Partial<LoadOrder> = {}): Promise<Drive> {
  const { pid, port, path, headers } = target
  const order: LoadOrder = {
    port,
    path,
    headers,
    connections: 32,
    warmUpMilliseconds: 400,
    milliseconds: 2_000,
    answersMax: 0,
    ...changes,
  }
  const before = cpuSeconds(pid)
  const { code, stdout, stderr } = await runProgram(process.execPath, [client, JSON.stringify(order)])
  const spent = cpuSeconds(pid) - before
  if (code !== 0) throw new Error(`the load client failed against port ${port}: ${stderr}`)
  const result = JSON.parse(stdout) as LoadResult
  return {
    ...result,
    answersPerSecond: result.answers / result.seconds,
    cpuMicroseconds: (spent * 1e6) / result.answersInAll,
  }
}
