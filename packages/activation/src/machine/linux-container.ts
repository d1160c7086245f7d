import { readSmallFile } from './read-small-file.ts'

const marks = ['.dockerenv', 'run/.containerenv'] as const
const cgroupOfContainer = /(?:^|[/:-])(?:docker|kubepods|containerd|crio|libpod|podman|buildkit)(?:[/:-]|$)/m

/** Tells whether this Linux is a container: its files belong to an image, and its network to nobody for long. */
export async function isLinuxContainer(root: string): Promise<boolean> {
  const marked = await Promise.all(marks.map(async mark => readSmallFile(`${root}/${mark}`)))
  if (marked.some(text => text !== null)) return true
  return cgroupOfContainer.test((await readSmallFile(`${root}/proc/1/cgroup`)) ?? '')
}
