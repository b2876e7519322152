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
  const [isCut, setIsCut] = useState(false);
  useEffect(() => {
    const source = new EventSource(`/jobs/${jobId}/log`);
    source.onmessage = ({ data }) => setLines((before) => [...before, JSON.parse(data)]);
    source.addEventListener('end', () => source.close());
    source.onerror = () => {
      source.close(); // otherwise EventSource would reconnect and start from the first line
      setIsCut(true);
    };
    return () => source.close();
  }, [jobId]);
  return (
    <>
      <pre aria-label={`Log of job ${jobId}`}>{lines.join('\n')}</pre>
      {isCut && <p role="alert">The log broke off. The job may go on.</p>}
    </>
  );
}
