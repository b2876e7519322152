// The custom elements in React.
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { BackendClient } from 'synapse-backend-client';
import type { JobLogElement } from 'synapse-backend-client/elements';

export function Parts({ client, line }: { client: BackendClient | null; line: number | undefined }): ReactNode {
  const log = useRef<JobLogElement>(null);
  return (
    <>
      <synapse-job-log
        ref={log}
        className="log"
        style={{ height: 600 }}
        client={client}
        job={12}
        line={line}
        onsynapse-line-click={({ detail }) => detail.line satisfies number}
      />
      <synapse-upload-box
        key="box"
        client={client}
        plugin="image-segmentation"
        onsynapse-release={({ detail }) => detail.release.version satisfies string}
        onsynapse-upload-error={({ detail }) => detail.file.name satisfies string}
        onsynapse-upload-abort={({ detail }) => detail.mayHaveBeenReleased satisfies boolean}
      />
      {/* @ts-expect-error the property is `job` */}
      <synapse-job-log jobId={12} />
      {/* @ts-expect-error a client, not its URL */}
      <synapse-job-log client="https://api.synapse.sh" />
      {/* @ts-expect-error a release is an object */}
      <synapse-upload-box onsynapse-release={({ detail }) => detail.release satisfies string} />
      {/* @ts-expect-error a box has no lines */}
      <synapse-upload-box line={3} />
    </>
  );
}
