import type { Command } from 'commander'
import { Argument } from 'commander'
import type { Context } from '../context.ts'

/** One command of the tree: its words, what may follow, and what to say about it. */
interface Node {
  path: string
  words: { word: string; about: string }[]
}

/** Adds `licet completion`: a script that teaches a shell the commands and options of this very build. */
export function addCompletion(program: Command, context: Context): void {
  program
    .command('completion')
    .description('Print a completion script for a shell.')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', examples)
    .action((shell: keyof typeof scripts) => context.out(scripts[shell](nodesOf(program, ''))))
}

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }

function nodesOf(command: Command, path: string): Node[] {
  const children = command.commands.map(child => ({ word: child.name(), about: child.description() }))
  const options = command.options.flatMap(option =>
    option.long ? [{ word: option.long, about: option.description }] : [],
  )
  const below = command.commands.flatMap(child =>
    nodesOf(child, path === '' ? child.name() : `${path} ${child.name()}`),
  )
  return [
    { path, words: [...children, ...options, { word: '--help', about: 'explain with examples' }] },
    ...below,
  ]
}

/** The commands typed so far (no options, no values) choose the words to offer; file names otherwise. */
function bashScript(nodes: Node[]): string {
  const cases = nodes.map(
    node => `    '${node.path}') words='${node.words.map(({ word }) => word).join(' ')}' ;;`,
  )
  return `_licet() {
  local path='' word words='' current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${commandWords(nodes)} " in *" $word "*) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _licet licet
`
}

function zshScript(nodes: Node[]): string {
  const cases = nodes.map(
    node =>
      `    '${node.path}') candidates=(${node.words.map(({ word, about }) => quote(`${word}:${about.replaceAll(':', ' ')}`)).join(' ')}) ;;`,
  )
  return `#compdef licet
_licet() {
  local path='' word
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case " ${commandWords(nodes)} " in *" $word "*) path="\${path:+$path }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  _describe 'licet' candidates || _files
}
compdef _licet licet
`
}

function fishScript(nodes: Node[]): string {
  const path = `function __licet_path
  set -l path
  for word in (commandline -opc)[2..]
    contains -- $word ${commandWords(nodes)}; and set -a path $word
  end
  string join ' ' -- $path
end
`
  const lines = nodes.flatMap(node =>
    node.words.map(({ word, about }) => {
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`
      return `complete -c licet -n 'test "$(__licet_path)" = "${node.path}"' ${what} -d ${quote(about)}`
    }),
  )
  return `${path}${lines.join('\n')}\n`
}

function commandWords(nodes: Node[]): string {
  const words = nodes.flatMap(node => node.words.filter(({ word }) => !word.startsWith('--')))
  return [...new Set(words.map(({ word }) => word))].join(' ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", '’')}'`
}

const examples = `
Examples:
  source <(licet completion bash)
  licet completion zsh > "\${fpath[1]}/_licet"
  licet completion fish > ~/.config/fish/completions/licet.fish
`
