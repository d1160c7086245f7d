import { machineIdentifier } from './machine-identifier.ts'
import { machineNote } from './machine-notes.ts'
import type { MachineReading, NetworkInterface, ReadComponent, RunCommand } from './machine-reading.ts'
import { osType } from './os-type.ts'
import { pickInterface } from './pick-interface.ts'
import { RawValue } from './raw-value.ts'

const idKey = ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'] as const
const askProcessor =
  'Get-CimInstance Win32_Processor | Select-Object -First 1 ProcessorId,Name | ConvertTo-Json -Compress'
const askAdapters =
  'ConvertTo-Json -Compress @(Get-NetAdapter | Select-Object Name,ifIndex,MacAddress,Status,Virtual,HardwareInterface)'

/** Reads a Windows through its registry and PowerShell, or the older `wmic` and `getmac` where that is missing. */
export async function readWindows(
  run: RunCommand,
  interfaces?: readonly NetworkInterface[],
): Promise<MachineReading> {
  const [registry, cpu, network] = await Promise.all([
    run('reg', idKey),
    readProcessor(run),
    interfaces ?? readAdapters(run),
  ])
  const guid = /MachineGuid\s+REG_SZ\s+(\S+)/.exec(registry ?? '')?.[1] ?? null
  return {
    container: false,
    components: {
      machine: machineIdentifier(guid, 'registry MachineGuid'),
      os: osType('win32'),
      cpu,
      mac: pickInterface(network, 'network adapters'),
    },
  }
}

async function readProcessor(run: RunCommand): Promise<ReadComponent> {
  const source = 'Win32_Processor ProcessorId'
  const [answer] = parseList(await askPowerShell(run, askProcessor))
  const id = textOf(answer?.ProcessorId) || (await idFromWmic(run))
  if (!/^[0-9A-F]{16}$/i.test(id) || /^0+$/.test(id))
    return { source, value: null, notes: [machineNote('processor_silent')] }
  return { source, value: new RawValue(id.toUpperCase()), notes: [machineNote('processor_features')] }
}

async function idFromWmic(run: RunCommand): Promise<string> {
  const text = await run('wmic', ['cpu', 'get', 'ProcessorId', '/value'])
  return /ProcessorId=(\S+)/.exec(text ?? '')?.[1] ?? ''
}

async function readAdapters(run: RunCommand): Promise<NetworkInterface[]> {
  const adapters = parseList(await askPowerShell(run, askAdapters))
  if (adapters.length === 0)
    return adaptersFromGetmac((await run('getmac', ['/fo', 'csv', '/nh', '/v'])) ?? '')
  return adapters.map(adapter => ({
    name: textOf(adapter.Name),
    index: Number(adapter.ifIndex),
    address: textOf(adapter.MacAddress),
    operational: adapter.Status === 'Up',
    physical: adapter.HardwareInterface === true && adapter.Virtual !== true,
  }))
}

/** `"Ethernet","Intel(R) Ethernet","AA-BB-…","\\Device\\Tcpip_{…}"`; without a transport it is not connected. */
function adaptersFromGetmac(text: string): NetworkInterface[] {
  return text
    .split(/\r?\n/)
    .map(line => [...line.matchAll(/"([^"]*)"/g)].map(([, field = '']) => field))
    .filter(fields => fields.length >= 4)
    .map(([name = '', adapter = '', address = '', transport = ''], index) => ({
      name,
      index,
      address,
      operational: transport.startsWith('\\Device\\'),
      physical: !/virtual|hyper-v|vpn|tap-|wintun|bluetooth|loopback/i.test(adapter),
    }))
}

async function askPowerShell(run: RunCommand, command: string): Promise<string | null> {
  return run('powershell', ['-NoProfile', '-NonInteractive', '-Command', command])
}

function parseList(text: string | null): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(text ?? '')
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return list.filter(isRecord)
  } catch {
    return []
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
