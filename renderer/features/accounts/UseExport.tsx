/** Uses the vendor's own export as a scan: chosen here, read by the core as a job that the card shows. */
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';

export function UseExport({ account, isBusy }: { readonly account: AccountRow; readonly isBusy: boolean }) {
  const { client, link } = useDesk();
  const tell = useTell();
  const scan = useMutation({
    mutationFn: async (file: File) =>
      await client.sync.scanFile({ account: account.id, from: await link.sourceOf(file) }),
    onError: (error) => tell(`${account.name}: ${toSentence(error)}`, true),
  });
  return (
    <FileButton
      inputProps={{ 'aria-label': `Export of ${account.name}` }}
      onChange={(file) => {
        if (file !== null) scan.mutate(file);
      }}
    >
      {({ onClick }) => (
        <Button
          variant="default"
          loading={scan.isPending}
          disabled={isBusy}
          onClick={onClick}
          title={`Reads a file that you exported from ${account.vendorName} as its list. Nothing is sent.`}
          aria-label={`Use an export as the scan of ${account.name}`}
        >
          Use an export as the scan
        </Button>
      )}
    </FileButton>
  );
}
