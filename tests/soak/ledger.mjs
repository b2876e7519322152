// What came of each call, in as many bytes as there must be: the soak measures memory.

/** Without an error. */
export const ANSWERED = 'result';

export class Ledger {
  #names = [ANSWERED];
  #outcome;
  #attempts;
  #mayHaveBeenApplied;

  constructor(total) {
    this.total = total;
    // 0 is a call that has not ended.
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

  /** What came of a call; its name is undefined where it has not ended. */
  read(key) {
    const name = this.#names[this.#outcome[key] - 1];
    return { name, attempts: this.#attempts[key], mayHaveBeenApplied: this.#mayHaveBeenApplied[key] === 1 };
  }

  /** How many calls have ended in which way. */
  get outcomes() {
    const count = (index) => this.#outcome.reduce((sum, outcome) => sum + Number(outcome === index + 1), 0);
    return Object.fromEntries(this.#names.map((name, index) => [name, count(index)]));
  }
}
