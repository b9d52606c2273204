/**
 * The one panel or question that may be open over a screen. Each has its subject as its key, so that it starts fresh.
 */
import { useStore } from 'zustand';
import { assertNever } from '../../shared/assertNever.ts';
import { useDesk } from '../desk.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { NextSync } from '../features/accounts/NextSync.tsx';
import { GuidePanel } from '../features/guide/GuidePanel.tsx';
import { BulkPanel } from '../features/bulk/BulkPanel.tsx';
import { AddPanel } from '../features/entry/AddPanel.tsx';
import { EditPanel } from '../features/entry/EditPanel.tsx';
import { RedactDialog } from '../features/entry/RedactDialog.tsx';
import { RemoveDialog } from '../features/entry/RemoveDialog.tsx';
import { RescopePanel } from '../features/entry/RescopePanel.tsx';
import { useReturnFocus } from './useReturnFocus.ts';

export function Panels() {
  const { view } = useDesk();
  const panel = useStore(view, (state) => state.panel);
  useReturnFocus(view);
  const close = () => view.setState({ panel: null });
  if (panel === null) return null;
  switch (panel.kind) {
    case 'add':
      return <AddPanel text={panel.text} onClose={close} />;
    case 'edit':
      return <EditPanel key={panel.number} number={panel.number} focus={panel.focus} onClose={close} />;
    case 'rescope':
      return <RescopePanel numbers={panel.numbers} what={panel.what} onClose={close} />;
    case 'remove':
      return <RemoveDialog numbers={panel.numbers} onClose={close} />;
    case 'redact':
      return <RedactDialog number={panel.number} onClose={close} />;
    case 'bulk':
      return (
        <BulkPanel key={JSON.stringify(panel)} of={panel.of} what={panel.what} count={panel.count} onClose={close} />
      );
    case 'nextSync':
      return <NextSync account={panel.account} onClose={close} />;
    case 'guide':
      return <GuidePanel onClose={close} />;
    case 'keys':
      return <KeysHelp onClose={close} />;
    default:
      return assertNever(panel);
  }
}
