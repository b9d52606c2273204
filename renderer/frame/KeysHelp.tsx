/** The sheet of all keys, opened by `?`. */
import { Kbd, Modal } from '@mantine/core';
import { listKeys } from '../actions.ts';
import { useDesk } from '../desk.tsx';
import { isMac, writeKey } from '../keys.ts';
import classes from './KeysHelp.module.css';
import { keysHelpWords as say } from '../../shared/words/page/frame.ts';

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { link } = useDesk();
  return (
    <Modal opened onClose={onClose} title={say.allKeys} size="lg" closeButtonProps={{ 'aria-label': say.closeTheKeys }}>
      <div className={classes.groups}>
        {listKeys(link.bridge !== undefined).map(({ where, rows }) => (
          <section key={where} aria-label={where}>
            <h3 className={classes.where}>{where}</h3>
            <dl className={classes.keys}>
              {rows.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key} size="sm">
                        {writeKey(key, isMac())}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
