import { availableParallelism } from 'node:os'
import { runCli } from '../support/hub.ts'
import { writeTrustFile } from '../support/trust-file.ts'
import { type Answer, loadVectors, type Subject } from './run-vectors.ts'
import { type VectorCase, type VectorKind, vectorText } from './vector-file.ts'

/** The kinds that the command line verifies; it says nothing about activations, and has no command for a bare JWS. */
export const cliKinds = ['license', 'keyset', 'revocations', 'trust'] as const satisfies readonly VectorKind[]

/**
 * Runs every case through the built command line, one process each, a few at a time, and answers from what they said.
 *
 * Each text is followed by one line feed, which is the one thing that `licet verify` takes off.
 */
export async function cliSubject(): Promise<Subject> {
  const { now, trusts, cases } = loadVectors()
  const trustFiles = new Map(
    Object.entries(trusts).map(([name, trust]) => [name, writeTrustFile(trust as never)]),
  )
  const queue = cases.filter(({ kind }) => (cliKinds as readonly string[]).includes(kind))
  const answers = new Map<string, Answer>()
  const work = async (): Promise<void> => {
    for (let vector = queue.shift(); vector !== undefined; vector = queue.shift()) {
      const trustFile = trustFiles.get(vector.trust) ?? ''
      const args = [
        ...commandOf(vector),
        '--trust',
        trustFile,
        '--now',
        String(vector.now ?? now),
        '--json',
        '-',
      ]
      answers.set(
        vector.name,
        answerOf(vector, await runCli(args, { input: `${vectorText(vector.token)}\n` })),
      )
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))
  return async vector => answers.get(vector.name) ?? { verdict: 'not run' }
}

function commandOf({ kind, installationId, sequence }: VectorCase): string[] {
  if (kind === 'keyset') return ['keyset', 'verify']
  if (kind === 'revocations') return ['revocations', 'verify', '--sequence', String(sequence ?? 0)]
  return installationId === undefined ? ['verify'] : ['verify', '--installation', installationId]
}

/** Exit code and object have to agree, or the answer is none. */
function answerOf(vector: VectorCase, run: { code: number | null; stdout: string; stderr: string }): Answer {
  const { valid, state, code } = JSON.parse(run.stdout) as {
    valid?: boolean
    state?: string
    code: string | null
  }
  if (run.code === 2)
    return { verdict: code === 'TRUST_MISSING' && vector.kind === 'trust' ? 'genuine' : String(code) }
  if (run.code !== (valid ? 0 : 1) || run.stderr !== '') return { verdict: `exit ${run.code} ${run.stderr}` }
  // A trust file that could be read is one that gets as far as the token, which these cases do not have.
  if (vector.kind === 'trust') return { verdict: 'genuine' }
  const refused = code !== null && (state === undefined || state === 'unreadable')
  return { verdict: refused ? code : 'genuine', state }
}
