/**
 * The screens, in the rail's order. To add one: build it as a named component under features/NAME/, give it a row here
 * (and its id in place.ts), and it is in the rail, in the number box's commands and behind its own address.
 *
 * Inside a screen: `usePlace()` (what follows the screen in the address), `useDesk()` (client and stores),
 * `useQuery(queries.….queryOptions(…))` for what is shown, `useMutation(queries.….mutationOptions(…))` for what is done,
 * `useUndoToast()` after it, `openNumber('+1212…')` for the drawer, and ui/ for marks, times, empty and error states.
 * A screen fills its area: start with `<Screen title="…" actions={…}>` (ui/Screen.tsx).
 */
import {
  FileCheck,
  FileInput,
  GitCompareArrows,
  History,
  List as ListIcon,
  type LucideIcon,
  RadioTower,
  Settings,
  Undo2,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { AccountsScreen } from './features/accounts/AccountsScreen.tsx';
import { BatchesScreen } from './features/batches/BatchesScreen.tsx';
import { ConflictsScreen } from './features/conflicts/ConflictsScreen.tsx';
import { ImportScreen } from './features/import/ImportScreen.tsx';
import { ListScreen } from './features/list/ListScreen.tsx';
import { RunsScreen } from './features/runs/RunsScreen.tsx';
import { ScrubScreen } from './features/scrub/ScrubScreen.tsx';
import { SettingsScreen } from './features/settings/SettingsScreen.tsx';
import type { ScreenId } from './place.ts';

export type ScreenEntry = {
  readonly id: ScreenId;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly component: ComponentType;
  /** How many things wait for a person there; shown as a badge when it is not 0. */
  readonly badge?: 'conflicts' | 'accounts';
};

export const screens: readonly ScreenEntry[] = [
  { id: 'list', name: 'List', icon: ListIcon, component: ListScreen },
  { id: 'import', name: 'Import', icon: FileInput, component: ImportScreen },
  { id: 'scrub', name: 'Scrub', icon: FileCheck, component: ScrubScreen },
  { id: 'conflicts', name: 'Conflicts', icon: GitCompareArrows, component: ConflictsScreen, badge: 'conflicts' },
  { id: 'accounts', name: 'Accounts', icon: RadioTower, component: AccountsScreen, badge: 'accounts' },
  { id: 'runs', name: 'Runs', icon: History, component: RunsScreen },
  { id: 'batches', name: 'Batches', icon: Undo2, component: BatchesScreen },
  { id: 'settings', name: 'Settings', icon: Settings, component: SettingsScreen },
];

export function findScreen(id: ScreenId): ScreenEntry | undefined {
  return screens.find((screen) => screen.id === id);
}
