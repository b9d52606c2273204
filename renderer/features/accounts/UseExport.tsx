/** Uses the vendor's own export as a scan: chosen here, read by the core as a job that the card shows. */
import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import { exportWords as say } from '../../../shared/words/page/accounts.ts';

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
      inputProps={{ 'aria-label': say.exportOf(account.name) }}
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
          title={say.readsAFile(account.vendorName)}
          aria-label={say.anExportAsTheScanOf(account.name)}
        >
          {say.useAnExport}
        </Button>
      )}
    </FileButton>
  );
}
