/** Calls an observer. What it throws, or rejects with, is reported and changes nothing. */
export function observe(observers, name, event) {
  const report = (error) => {
    try {
      console.error(`synapse-backend-client: ${name} failed:`, error);
    } catch {
      // A console that throws (test set-ups have such) must not end the call.
    }
  };
  try {
    const answer = observers[name](event);
    if (typeof answer?.then === 'function') answer.then(undefined, report);
  } catch (error) {
    report(error);
  }
}
