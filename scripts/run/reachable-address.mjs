/**
 * Where a program on this machine reaches a server that listens on every address.
 *
 * @param {string | undefined} url
 */
export function reachableAddress(url) {
  return url?.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}
