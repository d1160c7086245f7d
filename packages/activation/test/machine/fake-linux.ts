import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Values that must appear nowhere outside of a hash. */
export const raw = {
  machineId: '9f86d081884c7d659a2feaa0c55ad015',
  mac: '3c:ec:ef:12:34:56',
  processor: 'Intel(R) Xeon(R) E-2288G CPU @ 3.70GHz',
  board: 'X11SCL-F',
}

const cpuInfo = `processor	: 0
vendor_id	: GenuineIntel
cpu family	: 6
model		: 158
model name	: ${raw.processor}
stepping	: 13
microcode	: 0xf8
cpu MHz		: 3700.000
flags		: fpu vme de
`

/** An interface as it stands under `sys/class/net`. */
export function net(
  name: string,
  index: number,
  address: string,
  change: { state?: string; type?: string; device?: boolean } = {},
): Record<string, string> {
  const { state = 'up', type = '1', device = true } = change
  const files = { address, operstate: state, type, ifindex: String(index) }
  const entries = Object.entries(files).map(([file, text]) => [`sys/class/net/${name}/${file}`, `${text}\n`])
  return {
    ...Object.fromEntries(entries),
    ...(device ? { [`sys/class/net/${name}/device/vendor`]: '0x8086\n' } : {}),
  }
}

/** The files of an ordinary server. */
export const server: Readonly<Record<string, string>> = {
  'etc/machine-id': `${raw.machineId}\n`,
  'proc/cpuinfo': cpuInfo,
  'proc/1/cgroup': '0::/init.scope\n',
  'sys/class/dmi/id/board_vendor': 'Supermicro\n',
  'sys/class/dmi/id/board_name': `${raw.board}\n`,
  ...net('lo', 1, '00:00:00:00:00:00', { state: 'unknown', type: '772', device: false }),
  ...net('enp1s0', 2, raw.mac),
}

/** Plants files in a fresh folder that stands for another machine; null leaves one out. */
export function plantLinux(change: Readonly<Record<string, string | null>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'licet-machine-'))
  for (const [path, text] of Object.entries({ ...server, ...change })) {
    if (text === null) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}
