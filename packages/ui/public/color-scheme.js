// Sets the colour scheme before the first paint; a file of its own, because inline scripts are forbidden here.
;(() => {
  let choice = null
  try {
    choice = localStorage.getItem('licet-color-scheme')
  } catch {
    choice = null
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
