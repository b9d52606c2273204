/** The files that were opened since the desk was started: a link to each, its progress, and a button to close it. */
import { Button } from '@mantine/core';
import type { Mark } from '../marks.ts';
import { StateMark } from '../StateMark.tsx';
import classes from './File.module.css';
import { openedFilesWords as say } from '../../../shared/words/page/files.ts';

export type OpenedFile = {
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
  readonly address: string;
  readonly onClose: () => void;
};

export function OpenedFiles({ files }: { readonly files: readonly OpenedFile[] }) {
  if (files.length === 0) return null;
  return (
    <section aria-labelledby="opened-files">
      <h2 className={classes.heading} id="opened-files">
        {say.openedSinceTheDesk}
      </h2>
      <ul className={classes.opened}>
        {files.map(({ id, name, mark, address, onClose }) => (
          <li key={id}>
            <a href={address}>{name}</a>
            <StateMark mark={mark} />
            <Button variant="subtle" color="gray" size="compact-xs" aria-label={say.closeOf(name)} onClick={onClose}>
              {say.close}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
