/**
 * The one window: the rail on the left, the number box on top, the sync line at the bottom, and the screen between
 * them; over any screen the number's drawer, one panel, and the question about a dropped file.
 */
import { Suspense, useEffect, useRef } from 'react';
import { Panels } from './Panels.tsx';
import { NumberRequests } from '../features/hub/NumberRequests.tsx';
import { NumberDrawer } from '../features/number/NumberDrawer.tsx';
import { useRoute } from '../route.ts';
import { findScreen } from '../screens.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { DropAnywhere } from './DropAnywhere.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import classes from './Frame.module.css';
import { NumberBox } from './NumberBox.tsx';
import { Rail } from './Rail.tsx';
import { ClockNotice } from './ClockNotice.tsx';
import { LackNotice } from './LackNotice.tsx';
import { StartNotices } from './StartNotices.tsx';
import { SyncLine } from './SyncLine.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import { useFrameActions } from './useFrameActions.ts';
import { useNotices } from './useNotices.ts';
import { frameWords as say } from '../../shared/words/page/frame.ts';

export function Frame() {
  const route = useRoute();
  const screen = findScreen(route.screen);
  useFrameActions();
  useNotices();
  useScreenFocus(route.screen);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#screen" onClick={focusScreen}>
        {say.skipToTheScreen}
      </a>
      <Rail />
      <div className={classes.top} role="search" aria-label={say.aNumberOrACommand}>
        <NumberBox />
        <ThemeToggle />
      </div>
      <main className={classes.main} id="screen" tabIndex={-1}>
        <ConnectionBar />
        <LackNotice />
        <ClockNotice />
        <StartNotices />
        <div className={classes.screen}>
          <ErrorBoundary key={route.screen}>
            <Suspense>
              <screen.component key={screen.id} />
            </Suspense>
          </ErrorBoundary>
        </div>
        <NumberDrawer Asked={NumberRequests} />
      </main>
      <SyncLine />
      <Panels />
      <DropAnywhere />
    </div>
  );
}

/**
 * On another screen the keyboard goes on inside it, unless the focus is where the person put it (a link of the rail).
 */
function useScreenFocus(screen: string): void {
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    if (document.activeElement === document.body) document.getElementById('screen')?.focus({ preventScroll: true });
  }, [screen]);
}

/** The address holds the route, so the skip link must not change it. */
function focusScreen(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('screen')?.focus();
}
