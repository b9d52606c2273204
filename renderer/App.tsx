/** Providers around the frame, which follow the document's direction; without a connection to the core, one page that says what to do. */
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { type Desk, DeskProvider } from './desk.tsx';
import classes from './App.module.css';
import { ErrorBoundary } from './frame/ErrorBoundary.tsx';
import { ClosedDesk } from './frame/ClosedDesk.tsx';
import { Frame } from './frame/Frame.tsx';
import { type LockQuestion, LockScreen } from './frame/LockScreen.tsx';
import { NoWayIn } from './frame/NoWayIn.tsx';
import { ResultBar } from './frame/ResultBar.tsx';
import type { ConnectionStore } from './stores/connection.ts';
import { createColorSchemeManager, cssVariables, theme } from './theme.ts';

export function App(props: {
  readonly desk: Desk | undefined;
  /** What to ask before there is a desk: the screen is locked. */
  readonly lock: LockQuestion | undefined;
  readonly connection: ConnectionStore;
  readonly queryClient: QueryClient;
}) {
  const { desk, lock, connection, queryClient } = props;
  const [colorSchemes] = useState(createColorSchemeManager);
  const state = useStore(connection);
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemes}
        cssVariablesResolver={cssVariables}
      >
        <ErrorBoundary>
          {state.state !== 'refused' && lock !== undefined ? (
            <LockScreen {...lock} />
          ) : state.state === 'refused' || desk === undefined ? (
            <NoWayIn sentence={state.state === 'refused' ? state.sentence : ''} />
          ) : (
            <QueryClientProvider client={queryClient}>
              <DeskProvider desk={desk}>
                <div className={classes.window}>
                  {desk.closed === null ? <Frame /> : <ClosedDesk sentence={desk.closed} />}
                  <ResultBar />
                </div>
              </DeskProvider>
            </QueryClientProvider>
          )}
        </ErrorBoundary>
      </MantineProvider>
    </DirectionProvider>
  );
}
