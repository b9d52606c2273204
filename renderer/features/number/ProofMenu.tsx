/** The proof of a number: as a paper, as data, or as text to paste. */
import { Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { ChevronDown, ClipboardCheck } from 'lucide-react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { useZone } from '../../desk.tsx';
import { useSaveProof } from '../../ui/useSaveProof.ts';
import { toProof } from './proof.ts';
import { proofMenuWords as say } from '../../../shared/words/page/number.ts';

export function ProofMenu({ details }: { readonly details: DeskOutputs['entries']['get'] }) {
  const zone = useZone();
  const { copy, copied } = useClipboard({ timeout: 2000 });
  const { save, isPending } = useSaveProof();
  const asked = { kind: 'number', number: details.number } as const;
  return (
    <Menu position="bottom-start" withinPortal shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<ClipboardCheck size={14} aria-hidden="true" />}
          rightSection={<ChevronDown size={13} aria-hidden="true" />}
          loading={isPending}
        >
          {copied ? say.proofCopied : say.proof}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save({ asked, part: 'pdf' })}>{item(say.saveAsPdf, say.aPaperWithTheData)}</Menu.Item>
        <Menu.Item onClick={() => save({ asked, part: 'json' })}>
          {item(say.saveAsData, say.jsonForDncDeskVerify)}
        </Menu.Item>
        <Menu.Item onClick={() => copy(toProof(details, new Date(), zone))}>
          {item(say.copyAsText, say.forALetter)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const item = (name: string, about: string) => (
  <>
    {name} <span style={{ color: 'var(--mantine-color-dimmed)' }}>{about}</span>
  </>
);
