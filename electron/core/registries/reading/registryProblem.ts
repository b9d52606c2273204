/** What can be wrong with a registry's file: always one sentence, and then nothing in the file counts. */

/** Thrown while a file is read or taken over; the message is for the person. */
export class RegistryProblem extends Error {
  override readonly name = 'RegistryProblem';
}
