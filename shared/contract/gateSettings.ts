/** The gate's settings, as they are given and kept. Apart from the calls: what only reads a desk needs no more of the contract. */
import { z } from 'zod';

export const gateSettings = z.object({
  /** Whether the desk listens for programs; the web host answers them at its own address besides. */
  listen: z.boolean(),
  port: z.number().int().min(1, 'Give a port from 1 to 65,535.').max(65_535, 'Give a port from 1 to 65,535.'),
  /** The address to listen on. Beyond this computer a certificate and its key are needed. */
  address: z.string().trim().min(1).max(255),
  /** Paths of PEM files. */
  certificate: z.string().max(4096).nullable(),
  key: z.string().max(4096).nullable(),
  /** Nothing is answered where an account was not in step for so many hours; null: however old the list is. */
  freshHours: z.number().int().min(1).max(8760).nullable(),
  /** How long answers are kept. */
  keepMonths: z.number().int().min(1).max(240),
  /** Numbers stand in the log as they are, and not as a keyed hash. */
  plainNumbers: z.boolean(),
});

export type GateSettings = z.output<typeof gateSettings>;
