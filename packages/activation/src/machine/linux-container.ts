import { readSmallFile } from './read-small-file.ts'

const marks = ['.dockerenv', 'run/.containerenv'] as const
const cgroupOfContainer = /(?:^|[/:-])(?:docker|kubepods|containerd|crio|libpod|podman|buildkit)(?:[/:-]|$)/m

/** Tells whether this Linux is a container: its files belong to an image, and its network to nobody for long. */
export function isLinuxContainer(root: string): boolean {
  if (marks.some(mark => readSmallFile(`${root}/${mark}`) !== null)) return true
  return cgroupOfContainer.test(readSmallFile(`${root}/proc/1/cgroup`) ?? '')
}
