import { Anchor, type AnchorProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

type TextLinkProps = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>

/**
 * A link inside the app whose path, parameters and filters are checked against the routes. It never marks the present page,
 * not even where it leads to one above it: the navigation does.
 */
export const TextLink = createLink((props: TextLinkProps) => <Anchor {...props} aria-current={undefined} />)
