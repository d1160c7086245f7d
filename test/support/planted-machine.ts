import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createDirectory } from './data-directory.ts'

/** A folder that stands for the file system of another machine. */
export interface PlantedMachine {
  root: string
  /** Writes any file of it. */
  write: (path: string, text: string) => void
  /** The operating system is installed anew. */
  changeMachineId: () => void
  changeProcessor: () => void
  /** Another first card, with the old one gone. */
  replaceCard: () => void
  /** Another first card, with the old one still there. */
  addCard: () => void
}

const hexadecimal = (length: number): string =>
  Array.from({ length }, (_, at) => (((Math.random() * 10 + at) % 16) | 0).toString(16)).join('')

/** Plants a Linux with an id, a processor and one physical network card of its own. */
export function plantMachine(): PlantedMachine {
  const root = createDirectory('machine')
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const card = (name: string, index: number): void => {
    const folder = join('sys', 'class', 'net', name)
    write(join(folder, 'address'), `00:16:3e:${hexadecimal(2)}:${hexadecimal(2)}:${hexadecimal(2)}\n`)
    write(join(folder, 'operstate'), 'up\n')
    write(join(folder, 'type'), '1\n')
    write(join(folder, 'ifindex'), `${index}\n`)
    write(join(folder, 'device', 'vendor'), '0x1af4\n')
  }
  const changeMachineId = (): void => write('etc/machine-id', `0123456789abcdef${hexadecimal(16)}\n`)
  const changeProcessor = (): void =>
    write('proc/cpuinfo', `vendor_id\t: GenuineIntel\nmodel name\t: Xeon ${hexadecimal(8)}\n`)
  changeMachineId()
  changeProcessor()
  card('eth5', 5)
  return {
    root,
    write,
    changeMachineId,
    changeProcessor,
    replaceCard: () => {
      rmSync(join(root, 'sys', 'class', 'net', 'eth5'), { recursive: true })
      card('eth6', 6)
    },
    addCard: () => card('eth1', 1),
  }
}
