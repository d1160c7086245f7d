import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The least that Node can do: the same bytes for everybody, told as JSON `{headers, body}` in the one argument. */
const { headers, body } = JSON.parse(process.argv[2] as string) as { headers: string[]; body: string }

const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
server.keepAliveTimeout = 20_000
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`Bare http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
