/**
 * The last net: a bug in a screen shows a sentence and a way on, never a white window. A new `key` starts it afresh.
 */
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';
import { errorBoundaryWords as say } from '../../shared/words/page/frame.ts';

type Props = { readonly children: ReactNode };

export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title={say.thisScreenStoppedWorking}
        actions={<Button onClick={() => this.setState({ failed: false })}>{say.showItAgain}</Button>}
      >
        {say.nothingInTheList}
      </EmptyState>
    );
  }
}
