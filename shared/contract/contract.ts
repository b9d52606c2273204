/** The whole contract: every call, event and error that crosses a process boundary. All hosts serve it; the page and the CLI call it. */
import type { ContractRouterClient, InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { app, jobs } from './app.ts';
import { backups } from './backups.ts';
import { bulk } from './bulk.ts';
import { callForms } from './callForms.ts';
import { batches, entries } from './entries.ts';
import { gate } from './gate.ts';
import { home } from './home.ts';
import { hub } from './hub.ts';
import { intake } from './intake.ts';
import { lock } from './lock.ts';
import { policy } from './policy.ts';
import { proofs } from './proof.ts';
import { registries } from './registries.ts';
import { runs } from './runs.ts';
import { scrub } from './scrub.ts';
import { accounts, conflicts, sync } from './sync.ts';
import { views } from './views.ts';

export const contract = {
  app,
  home,
  jobs,
  entries,
  batches,
  bulk,
  intake,
  scrub,
  accounts,
  sync,
  conflicts,
  runs,
  registries,
  backups,
  gate,
  callForms,
  proofs,
  hub,
  policy,
  views,
  lock,
};

/** A client of the contract, over any transport. */
export type DeskClient = ContractRouterClient<typeof contract>;
export type DeskInputs = InferContractRouterInputs<typeof contract>;
export type DeskOutputs = InferContractRouterOutputs<typeof contract>;
