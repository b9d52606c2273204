/** A modal panel on the right with a form: title, fields that scroll, and buttons at the bottom that stay in view. */
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { isKeyOf } from '../../actions.ts';
import classes from './SidePanel.module.css';
import { sidePanelWords as say } from '../../../shared/words/page/entryForm.ts';

export function SidePanel(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}) {
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size={520}
      title={props.title}
      closeButtonProps={{ 'aria-label': say.closeWithoutSaving }}
      overlayProps={{ backgroundOpacity: 0.25 }}
      classNames={{ content: classes.content, header: classes.header, title: classes.title, body: classes.bodySlot }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
        onKeyDown={(event) => {
          if (isKeyOf('submit', event)) props.onSubmit();
        }}
      >
        <div className={classes.fields}>{props.children}</div>
        <div className={classes.buttons}>{props.buttons}</div>
      </form>
    </Drawer>
  );
}

/** What is missing or went wrong, beside the buttons of a panel. */
export function PanelProblem({ sentence }: { readonly sentence: string | undefined }) {
  if (sentence === undefined) return null;
  return (
    <p className={classes.error} role="alert">
      {sentence}
    </p>
  );
}
