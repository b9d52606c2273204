// One vitest project for each kind of test, by folder. Browser tests run after the others, a Chromium to each worker.
import { defineConfig } from 'vitest/config';

interface Kind {
  readonly name: string;
  readonly seconds: number;
  readonly last?: boolean;
  readonly built?: boolean;
}

const kinds: readonly Kind[] = [
  { name: 'unit', seconds: 20 },
  { name: 'property', seconds: 120 },
  { name: 'model', seconds: 300, built: true },
  { name: 'contract', seconds: 60 },
  { name: 'security', seconds: 60, built: true },
  { name: 'integration', seconds: 120, built: true },
  { name: 'e2e', seconds: 180, last: true, built: true },
];

// Figures and days are written as the machine's locale does (shared/words/locale.ts): tests read those of one.
process.env['LC_ALL'] = 'en_GB.UTF-8';

export default defineConfig({
  test: {
    pool: 'forks',
    // No module keeps anything, so that files share a worker: each would load the whole core anew.
    isolate: false,
    // A machine under load is late; what never comes fails all the same.
    expect: { poll: { timeout: 20_000 } },
    // Tests wait for processes, disks and browsers for much of their time: four workers use two cores whole.
    maxWorkers: 4,
    passWithNoTests: true,
    projects: kinds.map(({ name, seconds, last, built }) => ({
      extends: true as const,
      test: {
        name,
        include: [`test/${name}/**/*.test.{ts,tsx}`],
        environment: 'node' as const,
        testTimeout: seconds * 1000,
        hookTimeout: seconds * 1000,
        setupFiles: ['test/support/seed.ts'],
        ...(built ? { globalSetup: ['test/support/buildApp.ts'] } : {}),
        // A browser on a busy machine may be late for once: such a test gets one second chance, and the report says so.
        ...(last ? { retry: 1, sequence: { groupOrder: 1 } } : {}),
      },
    })),
  },
});
