/** All keys, on `?`. */
import { Kbd, Modal } from '@mantine/core';
import { keyHelp } from '../keys.ts';
import classes from './KeysHelp.module.css';

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="All keys" size="lg" closeButtonProps={{ 'aria-label': 'Close the keys' }}>
      <div className={classes.groups}>
        {keyHelp.map(({ where, keys }) => (
          <section key={where} aria-label={where}>
            <h3 className={classes.where}>{where}</h3>
            <dl className={classes.keys}>
              {keys.map((key) => (
                <div key={key.does}>
                  <dt>
                    {key.keys.map((name) => (
                      <Kbd key={name} size="sm">
                        {name}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{key.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
