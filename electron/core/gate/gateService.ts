/**
 * The gate as the desk's thread knows it: its tokens and settings, what the host that listens needs of it, and what was answered.
 * The answering itself is in a thread of the host's (electron/hosts/gate).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GateListening } from '../../../shared/contract/gate.ts';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';
import { type Answer, refuse } from '../answer.ts';
import { loadAsleep } from '../db/desk/asleepTokens.ts';
import type { GateRows } from '../db/desk/gateRows.ts';
import { inTransaction } from '../db/handles.ts';
import { databaseName } from '../db/openDatabase.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import type { Events } from '../desk/events.ts';
import type { Standing } from '../desk/standing.ts';
import type { BatchService } from '../list/batches/batchService.ts';
import type { ListService } from '../list/listService.ts';
import { createNumberReader } from '../list/commands/numberInput.ts';
import type { Log, SecretStore } from '../ports.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { DeskState } from './closed.ts';
import { type Answers, createAnswers } from './answers.ts';
import { isLoopback, loadGateSettings, saveGateSettings } from './gateSettings.ts';
import { verifyAnswers } from './log/readAnswers.ts';
import { type CallForms, createCallForms } from './callForms.ts';
import { createRequestQuestions, type RequestQuestions } from './requestQuestions.ts';
import { createTakeRequest, type TakeDeps, type TakenRequest } from './takeRequest.ts';
import { createTakeResult, type Handed, type TakenResult } from './takeResult.ts';
import { findBrokenActs } from './tokenActs.ts';
import { createTokens, knowTokens, type TokenDeps, type Tokens } from './tokens.ts';
import { gateServiceWords as say } from '../../../shared/words/core/gate.ts';

/** `token`: the id of the token that handed it in. */
export type HandedIn = { readonly token: number; readonly asked: Handed };

/** What the host that listens asks of the desk. */
export type GatePort = {
  readonly settings: () => GateSettings;
  /** Whether a token that works was ever made: only then is there anybody to answer. */
  readonly hasTokens: () => boolean;
  readonly state: () => Promise<DeskState>;
  /**
   * Takes what came in, in its order, and answers what became of each: all of it is on the disk then, or that is the code `failed`. What is
   * trouble of the disk is never thrown.
   */
  readonly takeAll: (some: readonly HandedIn[]) => readonly (TakenRequest | TakenResult)[];
  /** All or none. @throws what SQLite says */
  readonly noteUses: (uses: readonly (readonly [token: number, at: number])[]) => void;
  /** The host says how it listens. */
  readonly tell: (listening: GateListening) => void;
};

export type GateService = {
  readonly tokens: Tokens;
  readonly settings: () => GateSettings;
  /** Refuses an address beyond this computer without a certificate and its key. */
  readonly save: (patch: Partial<GateSettings>) => Answer<GateSettings>;
  readonly listening: () => GateListening;
  readonly answers: Answers;
  readonly forms: CallForms;
  readonly asked: RequestQuestions;
  /** What does not fit in what the gate keeps, as sentences. */
  readonly verify: () => Promise<readonly string[]>;
  readonly port: GatePort;
};

export type GateDeps = TakeDeps &
  TokenDeps & {
    readonly rows: GateRows;
    readonly list: Pick<ListService, 'check'>;
    readonly batches: Pick<BatchService, 'undo'>;
    /** The newest batch that undid this one. */
    readonly undoOf: (batch: number) => number | undefined;
    readonly standing: Standing;
    readonly secrets: SecretStore;
    readonly region: () => Region | undefined;
    readonly events: Events;
    readonly log: Log;
  };

/** What this directory knows of its gate is noted at every start, also where an older version has made its tokens. */
function knowGate(deps: GateDeps): void {
  try {
    knowTokens(deps);
  } catch (error) {
    // A full disk stops no start; a restore then asks about tokens that it could have known.
    if (toStorageProblem(error, deps.dataDir) === undefined) throw error;
  }
}

/** The folder of the log of answers. */
export const toAnswersFolder = (dataDir: string): string => join(dataDir, 'answers');

/** The gate over the desk's database and list. */
export function createGateService(deps: GateDeps): GateService {
  const { rows, settingRows, events, standing, secrets, dataDir } = deps;
  knowGate(deps);
  const tokens = createTokens(deps);
  const forms = createCallForms(settingRows);
  const take = createTakeRequest(deps);
  const takeResult = createTakeResult({ ...deps, forms });
  let listening: GateListening = { state: 'off', origin: null, sentence: say.nothingListensNo };
  const settings = (): GateSettings => loadGateSettings(settingRows.load);
  const changed = (): void => events.publish({ type: 'changed', topics: ['gate'] });
  const takeOne = ({ token, asked }: HandedIn): TakenRequest | TakenResult =>
    'form' in asked ? takeResult(token, asked) : take(token, asked);

  /** In one transaction, for which the disk is waited for once. Undefined where one fails: nothing is written then. */
  function takeTogether(some: readonly HandedIn[]): readonly (TakenRequest | TakenResult)[] | undefined {
    if (some.length < 2) return undefined;
    try {
      return inTransaction(deps.db, () => some.map(takeOne));
    } catch {
      return undefined;
    }
  }

  /** Each by itself: one that fails takes nothing else with it. */
  function takeAlone(one: HandedIn): TakenRequest | TakenResult {
    try {
      return takeOne(one);
    } catch (error) {
      const trouble = toStorageProblem(error, join(dataDir, databaseName));
      if (trouble !== undefined) return { ok: false, code: 'failed', message: trouble.message };
      deps.log.error('gate.notTaken', { error: error instanceof Error ? error.message : String(error) });
      return { ok: false, code: 'failed', message: say.thisFailedUnexpectedly };
    }
  }

  return {
    tokens,
    settings,
    save(patch) {
      const next = { ...settings(), ...patch };
      const hasBoth = next.certificate !== null && next.key !== null;
      if ((next.certificate === null) !== (next.key === null)) return refuse(say.aCertificateAndIts, 'certificate');
      if (!isLoopback(next.address) && !hasBoth) return refuse(say.canBeReachedByOther(next.address), 'address');
      for (const path of [next.certificate, next.key])
        if (path !== null && patch.certificate !== undefined && !existsSync(path))
          return refuse(say.thereIsNoFile(path), 'certificate');
      saveGateSettings(settingRows, next);
      knowTokens(deps);
      changed();
      return { ok: true, value: next };
    },
    listening: () => listening,
    forms: {
      ...forms,
      save(form) {
        forms.save(form);
        changed();
      },
      remove(name) {
        const isGone = forms.remove(name);
        changed();
        return isGone;
      },
    },
    asked: createRequestQuestions({ ...deps, rows: deps.questions, forms, changed }),
    answers: createAnswers({ ...deps, folder: toAnswersFolder(dataDir), readNumber: createNumberReader() }),
    verify: async () => [...findBrokenActs(rows), ...(await verifyAnswers(toAnswersFolder(dataDir)))],
    port: {
      settings,
      hasTokens() {
        const asleep = loadAsleep(settingRows.load);
        return rows.listTokens().some(({ id, revokedAt }) => revokedAt === null && !asleep.has(id));
      },
      state: async () => ({ lack: standing.doubt(), isLocked: (await secrets.state()).locked }),
      takeAll(some) {
        const taken = takeTogether(some) ?? some.map(takeAlone);
        changed();
        return taken;
      },
      noteUses(uses) {
        inTransaction(deps.db, () => {
          for (const [token, at] of uses) rows.noteUse(token, at);
        });
        changed();
      },
      tell(now) {
        listening = now;
        changed();
      },
    },
  };
}
