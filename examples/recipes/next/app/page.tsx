'use client';

import { useActionState, useEffect, useState } from 'react';
import { runPlugin } from './actions';

export default function Page() {
  const [state, run, isPending] = useActionState(runPlugin, {});
  return (
    <main>
      <form action={run}>
        <label>
          Steps <input name="steps" type="number" defaultValue={state.steps ?? 5} />
        </label>
        <button disabled={isPending}>Run</button>
        {state.message && <p role="alert">{state.message}</p>}
      </form>
      {state.jobId && <Log key={state.jobId} jobId={state.jobId} />}
    </main>
  );
}

function Log({ jobId }: { jobId: number }) {
  const [lines, setLines] = useState<string[]>([]);
  useEffect(() => {
    const source = new EventSource(`/jobs/${jobId}/log`);
    source.onmessage = ({ data }) => setLines((before) => [...before, JSON.parse(data)]);
    source.onerror = () => source.close(); // also at the end: otherwise it would begin again
    return () => source.close();
  }, [jobId]);
  return <pre aria-label={`Log of job ${jobId}`}>{lines.join('\n')}</pre>;
}
