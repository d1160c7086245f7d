import { type Control, type ControlOptions, startControl } from '../../support/control.ts'
import { canStartPostgres, startPostgres } from '../../support/postgres.ts'
import { runProgram } from '../../support/program.ts'
import type { MachineOrder, MachineResult } from '../measure/machine-client.ts'
import { openPostgresPart, openSqlitePart, type WritePart } from './control-parts.ts'

/** A built control plane on one kind of database, beside a table of that kind to compare its writes with. */
export interface BenchedControl {
  name: string
  control: Control
  part: WritePart
  close(): Promise<void>
}

/** One on SQLite, one on PostgreSQL where a server can be started; both commit to the disk. */
export async function startBenchedControls(options: ControlOptions = {}): Promise<BenchedControl[]> {
  const sqlite = await startControl(options)
  const sqlitePart = openSqlitePart()
  const benched: BenchedControl[] = [
    {
      name: 'SQLite',
      control: sqlite,
      part: sqlitePart,
      close: async () => {
        await sqlite.stop()
        await sqlitePart.close()
      },
    },
  ]
  if (!canStartPostgres('the figures on PostgreSQL')) return benched
  const postgres = await startPostgres({ durable: true })
  const control = await startControl({ ...options, databaseUrl: await postgres.createDatabase() })
  const part = await openPostgresPart(await postgres.createDatabase())
  benched.push({
    name: 'PostgreSQL',
    control,
    part,
    close: async () => {
      await control.stop()
      await part.close()
      await postgres.stop()
    },
  })
  return benched
}

/** Issues appliances and returns their short keys. */
export async function issueKeys({ admin }: Control, count: number): Promise<string[]> {
  const license = {
    customer: { name: 'Bench Corp' },
    policy: 'appliance',
    tier: 'professional',
    seats: 10,
    products: ['pika'],
    term: 'P1Y',
  }
  const keys: string[] = []
  while (keys.length < count) {
    const licenses = Array.from({ length: Math.min(500, count - keys.length) }, () => license)
    const answer = await admin.post('/v1/imports/licenses', { licenses })
    if (answer.status !== 201) throw new Error(`issuing answered ${answer.status}: ${answer.text}`)
    const issued = answer.body as { licenses: { key: string }[] }
    keys.push(...issued.licenses.map(({ key }) => key))
  }
  return keys
}

/** Lets machines play against a control plane from a process of their own. */
export async function playMachines(order: MachineOrder): Promise<MachineResult> {
  const client = new URL('../measure/machine-client.ts', import.meta.url).pathname
  const { code, stdout, stderr } = await runProgram(process.execPath, [client], {
    input: JSON.stringify(order),
  })
  if (code !== 0) throw new Error(`the machines failed: ${stderr}`)
  return JSON.parse(stdout) as MachineResult
}
