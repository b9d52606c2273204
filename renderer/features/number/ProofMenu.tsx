/** The proof of a number: as a paper, as data, or as text to paste. */
import { Button, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { ChevronDown, ClipboardCheck } from 'lucide-react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { useZone } from '../../desk.tsx';
import { useSaveProof } from '../../ui/useSaveProof.ts';
import { toProof } from './proof.ts';

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
          {copied ? 'Proof copied' : 'Proof'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save({ asked, part: 'pdf' })}>
          {item('Save as PDF', 'a paper, with the data in it')}
        </Menu.Item>
        <Menu.Item onClick={() => save({ asked, part: 'json' })}>
          {item('Save as data', 'JSON, for dnc-desk verify-proof')}
        </Menu.Item>
        <Menu.Item onClick={() => copy(toProof(details, new Date(), zone))}>
          {item('Copy as text', 'for a letter or a ticket')}
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
