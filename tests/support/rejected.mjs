import assert from 'node:assert/strict';

/** What a promise is rejected with; a promise that is fulfilled fails the test. */
export function rejected(promise) {
  return promise.then(
    (value) => assert.fail(`should have been rejected, and was fulfilled with ${JSON.stringify(value)}`),
    (reason) => reason,
  );
}
