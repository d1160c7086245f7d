import type { PolicyRules } from '@licet/api/control'
import { Button, Code, Collapse, Divider, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCode } from '@tabler/icons-react'
import { useText } from '../language/use-text.ts'
import { ClaimFacts, type ClaimFactsProps, type Claims } from './claim-facts.tsx'
import { PolicyFacts } from './policy-facts.tsx'

/** A license token, decoded: claims, rules in sentences, and word for word on request. */
export function ClaimsView({ claims, isDraft }: ClaimFactsProps) {
  const { text } = useText()
  const [opened, { toggle }] = useDisclosure(false)
  return (
    <Stack gap="md">
      <ClaimFacts claims={claims} isDraft={isDraft} />
      <Divider />
      <PolicyFacts rules={rulesOf(claims)} />
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconCode size={15} aria-hidden />}
          onClick={toggle}
          aria-expanded={opened}
          data-noprint
        >
          {text(opened ? 'claim.hideRaw' : 'claim.raw')}
        </Button>
      </div>
      <Collapse expanded={opened}>
        <Code block tabIndex={0}>
          {JSON.stringify(claims, null, 2)}
        </Code>
      </Collapse>
    </Stack>
  )
}

/** A token without rules is soft and runs anywhere. */
function rulesOf({ policy }: Claims): PolicyRules {
  return typeof policy === 'object' && policy !== null ? policy : {}
}
