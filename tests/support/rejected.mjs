import assert from 'node:assert/strict';

/** The error with which a promise rejects. A fulfilled promise fails the test. */
export function rejected(promise) {
  return promise.then(
    (value) => assert.fail(`should have been rejected, and was fulfilled with ${JSON.stringify(value)}`),
    (reason) => reason,
  );
}
