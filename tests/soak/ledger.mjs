// Records the outcome of each call in as few bytes as possible, because the soak test measures memory.

/** The name of a success. */
export const ANSWERED = 'result';

export class Ledger {
  #names = [ANSWERED];
  #outcome;
  #attempts;
  #mayHaveBeenApplied;

  constructor(total) {
    this.total = total;
    // 0 means that the call has not ended.
    this.#outcome = new Uint8Array(total);
    this.#attempts = new Uint8Array(total);
    this.#mayHaveBeenApplied = new Uint8Array(total);
  }

  record(key, name, attempts = 0, mayHaveBeenApplied = false) {
    if (!this.#names.includes(name)) this.#names.push(name);
    this.#outcome[key] = 1 + this.#names.indexOf(name);
    this.#attempts[key] = attempts;
    this.#mayHaveBeenApplied[key] = Number(mayHaveBeenApplied);
  }

  /** The outcome of a call. Its name is undefined if the call has not ended. */
  read(key) {
    const name = this.#names[this.#outcome[key] - 1];
    return { name, attempts: this.#attempts[key], mayHaveBeenApplied: this.#mayHaveBeenApplied[key] === 1 };
  }

  /** The number of calls by outcome. */
  get outcomes() {
    const count = (index) => this.#outcome.reduce((sum, outcome) => sum + Number(outcome === index + 1), 0);
    return Object.fromEntries(this.#names.map((name, index) => [name, count(index)]));
  }
}
