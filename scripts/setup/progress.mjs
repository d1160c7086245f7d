/**
 * Says what is being done, on the error stream, so that the output of a command stays its own.
 *
 * @param {string} line
 */
export function report(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * An obstacle that the person at the terminal can remove. Its message is shown without a stack.
 */
export class Obstacle extends Error {
  /** @override */
  name = 'Obstacle'
}

/**
 * Runs a script's main function and turns an {@link Obstacle} into a plain message and exit code 1.
 *
 * @param {() => Promise<number | void>} main - Resolves to the exit code; nothing means 0.
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    report(
      error instanceof Obstacle
        ? `\n${error.message}`
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    )
    process.exitCode = 1
  }
}
