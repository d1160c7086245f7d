import { readFileSync } from 'node:fs'
import { StartRefused } from '../config/start-refused.ts'

/**
 * Reads a server's certificate and key.
 *
 * @param prefix - Of the variables that name them: `HUB`.
 * @throws {StartRefused} naming the variable whose file cannot be read.
 */
export function readTls(
  prefix: string,
  files: { certFile: string; keyFile: string } | null,
): { cert: string; key: string } | null {
  if (files === null) return null
  return {
    cert: readPem(`${prefix}_TLS_CERT_FILE`, files.certFile),
    key: readPem(`${prefix}_TLS_KEY_FILE`, files.keyFile),
  }
}

function readPem(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new StartRefused(`${name} names a file that cannot be read.`)
  }
}
