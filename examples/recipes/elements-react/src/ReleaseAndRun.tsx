import { useState } from 'react';
import { ClientError, type PluginRelease } from 'synapse-backend-client';
import 'synapse-backend-client/elements';
import { client } from './client';

export function ReleaseAndRun({ plugin }: { plugin: number }) {
  const [job, setJob] = useState<number>();
  const [line, setLine] = useState<number>();
  const [problem, setProblem] = useState('');

  async function run({ version }: PluginRelease) {
    setProblem('');
    try {
      const { job_id: jobId } = await client.runPlugin(plugin, { version, parameters: {} });
      setJob(jobId);
      setLine(undefined);
    } catch (error) {
      setProblem(ClientError.isInstance(error) ? error.message : String(error));
    }
  }

  return (
    <>
      <synapse-upload-box client={client} plugin={plugin} onsynapse-release={({ detail }) => run(detail.release)} />
      {problem && <p role="alert">{problem}</p>}
      {job && (
        <synapse-job-log
          client={client}
          job={job}
          line={line}
          onsynapse-line-click={({ detail }) => setLine(detail.line)}
          style={{ height: '60vh', marginTop: '1em' }}
        />
      )}
      {line && <p>Line {line} is marked.</p>}
    </>
  );
}
