/** What the desk's own thread and the gate's thread say to each other. Programs' tokens and bodies stay in the gate's thread, but for requests. */
import type { DeskState } from '../../core/gate/closed.ts';
import type { TakenRequest } from '../../core/gate/takeRequest.ts';
import type { Handed, TakenResult } from '../../core/gate/takeResult.ts';

/** Where to listen. `tls`: PEM texts. Port 0: any free one. */
export type GatePlace = {
  readonly address: string;
  readonly port: number;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
};

/** What the thread is started with. */
export type GateStart = {
  readonly dataDir: string;
  readonly systemZone: string;
  readonly place: GatePlace;
  readonly state: DeskState;
};

/** From the desk: how it stands now; what became of a request; the end. */
export type ToGate =
  | { readonly type: 'state'; readonly state: DeskState }
  | { readonly type: 'taken'; readonly id: number; readonly taken: TakenRequest | TakenResult }
  | { readonly type: 'close' };

/**
 * From the gate: it listens, or why not (a sentence); a request to write; when tokens were used; which thread answers programs that
 * ask steadily (undefined: they no longer do); it has ended its work.
 */
export type FromGate =
  | { readonly type: 'listening'; readonly origin: string; readonly port: number }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'request'; readonly id: number; readonly token: number; readonly asked: Handed }
  | { readonly type: 'used'; readonly uses: readonly (readonly [token: number, at: number])[] }
  | { readonly type: 'steady'; readonly thread: string | undefined }
  | {
      readonly type: 'note';
      readonly level: 'info' | 'warn' | 'error';
      readonly event: string;
      readonly data: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'closed' };
