// The states of the outbox and what each event makes of them: whole, with a way out of everywhere, and as docs/sync.md prints it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  nextState,
  type OutboxEvent,
  outboxEvents,
  outboxStates,
  type RowState,
  transitions,
} from '../../../shared/domain/vendor/outboxTable.ts';

const events = Object.keys(outboxEvents) as OutboxEvent[];
const states: readonly RowState[] = ['none', ...outboxStates];
const pairs = states.flatMap((state) => events.map((event) => [state, event] as const));

/** The table as docs/sync.md prints it. */
function printTable(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = events.map((event) => {
    const { by, means } = outboxEvents[event];
    const cells = states.map((state) => {
      const next = transitions[state][event];
      return next === state ? '·' : next === 'impossible' ? '✗' : next;
    });
    return row([`\`${event}\`: ${means}`, by, ...cells]);
  });
  return [row(['event', 'by', ...states]), row(['event', 'by', ...states].map(() => '---')), ...lines].join('\n');
}

describe('the table of the outbox', () => {
  it('has a step for every state and event, and refuses what is impossible', () => {
    expect(pairs.length).toBe(states.length * events.length);
    for (const [state, event] of pairs) {
      const next = transitions[state][event];
      if (next === 'impossible') expect(() => nextState(state, event)).toThrow(event);
      else expect(states).toContain(nextState(state, event));
    }
  });

  it('has a way out of every state by a run, and out of those that no run touches by a person', () => {
    const leads = (from: RowState, by: readonly string[]): boolean => {
      const reached = new Set<RowState>([from]);
      for (const state of reached)
        for (const event of events) {
          const next = transitions[state][event];
          if (next !== 'impossible' && by.includes(outboxEvents[event].by)) reached.add(next);
        }
      return reached.has('none');
    };
    for (const state of outboxStates) {
      expect(leads(state, ['run']), state).toBe(true);
      // A person alone brings it back to where a run takes it up; an unknown outcome is the run's to settle.
      if (state !== 'unknown') expect(transitions[state].retried, state).toBe('waiting');
    }
  });

  it('settles an unknown outcome by what the vendor says or shows, and by nothing else', () => {
    for (const event of events)
      if (outboxEvents[event].by !== 'run' && event !== 'dropped') expect(transitions.unknown[event]).toBe('unknown');
    expect(outboxStates.filter((state) => transitions[state].sent === 'unknown')).not.toContain('parked');
  });

  it('owes again what is wanted anew, and says when a call reference is missing', () => {
    for (const state of states) {
      if (state === 'unknown') continue;
      expect(transitions[state].owed).toBe('waiting');
      expect(transitions[state].owedWithoutCall).toBe('needsInput');
    }
    // `oweMissing` leaves a row that is there as it is.
    for (const state of outboxStates)
      expect([transitions[state].missed, transitions[state].missedWithoutCall]).toEqual([state, state]);
  });

  it('is printed in docs/sync.md', () => {
    const docs = readFileSync(new URL('../../../docs/sync.md', import.meta.url), 'utf8');
    const lines = docs.slice(docs.indexOf('| event | by |')).split('\n');
    expect(lines.slice(0, lines.indexOf('')).join('\n')).toBe(printTable());
  });
});
