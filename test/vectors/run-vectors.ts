import { readFileSync } from 'node:fs'
import type { VectorCase, VectorFile } from './vector-file.ts'
import { vectorText } from './vector-file.ts'

/** One of the programs under test: says `genuine` or the error code. */
export type Subject = (vector: VectorCase, text: string, trustFile: unknown, now: number) => Promise<Answer>

/** What a program says to a case. */
export interface Answer {
  verdict: string
  /** For a genuine license, where the program says so: what it amounts to. */
  state?: string
}

/** How a program that differs from what a case expects. */
export interface Difference {
  name: string
  expected: string
  answered: string
}

/** The vector file as it lies beside this one. */
export function loadVectors(): VectorFile {
  return JSON.parse(readFileSync(new URL('license.json', import.meta.url), 'utf8')) as VectorFile
}

/**
 * Runs every case that a program understands through it, one after the other.
 *
 * @param options.repairs - Whether the program repairs what is pasted before it verifies.
 * @param options.kinds - The kinds of artifact that it takes; left out: all.
 * @returns The cases that it answered otherwise than expected; empty means conformance.
 */
export async function runVectors(
  subject: Subject,
  options: { repairs: boolean; kinds?: readonly VectorCase['kind'][] },
): Promise<{ run: number; differences: readonly Difference[] }> {
  const { now, trusts, cases } = loadVectors()
  const chosen = cases.filter(({ kind }) => options.kinds?.includes(kind) ?? true)
  const differences: Difference[] = []
  for (const vector of chosen) {
    const answer = await subject(vector, vectorText(vector.token), trusts[vector.trust], vector.now ?? now)
    const expected = (options.repairs ? vector.repaired : undefined) ?? vector.expect
    if (answer.verdict !== expected)
      differences.push({ name: vector.name, expected, answered: answer.verdict })
    else if (vector.state !== undefined && answer.state !== undefined && answer.state !== vector.state)
      differences.push({ name: vector.name, expected: vector.state, answered: answer.state })
  }
  return { run: chosen.length, differences }
}
