#!/usr/bin/env node
import { runCli } from './run-cli.ts'

// A reader that closes early (`licet … | head -1`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  now: () => Math.floor(Date.now() / 1000),
  interactive: process.stdin.isTTY && process.stderr.isTTY,
})
