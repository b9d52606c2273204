/** All keys, on `?`. */
import { Kbd, Modal } from '@mantine/core';
import { keyHelp } from './keys.ts';
import classes from './KeysHelp.module.css';

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="All keys" closeButtonProps={{ 'aria-label': 'Close the keys' }}>
      <dl className={classes.keys}>
        {keyHelp.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
