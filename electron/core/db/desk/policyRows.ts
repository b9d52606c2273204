/** Versions of the written policy, and who confirmed which when. Times in epoch ms. */
import type { WritableDb } from '../handles.ts';

export type PolicyVersion = {
  readonly id: number;
  readonly at: number;
  readonly author: string;
  readonly text: string;
};
export type PolicyConfirmation = { readonly version: number; readonly at: number; readonly author: string };

export type PolicyRows = {
  /** Newest first. */
  readonly listVersions: () => readonly PolicyVersion[];
  /** Newest first. */
  readonly listConfirmations: () => readonly PolicyConfirmation[];
  readonly addVersion: (version: Omit<PolicyVersion, 'id'>) => void;
  readonly confirm: (confirmation: PolicyConfirmation) => void;
};

/** Prepares the statements over the policy's tables. */
export function createPolicyRows(db: WritableDb): PolicyRows {
  const versions = db.prepare<[], PolicyVersion>('SELECT id, at, author, text FROM policy_version ORDER BY id DESC');
  const confirmations = db.prepare<[], PolicyConfirmation>(
    'SELECT version_id AS version, at, author FROM policy_confirmation ORDER BY id DESC',
  );
  const add = db.prepare('INSERT INTO policy_version (at, author, text) VALUES (@at, @author, @text)');
  const confirm = db.prepare(
    'INSERT INTO policy_confirmation (version_id, at, author) VALUES (@version, @at, @author)',
  );
  return {
    listVersions: () => versions.all(),
    listConfirmations: () => confirmations.all(),
    addVersion: (version) => void add.run(version),
    confirm: (confirmation) => void confirm.run(confirmation),
  };
}
